"""A million departments out of few: facts that cards read together are drawn together, about the cards' thresholds.

Each group of facts has a pool of values, and a department takes one entry of every pool. So an indicator meets each
entry of its pool, and departments meet the indicators in any mixture, while few facts are different for a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

import polars as pl
from engines_asked import columns, frame
from near_thresholds import edges, solutions

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Compare, Value, evaluate, names, substitute
from youju.population import capacity
from youju.rubric import Indicator, Rubric

Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Pool:
    """Cards that share facts, all the facts they read, and different values of these."""

    cards: tuple[Indicator, ...]
    entries: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Departments:
    """Departments as the entries they take: a column of `taken` for each pool, and `facts`, the table of all."""

    rubric: Rubric
    pools: tuple[Pool, ...]
    taken: pl.DataFrame
    facts: pl.DataFrame

    def department(self, row: int) -> dict[str, Value]:
        """The facts of one department."""
        return {
            name: value
            for number, pool in enumerate(self.pools)
            for name, value in pool.entries[self.taken[row, str(number)]].items()
        }


def departments(rubric: Rubric, rows: int, size: int, seed: str) -> Departments:
    """So many departments, out of at most `size` different values for each group of facts."""
    pools = tuple(_pool(rubric, cards, size, f"{seed}-{number}") for number, cards in enumerate(_groups(rubric)))
    taken = pl.DataFrame(
        {
            str(number): pl.int_range(len(pool.entries), eager=True).sample(
                rows, with_replacement=True, seed=Random(f"{seed}-taken-{number}").randrange(2**32)
            )
            for number, pool in enumerate(pools)
        }
    )
    given = columns(rubric)
    parts = [
        frame({name: given[name] for name in pool.entries[0]}, pool.entries).drop("id")[taken[str(number)]]
        for number, pool in enumerate(pools)
    ]
    ids = pl.DataFrame({"id": pl.int_range(rows, eager=True)})
    return Departments(rubric, pools, taken, pl.concat([ids, *parts], how="horizontal"))


def _groups(rubric: Rubric) -> list[tuple[Indicator, ...]]:
    """The cards, together where they read a fact in common."""
    found: list[tuple[Indicator, ...]] = []
    for card in rubric.indicators.values():
        near = [group for group in found if any(set(card.facts) & set(one.facts) for one in group)]
        found = [group for group in found if group not in near]
        found.append((*(one for group in near for one in group), card))
    return found


def _pool(rubric: Rubric, cards: tuple[Indicator, ...], size: int, seed: str) -> Pool:
    specs = {name: rubric.dictionary.facts[name] for card in cards for name in card.facts}
    near = [edge for edge in edges(rubric) if names(edge) <= specs.keys()]
    found: dict[tuple[Value, ...], None] = {}
    for draw in range(size):
        facts = _entry(specs, cards, near, Random(f"{seed}-{draw}"))
        found[tuple(facts[name] for name in specs)] = None
    return Pool(cards, tuple(dict(zip(specs, values, strict=True)) for values in found))


def _entry(
    specs: Mapping[str, FactSpec], cards: Sequence[Indicator], near: Sequence[Compare], random: Random
) -> dict[str, Value]:
    facts = {name: _any(spec, random) for name, spec in specs.items()}
    for edge in random.sample(near, k=len(near)):
        name = random.choice(sorted(names(edge)))
        found = list(solutions(edge.left, name, evaluate(edge.right, facts), facts))
        found += solutions(edge.right, name, evaluate(edge.left, facts), facts)
        _move(facts, specs[name], name, found, random)
    card = random.choice(cards)
    if card.lets and random.random() < 0.4:
        # Where rounding turns: half a step beyond a whole number of steps.
        let = random.choice(card.lets)
        way = substitute(
            random.choice(let.alternatives).expr, {one.name: one.alternatives[0].expr for one in card.lets}
        )
        name = random.choice(sorted(names(way) & facts.keys()))
        steps = (card.weight or Fraction(1)) / card.round
        turn = (random.randrange(floor(steps) * 5 // 4) + Fraction(1, 2)) / steps
        _move(facts, specs[name], name, list(solutions(way, name, turn, facts)), random)
    share = random.choice((0, 0, 0.1, 0.4))
    return {name: UNKNOWN if random.random() < share else value for name, value in facts.items()}


def _move(facts: dict[str, Value], spec: FactSpec, name: str, found: Sequence[Fraction], random: Random) -> None:
    """Puts a fact on a threshold or a step beside it, where its bounds allow."""
    if found and spec.step is not None and random.random() < 0.7:
        least, most = capacity(spec)
        places = [at for at in _beside(random.choice(found) / spec.step) if least <= at <= most]
        if places:
            facts[name] = random.choice(places) * spec.step


def _beside(steps: Fraction) -> Iterator[int]:
    below = floor(steps)
    yield from (below, below, below - 1, below + 1) if below == steps else (below, below + 1)


def _any(spec: FactSpec, random: Random) -> Value:
    if spec.type == "boolean":
        return random.choice((True, False))
    if spec.step is None:
        return random.choice(("已批复", "其他"))
    least, most = capacity(spec)
    size = 10 ** random.randrange(1, len(str(most)) + 1)
    usual = min(random.randrange(size), most)
    ends = (least, most, most - 1, max(least, -1), 0, 1)
    # Round figures bring thresholds onto the grid.
    return random.choice((*[usual] * 6, *[min(usual // 100 * 100, most)] * 6, *ends, 0)) * spec.step
