"""Survivors put together by the case that tells them."""

from __future__ import annotations

from pathlib import Path

from youju.cli.open import find_rubric, open_versions
from youju.regress.mutants.few import few
from youju.regress.mutants.run import mutants_of, tried
from youju.regress.mutants.trial import given_to, trial_of
from youju.regress.mutants.witness import Witness

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


def test_every_survivor_is_with_one_case_and_that_case_tells_it() -> None:
    authored = open_versions(find_rubric(str(EXAMPLE))).last
    verdicts = tried(authored, mutants_of(authored, "procurement-rate"), trial_of(authored))
    survivors = [one for one in verdicts if one.outcome == "survivor"]

    found = list(few(survivors))

    assert sorted(one.mutant.id for one in survivors) == sorted(
        one.mutant.id for telling in found for one in telling.survivors
    )
    assert len(found) < len(survivors)
    for telling in found:
        assert isinstance(telling.witness, Witness)
        for one in telling.survivors:
            assert given_to(one.mutant.rubric, "procurement-rate", telling.witness.spec) != telling.witness.before
