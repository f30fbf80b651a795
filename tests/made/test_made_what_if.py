"""What if over made-up departments: present values change nothing, and points are those of the facts handed in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_report import written
from made_trial import audited
from made_world import draw
from tests.explain.assumptions import assumptions, handed, scored

from youju.explain.what_if import what_if
from youju.rubric import Rubric


@given(data=st.data())
@settings(max_examples=40)
def test_points_are_those_of_the_facts_handed_in(rubric: Rubric, data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 10_000))
    found = audited(written(draw(seed), seed).plain(), rubric)
    assumed = data.draw(assumptions(found))

    assert scored(handed(found, assumed)) == scored(what_if(found, assumed).after)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_so_already_changes_nothing(seed: int, rubric: Rubric) -> None:
    found = audited(written(draw(seed), seed).plain(), rubric)
    present = {name: fact.value for name, fact in found.facts.items() if fact.status != "conflicting"}
    after = what_if(found, present).after  # type: ignore[arg-type]

    assert (found.ledger, found.findings) == (after.ledger, after.findings)
