"""What a formula gives against what the report prints: holds, fails, or cannot be told, with the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from youju.arithmetic.relation import Relation, Term, Verdict
from youju.arithmetic.sentences import Sentence
from youju.arithmetic.span import Span
from youju.arithmetic.spoken import Amount, decimal_text, percent_text, trimmed
from youju.structs import Struct

_NO_PAIR = ("拿不准由哪些数得出", "it is not certain which figures it comes from")
_NO_FIGURES = ("近处没有可配的分子、分母", "there are no two figures near it")
_ZERO = ("基数为零，无从计算", "the base is zero")
_LOOSE = ("所用的数是约数、界限或区间", "a figure is approximate, a bound or a range")


class Formula(Struct):
    """A formula over figures of a text: how it is written, its value, what it may be by the printed digits.

    `value` and `span` are None where the base is zero; `figures` are its terms, each with its role. `certain` says
    that the words leave no other figures to choose from.
    """

    written: str
    value: Fraction | None
    span: Span | None
    figures: tuple[tuple[str, Amount], ...]
    certain: bool

    @property
    def exact(self) -> bool:
        """Whether all its figures are numbers as such."""
        return all(one.exact for _, one in self.figures)

    def prints(self, stated: Stated) -> bool:
        """Whether it may print as a figure does."""
        return self.exact and self.span is not None and self.span.meets(stated.span)


class Stated(Struct):
    """The result that a report prints: the figure, its role, and its value with the sign that the words give it."""

    figure: Amount
    role: str
    value: Fraction

    @property
    def span(self) -> Span:
        """What it may stand for."""
        half = self.figure.quantity.half_unit
        return Span(self.value - half, self.value + half)


def compared(
    code: str, sentence: Sentence, formula: Formula, stated: Stated, hint: tuple[str, str] = ("", "")
) -> Relation:
    """The relation of a formula and a printed result; `hint` follows the words where it fails."""
    verdict, why = _verdict(formula, stated)
    one = stated.figure.quantity
    gives = "?" if formula.value is None else value_text(formula.value, stated.figure)
    written = f"{formula.written} = {gives}"
    zh, en = why
    if verdict == "fails":
        zh = f"写出的 {stated.figure.shown} 与数据不符：{written}{hint[0]}"
        en = f"the printed {stated.figure.shown} does not follow from the figures: {written}{hint[1]}"
    terms = (*(_term(role, figure) for role, figure in formula.figures), _term(stated.role, stated.figure))
    tolerance = one.half_unit if formula.span is None else one.half_unit + (formula.span.high - formula.span.low) / 2
    scale = one.scale or Fraction(1)
    return Relation(
        code, verdict, written, written, terms, sentence.quote, formula.value, stated.value, tolerance, one.unit, scale,
        zh, en,
    )  # fmt: skip


def unpaired(code: str, sentence: Sentence, rate: Amount, near: bool, hint: tuple[str, str]) -> Relation:
    """A rate whose figures the text does not give, or where it is not certain which of those `near` it they are."""
    one = rate.quantity
    zh, en = _NO_PAIR if near else _NO_FIGURES
    written = f"? ÷ ? {'' if rate.shown[:1] in '≤≥<>' else '= '}{rate.shown}"
    return Relation(
        code, "unknown", written, written, (_term("rate", rate),), sentence.quote, None, one.value, one.half_unit,
        one.unit, one.scale, zh + hint[0], en + hint[1],
    )  # fmt: skip


def value_text(value: Fraction, like: Amount) -> str:
    """A computed value as its printed one is shown, with two decimals more than none."""
    one = like.quantity
    if one.kind == "percent":
        return percent_text(value, one.decimals)
    exact = value / one.scale
    return trimmed(decimal_text(exact, max(one.decimals, 2))) + one.unit


def sum_text(parts: Sequence[str]) -> str:
    """Parts of a sum, in brackets where there are several."""
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def _verdict(formula: Formula, stated: Stated) -> tuple[Verdict, tuple[str, str]]:
    if formula.value is None or formula.span is None:
        return "unknown", _ZERO
    if not formula.exact:
        return "unknown", _LOOSE
    if formula.prints(stated):
        return ("holds", ("", "")) if stated.figure.quantity.comparator == "=" else ("unknown", _LOOSE)
    if stated.figure.exact:
        return ("fails", ("", "")) if formula.certain else ("unknown", _NO_PAIR)
    return ("fails", ("", "")) if formula.certain and _broken(formula.span, stated) else ("unknown", _LOOSE)


def _broken(span: Span, stated: Stated) -> bool:
    """Whether a printed bound (≥90%) is broken by all that a formula may give."""
    one = stated.figure.quantity
    if one.approximate or one.range:
        return False
    return span.high < stated.span.low if one.comparator in (">", ">=") else span.low > stated.span.high


def _term(role: str, figure: Amount) -> Term:
    return Term(role, figure.quantity.value, figure.shown, figure.quote)
