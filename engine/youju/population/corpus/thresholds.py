"""The thresholds of a rubric as sums of facts that come to 0 there, so that figures can be put exactly on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Final, Literal, TypeAlias

from youju.facts import FactSpec
from youju.feel import Between, Call, Compare, Expr, In, ListOf, RangeOf, UnaryTest, children, literal, names, show
from youju.population.columns.capacity import capacity
from youju.population.corpus.linear import Linear, Ratio, readings
from youju.rubric import WEIGHT, Indicator, Rubric
from youju.structs import Struct

Side: TypeAlias = Literal["on", "below", "above"]
WHOLES: Final = (1, 2, 5)
"""Of a number that is cut to a whole one, these are the thresholds."""
LARGEST: Final = 1 << 20
"""Factors beyond it are left alone: sums of columns times factors stay within 64 bits."""


class Threshold(Struct):
    """Where a comparison of a card turns: `factors` times whole steps of facts, and `constant`, come to 0 there.

    `driver` is the fact that is solved for; `sides` are those that figures within bounds can have; `hidden` are facts
    that must be unknown for the card to count by this way of a quantity. `text` is the comparison as written.
    """

    indicator: str
    text: str
    top: Linear
    factors: Mapping[str, int]
    constant: int
    driver: str
    sides: tuple[Side, ...]
    hidden: tuple[str, ...]

    @property
    def multiples(self) -> dict[str, int]:
        """What the other facts must be multiples of, in steps, so that the driver comes out whole."""
        k = abs(self.factors[self.driver])
        return {name: k // gcd(k, factor) for name, factor in self.factors.items() if name != self.driver}


class Cluster(Struct):
    """Facts whose thresholds share figures: a department stands at one of them at a time."""

    facts: tuple[str, ...]
    thresholds: tuple[Threshold, ...]


class Way(Struct):
    """What the quantities of a card stand for: one way to count each, with the facts that must then be unknown."""

    known: Mapping[str, Sequence[Ratio]]
    exprs: tuple[Expr, ...]
    hidden: tuple[str, ...]


def thresholds_of(rubric: Rubric) -> tuple[Threshold, ...]:
    """The thresholds of all cards at which figures can stand, each place once; those that two cards share as well."""
    found: dict[object, Threshold] = {}
    for indicator in rubric.indicators.values():
        for way in ways_of(indicator, rubric.dictionary.facts):
            for left, right in _pairs(way.exprs):
                for one in _between(left, right, indicator, way, rubric.dictionary.facts):
                    found.setdefault(_place(one), one)
    return tuple(found.values())


def ways_of(indicator: Indicator, specs: Mapping[str, FactSpec]) -> Iterator[Way]:
    """The card with the first way to count each quantity, then with each other way of one."""
    formulas = [formula for rule in indicator.rules for formula in (rule.when, rule.points)]
    formulas += [one.when for one in indicator.open]
    formulas += [indicator.applies] if indicator.applies is not None else []
    facts = {name: (Ratio(Linear({name: Fraction(1)})),) for name in indicator.facts if specs[name].step is not None}
    others = ((let.name, i) for let in indicator.lets for i in range(1, len(let.alternatives)))
    for let, number in (("", 0), *others):
        known: dict[str, Sequence[Ratio]] = {**facts, WEIGHT: (Ratio(Linear(constant=indicator.weight)),)}
        exprs, hidden = [formula.expr for formula in formulas], list[str]()
        for one in indicator.lets:
            chosen = number if one.name == let else 0
            ways = [alternative.expr for alternative in one.alternatives]
            known[one.name] = readings(ways[chosen], known)
            exprs.append(ways[chosen])
            hidden += [_only_in(way, ways[chosen], facts) for way in ways[:chosen]]
        if "" not in hidden:
            yield Way(known, tuple(exprs), tuple(hidden))


def clusters_of(thresholds: Iterable[Threshold]) -> tuple[Cluster, ...]:
    """Thresholds by the figures they share."""
    found: list[tuple[dict[str, None], list[Threshold]]] = []
    for one in thresholds:
        facts = dict.fromkeys((*one.factors, *one.hidden))
        near = [group for group in found if any(name in group[0] for name in facts)]
        joined = {name: None for group in (*(group[0] for group in near), facts) for name in group}
        found = [group for group in found if group not in near]
        found.append((joined, [*(other for group in near for other in group[1]), one]))
    return tuple(Cluster(tuple(facts), tuple(many)) for facts, many in found)


def _only_in(way: Expr, other: Expr, facts: Mapping[str, object]) -> str:
    """A figure that one way of counting reads and the other does not; empty where there is none."""
    return next((name for name in sorted(names(way) - names(other)) if name in facts), "")


def _pairs(exprs: Iterable[Expr]) -> Iterator[tuple[Expr, Expr]]:
    """What is compared with what, in the order of writing: conditions, and where amounts bend."""
    for expr in exprs:
        match expr:
            case Compare(_, left, right):
                yield left, right
            case Between(operand, low, high):
                yield from ((operand, low), (operand, high))
            case In(operand, tests):
                yield from ((operand, end) for test in tests for end in _ends(test))
            case Call("min" | "max"):
                yield from pairwise(expr.operands)
            case Call("floor" | "ceiling", (value,)):
                yield from ((value, literal(Fraction(whole))) for whole in WHOLES)
            case _:
                pass
        yield from _pairs(children(expr))


def _ends(test: Expr) -> Iterator[Expr]:
    match test:
        case UnaryTest(_, operand):
            yield operand
        case RangeOf(low, high):
            yield from (low, high)
        case ListOf(items):
            yield from (end for item in items for end in _ends(item))
        case _:
            yield test


def _between(
    left: Expr, right: Expr, indicator: Indicator, way: Way, specs: Mapping[str, FactSpec]
) -> Iterator[Threshold]:
    for one in readings(left, way.known):
        for other in readings(right, way.known):
            apart = one.minus(other)
            if apart is None or not apart.top.terms:
                continue
            whole = lcm(*(k.denominator for k in _in_steps(apart.top, specs)))
            factors = {name: int(k * _step(specs[name]) * whole) for name, k in apart.top.terms.items()}
            shared = gcd(*factors.values(), constant := int(apart.top.constant * whole))
            factors, constant = {name: k // shared for name, k in factors.items()}, constant // shared
            driver = _driver(factors, constant, apart.bottom)
            sides = _sides(factors, constant, specs)
            if driver is not None and sides:
                text = f"{show(left)} = {show(right)}"
                yield Threshold(indicator.id, text, apart.top, factors, constant, driver, sides, way.hidden)


def _in_steps(top: Linear, specs: Mapping[str, FactSpec]) -> Iterator[Fraction]:
    yield top.constant
    yield from (k * _step(specs[name]) for name, k in top.terms.items())


def _step(spec: FactSpec) -> Fraction:
    assert spec.step is not None, "only numbers are in sums"
    return spec.step


def _driver(factors: Mapping[str, int], constant: int, bottom: Linear) -> str | None:
    """The fact to solve for: rather what is divided than what divides; None where no whole steps come to it."""
    if max(map(abs, factors.values())) > LARGEST:
        return None
    ordered = sorted(factors, key=lambda name: name in bottom.terms)
    return next((name for name in ordered if constant % factors[name] == 0), None)


def _sides(factors: Mapping[str, int], constant: int, specs: Mapping[str, FactSpec]) -> tuple[Side, ...]:
    """The sides of 0 on which the sum can be, within the bounds of its facts; none where it never is 0."""
    ends = [[k * end for end in capacity(specs[name])] for name, k in factors.items()]
    low, high = constant + sum(map(min, ends)), constant + sum(map(max, ends))
    if not low <= 0 <= high:
        return ()
    return ("on", *(("below",) if low < 0 else ()), *(("above",) if high > 0 else ()))


def _place(one: Threshold) -> object:
    """Where it stands, whichever side of the comparison is written first."""
    factors = tuple(sorted(one.factors.items()))
    turned = (tuple((name, -k) for name, k in factors), -one.constant)
    return min((factors, one.constant), turned)
