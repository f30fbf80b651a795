"""How large a figure a column can hold: what the dictionary bounds, and else what no department comes near."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

from youju.facts import FactSpec

WIDEST: Final[Mapping[str, Fraction]] = {
    "money": Fraction(10**12),
    "count": Fraction(10**9),
    "percent": Fraction(10**4),
    "number": Fraction(10**9),
}
"""In base units, for figures without a bound: 元, what is counted, 1 (a million percent), 1."""


def capacity(spec: FactSpec) -> tuple[int, int]:
    """The least and the greatest whole number of steps that a column of it can hold; (0, 0) where it is no number.

    A figure outside is refused with its row: the widths of all arithmetic rest on these bounds.
    """
    if spec.step is None:
        return 0, 0
    widest = WIDEST[spec.type]
    least, most = (-widest if spec.least is None else spec.least), (widest if spec.most is None else spec.most)
    return ceil(least / spec.step), floor(most / spec.step)
