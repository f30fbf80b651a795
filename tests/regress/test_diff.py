"""What an edit does to scores: told apart from a rewrite, with its bounds and breakpoints."""

from __future__ import annotations

import pytest
from seeded_edits import BUDGET, WORK, Edit, Seeded

from youju.regress.diff.diff import diff
from youju.regress.diff.model import IndicatorDiff, RubricDiff

PAIRS = pytest.mark.parametrize("seeded", [BUDGET, WORK], ids=["budget", "work"])


@pytest.fixture(scope="module")
def compared() -> dict[int, RubricDiff]:
    return {id(seeded): diff(seeded.old(), seeded.new()) for seeded in (BUDGET, WORK)}


def told(found: RubricDiff, edit: Edit) -> IndicatorDiff:
    return next(one for one in found.indicators if one.id == edit.card)


@PAIRS
def test_all_twelve_edits_are_classified_right(seeded: Seeded, compared: dict[int, RubricDiff]) -> None:
    found = compared[id(seeded)]

    assert (9, 3) == (found.count("changed"), found.count("same"))
    assert {edit.card: edit.kind for edit in seeded.edits} == {one.id: one.kind for one in found.indicators}


@PAIRS
def test_the_most_that_is_gained_and_lost_is_what_the_rules_say(
    seeded: Seeded, compared: dict[int, RubricDiff]
) -> None:
    found = [told(compared[id(seeded)], edit) for edit in seeded.edits if edit.kind == "changed"]
    swings = {one.id: tuple(swing and swing.points for swing in (one.gain, one.loss)) for one in found}

    assert {edit.card: (edit.gain, edit.loss) for edit in seeded.edits if edit.kind == "changed"} == swings


@PAIRS
def test_every_witness_shows_the_points_it_tells(seeded: Seeded, compared: dict[int, RubricDiff]) -> None:
    found = [told(compared[id(seeded)], edit) for edit in seeded.edits]
    swings = [swing for one in found for swing in (one.gain, one.loss) if swing is not None and swing.at is not None]

    assert [swing.points for swing in swings] == [
        swing.at.after.came - swing.at.before.came  # type: ignore[union-attr, operator]
        for swing in swings
    ]


@PAIRS
def test_every_change_has_its_breakpoints_or_an_example(seeded: Seeded, compared: dict[int, RubricDiff]) -> None:
    found = [told(compared[id(seeded)], edit) for edit in seeded.edits if edit.kind == "changed"]

    assert [] == [one.id for one in found if not one.courses and one.witness is None]


def test_a_rubric_is_the_same_as_itself() -> None:
    old = BUDGET.old()
    found = diff(old, old)

    assert (12, ()) == (found.count("same"), found.parts)
