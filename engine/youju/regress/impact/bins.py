"""The distribution of totals before and after, in classes of one width, counted exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import floor

from youju.audit.words import points_text
from youju.structs import Struct

MOST = 12
_WIDTHS = tuple(
    Fraction(one) for one in ("1/100", "1/20", "1/10", "1/5", "1/2", "1", "2", "5", "10", "20", "50", "100")
)


class Bin(Struct):
    """How many totals are at least `low` and below `high`, by the old rubric and by the new one."""

    low: Fraction
    high: Fraction
    before: int
    after: int

    @property
    def text(self) -> str:
        """Its ends, the upper one not in it: `[80, 90)`."""
        return f"[{points_text(self.low)}, {points_text(self.high)})"


def bins_of(before: Mapping[Fraction, int], after: Mapping[Fraction, int]) -> tuple[Bin, ...]:
    """At most so many classes from the lowest total to the highest, of the least round width that does.

    Either side says how often each total is there.
    """
    every = (*before, *after)
    if not every:
        return ()
    low, high = min(every), max(every)
    width = next((one for one in _WIDTHS if floor(high / one) - floor(low / one) < MOST), None)
    width = width or Fraction(floor((high - low) / (MOST - 1)) + 1)
    first, last = floor(low / width), floor(high / width)
    sides: list[Counter[int]] = []
    for side in (before, after):
        sides.append(Counter())
        for value, count in side.items():
            sides[-1][floor(value / width)] += count
    return tuple(Bin(at * width, (at + 1) * width, *(side[at] for side in sides)) for at in range(first, last + 1))
