"""Whether a line goes on in the next: by where the lines begin and end, and only where that is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from youju.report.pdf.lines import HUNDREDTHS, Line
from youju.structs import Struct

_INDENT = 1.2  # of the size: from here on a first line is set in
_LEVEL = 0.35  # of the size: how far two left edges may differ
_ENDERS = frozenset("。！？；：…")
_CLOSERS = frozenset(")）”’》」』]】〕〉\"'")
_NOT_FIRST = frozenset("，。、；：！？）》】”’%％,.;:!?)]")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?")
_TAIL = re.compile(r"[\d.,]+\Z")
_HEAD = re.compile(r"[\d.,]+%?")
_WORD = re.compile(r"[A-Za-z0-9.,%+/_-]+")
_FEW = 3
_APART = 0.15  # of the leading: by how much more paragraphs stand apart than lines


class Measure(Struct):
    """Between which edges the text of a file is set on pages `width` wide, in points; `leading` leads to the next line.

    `gaps` tells that paragraphs stand apart: then lines that do not are of one paragraph.
    """

    left: float
    right: float
    leading: float
    size: float
    width: float
    gaps: bool = False


def measure_of(pages: Sequence[Sequence[Line]], width: float) -> Measure:
    """The measure of the body, from its lines on all pages of one format, `width` points wide.

    Where no line is as wide as a column of text must be, no line is known to be full: `right` is out of reach.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return Measure(0.0, 0.0, 0.0, 0.0, width)
    size = median(line.size for line in lines)
    lefts = Counter(round(line.left / 2) for line in lines)
    enough = max(2, len(lines) // 20) if len(lines) > _FEW else 1
    left = min((at for at, count in lefts.items() if count + lefts[at + 1] >= enough), default=min(lefts)) * 2.0
    widest = max(line.right - line.left for line in lines)
    rights = sorted(line.right for line in lines if line.right - line.left >= 0.6 * widest)
    right = rights[len(rights) * 9 // 10]
    near = [line.left for line in lines if abs(line.left - left) <= 2.0]
    if right - left < 0.5 * width or abs(left + right - width) > 0.15 * width:
        right = float("inf")
    leading, gaps = _leading(pages, right, size)
    return Measure(min(near) if near else left, right, leading, size, width, gaps)


def _leading(pages: Sequence[Sequence[Line]], right: float, size: float) -> tuple[float, bool]:
    """The usual step from a full line to the next, and whether after lines that end early it is mostly larger."""
    steps: tuple[list[float], list[float]] = ([], [])
    for page in pages:
        for before, after in pairwise(page):
            step = after.base - before.base
            if 0.8 * size < step < 4 * size:
                steps[before.right >= right - 1.5 * size].append(step)
    short, full = steps
    leading = median(full or short) if full or short else 1.5 * size
    apart = sum(step > (1 + _APART) * leading for step in short)
    return leading, len(short) >= _FEW and apart >= 0.8 * len(short)


def between(before: Line, after: Line, first: Line, measure: Measure, over_page: bool) -> str | None:
    """What stands between two lines of one paragraph: nothing or a space; None where the geometry does not tell.

    `first` is the first line of the paragraph of `before`; `over_page` tells that a page ends between them.
    """
    size = before.size
    if abs(after.size - size) > 0.15 * size or before.right - before.left < 6 * size:
        return None
    most = (1 + _APART) if measure.gaps else 1.35
    if not over_page and not 0.5 * measure.leading <= after.base - before.base <= most * measure.leading:
        return None
    level = measure.left if before is first else before.left
    if abs(after.left - level) > _LEVEL * size or not _full(before, after, measure):
        return None
    # A block without indent or gap may end just where its line does; then the words decide, and folding reads them.
    certain = first.left - measure.left >= _INDENT * size or (measure.gaps and not over_page)
    if not certain and before.text.rstrip()[-1] in _ENDERS | _CLOSERS:
        return None
    return seam(before, after, measure.right - before.left)


def is_title(line: Line, measure: Measure) -> bool:
    """Whether a line is a title: larger than the body, in the middle, and no sentence."""
    text = line.text.strip()
    middle = abs(line.left + line.right - measure.width) <= 0.05 * measure.width
    return line.size >= 1.15 * measure.size and middle and len(text) <= 60 and text[-1] not in "。；，、："


def _full(before: Line, after: Line, measure: Measure) -> bool:
    """Whether the first word of the next line had no room at the end of this one."""
    spare = measure.right - before.right
    return spare < _width(after, _first_word(after.text)) + 0.15 * before.size


def _first_word(text: str) -> int:
    """How many characters cannot be parted from the first one."""
    start = len(text) - len(text.lstrip())
    match = _WORD.match(text, start)
    return _with_marks(text, match.end() if match else start + 1)


def _first_mark(text: str) -> int:
    """How many characters stay together where even numbers are broken."""
    return _with_marks(text, 1)


def _with_marks(text: str, end: int) -> int:
    while end < len(text) and text[end] in _NOT_FIRST:
        end += 1
    return end


def _width(line: Line, count: int) -> float:
    boxes = line.boxes
    return (max(boxes[4 * at + 2] for at in range(min(count, len(boxes) // 4))) / HUNDREDTHS) - line.left


def seam(before: Line, after: Line, room: float) -> str:
    """A space between two lines where words or figures end and begin there; nothing inside of a word or a number.

    `room` is how wide, in points, the first of them could have been: a number that was broken had none left.
    """
    last, first = before.text[-1], after.text[0]
    if last.isspace() or first.isspace() or not (_latin(last) and _latin(first)):
        return ""
    tail, head = _TAIL.search(before.text), _HEAD.match(after.text)
    if tail and head:
        whole = tail.group() + head.group()
        broken = tail.group()[-1] in ",." or head.group()[0] in ",.%"
        grouped = _FIGURE.fullmatch(whole) is not None and "," in whole
        return "" if broken or grouped or room - _filled(before) < _width(after, _first_mark(after.text)) else " "
    return " " if last.isalnum() and first.isalnum() else ""


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,%")


def _filled(line: Line) -> float:
    """How wide a line is without what stretches it: the sum of its characters."""
    boxes = line.boxes
    return sum(boxes[at + 2] - boxes[at] for at in range(0, len(boxes), 4) if boxes[at] >= 0) / HUNDREDTHS
