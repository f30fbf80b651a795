"""What if: the whole score over assumed facts is that of a report which says so, and an assumption is never a ruling."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged
from tests.explain.assumptions import assumptions, handed, scored

from youju.audit import Audit, audit, judge
from youju.explain.changes import changes
from youju.explain.tell.what_if import told_what_if
from youju.explain.what_if import Scenario, play, what_if
from youju.facts import FactRuling, FindingRuling, Rulings
from youju.feel import UNKNOWN
from youju.ledger import broken_laws
from youju.report import read
from youju.rubric import Rubric, dictionary_of, load_rubric, packs

LIBRARY = Path(__file__).parents[2] / "facts" / "examples" / "yunxi-library" / "report.md"
PLAN, BOUGHT = "计划采购金额", "实际采购金额"
POSTS, IN_POST = "编制人数", "在职人数"


@pytest.fixture(scope="module")
def library() -> Audit:
    folder = next(pack.folder for pack in packs() if pack.name == "hunan-2020")
    return audit(read(LIBRARY), load_rubric(folder, dictionary_of(folder)), "exact")


@pytest.fixture(scope="module", params=["lechang-2023", "hunan-2020"])
def audited(request: pytest.FixtureRequest, sample_audit: Audit, library: Audit) -> Audit:
    return sample_audit if request.param == "lechang-2023" else library


def money(text: str) -> Fraction:
    """An amount in 万元 as the engine has it."""
    return Fraction(text) * 10_000


def told(found: Audit, **assumed: object) -> list[str]:
    return [one.text("zh") for one in told_what_if(what_if(found, assumed))]  # type: ignore[arg-type]


# The example of the field: 0.15 万元 planned, 2.91 bought, 2 points lost


@pytest.mark.parametrize(
    ("bought", "points"), [("2.91", "0"), ("0.1501", "0"), ("0.15", "2"), ("0.12", "1.6"), ("0", "0")]
)
def test_what_would_have_been_bought_decides_the_points_of_procurement(
    rubric: Rubric, bought: str, points: str
) -> None:
    found = judged(rubric, {PLAN: "0.15 万元", BOUGHT: "2.91 万元"}, {"procurement-rate": 0})
    after = what_if(found, {BOUGHT: money(bought)}).after.ledger

    assert Fraction(0) == found.ledger.row("procurement-rate").points
    assert Fraction(points) == after.row("procurement-rate").points


def test_it_tells_the_points_the_rule_that_now_decides_and_the_comparison_that_flipped(rubric: Rubric) -> None:
    found = judged(rubric, {PLAN: "0.15 万元", BOUGHT: "2.91 万元"}, {"procurement-rate": 0})
    expected = [
        "假设“实际采购金额”为 0.12 万元（现为 2.91 万元）",
        "政府采购执行率：由 0 分变为 1.6 分，多得 1.6 分",
        "原来：实际采购 2.91 万元，超过计划 0.15 万元，此项不得分（0 分）",
        "假设后：实际采购 0.12 万元，计划 0.15 万元，执行率 80%，按执行率得分（1.6 分）",
        "条件：实际采购金额 2.91 万元，超过计划采购金额 0.15 万元，多 2.76 万元（成立） → 实际采购金额 0.12 万元，比计划采购金额 0.15 万元少 0.03 万元（不成立）",
        "新出现的疑点：「政府采购执行率」自评 0 分，复核 1.6 分",
    ]
    actual = told(found, 实际采购金额=money("0.12"))

    assert expected == [line for line in actual if line in expected]


def test_a_fact_taken_away_leaves_the_claim_and_a_missing_input(rubric: Rubric) -> None:
    found = judged(rubric, {PLAN: "0.15 万元", BOUGHT: "0.12 万元"}, {"procurement-rate": 2})
    after = what_if(found, {PLAN: UNKNOWN})

    assert ("undetermined", Fraction(2)) == (
        after.after.ledger.row("procurement-rate").status,
        after.after.ledger.row("procurement-rate").points,
    )
    assert ["missing-input"] == [one.code for one in after.came if one.indicator == "procurement-rate"]


def test_weight_that_moves_goes_back_where_it_came_from(sample_audit: Audit) -> None:
    found = what_if(sample_audit, {"有转移支付资金": True, "迟延下达批次": Fraction(1)})
    weights = {
        name: [one.ledger.row(name).effective_weight for one in (found.before, found.after)]
        for name in ("expenditure-rate", "transfer-timeliness")
    }

    assert {"expenditure-rate": [6, 3], "transfer-timeliness": [0, 3]} == weights
    assert ["lost", "won"] == [one.shift.turn for one in found.turned]


def test_only_the_comparisons_of_the_rule_that_now_decides_are_told(sample_audit: Audit) -> None:
    found = what_if(sample_audit, {IN_POST: Fraction(41)})

    assert [("over-posts", 0, False, True)] == [
        (flip.rule, flip.number, flip.before.holds, flip.after.holds) for one in found.turned for flip in one.flips
    ]


# Laws


def test_what_is_so_already_changes_nothing(audited: Audit) -> None:
    """Over all facts, one by one and together; a fact in conflict is settled by an assumption, and not among them."""
    present = {name: fact.value for name, fact in audited.facts.items() if fact.status != "conflicting"}
    found = [what_if(audited, {name: value}) for name, value in present.items()]  # type: ignore[arg-type]
    found.append(what_if(audited, present))  # type: ignore[arg-type]

    assert len(present) > 50
    assert [(audited.ledger, audited.findings)] * len(found) == [
        (one.after.ledger, one.after.findings) for one in found
    ]
    assert [((), (), (), ())] * len(found) == [(one.turned, one.gone, one.came, one.reworded) for one in found]


@given(data=st.data())
@settings(max_examples=40)
def test_points_are_those_of_the_report_with_the_same_facts_handed_in(audited: Audit, data: st.DataObject) -> None:
    assumed = data.draw(assumptions(audited))

    assert scored(handed(audited, assumed)) == scored(what_if(audited, assumed).after)


@given(data=st.data())
@settings(max_examples=25)
def test_what_differs_adds_up_to_the_difference_of_the_totals(audited: Audit, data: st.DataObject) -> None:
    found = what_if(audited, data.draw(assumptions(audited)))
    before, after = found.before.ledger, found.after.ledger

    assert after.totals.recomputed - before.totals.recomputed == sum(
        one.shift.after - one.shift.before for one in found.turned
    )
    assert () == tuple(broken_laws(after, frozenset(o.id for o in audited.rubric.indicators.values() if o.adjustment)))


@given(data=st.data())
@settings(max_examples=25)
def test_the_way_back_takes_what_came_and_brings_what_went(audited: Audit, data: st.DataObject) -> None:
    after = what_if(audited, data.draw(assumptions(audited))).after.ledger
    there, back = changes(audited.ledger, after), changes(after, audited.ledger)
    swapped = {"won": "lost", "lost": "won", "reargued": "reargued"}

    assert () == changes(after, after)
    assert [(one.indicator, swapped[one.turn], {*one.came}, {*one.gone}, len(one.changed)) for one in there] == [
        (one.indicator, one.turn, {*one.gone}, {*one.came}, len(one.changed)) for one in back
    ]


@given(data=st.data())
@settings(max_examples=25)
def test_a_scenario_among_many_has_the_same_points(audited: Audit, data: st.DataObject) -> None:
    assumed = data.draw(assumptions(audited))
    played, found = play(audited, Scenario("甲", assumed)), what_if(audited, assumed)

    assert tuple(one.shift for one in found.turned) == played.shifts
    assert found.after.ledger.totals == played.ledger.totals


@given(data=st.data())
@settings(max_examples=25)
def test_no_word_calls_an_assumption_a_ruling_or_entered_by_hand(audited: Audit, data: st.DataObject) -> None:
    assumed = data.draw(assumptions(audited))
    found = what_if(audited, assumed)
    text = "".join(one.text(lang) for one in told_what_if(found) for lang in ("zh", "en"))

    assert [] == [word for word in ("裁定", "手工", "录入", "ruling", "ruled", "by hand") if word in text]
    assert (None, ()) == (found.after.rulings, found.after.ledger.rulings)
    assert [] == [name for name in assumed if found.after.facts[name].ruling or found.after.facts[name].overruled]


# Beside rulings


def test_an_assumption_takes_the_place_of_a_ruling_and_no_ruling_is_called_stale(sample_audit: Audit) -> None:
    ruling = FactRuling(BOUGHT, money("30"), "合同", "已核对", "amend", "审核员甲", 1)
    kept = FactRuling(IN_POST, Fraction(39), "名册", "已核对", "amend", "审核员甲", 2)
    rulings = Rulings(None, {BOUGHT: ruling, IN_POST: kept})
    base = sample_audit
    ruled = judge(base.document, base.rubric, base.reading, "exact", rulings=rulings)
    found = what_if(ruled, {BOUGHT: money("60")})

    assert [1, Fraction("1.9"), 2] == [one.ledger.row("procurement-rate").points for one in (ruled, base, found.after)]
    assert [2] == [one.number for one in found.after.ledger.rulings]
    assert [] == [one for one in found.after.findings if one.code == "ruling-stale"]


def test_what_a_ruling_took_from_several_entries_is_told_once(rubric: Rubric) -> None:
    unclear = {"自认绩效目标不明确": "true"}
    said = {name: "true" for name in rubric.indicators["target-clarity"].facts if name in rubric.dictionary.facts}
    found = judged(rubric, {**said, **unclear}, {"target-clarity": 4})
    one = next(one for one in found.findings if one.code == "targets-admitted-unclear")
    accepted = FindingRuling(1, one.key, one.code, one.indicator, "accept", "已核对", "审核员甲")
    rulings = Rulings(None, {}, (accepted,))
    ruled = judge(found.document, rubric, found.reading, "exact", rulings=rulings)
    before = [line for line in told(ruled, 自认绩效目标不明确=False) if line.startswith("原来")]

    assert len(said) > 1
    assert ["（-4 分）"] == [line[-6:] for line in before]


def test_what_a_ruling_says_already_leaves_it_in_force(sample_audit: Audit) -> None:
    ruling = FactRuling(BOUGHT, money("30"), "合同", "已核对", "amend", "审核员甲", 1)
    base, rulings = sample_audit, Rulings(None, {BOUGHT: ruling})
    ruled = judge(base.document, base.rubric, base.reading, "exact", rulings=rulings)

    assert ruled.ledger == what_if(ruled, {BOUGHT: money("30")}).after.ledger


def test_a_reason_that_stays_is_told_once_and_what_was_unknown_as_such(rubric: Rubric) -> None:
    """General rules cover finance too: rules on finance alone change what the point rests on, and no word."""
    found = judged(rubric, {"有综合内部管理制度": "true"}, {"management-rules": 4})
    lines = told(found, 有财务管理制度=False)
    expected = [
        "假设“有财务管理制度”为 否（现在未知）",
        "复核总分仍是 9 分",
        "制度管理：仍得 4 分，依据不同",
        "理由不变：有财务管理制度，或综合性制度中已有规定（1 分）；所据的事实不同",
    ]

    assert expected == [line for line in lines if not line.startswith(("以上", "新出现", "不再有"))]
