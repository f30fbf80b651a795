"""Figures drawn by lot in columns: each from the seed, the number of its row and a name, whatever else is drawn.

The bits are mixed here, since Polars may change its own hashes from one version to the next; of floats only sums,
products, quotients and square roots are used, which are the same on every machine.
"""

# Polars' own types name those of numpy and others that are not installed.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from fractions import Fraction

import polars as pl

from youju.population.corpus.plan import number_of
from youju.structs import Struct

ODD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
WIDEST, HALF = 1 << 64, 1 << 32
ROW, DEPARTMENT = "#row", "#department"
"""The columns of `mixed` bits."""


class Draws(Struct):
    """Lots under a seed: what two columns draw by one name is the same, and what they draw by two is not related."""

    seed: int

    def mixed(self, number: pl.Expr) -> pl.Expr:
        """64 bits of the seed and a whole number: the column from which all lots of a row, or of a department, are."""
        mixed = number.cast(pl.UInt64) * _word(ODD[0]) + _word(number_of(str(self.seed)))
        for odd in (ODD[1], ODD[2]):
            mixed = (mixed ^ (mixed // _word(HALF))) * _word(odd)
        return mixed ^ (mixed // _word(HALF))

    def bits(self, name: str, of: str = ROW) -> pl.Expr:
        """64 bits for each row by a name."""
        mixed = (pl.col(of) ^ _word(number_of(name))) * _word(ODD[1])
        return (mixed ^ (mixed // _word(HALF))) * _word(ODD[2])

    def share(self, name: str, of: str = ROW) -> pl.Expr:
        """A number from 0 to below 1, each as likely."""
        return (self.bits(name, of) // _word(1 << 11)).cast(pl.Float64) * 2.0**-53

    def below(self, name: str, count: int) -> pl.Expr:
        """A whole number from 0 to below `count`, each as likely."""
        return (self.bits(name) // _word(HALF) * _word(count) // _word(HALF)).cast(pl.Int64)

    def happens(self, name: str, chance: Fraction) -> pl.Expr:
        """True in about such a share of the rows."""
        least = int(chance * WIDEST)
        return pl.lit(True) if least >= WIDEST else self.bits(name) < _word(least)

    def spread(self, name: str, of: str = ROW) -> pl.Expr:
        """A factor from a tenth to ten, as often below 1 as above: its logarithm is much like a normal one's.

        Its square root is spread half as far.
        """
        lot = self.share(name, of)
        return (lot + 0.11) / (1.11 - lot)


def _word(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)
