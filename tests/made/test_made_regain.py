"""Made-up reports: whatever is said to win points back does, and a step less does not."""

from __future__ import annotations

import pytest
from made_report import written
from made_trial import audited
from made_world import draw

from regained import failing
from youju.rubric import Rubric


@pytest.mark.parametrize("seed", range(6))
def test_every_way_reaches_and_no_step_less_does_in_made_up_reports(seed: int, rubric: Rubric) -> None:
    found = audited(written(draw(seed), seed).plain(), rubric)

    assert [] == [wrong for name in found.rubric.indicators for wrong in failing(found, name)]
