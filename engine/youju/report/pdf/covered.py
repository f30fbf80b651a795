"""Which characters of a page lie under what is drawn after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from youju.report.pdf.page import Glyph, Rectangle


def covered_by(glyphs: Sequence[Glyph], covers: Sequence[tuple[Rectangle, int]]) -> frozenset[int]:
    """The numbers of the characters whose middle lies in a box drawn later; each box tells how many are before it."""
    if not covers:
        return frozenset()
    order = sorted(range(len(glyphs)), key=lambda at: _middle(glyphs[at]))
    heights = [_middle(glyphs[at]) for at in order]
    found: set[int] = set()
    for (left, top, right, bottom), before in covers:
        for at in order[bisect_left(heights, top) : bisect_right(heights, bottom)]:
            if at < before and left <= (glyphs[at].left + glyphs[at].right) / 2 <= right:
                found.add(at)
    return frozenset(found)


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
