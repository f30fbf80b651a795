"""The sample report of the repository: its ledger keeps the laws, and what its plan was worked out to by hand holds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from youju.audit import Audit, audit
from youju.firing import Engine, available
from youju.ledger import broken_laws
from youju.report import Document
from youju.rubric import Rubric

PLAN = Path(__file__).parents[2] / "facts" / "examples" / "qinghe-water" / "plan.yaml"


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    return yaml.safe_load(PLAN.read_text(encoding="utf-8"))


def test_its_ledger_breaks_no_law(sample_audit: Audit) -> None:
    assert () == tuple(broken_laws(sample_audit.ledger, frozenset({"bonus"})))
    assert sample_audit.ledger.totals.recomputed == sum(sample_audit.ledger.totals.support.values())


def test_both_engines_audit_it_alike(sample: Document, rubric: Rubric, sample_audit: Audit) -> None:
    engine: Engine = "durable" if available() else "auto"

    assert sample_audit.ledger == audit(sample, rubric, engine).ledger


def test_it_claims_a_hundred(sample_audit: Audit, plan: dict[str, Any]) -> None:
    assert plan["report"]["claimed_total"] == sample_audit.ledger.totals.claimed


def test_no_weight_is_lost_and_what_moves_is_what_the_plan_says(sample_audit: Audit, plan: dict[str, Any]) -> None:
    moved = [(move.weight, move.target) for move in sample_audit.ledger.moves]

    assert [(plan["facts"]["transfer_funds"]["points_moved"], plan["facts"]["transfer_funds"]["moved_to"])] == moved
    assert 100 == sum(row.effective_weight for row in sample_audit.ledger.rows)


@pytest.mark.parametrize(
    "indicator", ["expenditure-rate", "procurement-rate", "key-task-completion", "target-completion"]
)
def test_a_rate_gives_what_was_worked_out_by_hand(sample_audit: Audit, plan: dict[str, Any], indicator: str) -> None:
    assert Fraction(plan["claims"][indicator]["expected"]) == sample_audit.ledger.row(indicator).points
