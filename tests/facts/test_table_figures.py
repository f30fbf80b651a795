"""Figures in tables: the words, the number and the unit may stand apart, and none of them is guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from facts_helpers import dictionary
from table_helpers import FORMS, Layout

from youju.facts import Sought, Statement, extract
from youju.facts.quantities import parse_quantity

TITLE = "部门预算资金支出率"
BEFORE = f"三、绩效分析\n（1）{TITLE}（3分）。"
AFTER = "自评得分3分。\n四、存在问题\n暂无。"
PAID, BUDGET, RATE = "实际支付数", "下达预算数", "预算资金支出率"


def said(layout: Layout, form: str, *facts: str) -> list[Statement]:
    found = extract(FORMS[form](layout), dictionary(), [Sought("it", (TITLE,))])
    return [statement for statement in found.statements if statement.fact in facts]


def values(layout: Layout, form: str, *facts: str) -> list[tuple[str, object]]:
    return [(statement.fact, statement.value) for statement in said(layout, form, *facts)]


BOTH = [(BUDGET, 16_283_200), (PAID, 16_280_000)]
LAYOUTS = {
    "a unit in the head": [["项目", "金额（万元）"], ["下达预算数", "1,628.32"], ["实际支付数", "1628"]],
    "a unit behind the label": [["项目", "金额"], ["下达预算数（万元）", "1,628.32"], ["实际支付数（万元）", "1628"]],
    "a unit over the table": [
        ["单位：万元", None],
        ["项目", "金额"],
        ["下达预算数", "1628.32"],
        ["实际支付数", "1628"],
    ],
    "a column of units": [["项目", "单位", "数值"], ["下达预算数", "万元", "1628.32"], ["实际支付数", "万元", "1628"]],
    "in yuan": [["项目", "金额（元）"], ["下达预算数", "16,283,200.00"], ["实际支付数", "16,280,000.00"]],
    "labels over a row of figures": [["下达预算数（万元）", "实际支付数（万元）"], ["1628.32", "1628"]],
    "a label in the row and one over it": [
        ["科目", "预算数（万元）", "支付数（万元）"],
        ["下达", "1628.32", None],
        ["实际", None, "1628"],
    ],
    "the row of the sum": [
        ["项目", "下达预算数（万元）", "实际支付数（万元）"],
        ["基本支出", "900.32", "900"],
        ["项目支出", "728", "728"],
        ["合计", "1628.32", "1628"],
    ],
    "pairs in one row": [["下达预算数（万元）", "1628.32", "实际支付数（万元）", "1628"], ["备注", "无", "备注", "无"]],
    "with units of their own": [["项目", "金额"], ["下达预算数", "1628.32万元"], ["实际支付数", "1628万元"]],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_figure_is_stated_with_the_unit_of_its_table(name: str, form: str) -> None:
    layout = Layout(LAYOUTS[name], before=BEFORE, after=AFTER)

    assert BOTH == values(layout, form, BUDGET, PAID)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "金额"], ["下达预算数", "1,628.32"], ["实际支付数", "1628"]],
        [["项目", "金额（万元）"], ["下达预算数（元）", "1,628.32"], ["实际支付数（元）", "1628"]],
        [["项目", "上年数（万元）"], ["下达预算数", "1628.32"], ["实际支付数", "1628"]],
        [
            ["项目", "2022年（万元）", "2023年（万元）"],
            ["下达预算数", "1500", "1628.32"],
            ["实际支付数", "1400", "1628"],
        ],
        [["项目", "下达预算数（万元）"], ["基本支出", "900.32"], ["项目支出", "728"]],
    ],
    ids=["no unit", "two units", "another year", "two years", "parts only"],
)
def test_what_a_table_does_not_say_for_certain_is_not_stated(rows: list[list[str | None]], form: str) -> None:
    assert [] == values(Layout(rows, before=BEFORE, after=AFTER), form, BUDGET, PAID)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["基本支出", "项目支出"], [("年初预算数", 200_000)]),
        (["公务接待费", "公务用车运行维护费"], []),
        (["防汛与水库安全", "农村供水"], []),
    ],
    ids=["all of the department", "three public expenses", "projects"],
)
def test_the_sum_of_some_items_is_not_the_budget_of_the_department(
    parts: list[str], expected: list[tuple[str, object]], form: str
) -> None:
    rows = [["项目", "年初预算数（万元）"], [parts[0], "5.00"], [parts[1], "15.00"], ["合计", "20.00"]]

    assert expected == values(Layout(rows, before=BEFORE, after=AFTER), form, "年初预算数")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("label", "expected"),
    [("部门整体支出", [("年初预算数", 200_000)]), ("“三公”经费", []), ("合计", [("年初预算数", 200_000)])],
)
def test_a_single_row_is_the_department_s_unless_it_names_an_item(
    label: str, expected: list[tuple[str, object]], form: str
) -> None:
    rows = [["名称", "年初预算数（万元）", "备注"], [label, "20.00", "无"]]

    assert expected == values(Layout(rows, before=BEFORE, after=AFTER), form, "年初预算数")


def test_two_units_over_a_table_are_none() -> None:
    layout = Layout(
        [["单位：元", None], ["项目", "金额"], ["下达预算数", "1628.32"]], before=f"{BEFORE}\n单位：万元", after=AFTER
    )

    assert [] == values(layout, "tabs", BUDGET)


@pytest.mark.parametrize("form", FORMS)
def test_a_rate_and_a_count_are_read_as_what_they_are(form: str) -> None:
    rows = [
        ["单位：万元", None],
        ["项目", "数值"],
        ["支出率（%）", "99.98"],
        ["在职人员", "22"],
        ["人员编制（名）", "24"],
    ]
    layout = Layout(rows, before=BEFORE, after=AFTER)

    expected = [(RATE, Fraction(9998, 10000)), ("编制人数", 24), ("在职人数", 22)]
    assert expected == values(layout, form, RATE, "编制人数", "在职人数")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_part_of_a_figure_can_be_read_again_where_it_stands(name: str, form: str) -> None:
    """Number and unit as quoted give the value anew; the words stand in the quote or in the label's."""
    layout = Layout(LAYOUTS[name], before=BEFORE, after=AFTER)
    text = FORMS[form](layout).text
    for statement in said(layout, form, BUDGET, PAID):
        quotes = [quote for quote in (statement.quote, statement.number, statement.label, statement.unit) if quote]
        unit = statement.unit.text.rpartition("：")[2] if statement.unit else ""
        again = parse_quantity(statement.number.text.replace("\t", "") + unit)

        assert [quote.text for quote in quotes] == [text[quote.start : quote.end] for quote in quotes]
        assert again is not None
        assert statement.value == again.value
        words = (statement.label.text if statement.label else "") + statement.quote.text
        assert ("预算" if statement.fact == BUDGET else "支付") in words


def test_decimals_are_those_that_are_printed() -> None:
    layout = Layout([["项目", "金额（万元）"], ["下达预算数", "1628.30"]], before=BEFORE, after=AFTER)
    (statement,) = said(layout, "tabs", BUDGET)

    assert (2, Fraction(50), "1628.30", "下达预算数\t1628.30", "万元") == (
        statement.decimals,
        statement.half_unit,
        statement.number.text,
        statement.quote.text,
        statement.unit and statement.unit.text,
    )
