"""The least and the most points that were found for an indicator, or for several together."""

from __future__ import annotations

from fractions import Fraction

from youju.explain.worlds import Values
from youju.structs import Struct, replace


class Ends(Struct):
    """The least and most points found, with the values that give them; `complete`: there are no fewer and no more."""

    low: Fraction
    high: Fraction
    low_at: Values
    high_at: Values
    complete: bool = True

    def plus(self, points: Fraction, at: Values) -> Ends:
        """The ends with more points among them."""
        low = (points, at) if points < self.low else (self.low, self.low_at)
        high = (points, at) if points > self.high else (self.high, self.high_at)
        return Ends(low[0], high[0], low[1], high[1], self.complete)

    def with_(self, other: Ends) -> Ends:
        """The ends of both together."""
        both = self.plus(other.low, other.low_at).plus(other.high, other.high_at)
        return replace(both, complete=self.complete and other.complete)
