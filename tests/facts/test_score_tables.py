"""Scoring tables of all makes: which scores and weights they claim, whatever format they stand in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from facts_helpers import dictionary, reading
from hypothesis import given
from hypothesis import strategies as st
from table_helpers import FORMS, Layout

from youju.facts import Reading, Sought, extract

A, B, C = "预算编制合理性", "部门预算资金支出率", "“三公”经费控制率"
SOUGHT = (
    Sought("section", ("预算执行情况",), leaf=False),
    Sought("a", (A,), "section"),
    Sought("b", (B, "预算支出率"), "section"),
    Sought("c", (C,), "section"),
)
Expected = tuple[dict[str, object], dict[str, object], list[object]]


def read(layout: Layout, form: str) -> Reading:
    return extract(FORMS[form](layout), dictionary(), SOUGHT)


def read_as(found: Reading) -> Expected:
    """Claims, weights and total."""
    claims = {key: claim.points for key, claim in sorted(found.claims.items())}
    weights = {key: passage.weight for key, passage in sorted(found.passages.items()) if key != "section"}
    return claims, weights, [claim.points for claim in found.total_claims]


PLAIN = ({"a": 5, "b": 2, "c": 2}, {"a": 5, "b": 3, "c": 2}, [9])
LAYOUTS: dict[str, tuple[Layout, Expected]] = {
    "three columns": (
        Layout([["指标", "分值", "自评得分"], [A, "5", "5"], [B, "3", "2"], [C, "2", "2"], ["合计", "10", "9"]]),
        PLAIN,
    ),
    "three levels with merged cells and reasons": (
        Layout(
            [
                ["一级指标", "二级指标", "三级指标", "分值", "自评得分", "扣分原因"],
                ["预算编制", "编制", A, "5", "5", "无"],
                ["预算执行", "资金管理", B, "3", "2", "支出进度偏慢"],
                [None, None, "三公经费控制率", "2", "2", None],
                ["合计", None, None, "10", "9", None],
            ],
            {(3, 1): (2, 1), (3, 2): (2, 1), (5, 1): (1, 3)},
        ),
        PLAIN,
    ),
    "a head of two rows": (
        Layout(
            [
                ["评价指标", None, "分值", "得分", None, "备注"],
                ["一级指标", "三级指标", None, "自评", "复核", None],
                ["预算编制", A, "5", "5", "4", None],
                ["预算执行", B, "3", "2", "1", "差异见底稿"],
                [None, C, "2", "2", "2", None],
                ["合计", None, "10", "9", "7", None],
            ],
            {(1, 1): (1, 2), (1, 3): (2, 1), (1, 4): (1, 2), (1, 6): (2, 1), (4, 1): (2, 1)},
        ),
        PLAIN,
    ),
    "the score before the weight": (
        Layout(
            [
                ["序号", "自评得分（分）", "考核指标", "标准分（分）"],
                ["1", "5.00", A, "5"],
                ["2", "2.00", B, "3"],
                ["3", "2.00", C, "2"],
                ["合计", "9.00", None, "10"],
            ]
        ),
        PLAIN,
    ),
    "two columns of scores": (
        Layout(
            [
                ["三级指标", "权重", "复核得分", "自评得分", "偏差"],
                [A, "5", "4", "5", "1"],
                [B, "3", "1", "2", "1"],
                [C, "2", "2", "2", "0"],
                ["总分", "10", "7", "9", "2"],
            ]
        ),
        PLAIN,
    ),
    "the head again on each page, sections and subtotals": (
        Layout(
            [
                ["指标名称", "分值", "自评得分"],
                ["一、预算编制情况", "5", "5"],
                [f"（一）1.{A}", "5分", "5分"],
                ["小计", "5", "5"],
                ["指标名称", "分值", "自评得分"],
                ["二、预算执行情况", "5", "4"],
                ["2.1 预算支出率情况", "3分", "2分"],
                [f"（2）{C}（2分）", "2分", "2分"],
                ["小计", "5", "4"],
                ["合计", "10", "9"],
            ]
        ),
        PLAIN,
    ),
    "nothing scored": (
        Layout(
            [
                ["指标", "分值", "自评得分"],
                [A, "5", "/"],
                [B, "3", "不适用"],
                [C, "2", "100%"],
                ["合计", "10", "—"],
            ]
        ),
        ({"b": None}, {"a": 5, "b": 3, "c": 2}, []),
    ),
    "weights in the names": (
        Layout(
            [
                ["评价内容", "评分标准", "得分"],
                [f"{A}（5分）", "略", "4.5"],
                [f"{B}（3分）", "略", "0"],
                [f"{C}（2分）", "略", "2"],
            ]
        ),
        ({"a": Fraction(9, 2), "b": 0, "c": 2}, {"a": 5, "b": 3, "c": 2}, []),
    ),
    "a title and a remark over the table": (
        Layout(
            [
                ["2023年度部门整体支出绩效自评评分表", None, None],
                ["填报单位：青禾县水利局", None, "单位：分"],
                ["绩效指标", "满分", "单位自评得分"],
                [A, "5", "5"],
                [B, "3", "2"],
                [C, "2", "2"],
                ["自评总分", None, "9"],
            ],
            {(1, 1): (1, 3)},
        ),
        PLAIN,
    ),
    "a table that scores nothing": (
        Layout([["指标", "目标值", "实际值"], [A, "5", "5"], [B, "3", "2"]]),
        ({}, {}, []),
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_scoring_table_claims_the_same_in_every_format(name: str, form: str) -> None:
    layout, expected = LAYOUTS[name]

    assert expected == read_as(read(layout, form))


def test_a_cell_merged_over_several_indicators_is_the_score_of_none_of_them() -> None:
    layout = Layout(
        [["指标", "分值", "自评得分"], [A, "5", "9"], [B, "3", None], [C, "2", "2"]],
        {(2, 3): (2, 1)},
    )
    found = {form: read_as(read(layout, form))[0] for form in ("cells", "book")}

    assert {"cells": {"c": 2}, "book": {"c": 2}} == found


def test_the_items_of_one_indicator_are_summed_with_a_quote_each() -> None:
    layout = Layout(
        [
            ["指标", "评分要点", "分值", "自评得分"],
            [A, "符合职责", "2", "2"],
            [None, "重点合理", "3", "1"],
            [B, "进度", "3", "3"],
        ],
        {(2, 1): (2, 1)},
    )
    claim = read(layout, "book").claims["a"]

    expected = ("items", 3, ["评分表!A3", "评分表!D4"])
    actual = (claim.kind, claim.points, [quote.places[0].label("zh") for quote in claim.quotes])
    assert expected == actual


@pytest.mark.parametrize("form", FORMS)
def test_the_argument_in_the_text_is_the_claim_and_an_equal_row_its_second_quote(form: str) -> None:
    before = f"三、绩效分析\n（1）{A}（5分）。\n编制合理，自评得分5分。\n（2）{B}（3分）。\n自评得分2分。\n附表"
    layout = Layout([["指标", "分值", "自评得分"], [A, "5", "5"], [B, "3", "3"]], before=before)
    found = read(layout, form)

    expected = {"a": (5, 2), "b": (2, 1)}
    actual = {key: (claim.points, len(claim.quotes)) for key, claim in found.claims.items()}
    assert expected == actual
    assert [("a", 5), ("b", 3)] == [(row.key, row.claim and row.claim.points) for row in found.rows]


@pytest.mark.parametrize("form", FORMS)
def test_the_sum_of_one_section_is_no_total(form: str) -> None:
    layout = Layout(
        [
            ["指标", "分值", "自评得分"], [A, "5", "5"], ["合计", "5", "5"],
            ["指标", "分值", "自评得分"], [B, "5", "4"], ["合计", "5", "4"],
        ]
    )  # fmt: skip

    assert [] == read_as(read(layout, form))[2]


@pytest.mark.parametrize("form", FORMS)
def test_what_the_row_of_an_indicator_says_is_said_of_it(form: str) -> None:
    """A scoring table by itself can be audited: the facts of a rule stand in its cell of reasons."""
    layout = Layout(
        [
            ["指标", "分值", "自评得分", "得分依据"],
            [B, "3", "3", "下达预算数1,628.32万元，实际支付数1,628.00万元。"],
            [C, "2", "2", "支出率100%。"],
        ]
    )
    found = read(layout, form)

    expected = [("下达预算数", 16_283_200), ("实际支付数", 16_280_000)]
    actual = [
        (said.fact, said.value)
        for said in found.statements
        if said.fact in ("下达预算数", "实际支付数", "预算资金支出率")
    ]
    assert expected == actual


def test_a_table_that_goes_on_without_its_head_is_read_on() -> None:
    first, second = [["指标", "分值", "自评得分"], [A, "5", "5"]], [[B, "3", "2"], [C, "2", "2"]]
    lines = ["\t".join(row) for row in first], ["\t".join(row) for row in second]
    text = "\n".join(lines[0]) + "\n\n\n" + "\n".join(lines[1]) + "\n"

    assert {"a": 5, "b": 2, "c": 2} == read_as(reading(text, *SOUGHT))[0]


@given(
    st.permutations(["指标", "分值", "自评得分", "复核得分", "备注"]),
    st.tuples(*[st.decimals(0, 10, places=2)] * 3),
    st.sampled_from(sorted(FORMS)),
)
def test_scores_are_read_exactly_in_any_order_of_columns(
    columns: list[str], points: tuple[Decimal, Decimal, Decimal], form: str
) -> None:
    rows = [
        {"指标": title, "分值": "10", "自评得分": str(score), "复核得分": "1", "备注": "无"}
        for title, score in zip((A, B, C), points, strict=True)
    ]
    layout = Layout([columns, *([row[column] for column in columns] for row in rows)])

    assert dict(zip("abc", map(Fraction, points), strict=True)) == read_as(read(layout, form))[0]


def test_another_table_below_on_the_same_sheet_is_not_part_of_the_scores() -> None:
    layout = Layout(
        [
            ["指标", "分值", "自评得分"], [A, "5", "5"], ["其他", "/", "/"], ["二、执行", None, None], [B, "3", "2"], ["合计", "8", "7"],
            ["项目", "预算数", "支出数"], ["基本支出", "100", "90"], ["合计", "2450", "2328"],
        ],
        {(4, 1): (1, 3)},
    )  # fmt: skip

    expected = [({"a": 5, "b": 2}, [7])] * len(FORMS)
    actual = [(claims, total) for claims, _, total in (read_as(read(layout, form)) for form in FORMS)]
    assert expected == actual


def test_the_sum_may_stand_alone_on_the_next_page() -> None:
    text = f"指标\t分值\t自评得分\n{A}\t5\t5\n{B}\t3\t2\n\n合计\t8\t7\n（以上为自评）\t\n"

    assert [7] == read_as(reading(text, *SOUGHT))[2]
