"""Why not: for every rule that gave no points exactly one reason, and the reason is so."""

from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from forked import youju
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reasons import audit_of, broken
from shipped import rubrics_shipped
from tests.conftest import SAMPLE
from tests.small_rubrics import build, card

from youju.audit import Audit
from youju.explain.tell.why_not import Contrast, tell_why_not
from youju.explain.why_not import why_not
from youju.explain.written import in_lines
from youju.feel import UNKNOWN
from youju.rubric import Rubric

sys.path += [str(Path(__file__).parents[1] / room) for room in ("made", "firing")]
from made_report import written
from made_trial import audited
from made_world import draw
from near_thresholds import fact_set

RUBRICS = rubrics_shipped()
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
SHAPES = {
    "between": "甲 between 10 and 20",
    "outside": "not(甲 between 10 and 20)",
    "ranges": "甲 in ([0..5), (30..40], 50)",
    "either": "甲 > 60 or 乙 >= 70",
    "neither": "not(甲 > 3 or 乙 = 4)",
    "not-both": "not(甲 > 3 and 丙)",
    "unlike": "甲 != 乙 and 甲 != 7",
    "branch": "if 丙 then 甲 > 8 else 乙 > 9 and 甲 < 乙",
    "nested": "双倍 > 商 or 商 in (< 1/2)",
    "yes": "丙 and not(丁)",
}


def text(audit: Audit, indicator: str, lang: str = "zh", asked: Contrast | None = None) -> str:
    told = tell_why_not(audit, indicator, asked or Contrast())
    return in_lines(told, lang)


def shaped(hit: str) -> Rubric:
    """A rubric with a rule for every form a condition may have."""
    facts = {"甲": "count", "乙": "count", "丙": "boolean", "丁": "boolean"}
    lets = {"商": "甲 / 乙", "双倍": "商 * 2"}
    rules = {name: (when, "1") for name, when in SHAPES.items()}
    return build(facts, [card("shapes", "20", rules, hit=hit, let=lets, open=[OPEN])])


OPEN = {"when": "乙 = 0", "because": {"zh": "除数为 0", "en": "a division by 0"}}
SHAPED = {hit: shaped(hit) for hit in ("sum", "first", "unique")}


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(sorted(RUBRICS)), st.integers(0, 2**64 - 1))
def test_every_rule_without_points_has_one_true_reason(name: str, seed: int) -> None:
    found = audit_of(RUBRICS[name], fact_set(RUBRICS[name], Random(seed)))

    assert [] == [law for indicator in RUBRICS[name].indicators for law in broken(found, indicator)]


NUMBERS = st.one_of(
    st.just(UNKNOWN), st.sampled_from([0, 3, 4, 5, 7, 9, 10, 20, 30, 40, 50, 60, 70]), st.fractions(0, 80)
)
TRUTHS = st.sampled_from([True, False, UNKNOWN])


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(sorted(SHAPED)), NUMBERS, NUMBERS, TRUTHS, TRUTHS)
def test_every_form_of_condition_has_one_true_reason(
    hit: str, one: object, other: object, yes: object, no: object
) -> None:
    numbers = [value if value is UNKNOWN else Fraction(value) for value in (one, other)]
    found = audit_of(SHAPED[hit], dict(zip("甲乙丙丁", [*numbers, yes, no], strict=True)))

    assert [] == broken(found, "shapes")
    assert [] == [told for lang in ("zh", "en") for told in [text(found, "shapes", lang)] if "{" in told]


@pytest.mark.parametrize("seed", range(5))
def test_in_generated_departments_every_reason_is_true_and_told_without_identifiers(seed: int, rubric: Rubric) -> None:
    found = audited(written(draw(seed), seed).plain(), rubric)

    assert [] == [law for indicator in rubric.indicators for law in broken(found, indicator)]
    assert [] == [word for one in rubric.indicators for word in re.findall("[A-Za-z_]{2,}", text(found, one))]


def test_the_sample_tells_a_missed_band_with_its_figures(sample_audit: Audit) -> None:
    expected = """「公众或服务对象满意度」得 2 分，满分 3 分
  满意率 = 满意人数 ÷ 调查人数
    满意人数 372 人
    调查人数 400 人
没有得 3 分，条件是 满意率 ≥ 95%：满意率 93%，比 95% 低 2 个百分点
没有得 1 分，条件是 满意率 ≥ 80%：这也成立，但排在前面的 满意率 ≥ 90% 先成立，已经判定
没有判 0 分，条件是 满意率 < 80%：满意率 93%，比 80% 高 13 个百分点"""

    assert expected == text(sample_audit, "public-satisfaction")


def test_two_amounts_are_compared_in_their_unit(sample_audit: Audit) -> None:
    expected = """「政府采购执行率」得 1.9 分，满分 2 分
没有判 0 分，条件是 实际采购金额 > 计划采购金额：实际采购金额 57 万元，比计划采购金额 60 万元少 3 万元
没有得 2 分，条件是 计划采购金额 = 0，且 实际采购金额 = 0：计划采购金额 60 万元，比 0 万元多 60 万元"""

    assert expected == text(sample_audit, "procurement-rate")


def test_what_is_unknown_is_told_with_where_it_was_looked_for_and_the_papers(sample_audit: Audit) -> None:
    expected = """「预算编制科学性」得满分 4 分
没有得 2 分，条件是 新增支出优先统筹解决：缺所需的数据或说明
  在「预算编制科学性」一段（第 63 至 65 行）里没有找到新增支出优先统筹解决
    可查阅：新增支出事项审批资料
规则判不了的，按自评计入 2 分"""

    assert expected == text(sample_audit, "budget-soundness")


def test_what_does_not_apply_says_by_which_fact(sample_audit: Audit) -> None:
    expected = """「资金下达合法性」不适用，不评分
本项不适用：“有转移支付资金”为“否”"""

    assert (expected, ()) == (text(sample_audit, "transfer-timeliness"), why_not(sample_audit, "transfer-timeliness"))


def test_english_names_a_fact_as_the_dictionary_does(sample_audit: Audit) -> None:
    told = text(sample_audit, "procurement-rate", "en")

    expected = "not held to 0, which asks for actually procured > planned procurement: actually procured is 57 万元, "
    assert expected + "3 万元 short of the 60 万元 of planned procurement" in told


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Contrast(points=Fraction(3)), "没有得 3 分，条件是 满意率 ≥ 95%：满意率 93%，比 95% 低 2 个百分点"),
        (Contrast(rule="at-least-95"), "没有得 3 分，条件是 满意率 ≥ 95%：满意率 93%，比 95% 低 2 个百分点"),
        (Contrast(points=Fraction(2)), "给 2 分的一条成立，已经计分，条件是 满意率 ≥ 90%"),
        (Contrast(rule="at-least-90"), "这一条成立，已经计分，条件是 满意率 ≥ 90%"),
        (Contrast(points=Fraction(6)), "没有哪一条规则给 6 分，各条能给的分有 3、2、1、0"),
    ],
)
def test_points_asked_for_are_answered_alone(sample_audit: Audit, asked: Contrast, expected: str) -> None:
    assert expected == text(sample_audit, "public-satisfaction", asked=asked).splitlines()[-1]


def test_points_that_are_worked_out_are_told_with_their_figures(sample_audit: Audit) -> None:
    expected = """「部门预算资金支出率」得 5.7 分，满分 6 分
没有哪一条规则给 6 分，各条能给的分有 5.7
  按 分值 × 支出率（至多 1） 计分，得 5.7 分
  支出率 = 实际支付数 ÷ 下达预算数
    实际支付数 2328.07 万元
    下达预算数 2450.6 万元"""

    assert expected == text(sample_audit, "expenditure-rate", asked=Contrast(points=Fraction(6)))


@pytest.mark.parametrize(
    ("values", "rule", "expected"),
    [
        ((9, 1, True), "between", "甲 9 项，比 10 项少 1 项"),
        ((15, 1, True), "outside", "甲 15 项，比 10 项多 5 项"),
        ((10, 1, True), "outside", "甲 10 项，正好等于 10 项，不算在内"),
        ((7, 1, True), "ranges", "甲 7 项，比 5 项多 2 项"),
        ((55, 69, True), "either", "乙 69 项，比 70 项少 1 项"),
        ((7, 7, True), "unlike", "甲 7 项，正好等于乙 7 项，不算在内"),
        ((8, 1, True), "branch", "甲 8 项，正好等于 8 项，不算在内"),
        ((5, 5, False), "branch", "乙 5 项，比 9 项少 4 项"),
    ],
)
def test_the_nearest_bound_that_fails_is_told(values: tuple[int, int, bool], rule: str, expected: str) -> None:
    one, other, yes = values
    found = audit_of(SHAPED["sum"], {"甲": Fraction(one), "乙": Fraction(other), "丙": yes, "丁": False})

    told = text(found, "shapes", asked=Contrast(rule=rule)).splitlines()
    assert expected in "\n".join(line.partition("：")[2] for line in told)


def test_the_command_answers_in_words_and_as_data() -> None:
    run = youju("why-not", SAMPLE, "满意度", "3分")
    record = json.loads(youju("why-not", SAMPLE, "满意度", "3", "--json").stdout)

    assert "没有得 3 分，条件是 满意率 ≥ 95%：满意率 93%，比 95% 低 2 个百分点" == run.stdout.splitlines()[-1]
    assert (["3", "2", "1", "0"], [("at-least-95", 0, "-0.02")]) == (
        record["worths"],
        [(one["rule"], one["failing"]["number"], one["failing"]["off"]) for one in record["rules"]],
    )
    assert run.stdout.strip() == record["text"]


def test_neither_points_nor_a_rule_is_refused_with_a_proposal() -> None:
    run = youju("why-not", SAMPLE, "满意度", "atleast-95")

    assert (2, "") == (run.returncode, run.stdout)
    assert "rule-not-found：" in run.stderr
    assert "at-least-95" in run.stderr


def test_asked_for_points_a_rule_that_varies_and_stood_behind_another_is_told(real_audit: Audit) -> None:
    told = text(real_audit, "procurement-rate", asked=Contrast(Fraction(2))).splitlines()
    expected = (
        "没有按这一条计分，条件是 计划采购金额 > 0：这也成立，但排在前面的 实际采购金额 > 计划采购金额 先成立，已经判定"
    )

    assert expected == told[1]
