"""Intervals of numbers, the simplest fraction in one, and which m/n would print as a rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from youju.structs import Struct

ZERO, ONE = Fraction(0), Fraction(1)
MOST_CANDIDATES = 2
GREATEST_BASE = 10_000
"""A fraction with a greater denominator explains nothing: nearly every rate has one."""


class Interval(Struct):
    """The numbers between two ends (None: no end), each end in it or not."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether a number lies in it."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_closed and value == self.high))

    def within(self, other: Interval) -> Interval:
        """What lies in both."""
        low, low_closed = self.low, self.low_closed
        if other.low is not None and (low is None or (other.low, not other.low_closed) > (low, not low_closed)):
            low, low_closed = other.low, other.low_closed
        high, high_closed = self.high, self.high_closed
        if other.high is not None and (high is None or (other.high, other.high_closed) < (high, high_closed)):
            high, high_closed = other.high, other.high_closed
        return Interval(low, high, low_closed, high_closed)


def simplest(wanted: Interval) -> Fraction | None:
    """The fraction in an interval with the least denominator, and of these the least; None below 0 or without ends."""
    low, high = wanted.low, wanted.high
    if wanted.holds(ZERO):
        return ZERO
    if low is None or high is None or low < 0 or low > high or (low == high and not wanted.holds(low)):
        return None
    whole = ceil(low) if wanted.low_closed or low.denominator != 1 else floor(low) + 1
    if wanted.holds(Fraction(whole)):
        return Fraction(whole)
    # Both ends lie between two whole numbers: what is over one of them is the reciprocal of a simpler case.
    base = whole - 1
    rest_low, rest_high = low - base, high - base
    upper = None if rest_low == 0 else ONE / rest_low
    if upper is None:
        return base + ONE / _above(ONE / rest_high, wanted.high_closed)
    inner = simplest(Interval(ONE / rest_high, upper, wanted.high_closed, wanted.low_closed))
    return None if inner is None else base + ONE / inner


def _above(value: Fraction, closed: bool) -> int:
    """The least whole number above a value, or at it."""
    return ceil(value) if closed or value.denominator != 1 else floor(value) + 1


def ratio_candidates(
    wanted: Interval, numerators: Sequence[Fraction], denominators: Sequence[Fraction], most: int = MOST_CANDIDATES
) -> tuple[tuple[int, int], ...]:
    """Pairs (m, n) of whole numbers that print as a rate, the likeliest first.

    First two numbers of the text, then one of them with the other mended, then the simplest fraction of all.
    """
    found: list[tuple[int, int]] = []
    for pair in _candidates(wanted, [_whole(one) for one in numerators], [_whole(one) for one in denominators]):
        if pair not in found:
            found.append(pair)
        if len(found) == most:
            break
    return tuple(found)


def _candidates(wanted: Interval, above: Sequence[int], below: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from ((m, n) for m in above for n in below if m and n and wanted.holds(Fraction(m, n)))
    if wanted.low is None or wanted.high is None or wanted.low <= 0:
        return
    for m in above:
        n = ceil(m / wanted.high)
        if n and wanted.holds(Fraction(m, n)):
            yield m, n
    for n in below:
        m = ceil(n * wanted.low)
        if n and wanted.holds(Fraction(m, n)):
            yield m, n
    best = simplest(wanted)
    if best is not None and 1 < best.denominator <= GREATEST_BASE:
        yield best.numerator, best.denominator


def _whole(value: Fraction) -> int:
    """A count as an int, 0 for what is none."""
    return value.numerator if value.denominator == 1 else 0
