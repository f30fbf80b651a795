"""By how much a condition holds or fails: each comparison with its values, its threshold and the gap, in its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from youju.audit.words import show_ratio, show_value
from youju.explain.prose import sign_of
from youju.facts import SCALES, Fact
from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Call,
    Compare,
    Expr,
    If,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Value,
    evaluate,
    show,
)
from youju.firing import LetValue
from youju.rubric import Indicator, Text


@dataclass(frozen=True, slots=True)
class Margin:
    """One comparison of a condition: whether it holds, both sides as people write them, and the gap between them.

    `gap` is None where a side is unknown or is no number.
    """

    holds: bool | None
    words: Text
    gap: Text | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What an indicator's expressions are read against: values, facts and the card."""

    indicator: Indicator
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    lets: Mapping[str, LetValue]


def margins(expr: Expr, scope: Scope) -> Iterator[Margin]:
    """The comparisons of a condition, in the order they are written."""
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from margins(part, scope)
        case Not(operand):
            yield from margins(operand, scope)
        case Compare(">=", _, Literal(Fraction() as zero)) if not zero:
            # “≥ 0” only says that a quantity can be worked out.
            return
        case Compare():
            yield _comparison(expr, scope)
        case Name(name):
            yield _answer(name, scope)
        case _:
            yield Margin(_truth(expr, scope), Text(zh=show(expr), en=show(expr)), None)


def unit_of(expr: Expr, scope: Scope) -> str:
    """The unit in which a number is shown: of the facts it is made of; `%` for a ratio; nothing for a pure number."""
    match expr:
        case Literal(unit=unit):
            return unit
        case Name(name) if name in scope.facts:
            return scope.facts[name].spec.shown_unit
        case Name(name):
            let = next((let for let in scope.indicator.lets if let.name == name), None)
            return unit_of(let.alternatives[0].expr, scope) if let else ""
        case Arithmetic("/", _, _):
            return "%"
        case Arithmetic("*", left, right):
            units = [unit for unit in (unit_of(left, scope), unit_of(right, scope)) if unit != "%"]
            return next((unit for unit in units if unit), "")
        case Arithmetic(_, left, right):
            return unit_of(left, scope) or unit_of(right, scope)
        case Negate(operand) | If(_, _, operand):
            return unit_of(operand, scope)
        case Call(_, (first, *_)):
            return unit_of(first, scope)
        case _:
            return ""


def _comparison(expr: Compare, scope: Scope) -> Margin:
    left, right = evaluate(expr.left, scope.values), evaluate(expr.right, scope.values)
    unit = unit_of(expr.left, scope) or unit_of(expr.right, scope)
    sides = [_side(expr.left, left, unit, scope, lang) for lang in ("zh", "en")]
    others = [_side(expr.right, right, unit, scope, lang) for lang in ("zh", "en")]
    sign = sign_of(expr.op)
    gap = None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        gap = _gap(abs(left - right), unit)
    words = Text(zh=f"{sides[0]} {sign} {others[0]}", en=f"{sides[1]} {sign} {others[1]}")
    return Margin(_truth(expr, scope), words, gap)


def _gap(size: Fraction, unit: str) -> Text:
    if not size:
        return Text(zh="正好在界上", en="exactly on it")
    if unit == "%":
        # Between two percentages lie percentage points.
        shown = show_ratio(size).removesuffix("%")
        return Text(
            zh=f"相差 {shown} 个百分点", en=f"{show_ratio(size, 'en').removesuffix('%')} percentage points apart"
        )
    return Text(zh=f"相差 {_amount(size, unit)}", en=f"{_amount(size, unit, 'en')} apart")


def _side(expr: Expr, value: Value, unit: str, scope: Scope, lang: str) -> str:
    shown = _amount(value, unit, lang)
    if isinstance(expr, Literal):
        return shown
    if isinstance(expr, Name):
        formula = scope.lets[expr.name].text if expr.name in scope.lets else ""
        return f"{expr.name}{f'（{formula}）' if formula else ''} {shown}"
    return f"{show(expr)} = {shown}"


def _answer(name: str, scope: Scope) -> Margin:
    value = scope.values.get(name, UNKNOWN)
    truth = value if isinstance(value, bool) else None
    zh = {True: "是", False: "否", None: "没有说明"}[truth]
    en = {True: "yes", False: "no", None: "not said"}[truth]
    title = scope.facts[name].spec.en if name in scope.facts else name
    return Margin(truth, Text(zh=f"{name}：{zh}", en=f"{title}: {en}"), None)


def _amount(value: Value, unit: str, lang: str = "zh") -> str:
    if unit == "%" and isinstance(value, Fraction):
        return show_ratio(value, lang)
    return show_value(value, SCALES.get(unit, Fraction(1)), unit, lang)


def _truth(expr: Expr, scope: Scope) -> bool | None:
    value = evaluate(expr, scope.values)
    return value if isinstance(value, bool) else None
