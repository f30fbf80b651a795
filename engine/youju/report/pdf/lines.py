"""The characters of a page to lines: by their baselines, each from left to right."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from youju.report.pdf.page import Glyph, Rectangle

HUNDREDTHS = 100.0
_SAME_LINE = 0.3  # of the size: how far baselines of one line may lie apart
_SMALL = 0.8  # of the size of a line: below, a character may be raised or lowered
_WIDE_GAP = 0.25  # of the size, beyond the usual gap of the line: a space that nobody wrote
_NO_BOX = (-1, -1, -1, -1)
_left = attrgetter("left")
_base = attrgetter("base")


@dataclass(slots=True)
class Line:
    """A line of a page. `boxes` hold four numbers for each character, in hundredths of a point; -1 of added spaces.

    `overlaid` tells that figures are printed over other characters, so that none can say what is read there.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    boxes: array[int]
    overlaid: bool = False


def lines_of_page(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of upright characters, from the top down."""
    rows = _joined(_rows(sorted(glyphs, key=_base)))
    return [line for row in rows if (line := line_of(row)) is not None]


def line_of(row: list[Glyph]) -> Line | None:
    """One line of characters that stand beside each other; None where there is nothing but spaces."""
    row = _once(sorted(row, key=_left))
    text, boxes, overlaid = _spelled(row)
    if not text.strip():
        return None
    inked = [glyph for glyph in row if not glyph.char.isspace()]
    middle = inked[len(inked) // 2]
    return Line(
        text,
        inked[0].left,
        min(glyph.top for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.bottom for glyph in inked),
        middle.base,
        middle.size,
        boxes,
        overlaid,
    )


def line_as_drawn(row: list[Glyph]) -> Line | None:
    """One line of characters in the order in which they are drawn, wherever they stand: turned text."""
    text = "".join(glyph.char for glyph in row)
    if not text.strip():
        return None
    boxes = array("i")
    for glyph in row:
        boxes.extend(_shared(_corners(glyph), len(glyph.char)))
    _, top, _, bottom, size = _span(row)
    return Line(text, row[0].left, top, row[-1].right, bottom, row[0].base, size, boxes)


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters in order of their baselines, as rows of one baseline each."""
    rows: list[list[Glyph]] = []
    last = float("-inf")
    for glyph in glyphs:
        if not rows or glyph.base - last > _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows.append([])
            last = glyph.base
        rows[-1].append(glyph)
    return rows


def _joined(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Rows with the raised and lowered characters beside them: smaller, and within the height of the row."""
    if len(rows) < 2:
        return rows
    spans = [_span(row) for row in rows]
    gone: set[int] = set()
    for at, row in enumerate(rows):
        for other in (at + 1, at - 1):
            if not 0 <= other < len(rows) or other in gone or at in gone:
                continue
            left, top, right, bottom, size = spans[at]
            big = spans[other]
            inside = min(bottom, big[3]) - max(top, big[1]) >= 0.5 * (bottom - top)
            if (
                size < _SMALL * big[4]
                and inside
                and left < big[2] + size
                and right > big[0] - size
                and _beside(row, rows[other])
            ):
                rows[other] = rows[other] + row
                gone.add(at)
    return [row for at, row in enumerate(rows) if at not in gone]


def _span(row: list[Glyph]) -> tuple[float, float, float, float, float]:
    return (
        min(glyph.left for glyph in row),
        min(glyph.top for glyph in row),
        max(glyph.right for glyph in row),
        max(glyph.bottom for glyph in row),
        max(glyph.size for glyph in row),
    )


def _beside(small: list[Glyph], row: list[Glyph]) -> bool:
    """Whether the small characters stand in gaps of the row and not over its characters."""
    for glyph in small:
        middle = (glyph.left + glyph.right) / 2
        if any(other.left < middle < other.right and not other.char.isspace() for other in row):
            return False
    return True


def _once(row: list[Glyph]) -> list[Glyph]:
    """The row without characters that are printed twice, a little apart: bold type and shadows of poor programs."""
    kept: list[Glyph] = []
    for glyph in row:
        near = 0.3 * (glyph.right - glyph.left)
        again = False
        for other in reversed(kept[-4:]):
            if glyph.left - other.left > near:
                break
            if other.char == glyph.char and abs(other.base - glyph.base) <= 0.2 * glyph.size:
                again = True
                break
        if not again:
            kept.append(glyph)
    return kept


def _spelled(row: list[Glyph]) -> tuple[str, array[int], bool]:
    """The text of a row, with a space in each wide gap, a box for each character, and whether figures overlap."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    chars: list[str] = []
    boxes = array("i")
    before = row[0]
    overlaid = False
    for glyph, gap in zip(row, (0.0, *gaps), strict=True):
        if gap > _WIDE_GAP * glyph.size + usual or (gap > -0.5 * glyph.size and _raised(before, glyph)):
            if chars and chars[-1] != " " and glyph.char != " ":
                chars.append(" ")
                boxes.extend(_NO_BOX)
        elif gap < -0.5 * (glyph.right - glyph.left) and (glyph.char + before.char).isdigit():
            overlaid = True
        chars.append(glyph.char)
        corners = _corners(glyph)
        boxes.extend(corners if len(glyph.char) == 1 else _shared(corners, len(glyph.char)))
        before = glyph
    return "".join(chars), boxes, overlaid


def _raised(before: Glyph, after: Glyph) -> bool:
    """Whether one of two figures is raised or lowered beside the other: 10² is not 102, nor a note's number a digit."""
    small, large = sorted((before.size, after.size))
    return small < _SMALL * large and before.char.isdigit() and after.char.isdigit()


def _corners(glyph: Glyph) -> tuple[int, int, int, int]:
    return (
        round(glyph.left * HUNDREDTHS),
        round(glyph.top * HUNDREDTHS),
        round(glyph.right * HUNDREDTHS),
        round(glyph.bottom * HUNDREDTHS),
    )


def _shared(corners: tuple[int, int, int, int], count: int) -> list[int]:
    """The boxes of the characters of a ligature: its own, in equal parts."""
    left, top, right, bottom = corners
    width = right - left
    return [
        value
        for at in range(count)
        for value in (left + width * at // count, top, left + width * (at + 1) // count, bottom)
    ]


def within(glyph: Glyph, box: Rectangle) -> bool:
    """Whether the middle of a character stands in a box."""
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
