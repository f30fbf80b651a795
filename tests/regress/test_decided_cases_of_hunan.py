"""The decided cases of hunan-2020 reach all that can be reached, and tell every wrong rule that can be told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from youju.regress.cases import cases_of
from youju.regress.coverage import cover
from youju.regress.mutants.run import mutants_of, score, tried
from youju.regress.mutants.trial import trial_of
from youju.rubric import Authored, dictionary_of, load_authored

HUNAN = Path(__file__).parents[2] / "rules" / "hunan-2020"


@cache
def hunan() -> Authored:
    return load_authored(HUNAN, dictionary_of(HUNAN))


def test_every_obligation_is_covered_by_decided_cases_or_proved_impossible() -> None:
    found = cover(hunan().rubric, cases_of(hunan()))

    assert [] == [
        (one.obligation.id, one.verdict) for one in found.told if one.verdict not in ("decided", "infeasible")
    ]
    assert (0, 0) == (found.count().missed, found.count().pinned)


@pytest.mark.evidence
def test_decided_cases_kill_every_mutant_that_is_not_proved_equivalent(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = tried(hunan(), mutants_of(hunan()), trial_of(hunan()))
    with capsys.disabled():
        print(f"\nhunan-2020: {score(verdicts).killed} of {score(verdicts).killable} mutants killed")

    assert [] == [one.mutant.id for one in verdicts if one.outcome in ("survivor", "unknown", "pinned")]
    assert score(verdicts).perfect
