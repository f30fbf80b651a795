"""Figures that can take part in a rate or a change: amounts and percentages with the words that label them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.arithmetic.sentences import Figure, Sentence
from youju.arithmetic.span import Span
from youju.facts.quantity import Quantity
from youju.report import Quote
from youju.structs import Struct

_KINDS = ("money", "count", "measure", "percent", "points", "number")
_TIMES = ("年", "个月", "个星期", "周", "天", "日")
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
_CLAUSE = re.compile("[，；：。\n]")


class Amount(Struct):
    """A figure with its label: the words of its clause since the amount before it, with the years among them.

    `after` are the words behind it up to the next figure or the end of the clause; `at` counts the amounts of the
    sentence; `unit` is equal where two amounts may be compared.
    """

    quantity: Quantity
    label: str
    after: str
    clause: int
    at: int
    unit: str
    quote: Quote

    @property
    def span(self) -> Span:
        """What it may stand for, by its printed digits."""
        half = self.quantity.half_unit
        return Span(self.quantity.value - half, self.quantity.value + half)

    @property
    def exact(self) -> bool:
        """Whether it is a number as such: no bound, no end of a range, nothing approximate."""
        one = self.quantity
        return one.comparator == "=" and not (one.approximate or one.range or one.measure == "分之")

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.quantity.kind == "percent"

    @property
    def number(self) -> str:
        """The number as printed, without its unit."""
        one = self.quantity
        return decimal_text(one.value / one.scale, one.decimals)

    @property
    def shown(self) -> str:
        """The number with its unit, and the sign of a bound."""
        return _SIGNS.get(self.quantity.comparator, "") + self.number + self.quantity.unit


def amounts_of(sentence: Sentence, alike: Sequence[str]) -> list[Amount]:
    """The amounts of a sentence in order; years, dates, references, scores and lengths of time are none."""
    found: list[Amount] = []
    last = sentence.start
    for figure in sentence.figures:
        one = figure.quantity
        if one.kind not in _KINDS or one.bare or one.measure in _TIMES:
            continue
        label = _CLAUSE.split(sentence.folded.text[last : one.lead_start])[-1]
        found.append(
            Amount(one, label, figure.after, figure.clause, len(found), _unit(figure, alike), sentence.quote_of(figure))
        )
        last = one.tail_end
    return found


def without(label: str, words: Sequence[str]) -> str:
    """A label less the words (longest first) that stand at its end."""
    while found := max((word for word in words if word and label.endswith(word)), key=len, default=""):
        label = label[: -len(found)]
    return label


def decimal_text(value: Fraction, decimals: int) -> str:
    """A number with so many decimals, half up."""
    sign, scaled = ("-" if value < 0 else ""), abs(value) * 10**decimals + Fraction(1, 2)
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def percent_text(value: Fraction, decimals: int = 2) -> str:
    """A ratio as a percentage with two decimals or more, zeros at the end left out."""
    return trimmed(decimal_text(value * 100, max(decimals, 2))) + "%"


def trimmed(text: str) -> str:
    """A decimal number without zeros at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def named(amounts: Sequence[Amount]) -> Iterator[str]:
    """The numbers as a formula shows them: bare where they share a unit, else each with its own."""
    alike = len({(one.quantity.scale, one.unit) for one in amounts}) <= 1
    return (one.number if alike else one.shown for one in amounts)


def _unit(figure: Figure, alike: Sequence[str]) -> str:
    one = figure.quantity
    if one.kind != "count":
        return f"{one.kind} {one.measure}" if one.kind == "measure" else one.kind
    return next((group for group in alike if one.measure in group), one.measure)
