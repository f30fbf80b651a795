"""What a rounded figure may stand for, and what is computed from several of them."""

from __future__ import annotations

from fractions import Fraction

from youju.structs import Struct


class Span(Struct):
    """The numbers from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    def over(self, base: Span) -> Span | None:
        """The quotients; None where the base may be 0 or below."""
        if base.low <= 0:
            return None
        ends = [top / below for top in (self.low, self.high) for below in (base.low, base.high)]
        return Span(min(ends), max(ends))

    def meets(self, other: Span) -> bool:
        """Whether a number lies in both."""
        return self.low <= other.high and other.low <= self.high
