"""A ledger that breaks a law is an error, not a score."""

from __future__ import annotations

from fractions import Fraction

import pytest

from youju.audit import Audit
from youju.ledger import LawError, Ledger, broken_laws, require_lawful
from youju.structs import replace

BONUS = frozenset({"bonus"})


def first_row(ledger: Ledger, **changes: object) -> Ledger:
    return replace(ledger, rows=(replace(ledger.rows[0], **changes), *ledger.rows[1:]))  # type: ignore[arg-type]


def test_the_sample_breaks_no_law(sample_audit: Audit) -> None:
    assert [] == list(broken_laws(sample_audit.ledger, BONUS))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"points": Fraction(4)}, "分录之和"),
        ({"effective_weight": Fraction(6)}, "有效分值之和"),
        ({"effective_weight": Fraction(3)}, "不在 0 至 3 之间"),
        ({"low": Fraction(6), "high": Fraction(7)}, "不在其区间内"),
        ({"status": "not_applicable"}, "不适用的指标仍有分值或得分"),
    ],
)
def test_a_row_that_breaks_a_law_is_named(sample_audit: Audit, changes: dict[str, object], said: str) -> None:
    broken = list(broken_laws(first_row(sample_audit.ledger, **changes), BONUS))

    assert any(said in line for line in broken)


def test_a_total_that_is_no_sum_is_an_error(sample_audit: Audit) -> None:
    ledger = sample_audit.ledger
    wrong = replace(ledger, totals=replace(ledger.totals, recomputed=ledger.totals.recomputed + 1))

    with pytest.raises(LawError, match="分录之和"):
        require_lawful(wrong, BONUS)


def test_support_that_does_not_sum_is_an_error(sample_audit: Audit) -> None:
    ledger = sample_audit.ledger
    wrong = replace(ledger, totals=replace(ledger.totals, support={**ledger.totals.support, "asserted": Fraction(0)}))

    with pytest.raises(LawError, match="各类支撑"):
        require_lawful(wrong, BONUS)
