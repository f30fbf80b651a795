"""`率 >= 95` where the rate is a ratio: 95 is 9500%. Told where the number stands, in a rule or in a scoring form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import (
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    RangeOf,
    UnaryTest,
    children,
    names,
    show,
    show_number,
)
from youju.rubric import Formula, Indicator
from youju.rubric.spec import CardSpec
from youju.source import Decoded, Diagnostic, Scalar

_MOST = 2
"""Up to here a bare number may well be meant: all of it, or twice as much."""
_SCALE = 10
"""A factor from here on makes a rate a number of percent or per mille."""
_TIMES = "倍"
_KEEPING = frozenset(
    {"abs", "min", "max", "mean", "decimal", "round up", "round down", "round half up", "round half down"}
)
"""Functions whose result is a rate where an argument is one."""
_Units = Mapping[str, str | None]
"""The unit of each fact, None for a named quantity: its own is not known."""


def bare_ratios(card: Decoded[CardSpec], indicator: Indicator, facts: Mapping[str, FactSpec]) -> Iterator[Diagnostic]:
    """Every bare number above 2 that a rate is compared with, at its place, with the percentage proposed."""
    units: dict[str, str | None] = {name: _unit(spec) for name, spec in facts.items()}
    rates = {name for name, spec in facts.items() if spec.type == "percent" and _TIMES not in name}
    for let in indicator.lets:
        if _TIMES not in let.name and any(_is_rate(one.expr, rates, units) for one in let.alternatives):
            rates.add(let.name)
        units[let.name] = None
    for formula, written in _formulas(card, indicator):
        for subject, bound in _compared(formula.expr):
            value = _bare(bound)
            if value is not None and abs(value) > _MOST and _is_rate(subject, rates, units):
                bare = show_number(value)
                zh = f"`{show(subject)}` 是比率，{bare} 就是 {show_number(value * 100)}%"
                en = f"`{show(subject)}` is a rate, and {bare} means {show_number(value * 100)}%"
                place = written.at(bound.span.start, bound.span.end - bound.span.start)
                yield Diagnostic(place, "lint-bare-ratio", zh, en, f"{bare}%")


def _formulas(card: Decoded[CardSpec], indicator: Indicator) -> Iterator[tuple[Formula, Scalar]]:
    """What may hold a comparison, with where it was written."""
    for i, rule in enumerate(indicator.rules):
        yield rule.when, card.scalar("rules", i, "when")
        yield rule.points, card.scalar("rules", i, "points")
    for i, case in enumerate(indicator.open):
        yield case.when, card.scalar("open", i, "when")
    if indicator.applies is not None:
        yield indicator.applies, card.scalar("applies")


def _compared(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """Everything that is compared with something, both ways round."""
    match expr:
        case Compare(_, left, right):
            yield from ((left, right), (right, left))
        case Between(operand, low, high):
            yield from ((operand, low), (operand, high))
        case In(operand, tests):
            yield from ((operand, bound) for test in tests for bound in _bounds(test))
        case _:
            pass
    for part in children(expr):
        yield from _compared(part)


def _bounds(test: Expr) -> Iterator[Expr]:
    match test:
        case RangeOf(low, high):
            yield from (low, high)
        case UnaryTest(_, operand):
            yield operand
        case ListOf(items):
            for item in items:
                yield from _bounds(item)
        case _:
            yield test


def _bare(expr: Expr) -> Fraction | None:
    """The value of a number without a unit or a percent sign."""
    match expr:
        case Literal(Fraction() as value, _, ""):
            return value
        case Negate(operand):
            value = _bare(operand)
            return None if value is None else -value
        case _:
            return None


def _is_rate(expr: Expr, rates: set[str], units: _Units) -> bool:
    """Whether a quantity has 100% for its whole; of what is multiplied by more than another rate nobody can say."""

    def rate(one: Expr) -> bool:
        return _is_rate(one, rates, units)

    match expr:
        case Name(name):
            return name in rates
        case Negate(operand):
            return rate(operand)
        case Arithmetic("/", left, right):
            return not _scaled(left) and _alike(left, right, units)
        case Arithmetic("+" | "-", left, right):
            return any(rate(one) for one in (left, right)) and all(rate(one) or not names(one) for one in (left, right))
        case Arithmetic("*", left, right):
            return rate(left) and rate(right)
        case If(_, then, otherwise):
            return rate(then) or rate(otherwise)
        case Call(function) if function in _KEEPING:
            return any(rate(one) for one in expr.operands)
        case _:
            return False


def _scaled(expr: Expr) -> bool:
    """`100 * 甲`, and what is added up of such."""
    match expr:
        case Arithmetic("*", left, right):
            values = [value for one in (left, right) if (value := _bare(one)) is not None]
            return any(abs(value) >= _SCALE for value in values) or _scaled(left) or _scaled(right)
        case Arithmetic("+" | "-", left, right):
            return _scaled(left) or _scaled(right)
        case _:
            return False


def _alike(left: Expr, right: Expr, units: _Units) -> bool:
    """Whether one is counted in the unit of the other, as far as is known; a constant is no part of a whole."""
    one, other = ({units.get(name) for name in names(expr)} for expr in (left, right))
    return bool(one and other) and (None in one | other or bool(one & other))


def _unit(spec: FactSpec) -> str:
    """Amounts of money are alike, whatever they are shown in."""
    return spec.type if spec.type == "money" else spec.shown_unit
