"""Fact sets that lie on the thresholds of a rubric's own conditions, one unit beside them, or are missing.

Nothing here knows a card: the comparisons are read out of the expressions, and solved for a fact that stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random

from shipped import rubrics_shipped

from youju.facts import Claim, FactSpec
from youju.feel import UNKNOWN, Arithmetic, Call, Compare, Expr, If, Name, Value, children, evaluate, names, substitute
from youju.rubric import Indicator, Rubric

ROOT = Path(__file__).parents[2]
RUBRIC = rubrics_shipped()["lechang-2023"]
CENT, MOST = Fraction(1, 100), 10**9 * 10_000
_UNITS = {"money": CENT, "percent": Fraction(1, 1000), "count": Fraction(1), "number": CENT}


@lru_cache(maxsize=4)
def edges(rubric: Rubric) -> tuple[Compare, ...]:
    """Every comparison of every rule and check, with each way to count a named quantity put in its place."""
    found: dict[Compare, None] = {}
    for indicator in rubric.indicators.values():
        for rule in indicator.rules:
            found |= dict.fromkeys(edge for expr in _unfolded(rule.when.expr, indicator) for edge in _comparisons(expr))
    for check in rubric.checks:
        found |= dict.fromkeys(_comparisons(check.when.expr) if check.when else ())
    known = set(rubric.dictionary.facts)
    return tuple(edge for edge in found if names(edge) and names(edge) <= known)


def solutions(expr: Expr, name: str, target: Value, facts: Mapping[str, Value]) -> Iterator[Fraction]:
    """Values of one fact at which an expression reaches a target: one of sums, products, quotients, distances."""
    if not isinstance(target, Fraction):
        return
    match expr:
        case Call("abs", (inner,)):
            yield from solutions(inner, name, target, facts)
            yield from solutions(inner, name, -target, facts)
        case If(_, then, otherwise):
            yield from solutions(then, name, target, facts)
            yield from solutions(otherwise, name, target, facts)
        case Arithmetic(op, left, right) if (name in names(left)) != (name in names(right)):
            inner, other = (left, right) if name in names(left) else (right, left)
            value = evaluate(other, facts)
            if isinstance(value, Fraction):
                yield from solutions(inner, name, _undone(op, target, value, inner is left), facts)
        case Arithmetic("/", left, right):
            # The fact stands above and below, as in (now - before) / before: the part above alone is not it.
            denominator = evaluate(right, facts)
            if isinstance(denominator, Fraction):
                yield from solutions(left, name, target * denominator, facts)
        case _ if names(expr) == {name}:
            yield target
        case _:
            return


def fact_set(rubric: Rubric, random: Random) -> dict[str, Value]:
    """Values of facts: of any size, then moved to the thresholds of some comparisons, and some of them missing."""
    specs = {name: spec for name, spec in rubric.dictionary.facts.items() if spec.type != "text"}
    facts = {name: _any(spec, random) for name, spec in specs.items()}
    # In any order: of two thresholds of one fact the later one holds.
    for edge in random.sample(edges(rubric), k=len(edges(rubric))):
        name = random.choice(sorted(names(edge)))
        found = list(solutions(edge.left, name, evaluate(edge.right, facts), facts))
        found += solutions(edge.right, name, evaluate(edge.left, facts), facts)
        if found and specs[name].type in _UNITS and random.random() < 0.7:
            facts[name] = random.choice(found) + random.choice((-1, 0, 0, 1)) * _UNITS[specs[name].type]
    share = random.choice((0, 0, 0.05, 0.3))
    return {name: UNKNOWN if random.random() < share else value for name, value in facts.items()}


def claim_set(rubric: Rubric, random: Random) -> dict[str, Claim]:
    """Claims of any size, above the weight and below, and some absent."""
    return {
        name: Claim("score", Fraction(random.randrange(0, 49), 4), ())
        for name in rubric.indicators
        if random.random() < 0.8
    }


def _undone(op: str, target: Fraction, value: Fraction, on_left: bool) -> Value:
    """What the one side must be for `side op value` (or `value op side`) to give the target."""
    match op, on_left:
        case "+", _:
            return target - value
        case "-", True:
            return target + value
        case "-", False:
            return value - target
        case "*", _:
            return target / value if value else UNKNOWN
        case "/", True:
            return target * value
        case _:
            return value / target if target else UNKNOWN


def _unfolded(expr: Expr, indicator: Indicator) -> Iterator[Expr]:
    for choice in product(*(let.alternatives for let in indicator.lets)):
        bindings = {let.name: formula.expr for let, formula in zip(indicator.lets, choice, strict=True)}
        yield substitute(expr, bindings)
    stated = {let.name: let.stated for let in indicator.lets if let.stated}
    yield substitute(expr, {name: Name(fact) for name, fact in stated.items()})


def _comparisons(expr: Expr) -> Iterator[Compare]:
    if isinstance(expr, Compare):
        yield expr
    for part in children(expr):
        yield from _comparisons(part)


def _any(spec: FactSpec, random: Random) -> Value:
    match spec.type:
        case "boolean":
            return random.choice((True, False))
        case "money":
            size = 10 ** random.randrange(0, 16)
            return random.choice((Fraction(0), *[CENT * min(random.randrange(0, size + 1), MOST * 100)] * 6))
        case "percent":
            return Fraction(random.randrange(-300, 1500), 1000)
        case _:
            return Fraction(random.choice((0, *[random.randrange(0, 30)] * 6)))
