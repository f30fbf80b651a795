"""Whether words read to a value: the figures in a quote, by the same reading of numbers as a report's."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from youju.facts.quantities import Quantity, quantities
from youju.report import Document, fold

ZERO = Fraction(0)
ONE = Fraction(1)


def reads(words: str, value: Fraction, scales: Iterable[Fraction] = ()) -> bool:
    """Whether a figure in the words, or all of them together, is the value in base units; its sign the words tell.

    `scales` are units that may stand elsewhere, as in the head of a table. Words without a figure are not read.
    """
    found = figures_in(words)
    if not any(char.isdigit() for char in words):
        return True
    every = {ONE, *scales}
    figures = {number for one in found for number in (one.change, *(one.value * scale for scale in every))}
    return value in figures or -value in figures or sum((one.value for one in found), ZERO) == value


def figures_in(words: str) -> list[Quantity]:
    """The figures of a quote, in whatever width and spacing they are printed."""
    return list(quantities(fold(Document("", "", "", 0, words)).text))
