"""Values of a fact worth trying: around every number of a card, taken alone or together with another fact's value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from youju.feel import UNKNOWN, Expr, Literal, Value, children
from youju.ledger.explained.world import World
from youju.ledger.moved import tree

MOST = 400
"""How many values are tried at most."""


def probes(world: World, fact: str) -> list[Value]:
    """Values that a fact may have, near where points may change; a sample that can refute, and proves nothing."""
    step = world.step(fact)
    if step is None:
        return [True, False] if world.facts[fact]["type"] == "boolean" else []
    marks = sorted({floor(mark / step) for mark in _marks(world, fact)})
    near = dict.fromkeys((mark + by) * step for mark in marks for by in (-1, 0, 1, 2))
    found: list[Value] = [value for value in near if world.allowed(fact, value)]
    return found[:MOST]


def _marks(world: World, fact: str) -> Iterator[Fraction]:
    """Numbers at which a comparison may turn: its literals, other values, and their products, quotients and sums."""
    read = [value for name in sorted(world.reads()) if isinstance(value := world.values.get(name, UNKNOWN), Fraction)]
    own = world.values.get(fact, UNKNOWN)
    literals = {Fraction(0), Fraction(1), *_literals(world)}
    yield from literals
    yield from read
    for end in world.domains.get(fact, ()):
        if end is not None:
            yield end
    for value in read:
        for number in literals:
            yield value * number
            yield value * (1 + number)
            yield value * (1 - number)
            if number:
                yield value / number
            if isinstance(own, Fraction):
                yield own + value * number
                yield own - value * number


def _literals(world: World) -> set[Fraction]:
    words = world.words()
    texts = [rule[key] for rule in world.card["rules"] for key in ("when", "points")]
    texts += [text for let in world.card.get("let", []) for text in let["from"]]
    return {number for text in texts for number in _numbers(tree(text, words))}


def _numbers(expr: Expr) -> Iterator[Fraction]:
    if isinstance(expr, Literal) and isinstance(expr.value, Fraction):
        yield expr.value
    for part in children(expr):
        yield from _numbers(part)
