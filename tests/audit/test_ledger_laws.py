"""The laws of a ledger, over reports that say and claim anything at all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_made_up import Known, judged

from youju.audit import Audit
from youju.audit.enter import enter_one
from youju.facts import FactSpec
from youju.feel import Value
from youju.firing import decider, fire
from youju.ledger import Entry, Ledger, support_sums
from youju.rubric import Rubric

MONEY = st.sampled_from([0, 1, 85, 90, 100, 110, 115, 10**9]).map(lambda number: Fraction(number * 10_000))
COUNT = st.integers(0, 7).map(Fraction)
SHARE = st.sampled_from([-15, 0, 10, 20, 60, 75, 80, 90, 95, 100, 103]).map(lambda number: Fraction(number, 100))
CLAIMS = st.one_of(st.none(), st.integers(-4, 48).map(lambda quarter: Fraction(quarter, 4)))
LOOSE = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def values(spec: FactSpec) -> st.SearchStrategy[Known]:
    kinds: dict[str, st.SearchStrategy[Known]] = {"money": MONEY, "percent": SHARE, "boolean": st.booleans()}
    return kinds.get(spec.type, COUNT)


@st.composite
def reports(draw: st.DrawFn, rubric: Rubric) -> tuple[list[tuple[str, Known]], dict[str, Fraction | None]]:
    """What a report says, some of it twice and otherwise, and what it claims."""
    names = draw(st.lists(st.sampled_from(sorted(rubric.dictionary.facts)), max_size=70))
    said = [(name, draw(values(rubric.dictionary.facts[name]))) for name in names]
    return said, draw(st.dictionaries(st.sampled_from(sorted(rubric.indicators)), CLAIMS, max_size=31))


def own(ledger: Ledger, indicator: str) -> list[Entry]:
    return [entry for entry in ledger.entries if entry.indicator == indicator and not entry.id.startswith("total/")]


@LOOSE
@given(data=st.data())
def test_any_report_has_a_lawful_ledger_by_both_engines_and_its_claims_decide_only_what_is_open(
    rubric: Rubric, data: st.DataObject
) -> None:
    said, claims = data.draw(reports(rubric))
    audit, bare = judged(rubric, said, claims), judged(rubric, said)

    _points_weights_and_ranges_keep_the_laws(rubric, audit.ledger)
    _totals_are_sums_within_their_range_and_support_sums_to_them(audit.ledger)
    _what_is_earned_on_moved_weight_is_its_share_of_the_points(audit)
    _a_claim_decides_nothing_where_rules_do_and_never_more_than_the_weight(rubric, claims, audit, bare)
    _the_same_is_found(audit, judged(rubric, said, claims, "auto"))


def _points_weights_and_ranges_keep_the_laws(rubric: Rubric, ledger: Ledger) -> None:
    weighted = [row for row in ledger.rows if not rubric.indicators[row.indicator].adjustment]

    assert all(row.points == sum(entry.points for entry in own(ledger, row.indicator)) for row in ledger.rows)
    assert all(0 <= row.points <= row.effective_weight for row in weighted)
    assert 100 == sum(row.effective_weight for row in weighted)
    assert all(row.low <= row.points <= row.high for row in ledger.rows)
    assert all(0 <= entry.at_risk <= max(entry.points, 0) for entry in ledger.entries)
    assert len(ledger.entries) == len({entry.id for entry in ledger.entries})


def _totals_are_sums_within_their_range_and_support_sums_to_them(ledger: Ledger) -> None:
    totals = ledger.totals

    assert sum(entry.points for entry in ledger.entries) == totals.recomputed
    assert totals.recomputed == sum(totals.support.values())
    assert support_sums(ledger) == dict(totals.support)
    assert 0 <= totals.recomputed <= 100
    assert totals.low <= totals.recomputed <= totals.high <= 100


def _what_is_earned_on_moved_weight_is_its_share_of_the_points(audit: Audit) -> None:
    for move in audit.firings.moves:
        row = audit.ledger.row(move.target)
        moved = [entry for entry in own(audit.ledger, move.target) if entry.rule == move.transfer]

        assert row.points * move.weight / row.effective_weight == sum(entry.points for entry in moved)


def _a_claim_decides_nothing_where_rules_do_and_never_more_than_the_weight(
    rubric: Rubric, claims: Mapping[str, Fraction | None], with_claims: Audit, without: Audit
) -> None:
    for row, bare in zip(with_claims.entered.rows, without.entered.rows, strict=True):
        asked = claims.get(row.indicator)
        decided = all(entry.kind in ("rule", "printed", "moved", "cap") for entry in own(without.ledger, row.indicator))
        if decided or asked is None:
            assert bare.points == row.points
        elif not rubric.indicators[row.indicator].adjustment:
            assert row.points <= max(asked, bare.points)


def _the_same_is_found(exact: Audit, auto: Audit) -> None:
    assert exact.ledger == auto.ledger
    assert exact.doubts == auto.doubts
    assert exact.findings == auto.findings


@st.composite
def learning(draw: st.DrawFn, rubric: Rubric) -> tuple[str, dict[str, Value], dict[str, Value]]:
    """An indicator that always applies, some of the facts it reads, and all of them, as they turn out later."""
    indicator = draw(st.sampled_from([one.id for one in rubric.weighted if one.applies is None]))
    later: dict[str, Value] = {}
    before: dict[str, Value] = {}
    for name in rubric.indicators[indicator].facts:
        spec = rubric.dictionary.facts[name]
        value = draw(values(spec))
        # Figures as they come in reports, none negative; what the dictionary declares is known from the start.
        later[name] = abs(value) if isinstance(value, Fraction) else value
        if draw(st.booleans()) or spec.default is not None:
            before[name] = later[name]
    return indicator, before, later


@LOOSE
@given(data=st.data())
def test_what_is_learnt_later_stays_within_the_range_given_before(rubric: Rubric, data: st.DataObject) -> None:
    name, before, later = data.draw(learning(rubric))
    indicator, decide = rubric.indicators[name], decider(rubric, "exact")
    row, end = (enter_one(rubric, indicator, fire(rubric, one, decide, name), None).row for one in (before, later))

    # What figures have decided may yet be decided otherwise, by figures that the card prefers to them.
    open_before = row.low != row.high
    assert not open_before or end.status != "scored" or row.low <= end.points <= row.high


def test_an_empty_report_is_undetermined_and_claims_nothing(rubric: Rubric) -> None:
    audit = judged(rubric, {})
    kinds = {entry.kind for entry in audit.ledger.entries}

    assert {"unclaimed", "rule"} >= kinds
    assert {None} == {row.claimed for row in audit.ledger.rows}
    assert audit.ledger.totals.claimed is None


@pytest.mark.parametrize("points", [3, 4, 100])
def test_a_claim_above_the_weight_is_accepted_at_the_weight(rubric: Rubric, points: int) -> None:
    audit = judged(rubric, {}, {"key-task-completion": points})
    row = audit.ledger.row("key-task-completion")

    assert (3, "undetermined", points, 0, 3) == (row.points, row.status, row.claimed, row.low, row.high)


def test_a_claim_below_the_least_that_rules_allow_is_raised_to_it(rubric: Rubric) -> None:
    row = judged(rubric, {"信访渠道畅通": "true"}, {"petition-handling": 0}).ledger.row("petition-handling")

    assert (1, 1, 2) == (row.points, row.low, row.high)


def test_an_unanswered_item_takes_its_claim_and_is_asserted(rubric: Rubric) -> None:
    audit = judged(rubric, {"信访渠道畅通": "true"}, {"petition-handling": 2})
    kinds = [(entry.kind, entry.points, entry.support) for entry in audit.ledger.of("petition-handling")]

    assert [("rule", 1, "asserted"), ("answer", 1, "asserted")] == kinds
    assert "scored" == audit.ledger.row("petition-handling").status
    assert ("unanswered-item", 1) in [(one.code, one.points_at_risk) for one in audit.findings]


def test_an_absent_claim_leaves_what_is_missing_at_the_least(rubric: Rubric) -> None:
    audit = judged(rubric, {"信访渠道畅通": "true"})
    entries = [(entry.kind, entry.points) for entry in audit.ledger.of("petition-handling")]

    assert [("rule", 1), ("unclaimed", 0)] == entries
    assert audit.ledger.row("petition-handling").claimed is None


def test_a_printed_rate_gives_points_without_its_figures_but_never_computed_ones(rubric: Rubric) -> None:
    row = judged(rubric, {"固定资产利用率": "80%"}, {"asset-utilisation": 3}).ledger.row("asset-utilisation")

    assert (2, "undetermined", "missing_input", 0, 3) == (row.points, row.status, row.support, row.low, row.high)


def test_the_figures_decide_against_the_printed_rate(rubric: Rubric) -> None:
    said = {"固定资产利用率": "90%", "在用固定资产原值": "89 万元", "固定资产原值": "100 万元"}
    audit = judged(rubric, said)
    row = audit.ledger.row("asset-utilisation")

    assert (2, "scored", "computed") == (row.points, row.status, row.support)
    assert "printed-rate-differs" in {one.code for one in audit.findings}


def test_a_rate_over_nothing_is_undetermined_and_the_finding_says_why(rubric: Rubric) -> None:
    audit = judged(rubric, {"重点工作完成数": "0 项", "重点工作任务数": "0 项"}, {"key-task-completion": 3})
    found = [
        one.message.zh
        for one in audit.findings
        if one.indicator == "key-task-completion" and one.code == "missing-input"
    ]

    assert ("undetermined", 0, 3) == (
        audit.ledger.row("key-task-completion").status,
        *_range(audit.ledger, "key-task-completion"),
    )
    assert 1 == len(found)
    assert "分母为零" in found[0]


def test_nothing_left_and_last_year_missing_is_no_fall_of_fifteen_percent(rubric: Rubric) -> None:
    audit = judged(rubric, {"年末存量资金": "0 元"}, {"idle-funds-change": 3})

    assert ("undetermined", 0, 3) == (
        audit.ledger.row("idle-funds-change").status,
        *_range(audit.ledger, "idle-funds-change"),
    )


def test_the_range_of_an_open_indicator_is_rounded_as_its_points_are(rubric: Rubric) -> None:
    row = judged(rubric, {"重点工作完成数": "7 项", "重点工作任务数": "8 项"}).ledger.row("key-task-completion")

    assert (Fraction("2.63"),) * 3 == (row.points, row.low, row.high)


def _range(ledger: Ledger, indicator: str) -> tuple[Fraction, Fraction]:
    return ledger.row(indicator).low, ledger.row(indicator).high
