"""The fewest of some sets that cover together what all of them do: proved, or the best that was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youju.prove.domain import Budget
from youju.prove.fact import Point
from youju.prove.formula import Flag, both, either
from youju.prove.solver import AtMost, Solver
from youju.structs import Struct


class Cover(Struct):
    """Which sets were chosen, by their places, in order; `at_least`: fewer than so many cannot do."""

    chosen: tuple[int, ...]
    at_least: int

    @property
    def proved(self) -> bool:
        """Whether none is smaller."""
        return len(self.chosen) == self.at_least


def fewest(sets: Sequence[frozenset[int]], budget: Budget | None = None) -> Cover:
    """The fewest sets whose union is that of all. Beyond the budget `at_least` falls short of what was chosen.

    Raises ProverMissing.
    """
    holders = _holders(sets)
    best, at_least = _greedy(sets), _apart(holders)
    if len(best) == at_least:
        return Cover(best, at_least)
    flags = [Flag(str(i)) for i in range(len(sets))]
    solver = Solver(both(either(flags[i] for i in sorted(held)) for held in holders.values()), budget or Budget())
    while len(best) > at_least:
        found = solver.ask(AtMost(tuple(flags), len(best) - 1))
        if isinstance(found, Point):
            best = tuple(i for i in range(len(sets)) if found.flags[str(i)])
        elif found == "none":
            at_least = len(best)
        else:
            break
    return Cover(best, at_least)


def _holders(sets: Sequence[frozenset[int]]) -> Mapping[int, frozenset[int]]:
    """The sets that have each element."""
    elements = sorted(frozenset[int]().union(*sets))
    return {element: frozenset(i for i, one in enumerate(sets) if element in one) for element in elements}


def _greedy(sets: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """The largest gain first, then without what the others make superfluous."""
    left, chosen = set[int]().union(*sets), list[int]()
    while left:
        best = max(range(len(sets)), key=lambda i: len(sets[i] & left))
        chosen.append(best)
        left -= sets[best]
    for i in tuple(chosen):
        others = frozenset[int]().union(*(sets[j] for j in chosen if j != i))
        if sets[i] <= others:
            chosen.remove(i)
    return tuple(sorted(chosen))


def _apart(holders: Mapping[int, frozenset[int]]) -> int:
    """How many elements were found of which no set has two: so many sets at least are needed."""
    taken, count = set[int](), 0
    for held in sorted(holders.values(), key=len):
        if not held & taken:
            taken |= held
            count += 1
    return count
