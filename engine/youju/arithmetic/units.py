"""One amount written once in 元 and once in 万元 under the same words, with the digits alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.arithmetic.agree import Placed, shown
from youju.arithmetic.relation import Relation, Term
from youju.arithmetic.sentences import Figure, Sentence
from youju.facts import ArithmeticWords

_MIXED = Fraction(10_000)
_LABEL = 4  # characters of a label that must be alike: 公用经费, 项目支出
_LEAST_DIGITS = 3
_NO_LABEL = re.compile("[^一-鿿]")
_VERBS = "为是共计达到约的"


def find_units(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """Pairs of amounts with one label and the same digits of which one is 10,000 times the other."""
    del words
    said: dict[tuple[str, str], Placed] = {}
    for sentence in sentences:
        for figure in sentence.figures:
            key = _key(figure)
            if key is None:
                continue
            first = said.setdefault(key, (sentence, figure))
            small, large = sorted((first[1].quantity.value, figure.quantity.value))
            if small * _MIXED == large:
                yield _relation(first, (sentence, figure))


def _key(figure: Figure) -> tuple[str, str] | None:
    """The last words of the label and the digits, where both tell enough."""
    one = figure.quantity
    digits = f"{one.value / one.scale * 10**one.decimals}".rstrip("0")
    label = _NO_LABEL.split(figure.before.rstrip(_VERBS))[-1][-_LABEL:]
    if one.kind != "money" or one.approximate or len(digits) < _LEAST_DIGITS or len(label) < _LABEL:
        return None
    return label, digits


def _relation(first: Placed, again: Placed) -> Relation:
    terms = tuple(
        Term(role, one[1].quantity.value, quote.text, quote)
        for role, one in (("first", first), ("again", again))
        for quote in (one[0].quote_of(one[1]),)
    )
    left, right = first[1].quantity, again[1].quantity
    formula = f"{shown(left)} ≠ {shown(right)}"
    zh = f"同一个数，一处写 {shown(left)}，一处写 {shown(right)}：单位弄混了"
    en = f"one figure is {shown(left)} here and {shown(right)} there: the units are mixed up"
    return Relation(
        "units-mixed", "fails", formula, formula, terms, again[0].quote, left.value, right.value,
        Fraction(0), right.unit, right.scale, zh, en,
    )  # fmt: skip
