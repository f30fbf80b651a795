"""An explanation gives the rule, the condition with its values and gap, the quotes with their places, the basis."""

from __future__ import annotations

from fractions import Fraction

import pytest

from youju.audit import Audit, audit
from youju.explain import find_indicator, render, why, why_record
from youju.feel import read_number
from youju.report import read_bytes
from youju.rubric import Rubric

REPORT = """一、自评结论
2023年部门整体支出绩效自评得分为90分。
二、绩效分析
（二）预算执行情况（42分）
1. 资金管理。指标分值22分。
（1）部门预算资金支出率（3分）。
全年预算数为1000万元，实际支付900万元。自评得分3分。
（4）政府采购执行率（2分）。
年初采购计划数0.15万元，全年实际采购金额为{bought}万元。自评得分2分。
4. 人员管理。指标分值2分，财政供养人员控制率方面，机关编制{posts}名，在职人员22人，在编人员与核定编制数的比率为81.48%。自评得分2分。
"""


def audited(rubric: Rubric, bought: str = "2.91", posts: str = "24") -> Audit:
    text = REPORT.replace("{bought}", bought).replace("{posts}", posts)
    return audit(read_bytes(text.encode(), "made-up.txt"), rubric, "exact")


def test_more_bought_than_planned_is_told_with_its_gap_and_both_quotes(rubric: Rubric) -> None:
    expected = """「政府采购执行率」得 0 分，满分 2 分，失 2 分，自评 2 分。实际采购 2.91 万元，超过计划 0.15 万元，此项不得分。实际采购金额不低于 0.16 万元，得分不变；要得满分，须为 0.15 万元，超出 2.76 万元；当年已成定局，来年改进。
  计 0 分（规则，可复算）
    实际采购 2.91 万元，超过计划 0.15 万元，此项不得分
    条件：实际采购金额 2.91 万元，超过计划采购金额 0.15 万元，多 2.76 万元
    证据：实际采购金额 2.91 万元，第 9 行「全年实际采购金额为2.91万元」
    证据：计划采购金额 0.15 万元，第 9 行「年初采购计划数0.15万元」
  没有按这一条计分，条件是 计划采购金额 > 0：这也成立，但排在前面的 实际采购金额 > 计划采购金额 先成立，已经判定
  没有得 2 分，条件是 计划采购金额 = 0，且 实际采购金额 = 0：计划采购金额 0.15 万元，比 0 万元多 0.15 万元
  要得满分，实际采购金额须为 0.15 万元，实际 2.91 万元，超出 2.76 万元；当年已成定局，来年改进
  计划采购金额为 2.91 万元才得满分，实际 0.15 万元，差 2.76 万元；已成事实，如有误，凭原始凭证更正
  实际采购金额不低于 0.16 万元，得分不变
  计划采购金额不超过 2.9 万元，得分不变
  指标依据：〔报告载明〕实际采购金额大于采购计划金额的，此项不得分
  疑点（重大）：「政府采购执行率」自评 2 分，复核 0 分"""

    assert expected == render(why(audited(rubric), "procurement-rate"))


def test_a_missed_band_tells_how_far_away_it_was(rubric: Rubric) -> None:
    text = REPORT.replace("{bought}", "0.12").replace("{posts}", "20")
    explained = render(why(audit(read_bytes(text.encode(), "made-up.txt"), rubric, "exact"), "staffing-rate"))

    assert "没有得 2 分，条件是 人员控制率 ≤ 100%：人员控制率 110%，比 100% 高 10 个百分点" in explained
    assert "在职人数不低于 21 人，得分不变；要得满分，须不超过 20 人，超出 2 人" in explained
    assert "条件：人员控制率 110%，超过 100%，高 10 个百分点" in explained


def test_the_words_follow_the_figures(rubric: Rubric) -> None:
    text = render(why(audited(rubric, bought="0.12"), "procurement-rate"))

    assert "实际采购 0.12 万元，计划 0.15 万元，执行率 80%，按执行率得分" in text
    assert "得 1.6 分，满分 2 分，失 0.4 分，自评 2 分。" in text


def test_english_says_the_same(rubric: Rubric) -> None:
    text = render(why(audited(rubric), "procurement-rate"), "en")

    assert "Bought 2.91 万元, more than the planned 0.15 万元: no points" in text
    assert "actually procured is 2.91 万元, more than the 0.15 万元 of planned procurement, 2.76 万元 above it" in text
    assert "has 0 of 2 points, 2 lost; 2 claimed." in text


def test_the_same_report_gives_the_same_words(rubric: Rubric) -> None:
    once, again = (render(why(audited(rubric), name)) for name in ("staffing-rate", "staffing-rate"))

    assert once == again


def test_a_rate_that_its_figures_do_not_give_shows_what_each_reading_gives(rubric: Rubric) -> None:
    text = REPORT.replace("在职人员22人", "在职人员22人、工勤人员3人")
    text = text.replace("{bought}", "2.91").replace("{posts}", "24")
    explained = why(audit(read_bytes(text.encode(), "made-up.txt"), rubric, "exact"), "staffing-rate")

    assert [Fraction(2), Fraction(2), Fraction(0)] == [other.points for other in explained.alternatives]
    assert "按报告写出的比率，81.48%" in render(explained)
    assert "在职人数含工勤，约 104.17%" in render(explained)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_can_be_explained(sample_audit: Audit, rubric: Rubric, lang: str) -> None:
    for name in rubric.indicators:
        text = render(why(sample_audit, name), lang)
        assert rubric.indicators[name].title.of(lang) in text
        assert "{" not in text


def test_steps_and_losses_add_up(sample_audit: Audit, rubric: Rubric) -> None:
    for name, indicator in rubric.indicators.items():
        explained = why(sample_audit, name)
        row = sample_audit.ledger.row(name)
        assert row.points == sum((step.entry.points for step in explained.steps), Fraction(0))
        if not indicator.adjustment and row.status == "scored" and indicator.hit != "sum":
            assert row.effective_weight - row.points == sum((loss.points for loss in explained.losses), Fraction(0))


def test_every_quote_of_every_explanation_stands_at_its_place(sample_audit: Audit, rubric: Rubric) -> None:
    text = sample_audit.document.text
    quotes = [
        statement.quote
        for name in rubric.indicators
        for step in why(sample_audit, name).steps
        for evidence in step.evidence
        for statement in evidence.statements
    ]

    assert [text[quote.start : quote.end] for quote in quotes] == [quote.text for quote in quotes]
    assert len(quotes) > 50


def test_the_record_carries_exact_numbers_and_both_languages(sample_audit: Audit) -> None:
    record = why_record(why(sample_audit, "procurement-rate"))

    assert ("1.9", "2", "scored") == (record["points"], record["effective_weight"], record["status"])
    assert Fraction(1, 10) == read_number(record["lost"][0]["points"])
    assert {"because", "because_en", "conditions", "evidence", "basis"} <= set(record["entries"][0])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("procurement-rate", "procurement-rate"),
        ("政府采购执行率", "procurement-rate"),
        ("“三公”经费控制率", "three-public-control"),
        ("三公经费控制率", "three-public-control"),
        ("预算调整比率", "budget-adjustment-rate"),
        ("Procurement execution", "procurement-rate"),
        ("采购执行", "procurement-rate"),
    ],
)
def test_an_indicator_is_found_by_any_of_its_names(rubric: Rubric, words: str, found: str) -> None:
    assert (found, None) == find_indicator(rubric, words)


def test_a_near_miss_is_proposed(rubric: Rubric) -> None:
    assert (None, "政府采购执行率") == find_indicator(rubric, "政府采够执行率")
