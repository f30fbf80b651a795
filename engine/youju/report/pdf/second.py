"""The second reader: pypdfium2 reads every page too, and must see the same figures at the same places.

Both take characters from the fonts' own tables, so most files cannot make them differ; where they do, one of them is
wrong about what is printed, and nobody can tell which from the text alone.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from youju.report.pdf.lines import Line
from youju.report.pdf.page import Glyph, Matrix, Page
from youju.structs import Struct

MOST_CHARACTERS = 400_000
_NUMERIC = frozenset("0123456789.,%")
_BAND = 40.0  # points: figures are looked for among those of the same band of the page
# Full-width figures and their marks; a full-width comma parts sentences and no thousands.
_WIDE = (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFE50, 0xFE52, 0xFE6A)
_PLAIN = {code: unicodedata.normalize("NFKC", chr(code)) for code in _WIDE}


class Mark(Struct):
    """A character of a figure and the middle of its place."""

    char: str
    x: float
    y: float
    size: float


class Compared(Struct):
    """What the readers disagree on.

    `doubts` are the number of a line, a span of it and the other reading; `more` are figures that only pypdfium2 sees;
    `failed` tells that it cannot read the page.
    """

    doubts: tuple[tuple[int, int, int, str], ...] = ()
    more: str = ""
    failed: bool = False


class SecondReader:
    """The file as pypdfium2 opens it."""

    def __init__(self, data: bytes) -> None:
        self._file = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._file)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def picture(self, number: int, dots_per_inch: int) -> Any:
        """Page `number`, from 1, drawn: an array of rows of dots of three colours (it needs numpy)."""
        with closing(self._file[number - 1]) as opened:
            drawn: Any = opened
            return drawn.render(scale=dots_per_inch / 72).to_numpy()[:, :, :3]

    def compare(self, page: Page, lines: Sequence[Line]) -> Compared:
        """What it sees otherwise on `page`; `lines` are all lines of it, also those in cells and aside."""
        try:
            return self._compare(page, lines)
        except pypdfium2.PdfiumError:
            return Compared(failed=True)

    def _compare(self, page: Page, lines: Sequence[Line]) -> Compared:
        with closing(self._file[page.number - 1]) as opened, closing(opened.get_textpage()) as text:
            count = text.count_chars()
            theirs = text.get_text_range() if 0 < count <= MOST_CHARACTERS else ""
            # In the order of drawing both mostly agree, and then each figure is the same at its own place.
            if _figures(theirs) == _figures("".join(glyph.char for glyph in page.glyphs)):
                return Compared()
            return _compared(_marks(text, count, page.turn), page.glyphs, lines)


def _figures(text: str) -> str:
    return "".join(filter(_NUMERIC.__contains__, text.translate(_PLAIN)))


def _marks(text: pypdfium2.PdfTextPage, count: int, turn: Matrix) -> list[Mark]:
    """The characters of figures that pypdfium2 sees, at their places on the page as shown."""
    found: list[Mark] = []
    a, b, c, d, e, f = turn
    box = pdfium.FS_RECTF()
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text, at)
        char = _PLAIN.get(code) or chr(code)
        if char not in _NUMERIC or not pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        size = max(abs(box.right - box.left), abs(box.top - box.bottom))
        found.append(Mark(char, a * x + c * y + e, b * x + d * y + f, size))
    return found


def _compared(marks: list[Mark], glyphs: Sequence[Glyph], lines: Sequence[Line]) -> Compared:
    by_band: defaultdict[int, list[tuple[int, Mark]]] = defaultdict(list)
    for at, mark in enumerate(marks):
        by_band[int(mark.y // _BAND)].append((at, mark))
    seen: set[int] = set()
    for glyph in glyphs:
        for char in glyph.char.translate(_PLAIN):
            if char in _NUMERIC:
                seen |= {at for at, mark in _near(by_band, glyph) if mark.char == char}
    doubts: list[tuple[int, int, int, str]] = []
    for number, line in enumerate(lines):
        for start, end in _tokens(line.text):
            if other := _otherwise(line, start, end, by_band):
                doubts.append((number, start, end, other))
    told = {at for number, start, end, _ in doubts for at, _ in _in_token(lines[number], start, end, by_band)}
    more = "".join(mark.char for at, mark in enumerate(marks) if at not in seen and at not in told)
    return Compared(tuple(doubts), more if any(char.isdigit() for char in more) else "")


def _near(by_band: dict[int, list[tuple[int, Mark]]], glyph: Glyph) -> Iterable[tuple[int, Mark]]:
    slack = 0.3 * glyph.size
    band = int(glyph.top // _BAND)
    for near in range(band - 1, int(glyph.bottom // _BAND) + 2):
        for at, mark in by_band.get(near, ()):
            if (
                glyph.left - slack <= mark.x <= glyph.right + slack
                and glyph.top - slack <= mark.y <= glyph.bottom + slack
            ):
                yield at, mark


def _tokens(text: str) -> list[tuple[int, int]]:
    """The spans of figures in a line: digits with the marks that belong to them."""
    found: list[tuple[int, int]] = []
    start = -1
    plain = "".join(_PLAIN.get(ord(char), char) for char in text)
    for at, char in enumerate(plain + "\n"):
        if char in _NUMERIC:
            start = at if start < 0 else start
        elif start >= 0:
            if any(mark.isdigit() for mark in plain[start:at]):
                found.append((start, at))
            start = -1
    return found


def _in_token(line: Line, start: int, end: int, by_band: dict[int, list[tuple[int, Mark]]]) -> list[tuple[int, Mark]]:
    """What pypdfium2 sees in the place of a token, from left to right."""
    boxes = [line.boxes[4 * at : 4 * at + 4] for at in range(start, end)]
    left, top = min(box[0] for box in boxes) / 100, min(box[1] for box in boxes) / 100
    right, bottom = max(box[2] for box in boxes) / 100, max(box[3] for box in boxes) / 100
    found = [
        (at, mark)
        for band in range(int(top // _BAND) - 1, int(bottom // _BAND) + 2)
        for at, mark in by_band.get(band, ())
        if left - 0.5 <= mark.x <= right + 0.5 and top <= mark.y <= bottom
    ]
    return sorted(found, key=lambda item: item[1].x)


def _otherwise(line: Line, start: int, end: int, by_band: dict[int, list[tuple[int, Mark]]]) -> str:
    """The other reading of a token, empty where it is the same."""
    marks = [mark for _, mark in _in_token(line, start, end, by_band)]
    kept: list[Mark] = []
    for mark in marks:  # printed twice is once here too
        if not any(mark.char == other.char and abs(mark.x - other.x) < 0.3 * other.size * 0.5 for other in kept[-3:]):
            kept.append(mark)
    ours = sorted(_figures(line.text[start:end]))
    theirs = "".join(mark.char for mark in kept)
    return "" if ours == sorted(theirs) and theirs == _figures(line.text[start:end]) else theirs or "—"
