"""Whole departments whose facts lie on the thresholds of a rubric's rules, or one step of the grid beside them.

As `near_thresholds` does for firing, but on the grid of the facts, as tables hold them; and named quantities of cards
are brought to whole percents and to where rounding turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from random import Random

from near_thresholds import edges, solutions

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Expr, Value, evaluate, names, substitute
from youju.rubric import Indicator, Rubric

CENT = Fraction(1, 100)
STEPS = {"money": CENT, "percent": Fraction(1, 10_000), "count": Fraction(1), "number": CENT}
"""The grid: a cent, a hundredth of a percent, one of what is counted."""


def near(rubric: Rubric, random: Random) -> dict[str, Value]:
    """A department about the thresholds, some of its facts unknown."""
    specs = rubric.dictionary.facts
    facts = {name: _any(specs[name], random) for name in fact_names(rubric)}
    for edge in random.sample(edges(rubric), k=len(edges(rubric))):
        name = random.choice(sorted(names(edge)))
        if name in facts:
            found = list(solutions(edge.left, name, evaluate(edge.right, facts), facts))
            found += solutions(edge.right, name, evaluate(edge.left, facts), facts)
            _moved(facts, specs[name], name, found, random)
    for card in random.sample(tuple(rubric.indicators.values()), k=len(rubric.indicators)):
        if card.lets and random.random() < 0.5:
            expr = _unfolded(card, random)
            name = random.choice(sorted(names(expr) & set(facts)))
            _moved(facts, specs[name], name, list(solutions(expr, name, _turn(card, random), facts)), random)
    share = random.choice((0, 0, 0.05, 0.3))
    return {name: UNKNOWN if random.random() < share else value for name, value in facts.items()}


def uniform(rubric: Rubric, random: Random) -> dict[str, Value]:
    """A department whose figures are any up to a size, as random data are."""
    return {name: _uniform(rubric.dictionary.facts[name], random) for name in fact_names(rubric)}


def fact_names(rubric: Rubric) -> tuple[str, ...]:
    """The facts that cards read, in order."""
    return tuple(dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts))


def _moved(facts: dict[str, Value], spec: FactSpec, name: str, found: list[Fraction], random: Random) -> None:
    if found and spec.type in STEPS and random.random() < 0.7:
        facts[name] = random.choice(tuple(_beside(random.choice(found), STEPS[spec.type])))


def _beside(value: Fraction, step: Fraction) -> Iterator[Fraction]:
    """The value, where the grid has it, and its neighbours there."""
    below = floor(value / step) * step
    if below == value:
        yield from (value, value, value - step, value + step)
    else:
        yield from (below, below + step)


def _unfolded(card: Indicator, random: Random) -> Expr:
    """One named quantity of a card in terms of facts."""
    bindings: dict[str, Expr] = {}
    for let in card.lets:
        bindings[let.name] = substitute(random.choice(let.alternatives).expr, bindings)
    return bindings[random.choice(card.lets).name]


def _turn(card: Indicator, random: Random) -> Fraction:
    """A whole percent, or a share of the weight that is half a step of rounding beyond a whole one."""
    if random.random() < 0.5 or not card.weight:
        return Fraction(random.randrange(0, 131), 100)
    steps = card.weight / card.round
    return (random.randrange(0, max(1, floor(steps))) + Fraction(1, 2)) / steps


def _any(spec: FactSpec, random: Random) -> Value:
    match spec.type:
        case "boolean":
            return random.choice((True, False))
        case "text":
            return random.choice(("已批复", "其他"))
        case "money":
            # Round figures, of which thresholds are on the grid, and odd ones, of which they are not.
            size = 10 ** random.randrange(0, 14)
            return random.choice((Fraction(0), Fraction(random.randrange(1, 999) * 100), CENT * random.randrange(size)))
        case "percent":
            return Fraction(random.randrange(-3000, 15_000), 10_000)
        case _:
            return Fraction(random.choice((0, *[random.randrange(0, 30)] * 6)))


def _uniform(spec: FactSpec, random: Random) -> Value:
    match spec.type:
        case "money":
            return CENT * random.randrange(10**9)
        case "percent":
            return Fraction(random.randrange(0, 15_000), 10_000)
        case "count" | "number":
            return Fraction(random.randrange(0, 1000))
        case _:
            return _any(spec, random)
