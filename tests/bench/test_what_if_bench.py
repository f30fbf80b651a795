"""How long assumptions take: one in full, and a hundred scenarios of a sheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from youju.audit import Audit
from youju.explain.what_if import Scenario, play, what_if

pytestmark = pytest.mark.bench


@pytest.mark.benchmark(group="explain")
def test_what_if(benchmark: Any, sample_audit: Audit) -> None:
    assert benchmark(what_if, sample_audit, {"在职人数": Fraction(41)}).turned


@pytest.mark.benchmark(group="explain")
def test_a_hundred_scenarios(benchmark: Any, sample_audit: Audit) -> None:
    scenarios = [Scenario(str(n), {"在职人数": Fraction(n), "实际采购金额": Fraction(n * 10_000)}) for n in range(100)]

    assert 100 == len(benchmark(lambda: [play(sample_audit, one) for one in scenarios]))
