"""The scores a report gives itself, in every phrasing; what is not said stays absent."""

from __future__ import annotations

from fractions import Fraction

import pytest
from facts_helpers import reading

from youju.facts import Claim, Sought

IT = Sought("it", ("支付率",))


def claim(sentence: str) -> Claim | None:
    return reading(f"三、分析\n（1）支付率（5分）。\n{sentence}\n四、存在问题\n无。\n", IT).claims.get("it")


@pytest.mark.parametrize(
    ("sentence", "kind", "points"),
    [
        ("该指标分值 5 分，自评得分 5 分。", "score", 5),
        ("自评得分为5分。", "score", 5),
        ("自评得分：4.5分。", "score", Fraction(9, 2)),
        ("自评得分为满分5分。", "score", 5),
        ("自评得5分。", "score", 5),
        ("自评得 3 分。", "score", 3),
        ("支付率方面自评分2分。", "score", 2),
        ("自评为4分。", "score", 4),
        ("自评打分5分。", "score", 5),
        ("自评得分五分。", "score", 5),
        ("综合得4分。", "score", 4),
        ("获得表彰3项，共计加分3分。", "score", 3),
        ("自评加2分。", "score", 2),
        ("比率高于10%的，得 0 分。", "items", 0),
        ("制度健全，得1分；执行到位，得2分；资料齐全，得0.5分。", "items", Fraction(7, 2)),
        ("制度健全，得1分；执行到位，得2分。自评得分3分。", "score", 3),
        ("有一项未做到，此项不得分；其余得1分。自评得分1分。", "score", 1),
        ("采购超过计划，此项不得分。", "nothing", 0),
        ("该指标不得分。", "nothing", 0),
        ("无转移支付的部门，本项指标不考核。", "waived", None),
        ("本项指标不予考核。", "waived", None),
        ("本项不予评分。", "waived", None),
    ],
)
def test_a_claim_is_read_in_every_phrasing(sentence: str, kind: str, points: object):
    found = claim(sentence)

    assert found is not None
    assert (found.kind, found.points) == (kind, points)


@pytest.mark.parametrize(
    "sentence",
    [
        "各项工作完成良好。",
        "该指标分值5分。",
        "指标分值为5分。",
        "满分5分，资料见附件。",
        "自评得3分之一。",
        "自评得5分值。",
        "每完成一项得1分。",
        "最高得5分。",
        "每获得一项表彰加1分，最多加3分。",
        "加分最多3分，总分不超过100分。",
        "演练时间共得10分钟。",
        "用十分认真的态度自评。",
    ],
)
def test_what_is_no_score_is_no_claim(sentence: str):
    assert claim(sentence) is None


def test_items_keep_a_quote_each_and_a_score_its_words():
    items, score = claim("甲，得1分；乙，得2分。"), claim("甲。自评得分3分。")

    assert items is not None
    assert score is not None
    assert [quote.text for quote in items.quotes] == ["，得1分", "，得2分"]
    assert [quote.text for quote in score.quotes] == ["自评得分3分"]


def totals(text: str) -> list[object]:
    return [total.points for total in reading(text).total_claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、概况\n略。\n二、自评结论\n整体支出绩效自评得分为99分。\n", [99]),
        ("一、概况\n略。\n二、评价结论\n自评总分98.5分。\n", [Fraction(197, 2)]),
        ("一、概况\n略。\n二、自评结论\n自评得分为97分，等级为优。\n", [97]),
        ("一、概况\n略。\n二、自评结论\n预算编制自评得分28分，综合得分96分。\n", [96]),
        ("一、概况\n综合得分98分。\n二、自评结论\n总得分99分。\n", [99, 98]),
        ("一、概况\n综合得分99分。\n二、自评结论\n总得分99分。\n", [99]),
        ("一、概况\n加分后总分不能超过100分。\n", []),
        ("一、概况\n略。\n", []),
    ],
)
def test_the_total_of_the_conclusion_comes_first_and_others_are_kept(text: str, expected: list[object]):
    assert totals(text) == expected


def test_an_absent_claim_stays_absent():
    found = reading(
        "三、分析\n（1）支付率（5分）。\n甲。\n（2）采购率（2分）。\n自评得2分。\n", IT, Sought("b", ("采购率",))
    )

    assert set(found.claims) == {"b"}
