"""Goals that one case can meet together: sets of them as large as they get, and how few of the sets are enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import networkx as nx

from youju.prove.fewest import fewest
from youju.regress.generate.goals import Goals, Together
from youju.structs import Struct

MOST_SETS = 120
"""How many sets of one card are looked for, before the best is told that was found."""
_BATCH = 12
"""After how many new sets it is asked again whether fewer do."""


class Fewest(Struct):
    """The fewest sets of goals that cover all that can be met; `unmet` tells of the others why they cannot.

    `at_least`: fewer cases than so many cannot do, proved.
    """

    sets: tuple[frozenset[int], ...]
    at_least: int
    unmet: Mapping[int, Together]


@dataclass(slots=True)
class _Pool:
    """What is known so far: sets that were met, goals that cannot be, pairs that cannot be met by one case."""

    goals: Goals
    sets: list[frozenset[int]] = field(default_factory=list[frozenset[int]])
    unmet: dict[int, Together] = field(default_factory=dict[int, Together])
    apart: set[frozenset[int]] = field(default_factory=set[frozenset[int]])
    # Larger sets that were refused without a proof: a set beside them may be larger than was found.
    doubtful: bool = False

    @property
    def wanted(self) -> frozenset[int]:
        """The goals that can be met."""
        return frozenset(range(len(self.goals.formulas))) - frozenset(self.unmet)


def fewest_sets(goals: Goals) -> Fewest:
    """The fewest sets of goals, each of which some values meet. Raises ProverMissing, Disagreement."""
    pool = _Pool(goals)
    _meet_each(pool)
    _part(pool)
    bound = _separate(pool)
    pool.sets = [_grown(pool, one) for one in _largest(pool.sets)]
    cover = fewest(pool.sets)
    while len(cover.chosen) > bound:
        before, complete = len(pool.sets), _more(pool, _BATCH)
        cover = fewest(pool.sets)
        if complete:
            bound = cover.at_least if not pool.doubtful else bound
            break
        if len(pool.sets) == before or before >= MOST_SETS:
            break
    return Fewest(tuple(pool.sets[i] for i in cover.chosen), bound, pool.unmet)


def _meet_each(pool: _Pool) -> None:
    """Values for every goal, or why there are none."""
    for i in range(len(pool.goals.formulas)):
        if any(i in one for one in pool.sets):
            continue
        found = pool.goals.find(frozenset([i]))
        if isinstance(found, str):
            pool.unmet[i] = found
        else:
            pool.sets.append(pool.goals.met(found))


def _part(pool: _Pool) -> None:
    """Tries every pair that was not met by one case so far."""
    for pair in map(frozenset, combinations(sorted(pool.wanted), 2)):
        if any(pair <= one for one in pool.sets):
            continue
        found = pool.goals.find(pair)
        if not isinstance(found, str):
            pool.sets.append(pool.goals.met(found))
        elif found == "unknown":
            pool.doubtful = True
        else:
            pool.apart.add(pair)


def _separate(pool: _Pool) -> int:
    """The most goals of which no two can be met together: each needs a case of its own."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(pool.wanted)
    graph.add_edges_from((min(pair), max(pair)) for pair in pool.apart)
    clique, _ = nx.max_weight_clique(graph, weight=None)
    return len(clique)


def _largest(sets: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """The sets that are part of no other."""
    kept: list[frozenset[int]] = []
    for one in sorted(set(sets), key=lambda one: (-len(one), sorted(one))):
        if not any(one <= other for other in kept):
            kept.append(one)
    return kept


def _grown(pool: _Pool, together: frozenset[int]) -> frozenset[int]:
    """A set with every goal more that can be met beside it, taken one by one."""
    for i in sorted(pool.wanted - together):
        if i in together or any(frozenset((i, other)) in pool.apart for other in together):
            continue
        found = pool.goals.find(together | {i})
        if not isinstance(found, str):
            together = together | pool.goals.met(found)
        elif found == "unknown":
            pool.doubtful = True
    return together


def _more(pool: _Pool, count: int) -> bool:
    """Sets that are part of none found so far; whether there are no others."""
    for _ in range(count):
        found = pool.goals.beyond(pool.sets)
        if isinstance(found, str):
            return found != "unknown"
        pool.sets.append(_grown(pool, pool.goals.met(found)))
    return False
