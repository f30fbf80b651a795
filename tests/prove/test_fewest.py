"""The fewest sets that cover all: as trying every choice finds them, and with a proof."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.prove import Budget
from youju.prove.fewest import fewest

pytest.importorskip("z3")
SETS = st.lists(st.frozensets(st.integers(0, 8), max_size=4), max_size=9)


def covered(sets: Sequence[frozenset[int]], chosen: Sequence[int]) -> frozenset[int]:
    return frozenset[int]().union(*(sets[i] for i in chosen))


def by_trying(sets: Sequence[frozenset[int]]) -> int:
    """How few sets do, over every choice of them."""
    places = range(len(sets))
    every = covered(sets, places)
    return next(
        n for n in range(len(sets) + 1) if any(covered(sets, some) == every for some in combinations(places, n))
    )


@given(SETS)
def test_the_fewest_are_as_few_as_trying_every_choice_finds(sets: list[frozenset[int]]) -> None:
    found = fewest(sets)

    assert covered(sets, range(len(sets))) == covered(sets, found.chosen)
    assert (by_trying(sets), True) == (len(found.chosen), found.proved)


# Greedy takes the large set first and then needs two more.
GREEDY_FAILS = [frozenset(one) for one in ((0, 1, 2, 3), (0, 2, 4), (1, 3, 5))]
# Every two elements share a set, so no two of them show that more than one is needed.
FANO = [frozenset(one) for one in ((0, 1, 2), (0, 3, 4), (0, 5, 6), (1, 3, 5), (1, 4, 6), (2, 3, 6), (2, 4, 5))]


@pytest.mark.parametrize(("sets", "expected"), [(GREEDY_FAILS, 2), (FANO, 3)])
def test_what_taking_the_largest_first_misses_is_found_and_proved(sets: list[frozenset[int]], expected: int) -> None:
    found = fewest(sets)

    assert (expected, expected) == (len(found.chosen), found.at_least)


def test_beyond_the_budget_the_best_that_was_found_is_told_as_no_proof() -> None:
    found = fewest(FANO, Budget(resources=1))

    assert covered(FANO, range(7)) == covered(FANO, found.chosen)
    assert (1, False) == (found.at_least, found.proved)
