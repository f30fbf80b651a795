"""A page of a PDF to characters, rules and pictures: a device for pdfminer, the parser that pdfplumber stands on.

Why not pdfplumber's own page objects: it makes of each character a dictionary of 24 entries, after pdfminer has made
an object of it; that takes 23 µs a character and holds a kilobyte. Seven numbers are needed here. This device takes
them where pdfminer hands them out, at a sixth of the time, from the same fonts, encodings and positions, so that what
is read is what pdfplumber reads. Its search for tables is used as it is (see `tables`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, cast

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, mult_matrix

from youju.report.errors import ReportError
from youju.report.pdf.covered import covered_by
from youju.report.pdf.page import Glyph, Look, Matrix, Page, Rectangle

DAMAGED = "\ufffd"
MOST_GLYPHS = 400_000
MOST_RULES = 20_000
SMALLEST = 1.0
_THIN = 3.0
_FAR = 1e6  # points: beyond, a place is no place
_UNSEEN = (3, 7)
_MOST_COVERS = 2_000
_TRANSPARENT = ("SMask", "Mask", "ImageMask", "IM", "SMaskInData")
# What symbol fonts show at these codes; all their other characters are taken for bullets.
_SYMBOLS = {0xF0FC: "✓", 0xF0FE: "☑", 0xF052: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF020: " "}


class PageDevice(PDFDevice):
    """Collects what is drawn on a page in `page`."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.page = Page(0, 0.0, 0.0, (1, 0, 0, 1, 0, 0))
        self.number = 0
        self._fonts: dict[int, tuple[PDFFont, dict[int, tuple[str, float]]]] = {}
        self._outer: list[Any] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """A new page; its shown part is the crop box."""
        left, low, right, high = apply_matrix_rect(ctm, _shown(page))
        turn = mult_matrix(ctm, (1, 0, 0, -1, -left, high))
        self.page = Page(self.number, right - left, high - low, turn)
        self._shift = (left, high)
        self._outer = []

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ARG002
        """A form begins: what holds after it is kept, since pdfminer leaves the form's own matrix in force."""
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:  # noqa: ARG002
        """The form ends."""
        self.ctm = self._outer.pop()

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002
        """A picture: the unit square, as the matrix in force lays it."""
        box = self._rectangle((0, 0, 1, 1))
        self.page.images.append(box)
        assert self.ctm is not None
        a, b, c, d = self.ctm[:4]
        upright = abs(b) + abs(c) < 0.01 * (abs(a) + abs(d)) or abs(a) + abs(d) < 0.01 * (abs(b) + abs(c))
        if upright and not any(stream.attrs.get(name) for name in _TRANSPARENT):
            self._cover(box)

    def _cover(self, box: Rectangle) -> None:
        """What is drawn so far cannot be seen in a box."""
        if self.page.glyphs and len(self.page.covers) < _MOST_COVERS:
            self.page.covers.append((box, len(self.page.glyphs)))

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:  # noqa: ARG002
        """Straight lines become rules, thin rectangles too; others that are filled are what white text shows on."""
        if len(self.page.rules) > MOST_RULES:
            return
        points: list[tuple[float, float]] = []
        curved = False
        for step in path:
            if step[0] == "m":
                self._shape(points, curved, graphicstate, stroke, fill)
                points, curved = [self._point(step[1], step[2])], False
            elif step[0] == "l":
                points.append(self._point(step[1], step[2]))
            elif step[0] == "h" and points:
                points.append(points[0])
            elif len(step) > 2:
                curved = True
                points.append(self._point(step[-2], step[-1]))
        self._shape(points, curved, graphicstate, stroke, fill)

    def render_string(self, textstate: Any, seq: Iterable[Any], ncs: Any, graphicstate: Any) -> None:
        """Characters: where pdfminer's own devices make an object of each, a tuple is made."""
        font, size = textstate.font, textstate.fontsize
        assert self.ctm is not None
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        e, f = e - self._shift[0], self._shift[1] - f
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        x, y = textstate.linematrix
        vertical = font.is_vertical()
        tall = abs(size) * (d * d + c * c) ** 0.5
        plain = b == 0 and c == 0 and a * size * scaling > 0 and d * size > 0 and not vertical
        look = self._look(textstate, ncs, graphicstate, plain, tall)
        known = self._known(font)
        unit = size * scaling
        low = font.get_descent() * size + textstate.rise
        high = low + size
        glyphs, spaced = self.page.glyphs, False
        before = len(glyphs)
        for piece in seq:
            if isinstance(piece, int | float):
                shift = piece * 0.001 * unit
                x, y = (x, y - shift) if vertical else (x - shift, y)
                spaced = True
                continue
            if not isinstance(piece, bytes):
                continue
            for cid in font.decode(piece):
                if spaced:
                    x, y = (x, y + charspace) if vertical else (x + charspace, y)
                spaced = True
                char, width = known.get(cid) or self._learn(font, known, cid)
                advance = width * (size if vertical else unit)
                if plain:
                    left, base = e + a * x, f - d * y
                    box = (left, base - d * high, left + a * advance, base - d * low)
                else:
                    box, base = self._turned((a, b, c, d, e, f), x, y, advance, low, high, size, vertical)
                glyphs.append(Glyph(char, *box, base, tall, look))
                if vertical:
                    y += advance
                else:
                    x += advance
                    if cid == 32:
                        x += wordspace
        textstate.linematrix = (x, y)
        self._count(a, b, c, d, len(glyphs) - before, plain)
        if len(glyphs) > MOST_GLYPHS:
            zh = f"第 {self.page.number} 页的字符多得不合常理，没有读；请在原软件中重新输出 PDF"
            raise ReportError("report-too-heavy", zh, f"page {self.page.number} holds too many characters")

    def _count(self, a: float, b: float, c: float, d: float, count: int, plain: bool) -> None:
        page = self.page
        if plain:
            page.upright += count
        elif abs(a) < 0.01 * abs(b) and abs(d) < 0.01 * abs(c) and b * c < 0:
            quarters = 1 if b > 0 else 3
            page.quarters[quarters] = page.quarters.get(quarters, 0) + count
        elif a < 0 and d < 0 and abs(b) < 0.01 * abs(a):
            page.quarters[2] = page.quarters.get(2, 0) + count

    def finished(self) -> Page:
        """The page, once all is drawn: what is white on white, or beyond the edge, is known only then."""
        page = self.page
        covered = covered_by(page.glyphs, page.covers)
        if any(glyph.look != Look.PLAIN for glyph in page.glyphs) or _beyond(page):
            page.glyphs = [_seen(glyph, page) for glyph in page.glyphs]
        for at in covered:
            if page.glyphs[at].look is Look.PLAIN:
                page.glyphs[at] = page.glyphs[at]._replace(look=Look.UNSEEN)
        return page

    def _known(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        held = self._fonts.get(id(font))
        if held is None:
            held = self._fonts[id(font)] = (font, {})
        return held[1]

    @staticmethod
    def _learn(font: PDFFont, known: dict[int, tuple[str, float]], cid: int) -> tuple[str, float]:
        try:
            char = "".join(map(_readable, font.to_unichr(cid))) or DAMAGED
        except (PDFUnicodeNotDefined, ValueError, TypeError, OverflowError):
            char = DAMAGED
        known[cid] = found = (char, float(font.char_width(cid)))
        return found

    @staticmethod
    def _turned(
        matrix: Matrix, x: float, y: float, advance: float, low: float, high: float, size: float, vertical: bool
    ) -> tuple[Rectangle, float]:
        a, b, c, d, e, f = matrix
        if vertical:  # the origin of a character is the middle of its top
            corners = ((x - size / 2, y), (x + size / 2, y + advance))
        else:
            corners = ((x, y + low), (x + advance, y + high))
        (x0, y0), (x1, y1) = corners
        xs = [e + a * px + c * py for px in (x0, x1) for py in (y0, y1)]
        ys = [f - b * px - d * py for px in (x0, x1) for py in (y0, y1)]
        return (min(xs), min(ys), max(xs), max(ys)), f - b * x - d * y

    def _look(self, textstate: Any, ncs: Any, graphicstate: Any, plain: bool, tall: float) -> Look:
        if textstate.render in _UNSEEN:
            return Look.UNSEEN
        if tall < SMALLEST:
            return Look.OUTSIDE
        if _white(graphicstate.ncolor, ncs) and textstate.render in (0, 4):
            return Look.WHITE
        return Look.PLAIN if plain else Look.TURNED

    def _point(self, x: float, y: float) -> tuple[float, float]:
        assert self.ctm is not None
        px, py = apply_matrix_pt(self.ctm, (x, y))
        return px - self._shift[0], self._shift[1] - py

    def _rectangle(self, box: Rectangle) -> Rectangle:
        assert self.ctm is not None
        left, low, right, high = apply_matrix_rect(self.ctm, box)
        return left - self._shift[0], self._shift[1] - high, right - self._shift[0], self._shift[1] - low

    def _shape(self, points: list[tuple[float, float]], curved: bool, state: Any, stroke: bool, fill: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        width, height = box[2] - box[0], box[3] - box[1]
        if fill and min(width, height) > _THIN:
            if not _white(state.ncolor, None):
                self.page.fills.append(box)
            elif not curved and width * height <= 0.5 * self.page.width * self.page.height and _is_box(xs, ys):
                # One that fills the page is cut to what it is meant for by a clip, which is not followed here.
                self._cover(box)
        elif fill and not curved and max(width, height) > _THIN:
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            flat = width >= height
            self.page.rules.append(
                (box[0], middle[1], box[2], middle[1]) if flat else (middle[0], box[1], middle[0], box[3])
            )
        if stroke and not curved:
            for (x0, y0), (x1, y1) in pairwise(points):
                if (abs(x0 - x1) < 0.5) != (abs(y0 - y1) < 0.5):
                    self.page.rules.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _is_box(xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether these corners are those of an upright rectangle."""
    edges = (min(xs), max(xs)), (min(ys), max(ys))
    at_edge = all(min(abs(x - edge) for edge in edges[0]) < 0.1 for x in xs)
    return len(xs) in (4, 5) and at_edge and all(min(abs(y - edge) for edge in edges[1]) < 0.1 for y in ys)


def _shown(page: PDFPage) -> Rectangle:
    """The part of the page that is shown: the crop box within the media box."""
    media, crop = page.mediabox, page.cropbox
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return both if both[0] < both[2] and both[1] < both[3] else media


def _readable(char: str) -> str:
    code = ord(char)
    if 0xF020 <= code <= 0xF0FF:
        return _SYMBOLS.get(code, "•")
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code < 0x20 or 0xD800 <= code <= 0xDFFF:
        return " " if char in "\t\n\r" else DAMAGED
    return char


def _white(color: Any, space: Any) -> bool:
    """Whether a colour is white, in a space of grey, RGB or CMYK; of other spaces it is not known."""
    if space is not None and getattr(space, "name", "") in ("Separation", "DeviceN", "Indexed", "Pattern", "Lab"):
        return False
    values = cast("Sequence[Any]", color) if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(value, int | float) for value in values):
        return False
    match len(values):
        case 1 | 3:
            return min(values) >= 0.98
        case 4:
            return max(values) <= 0.02
        case _:
            return False


def _beyond(page: Page) -> bool:
    return any(
        glyph.right < 0 or glyph.left > page.width or glyph.bottom < 0 or glyph.top > page.height
        for glyph in page.glyphs
    )


def _seen(glyph: Glyph, page: Page) -> Glyph:
    if glyph.right < 0 or glyph.left > page.width or glyph.bottom < 0 or glyph.top > page.height:
        left, top, right, bottom, base, size = (min(max(value, -_FAR), _FAR) for value in glyph[1:7])
        return Glyph(glyph.char, left, top, right, bottom, base, size, Look.OUTSIDE)
    if glyph.look == Look.WHITE:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in (*page.fills, *page.images)):
            return glyph._replace(look=Look.PLAIN)
    return glyph
