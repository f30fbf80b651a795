"""Other ways of saying the same, and figures beside them that are not meant: each found by redrawing a report."""

from __future__ import annotations

from fractions import Fraction

import pytest
from facts_helpers import reading, said, statements

from youju.facts import Sought
from youju.facts.phrases import compile_phrase

WAN = 10_000
RATE, RESULTS = Sought("rate", ("支付率",)), Sought("results", ("预决算信息，评价结果公开性",))

SAID: list[tuple[str, str, list[object]]] = [
    ("下达预算数", "财政批复我局预算 870 万元，实际支出 800 万元。", [870 * WAN]),
    ("下达预算数", "年初部门预算数 700 万元，调整后预算数 870 万元。", [870 * WAN]),
    ("实际支付数", "实际支出总额 640.5 万元。", [Fraction("640.5") * WAN]),
    ("实际采购金额", "政府采购预算金额 44 万元，实际支出 31 万元。", [31 * WAN]),
    ("实际采购金额", "采购预算 44 万元，当年完成政府采购 31 万元。", [31 * WAN]),
    ("年末结转结余", "年末结转结余 70 万元，上年结转结余 15 万元。", [70 * WAN]),
    ("年初结转结余", "年末结转结余 70 万元，上年结转结余 15 万元。", [15 * WAN]),
    ("年末结转结余", "财政拨款结转和结余年末数为 70 万元，年初数为 15 万元。", [70 * WAN]),
    ("年初结转结余", "财政拨款结转和结余年末数为 70 万元，年初数为 15 万元。", [15 * WAN]),
    ("年末存量资金", "年末存量资金 36 万元，上年末存量资金为 41 万元。", [36 * WAN]),
    ("上年存量资金", "年末存量资金 36 万元，较上年末的 41 万元有所减少。", [41 * WAN]),
    ("固定资产原值", "固定资产原值 900 万元，其中在用固定资产原值 810 万元。", [900 * WAN]),
    ("在用固定资产原值", "固定资产原值 900 万元，正在使用的固定资产 810 万元。", [810 * WAN]),
    ("三公经费预算数", "三公经费支出 7.1 万元，比预算 9 万元减少 1.9 万元。", [9 * WAN]),
    ("三公经费支出数", "‘三公’经费年初预算 9 万元，决算数为 7.1 万元。", [71_000]),
    ("年初预算数", "三公经费年初预算 9 万元，全年年初预算 1200 万元。", [1200 * WAN]),
    ("调整后预算数", "年初预算 1200 万元，全年预算（调整后）为 1290 万元。", [1290 * WAN]),
    ("调整后预算数", "公用经费调整预算数 80 万元，调整预算数 1290 万元。", [1290 * WAN]),
    ("预算调整率", "预算调整率为-12.5%。", [Fraction(1, 8)]),
    ("重点工作完成数", "县里交办6项重点工作，其中5项已完成。", [5]),
    ("重点工作完成数", "6项重点工作已完成5项。", [5]),
    ("绩效目标完成数", "设定14个绩效指标，13个已完成。", [13]),
    ("按时完成项目数", "安排项目7个，其中6个在规定期限内完成。", [6]),
    ("应完成项目数", "7个项目均按期完成。", [7]),
    ("设目标项目数", "共安排预算项目7个，均设置了绩效目标。", [7]),
    ("调查人数", "随机抽取服务对象150人开展问卷调查。", [150]),
    ("满意人数", "其中非常满意80人、满意50人。", []),
    ("满意人数", "满意80人、基本满意50人、不满意20人。", []),
    ("满意人数", "满意和基本满意130人。", [130]),
    ("表彰项数", "全年受表彰2项。", [2]),
    ("表彰项数", "荣获先进集体等荣誉称号2个。", [2]),
    ("在用固定资产原值", "固定资产总值900万元，实际使用810万元。", [810 * WAN]),
    ("下达预算数", "我局预算总额 870 万元，实际支出 800 万元。", [870 * WAN]),
    ("迟延下达批次", "资金全部在20日内下达。", [0]),
    ("按时完成项目数", "安排项目7个，均按期完成。", [7]),
    ("表彰项数", "获得市级表彰1项、省级表彰2项。", []),
    ("有转移支付资金", "无转移支付资金，本项不考核。", [False]),
    ("有转移支付资金", "如无转移支付资金，本项不考核。", []),
    ("有转移支付资金", "我局未分配下达过转移支付资金。", [False]),
    ("决算信息已公开", "批复预决算后，及时编制预决算公开报告。", []),
    ("决算信息已公开", "公开了部门预算，未公开部门决算，公开内容完整。", [False]),
]


@pytest.mark.parametrize(("fact", "sentence", "values"), SAID)
def test_a_sentence_states_what_it_means_and_not_the_figure_beside_it(fact: str, sentence: str, values: list[object]):
    assert said(fact, sentence) == values


def test_in_time_without_a_number_of_batches_is_a_sentence_not_a_figure():
    (statement,) = statements("迟延下达批次", "资金均按时足额下达。")

    assert (statement.value, statement.evidence) == (0, "assertion")


@pytest.mark.parametrize("rest", ["其余均", "其他批次都", "除此批外全部"])
def test_what_is_in_time_but_for_some_batches_is_no_nought(rest: str):
    assert said("迟延下达批次", f"未及时下达1批，{rest}在规定时限内下达。") == [1]


CLAIMED = [
    ("得分5分。", "items", 5),
    ("得分：4分。", "items", 4),
    ("得满分5分。", "items", 5),
    ("本项自评5分。", "score", 5),
    ("自评：3分。", "score", 3),
    ("自评得满分5分。", "score", 5),
    ("自评得分（5分）。", "score", 5),
    ("自我评分4分。", "score", 4),
    ("资料齐全，评分4分。", "items", 4),
    ("获奖两项，加2分。", "items", 2),
    ("制度健全，得2分；执行到位，得3分；该指标分值5分，得5分。", "score", 5),
    ("制度健全，得2分；执行到位，得3分；得分5分。", "score", 5),
    ("制度健全，得1分；执行到位，得1分；资料齐全，得2分。", "items", 4),
    ("制度健全，得分1分；执行到位，得分2分。自评得分3分。", "score", 3),
    ("年度考核得分92分，自评得分4分。", "score", 4),
]


@pytest.mark.parametrize(("sentence", "kind", "points"), CLAIMED)
def test_a_score_is_read_and_its_sum_is_not_added_to_its_parts(sentence: str, kind: str, points: int):
    found = reading(f"三、分析\n（1）支付率（5分）。\n{sentence}\n四、存在问题\n无。\n", RATE).claims["rate"]

    assert (found.kind, found.points) == (kind, points)


def test_a_score_given_by_others_is_no_claim():
    found = reading("三、分析\n（1）支付率（5分）。\n年度考核得分92分。\n四、存在问题\n无。\n", RATE)

    assert not found.claims


def test_the_sum_of_a_group_is_not_the_claim_of_its_last_indicator():
    group = Sought("group", ("公平性",), leaf=False)
    first, last = Sought("a", ("信访办理",), "group"), Sought("b", ("满意度",), "group")
    text = "三、分析\n4. 公平性。信访办理自评分2分，渠道畅通；满意度较高。指标分值共5分，自评得分5分。\n四、存在问题\n无。\n"

    claims = reading(text, group, first, last).claims

    assert {key: claim.points for key, claim in claims.items()} == {"a": 2}


def test_an_indicator_whose_title_holds_a_word_of_conclusions_gives_no_total():
    text = "一、自评结论\n自评总分91分。\n七、预决算信息，评价结果公开性（4分）。\n自评得分4分。\n八、支付率（5分）\n略。\n"

    found = reading(text, RATE, RESULTS)

    assert [total.points for total in found.total_claims] == [91]


@pytest.mark.parametrize(
    "heading", ["（7）预决算信息，评价结果公开性：4分。", "（7）预决算信息，评价结果公开性（4分）。"]
)
def test_a_title_with_a_comma_of_its_own_is_found_with_and_without_brackets(heading: str):
    text = (
        f"三、分析\n（1）支付率（5分）。\n自评得分5分。\n{heading}\n已在网站发布。自评得分4分。\n四、存在问题\n无。\n"
    )

    found = reading(text, RATE, RESULTS)

    assert {key: claim.points for key, claim in found.claims.items()} == {"rate": 5, "results": 4}
    assert not found.passages["results"].inline


def test_the_words_of_an_unnumbered_heading_state_nothing():
    disclosure = Sought("it", ("预决算信息，绩效评价结果公开性",), "group")
    group, other = Sought("group", ("资金管理",), leaf=False), Sought("other", ("支付率",), "group")
    text = (
        "三、分析\n1. 资金管理。\n支付率（3分）。\n自评得分3分。\n预决算信息，绩效评价结果公开性（4分）。\n"
        "公开了部门预算。自评得分4分。\n四、存在问题\n无。\n"
    )

    found = reading(text, group, other, disclosure)

    assert {statement.fact for statement in found.statements} == {"预算信息已公开"}


def test_full_width_brackets_in_a_phrase_are_brackets_of_the_text():
    (match,) = compile_phrase("预算（调整后）{money}").find("预算(调整后)为9万元")

    assert match.slot == (8, 11)
