"""Figures drawn by lot in columns: each from the seed, the number of its row and a name, whatever else is drawn.

The bits are mixed here, since Polars may change its own hashes from one version to the next; of floats only sums and
products are used, which are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from youju.population.corpus import number_of

ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
WIDEST = 1 << 64


@dataclass(frozen=True, slots=True)
class Draws:
    """Lots under a seed; a lot of a name is the same in two columns that ask for it, and in no two rows."""

    seed: int

    def bits(self, name: str, of: str = "row") -> pl.Expr:
        """64 bits for each row, from a column of whole numbers."""
        mixed = pl.col(of) * _word(ODD[0]) + _word(number_of(f"{self.seed}/{name}"))
        for odd, shift in ((ODD[1], 32), (ODD[2], 29)):
            mixed = (mixed ^ (mixed // _word(1 << shift))) * _word(odd)
        return mixed ^ (mixed // _word(1 << 32))

    def share(self, name: str, of: str = "row") -> pl.Expr:
        """A number from 0 to below 1, each as likely."""
        return (self.bits(name, of) // _word(1 << 11)).cast(pl.Float64) * 2.0**-53

    def below(self, name: str, count: int) -> pl.Expr:
        """A whole number from 0 to below `count`, each as likely."""
        return (self.bits(name) // _word(1 << 32) * _word(count) // _word(1 << 32)).cast(pl.Int64)

    def happens(self, name: str, chance: Fraction) -> pl.Expr:
        """True in about such a share of the rows."""
        least = int(chance * WIDEST)
        return pl.lit(True) if least >= WIDEST else self.bits(name) < _word(least)

    def spread(self, name: str, by: float, of: str = "row") -> pl.Expr:
        """A factor about 1, such that its logarithm is nearly normal with a deviation of `by`: seldom far off."""
        bits = self.bits(name, of)
        parts = [bits // _word(1 << shift) % _word(1 << 16) for shift in (0, 16, 32, 48)]
        # Four equal lots of 16 bits have a mean of 131070 and a deviation of 37837.
        normal = (sum(parts[1:], parts[0]).cast(pl.Float64) - 131070.0) / 37837.0
        factor = normal * (by / 16) + 1.0
        for _ in range(4):
            factor = factor * factor
        return factor


def _word(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)
