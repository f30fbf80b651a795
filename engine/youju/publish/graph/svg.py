"""A picture as SVG: read from left to right, printed on A4, told apart without colours too."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from youju.publish.graph.layout import INDENT, LEADING, MARGIN, PAD, SIZE, Drawn, Layout, Placed, Point, layout
from youju.publish.graph.look import HEADS, LEGEND, STYLE
from youju.publish.graph.picture import COLUMNS, Picture
from youju.publish.graph.text import width as width_of

_WARNING = ("opposes", "lacks", "disputes")
_HEAD, _FOOT = 78, 44
# Millimetres that A4 leaves between its margins; thousandths of one for a unit of a small picture, and at least.
_SHORT, _LONG, _LARGE, _LEAST = 190, 277, 250, 147


def svg(picture: Picture) -> bytes:
    """The picture as an SVG file, UTF-8."""
    placed = layout(picture)
    width = max(placed.width, 18 * 30, _title_width(picture)) + 2 * MARGIN
    height = placed.height + _HEAD + _FOOT + MARGIN
    lines = [*_opening(picture, width, height), *_words(picture, placed)]
    lines += [f'<g transform="translate({MARGIN} {_HEAD})">']
    lines += [_arrow(one) for one in placed.arrows]
    for one in placed.boxes:
        lines += _box(one)
    lines += ["</g>", *_legend(picture, placed.height + _HEAD + 30), "</svg>", ""]
    return "\n".join(lines).encode()


def _opening(picture: Picture, width: int, height: int) -> Iterator[str]:
    scale = _scale(width, height)
    size = f'width="{_mm(width, scale)}mm" height="{_mm(height, scale)}mm" viewBox="0 0 {width} {height}"'
    about = f'role="img" aria-labelledby="title about" xml:lang="{picture.lang}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} {about}>'
    yield f'<title id="title">{escape(picture.title)}</title><desc id="about">{escape(picture.about)}</desc>'
    yield f"<style>{STYLE}</style>"
    size = 'viewBox="0 0 8 8" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse"'
    for name in ("end", "warn"):
        point = f'<path class="{name}" d="M0 0.5 8 4 0 7.5z"/>'
        yield f'<marker id="{name}" {size} refX="7" refY="4" orient="auto">{point}</marker>'
    yield f'<rect width="{width}" height="{height}" style="stroke:none"/>'


def _scale(width: int, height: int) -> int:
    """Thousandths of a millimetre to a unit: a page of A4, or its width alone where letters would be too small."""
    across, down = (_LONG, _SHORT) if width >= height else (_SHORT, _LONG)
    page = min(_LARGE, across * 1000 // width, down * 1000 // height)
    return page if page >= _LEAST else min(_LARGE, _LONG * 1000 // width)


def _mm(length: int, scale: int) -> str:
    tenths = length * scale // 100
    return f"{tenths // 10}.{tenths % 10}"


def _title_width(picture: Picture) -> int:
    return max(width_of(picture.title) * 18, width_of(picture.about) * SIZE) // 100


def _words(picture: Picture, placed: Layout) -> Iterator[str]:
    yield _text("title", MARGIN, 30, picture.title)
    yield _text("about", MARGIN, 49, picture.about)
    for column, x, width in placed.columns:
        middle = MARGIN + x + width // 2
        yield _text("column", middle, 70, HEADS[COLUMNS[column]][picture.lang], ' text-anchor="middle"')


def _text(kind: str, x: int, y: int, words: str, more: str = "") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}"{more}>{escape(words)}</text>'


def _box(one: Placed) -> Iterator[str]:
    kind = one.box.node[0]
    classes = kind if one.box.state in ("plain", kind) else f"{kind} {one.box.state}"
    yield f'<g class="{classes}">'
    yield f'<rect x="{one.x}" y="{one.y}" width="{one.width}" height="{one.height}" rx="4"/>'
    for line in one.lines:
        y = one.y + PAD + SIZE - 3 + line.row * LEADING
        if line.right:
            yield _text(line.part, one.x + one.width - PAD, y, line.text, ' text-anchor="end"')
        else:
            yield _text(line.part, one.x + PAD, y, line.text)
    yield "</g>"


def _arrow(one: Drawn) -> str:
    role = one.arrow.role
    if role == "holds":
        return f'<path class="{role}" d="{_cornered(one.points)}"/>'
    return f'<path class="{role}" d="{_curved(one.points)}" {_end(role)}/>'


def _end(role: str) -> str:
    return f'marker-end="url(#{"warn" if role in _WARNING else "end"})"'


def _cornered(points: tuple[Point, ...]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)


def _curved(points: tuple[Point, ...]) -> str:
    """Bent between columns, level across a column that is passed."""
    path = f"M{points[0][0]} {points[0][1]}"
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (x + to_x) // 2
        path += f" L{to_x} {to_y}" if y == to_y else f" C{half} {y} {half} {to_y} {to_x} {to_y}"
    return path


def _legend(picture: Picture, y: int) -> Iterator[str]:
    """The signs that the picture has, in one row."""
    roles, states = {arrow.role for arrow in picture.arrows}, {box.state for box in picture.boxes}
    x = MARGIN
    for sign, words in LEGEND.items():
        if sign in roles:
            yield f'<path class="{sign}" d="M{x} {y - 4} h28" {_end(sign)}/>'
        elif sign in states:
            kind = "unmet" if sign == "unmet" else f"fact {sign}"
            yield f'<g class="{kind}"><rect x="{x}" y="{y - 12}" width="28" height="15" rx="3"/></g>'
        else:
            continue
        yield _text("legend", x + 34, y, words[picture.lang])
        x += 34 + width_of(words[picture.lang]) * SIZE // 100 + INDENT
