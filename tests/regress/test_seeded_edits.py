"""Edits that change scores at one point, with moved weight, where two facts meet or after rounding only; and rewrites."""

from __future__ import annotations

import pytest
from seeded_edits import BUDGET, WORK, Seeded
from seeded_faults import NAMES, Change, changes_of, rubric_with

from youju.regress.diff.diff import diff
from youju.regress.diff.model import IndicatorDiff, Swing

pytest.importorskip("z3")
EVERY = [pytest.param(name, one, id=f"{name}-{i}") for name in NAMES for i, one in enumerate(changes_of(name), 1)]


@pytest.mark.parametrize("name", NAMES)
def test_there_are_nine_that_change_scores_and_three_that_do_not(name: str) -> None:
    kinds = [one.kind for one in changes_of(name)]

    assert (12, 9) == (len(kinds), kinds.count("changed"))


@pytest.mark.parametrize(("name", "change"), EVERY)
def test_an_edit_is_classified_with_its_gain_and_loss(name: str, change: Change) -> None:
    found = diff(rubric_with(name, ()), rubric_with(name, [change]))
    told = next(one for one in found.indicators if one.id == change.card)
    gain, loss = _points(told.gain), _points(told.loss)
    print(f"\n{name} {change.card}: {change.edit}\n    {told.kind}  {gain} {loss}  {_at(told)}")

    assert [change.card] == [one.id for one in found.indicators if one.parts]
    assert (change.kind, change.gain, change.loss) == (told.kind, gain, loss)
    assert (change.kind == "changed") == (told.witness is not None or told.turn is not None)


@pytest.mark.parametrize(("name", "seeded"), [("budget", BUDGET), ("work", WORK)], ids=["budget", "work"])
def test_the_plain_edits_are_classified_too(name: str, seeded: Seeded) -> None:
    found = {one.id: one for one in diff(seeded.old(), seeded.new()).indicators}
    for edit in seeded.edits:
        one = found[edit.card]
        print(f"\n{name} {edit.card}: {edit.what}\n    {one.kind}  {_points(one.gain)} {_points(one.loss)}", end="")

    assert [edit.kind for edit in seeded.edits] == [found[edit.card].kind for edit in seeded.edits]


def _points(swing: Swing | None) -> object:
    return 0 if swing is None else swing.points


def _at(told: IndicatorDiff) -> str:
    at = (told.loss and told.loss.at) or (told.gain and told.gain.at) or told.turn or told.witness
    return "" if at is None else f"{at.before.weight}: {dict(at.facts)}"
