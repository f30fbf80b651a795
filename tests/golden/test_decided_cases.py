"""The cases that people decided for lechang-2023 go everywhere its rules can take them, and notice every slip in them."""

from __future__ import annotations

import pytest
from shipped import versions_shipped

from youju.regress.cases import cases_of
from youju.regress.coverage import cover
from youju.regress.mutants.run import mutants_of, score, tried
from youju.regress.mutants.trial import trial_of
from youju.rubric import Authored, Rubric

PACKS = versions_shipped()


@pytest.fixture(scope="module")
def lechang() -> Authored:
    return PACKS["lechang-2023"].last


def test_every_case_was_decided_by_a_person(lechang: Authored) -> None:
    others = [case.title for case in cases_of(lechang) if case.spec.standing != "decided"]

    assert [] == others
    assert {"decided"} == {one.model.standing for one in lechang.departments}


def test_decided_cases_meet_every_obligation_that_is_not_proved_impossible(lechang: Authored) -> None:
    coverage = cover(lechang.rubric, cases_of(lechang), [one.model for one in lechang.departments])

    found = coverage.count()
    left = [f"{one.obligation.indicator}: {one.obligation.id} {one.verdict}" for one in coverage.told if one.by is None]
    assert [] == [one for one in left if not one.endswith(" infeasible")]
    assert (found.all - found.infeasible, 0, 0, 0) == (found.decided, found.pinned, found.off_grid, found.unknown)


def test_decided_cases_kill_every_mutant_that_can_be_killed(lechang: Authored) -> None:
    verdicts = tried(lechang, mutants_of(lechang), trial_of(lechang))

    found = score(verdicts)
    left = [f"{one.mutant.id}: {one.mutant.told.zh}" for one in verdicts if one.outcome in ("survivor", "unknown")]
    assert [] == left
    assert (found.killable, 0) == (found.killed, found.counts["pinned"])


@pytest.mark.parametrize("rubric", [one.rubric for pack in PACKS.values() for one in pack.all], ids=lambda one: one.id)
def test_every_number_that_rules_read_says_where_it_begins_or_that_it_is_a_change(rubric: Rubric) -> None:
    """A figure below 0 would count where the solver takes for granted that there is none."""
    facts = rubric.dictionary.facts
    read = sorted({name for one in rubric.indicators.values() for name in one.facts})
    numbers = [name for name in read if facts[name].type not in ("boolean", "text")]

    assert [] == [name for name in numbers if facts[name].bounds.min is None and not facts[name].change]
