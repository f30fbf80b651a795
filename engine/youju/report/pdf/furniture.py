"""Running heads, feet and page numbers: what stands at the same height on most pages and says the same.

Nothing else is taken for furniture: a figure of the body must never be left out. So a line counts only where its text
is the same to the letter, or where it is a page number that goes up by one from page to page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from youju.report.pdf.lines import Line
from youju.report.pdf.reading import Reading

_ZONE = 0.13  # of the height of the page, at its top and its bottom
_MOST = 0.6  # of the pages
_FEWEST = 3
_HEIGHTS = 4.0  # points: lines no further apart than this stand at the same height
_NUMBER = re.compile(
    r"(?:[-—–·―~]{1,2}(\d{1,4})[-—–·―~]{1,2}|第(\d{1,4})页(?:[,，/]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}|[Pp]age(\d{1,4})(?:of\d{1,4})?|(\d{1,4}))"
)
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_MARKED = 2
"""Of the groups of `_NUMBER`, those up to this one are marked as page numbers and need no others beside them."""


def furniture_of(readings: Sequence[Reading]) -> frozenset[int]:
    """The `id` of every line that is furniture."""
    edges = [(reading, line) for reading in readings for line in _at_the_edge(reading)]
    return frozenset((*_numbers(edges, len(readings)), *_repeated(edges, len(readings))))


def _at_the_edge(reading: Reading) -> list[Line]:
    """Lines near the top or the bottom with nothing of the body beyond them."""
    low, high = _ZONE * reading.height, (1 - _ZONE) * reading.height
    return [line for line in reading.lines if line.bottom <= low or line.top >= high]


def _plain(line: Line) -> str:
    return "".join(line.text.split())


def _numbers(edges: Sequence[tuple[Reading, Line]], pages: int) -> list[int]:
    """Page numbers: marked as such, or bare and counting with the pages at one height."""
    found: list[int] = []
    bare: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for reading, line in edges:
        match = _NUMBER.fullmatch(_plain(line).translate(_ASCII))
        if match is None:
            continue
        if match.lastindex is not None and match.lastindex <= _MARKED:
            found.append(id(line))
        else:
            number = int(match[match.lastindex or 0])
            bare[number - reading.number, round(line.base / _HEIGHTS)].append(id(line))
    for (ahead, _), lines in bare.items():
        # Of one page or two each must have its own number.
        found += lines if len(lines) >= _FEWEST or (len(lines) == pages and ahead == 0) else []
    return found


def _repeated(edges: Sequence[tuple[Reading, Line]], pages: int) -> list[int]:
    """Lines of the same text at the same height on most pages, or on most odd or even ones."""
    groups: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for reading, line in edges:
        groups[_plain(line)].append((reading.number, line))
    found: list[int] = []
    for text, lines in groups.items():
        near = _same_height(lines)
        on = {number for number, _ in near}
        for parity in (0, 1):
            side = {number for number in on if number % 2 == parity}
            most = max(_FEWEST, _MOST * pages / 2)
            # Of two pages it must be both, and no figure but a year may be lost by that.
            if pages == 2 == len(on) and not _DIGITS.search(_YEAR.sub("", text)):
                found += [id(line) for _, line in near]
                break
            if len(on) >= max(_FEWEST, _MOST * pages) or len(side) >= most:
                found += [id(line) for _, line in near]
                break
    return found


def _same_height(lines: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The largest part of the lines that stand at one height."""
    heights: defaultdict[int, list[tuple[int, Line]]] = defaultdict(list)
    for number, line in lines:
        heights[round(line.base / _HEIGHTS)].append((number, line))
    return max(heights.values(), key=len)


_ASCII = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，"}
