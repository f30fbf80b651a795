"""Rulings by name: what they may change and what not, by law, and what the certificate refuses about them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit import Audit, judge
from youju.audit.record import to_record
from youju.facts import FactRuling, FindingRuling, Rulings
from youju.feel import UNKNOWN
from youju.ledger.certificate import verify
from youju.rubric import Rubric
from youju.source import canonical, digest

PLAN, BOUGHT = "计划采购金额", "实际采购金额"
UNCLEAR = "targets-admitted-unclear"
Record = dict[str, Any]


def on_fact(number: int, fact: str, decision: str, value: Any = UNKNOWN) -> FactRuling:
    source = "批复第 2 页" if decision == "amend" else ""
    return FactRuling(fact, value, source, "已核对", decision, "审核员甲", number)  # type: ignore[arg-type]


def on_finding(number: int, found: Audit, code: str, decision: str) -> FindingRuling:
    one = next(one for one in found.findings if one.code == code)
    return FindingRuling(number, one.key, code, one.indicator, decision, "已核对", "审核员甲")  # type: ignore[arg-type]


def under(found: Audit, *rulings: FactRuling | FindingRuling) -> Audit:
    facts = {one.fact: one for one in rulings if isinstance(one, FactRuling)}
    findings = tuple(one for one in rulings if isinstance(one, FindingRuling))
    return judge(found.document, found.rubric, found.reading, "exact", rulings=Rulings(None, facts, findings))


def points(found: Audit) -> list[Fraction]:
    return [row.points for row in found.ledger.rows]


@given(data=st.data())
@settings(max_examples=15)
def test_facts_accepted_or_ruled_to_their_own_value_change_no_points(sample_audit: Audit, data: st.DataObject) -> None:
    stated = [name for name, fact in sample_audit.facts.items() if fact.statements]
    names = data.draw(st.lists(st.sampled_from(stated), unique=True, max_size=4))
    kinds = [data.draw(st.sampled_from(["accept", "amend"])) for _ in names]
    values = [
        sample_audit.facts[name].value if kind == "amend" else UNKNOWN for name, kind in zip(names, kinds, strict=True)
    ]
    found = under(sample_audit, *map(on_fact, range(1, len(names) + 1), names, kinds, values))

    assert points(sample_audit) == points(found)
    assert () == verify(canonical(to_record(found)))


def test_accepting_every_fact_that_is_settled_changes_no_support_either(sample_audit: Audit) -> None:
    settled = [name for name, fact in sample_audit.facts.items() if fact.status == "settled"]
    found = under(sample_audit, *(on_fact(i, name, "accept") for i, name in enumerate(settled, 1)))

    assert sample_audit.ledger.totals == found.ledger.totals
    assert sample_audit.ledger.entries == found.ledger.entries
    assert sample_audit.ledger.totals == found.before


@given(st.permutations([1, 2, 3]))
@settings(max_examples=6)
def test_rulings_on_different_things_come_to_the_same_in_any_order(sample_audit: Audit, order: list[int]) -> None:
    first, second, third = order
    found = under(
        sample_audit,
        on_fact(first, PLAN, "amend", Fraction(500_000)),
        on_finding(second, sample_audit, UNCLEAR, "accept"),
        on_finding(third, sample_audit, "missing-input", "mute"),
    )

    assert [1, 2, 3] == [one.number for one in found.ledger.rulings]
    assert (Fraction("92.18"), Fraction("92.18")) == (found.ledger.totals.recomputed, found.ledger.totals.low)


def test_a_conflict_accepted_by_its_first_statement_is_settled_and_by_its_finding_costs_what_it_may(
    rubric: Rubric,
) -> None:
    torn = judged(rubric, [(PLAN, Fraction(80)), (PLAN, Fraction(40)), (BOUGHT, Fraction(60))], {"procurement-rate": 2})
    confirmed = under(torn, on_fact(1, PLAN, "accept"))
    lost = under(torn, on_finding(1, torn, "conflicting-statements", "accept"))
    row = torn.ledger.row("procurement-rate")

    assert (Fraction("1.5"), 0) == (row.points, row.low)
    assert ("ruled", 80, 1) == tuple(
        getattr(confirmed.facts[PLAN], name) if name != "kept" else len(confirmed.facts[PLAN].statements)
        for name in ("status", "value", "kept")
    )
    assert [(Fraction("1.5"), ()), (0, ())] == [
        (found.ledger.row("procurement-rate").points, found.doubts) for found in (confirmed, lost)
    ]


def test_what_caps_cut_of_the_total_is_worked_out_after_points_are_taken(sample_audit: Audit) -> None:
    found = under(sample_audit, on_finding(1, sample_audit, UNCLEAR, "accept"))
    taken = [entry for entry in found.ledger.entries if entry.kind == "ruling"]
    earned = sum((entry.points for entry in found.ledger.entries if not entry.cuts_total), Fraction(0))

    assert -4 == sum(entry.points for entry in taken)
    assert min(earned, Fraction(100)) == found.ledger.totals.recomputed


@pytest.fixture(scope="module")
def record(sample_audit: Audit) -> Record:
    return to_record(
        under(
            sample_audit,
            on_fact(1, PLAN, "amend", Fraction(1_000_000)),
            on_fact(2, BOUGHT, "accept"),
            on_finding(3, sample_audit, UNCLEAR, "accept"),
            on_finding(4, sample_audit, "missing-input", "mute"),
        )
    )


def sealed(record: Record, alter: Callable[[Record], object]) -> tuple[str, ...]:
    other = copy.deepcopy(record)
    alter(other)
    other["digest"] = digest(other)
    return verify(canonical(other))


def test_an_audit_under_rulings_is_accepted(record: Record) -> None:
    assert () == verify(canonical(record))


def _ruling(record: Record, number: int) -> Record:
    return record["ledger"]["rulings"][number - 1]


@pytest.mark.parametrize(
    "alter",
    [
        lambda r: _ruling(r, 1).update(by=" "),
        lambda r: _ruling(r, 1).update(reason=""),
        lambda r: _ruling(r, 1).update(source=""),
        lambda r: _ruling(r, 1).update(value="60"),
        lambda r: _ruling(r, 1).update(decision="mute"),
        lambda r: _ruling(r, 2).update(decision="reject"),
        lambda r: _ruling(r, 2).update(number=1),
        lambda r: _ruling(r, 3).update(decision="mute"),
        lambda r: _ruling(r, 3).update(day="2024-2-30"),
        lambda r: r["ledger"]["rulings"].pop(0),
        lambda r: r["ledger"]["rulings"].pop(2),
        lambda r: r["ledger"]["rulings"].pop(3),
        lambda r: r.pop("set_aside"),
        lambda r: r["findings"].append(r.pop("set_aside")[0]),
        lambda r: r.pop("before"),
        lambda r: r["before"].update(claimed="99"),
    ],
)
def test_a_ruling_that_is_dropped_or_altered_is_refused(record: Record, alter: Callable[[Record], object]) -> None:
    assert sealed(record, alter)
