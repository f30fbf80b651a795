"""Made-up reports: nothing grave is found in a clean one, and one planted error is found where it stands."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest
from made_claims import WEIGHTS, claims_of, total_of
from made_report import written
from made_trial import KINDS, audited, spoilt, told, trial
from made_world import draw

from youju.audit import Audit
from youju.rubric import Rubric

FEW = range(12)
Clean = Callable[[int], Audit]


@functools.cache
def clean_text(seed: int) -> str:
    """The clean report of a seed."""
    return written(draw(seed), seed).plain()


@pytest.fixture(scope="module")
def clean(rubric: Rubric) -> Clean:
    """The audit of the clean report of a seed."""
    return functools.cache(lambda seed: audited(clean_text(seed), rubric))


def test_a_seed_makes_the_same_report_every_time() -> None:
    assert written(draw(7), 7) == written(draw(7), 7)


def test_no_two_seeds_make_the_same_report() -> None:
    assert len(FEW) == len({clean_text(seed) for seed in FEW})


def test_the_weights_are_those_of_the_rubric(rubric: Rubric) -> None:
    assert {one.id: one.weight for one in rubric.indicators.values() if not one.adjustment} == WEIGHTS


@pytest.mark.parametrize("seed", FEW)
def test_points_are_those_worked_out_without_the_engine(seed: int, clean: Clean) -> None:
    world = draw(seed)
    found = clean(seed)
    points = {row.indicator: row.points for row in found.entered.rows if row.status != "not_applicable"}

    assert claims_of(world) == points
    assert total_of(points) == found.ledger.totals.recomputed


@pytest.mark.parametrize("seed", FEW)
def test_nothing_above_p2_is_found_in_a_clean_report(seed: int, clean: Clean) -> None:
    alarms = [told(seed, one) for one in clean(seed).findings if one.level != "P2"]

    assert [] == alarms


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_can_be_planted(kind: str) -> None:
    made = [(seed, one) for seed in FEW if (one := spoilt(kind, seed)) is not None]

    assert made
    assert [] == [seed for seed, one in made if one.text == clean_text(seed)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_error_is_found_where_it_stands(kind: str, rubric: Rubric) -> None:
    trials = [trial(kind, seed, rubric) for seed in FEW[:2]]

    assert [] == [one for one in trials if one.outcome in ("missed", "misplaced")]
