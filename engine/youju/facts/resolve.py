"""From statements to facts: what agrees within its printed digits is settled, what does not is conflicting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from youju.facts.spec import FactSpec
from youju.facts.statements import Fact, Statement
from youju.feel import UNKNOWN

Interval = tuple[Fraction | None, Fraction | None]


def resolve(specs: Mapping[str, FactSpec], statements: Iterable[Statement]) -> dict[str, Fact]:
    """A fact for every name of the dictionary, in its order."""
    by_name: dict[str, list[Statement]] = {name: [] for name in specs}
    for statement in statements:
        by_name[statement.fact].append(statement)
    return {name: _fact(name, spec, tuple(by_name[name])) for name, spec in specs.items()}


def agree(left: Statement, right: Statement) -> bool:
    """Whether two statements can both be true: rounding intervals that overlap, or the same word."""
    if isinstance(left.value, bool) or isinstance(right.value, bool):
        return left.value is right.value
    if isinstance(left.value, str) or isinstance(right.value, str):
        return left.value == right.value
    (low_a, high_a), (low_b, high_b) = interval(left), interval(right)
    below = high_a is not None and low_b is not None and high_a < low_b
    above = high_b is not None and low_a is not None and high_b < low_a
    return not below and not above


def interval(statement: Statement) -> Interval:
    """The values a number may have been rounded from; open on the side of a printed bound."""
    value = statement.value
    if not isinstance(value, Fraction) or isinstance(value, bool):
        raise TypeError("only a number has an interval")
    low, high = value - statement.half_unit, value + statement.half_unit
    if statement.comparator in (">", ">="):
        return low, None
    if statement.comparator in ("<", "<="):
        return None, high
    return low, high


def _fact(name: str, spec: FactSpec, statements: tuple[Statement, ...]) -> Fact:
    if not statements:
        if spec.default is None:
            return Fact(name, spec, "missing", UNKNOWN)
        return Fact(name, spec, "defaulted", spec.default.value)
    agreed = all(agree(a, b) for i, a in enumerate(statements) for b in statements[i + 1 :])
    chosen = min(range(len(statements)), key=lambda i: _rank(i, statements[i], agreed))
    return Fact(name, spec, "settled" if agreed else "conflicting", statements[chosen].value, statements, chosen)


def _rank(index: int, statement: Statement, agreed: bool) -> tuple[object, ...]:
    """Among statements that agree the most precise counts; among those that do not, the scored part's first."""
    bound = statement.comparator != "="
    if agreed:
        return bound, statement.approximate, statement.half_unit, not statement.scored_part, index
    return not statement.scored_part, bound, index
