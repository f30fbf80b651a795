"""A rate is compared with the two figures its words bind it to, and with no others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from told import relations, told, verdicts

from youju.arithmetic import ratio_candidates, simplest
from youju.arithmetic.ratio import Interval
from youju.arithmetic.spoken import decimal_text

HOLD = {
    "共排查录入147处，完成整改145处，整改率98.6%。": ["145 ÷ 147 = 98.64%"],
    "下达预算1628万元，实际支付1628万元，支出率100%。": ["1628 ÷ 1628 = 100%"],
    "下达预算1628.32万元，实际支付1628万元，支出率100%。": ["1628 ÷ 1628.32 = 99.98%"],
    "现有用户949家，已安装报警装置的949家，完成率100%。": ["949 ÷ 949 = 100%"],
    "发现需改造的62户，完成59户，通过其他方式完成3户，完成率100%。": ["(59 + 3) ÷ 62 = 100%"],
    "抽检样品50批次，不合格2批次，合格率96%。": ["(50 - 2) ÷ 50 = 96%"],
    "实际支付80万元，预算100万元，支出率80%。": ["80 ÷ 100 = 80%"],
    "收到信访件50件，办结48件，办结率96%；其中按期办结47件，按期办结率97.9%。": ["48 ÷ 50 = 96%", "47 ÷ 48 = 97.92%"],
    "甲镇应建50处，完成45处，完成率90%；乙镇应建40处，完成30处，完成率75%。": ["45 ÷ 50 = 90%", "30 ÷ 40 = 75%"],
    "总支出400万元，其中基本支出100万元，占总支出的25%。": ["100 ÷ 400 = 25%"],
    "总支出400万元。其中，基本支出100万元，占25%；项目支出300万元，占75%。": ["100 ÷ 400 = 25%", "300 ÷ 400 = 75%"],
    "总支出400万元，其中项目支出300万元，占75%；其中重点项目150万元，占50%。": ["300 ÷ 400 = 75%", "150 ÷ 300 = 50%"],
    "改善灌溉面积1.26万亩，为年度计划1.2万亩的105%。": ["1.26 ÷ 1.2 = 105%"],
    "本年支出120.0万元，是上年100.0万元的1.2倍。": ["120.0 ÷ 100.0 = 1.2倍"],
    "上年100.0万元，本年120.0万元，是上年的1.2倍。": ["120.0 ÷ 100.0 = 1.2倍"],
    "全年部门总支出400万元，包括基本支出100万元和项目支出300万元。基本支出占总支出的25%。": ["100 ÷ 400 = 25%"],
    "核定编制40名，年末在职38人，在职人员控制率95%。": ["38 ÷ 40 = 95%"],
}

FAIL = {
    "共排查录入147处，完成整改145处，整改率96.8%。": ["145 ÷ 147 = 98.64%"],
    "全年下达预算1628万元，实际支付1528万元，支出率100%。": ["1528 ÷ 1628 = 93.86%"],
    "实际支付80.0万元，预算100.0万元，支出率85%。": ["80.0 ÷ 100.0 = 80%"],
    "部门支出合计400万元。其中：基本支出100万元，项目支出300万元。基本支出占总支出的28%，项目支出占75%。": [
        "100 ÷ 400 = 25%"
    ],
    "查出隐患176处，已整改179处，整改率98.3%。": ["179 ÷ 176 = 101.7%"],
    "承担任务20项，已完成19项，完成率96%。": ["19 ÷ 20 = 95%"],
    "送检水样320份，合格305份，合格率96.8%。": ["305 ÷ 320 = 95.31%"],
    "总支出400万元，其中基本支出100万元，占总支出的28%。": ["100 ÷ 400 = 25%"],
    "完成投资105万元，占年度计划100万元的95%。": ["105 ÷ 100 = 105%"],
    "本年支出120.0万元，是上年100.0万元的1.5倍。": ["120.0 ÷ 100.0 = 1.2倍"],
    "共调查400人，表示满意的372人，满意度≥95%。": ["372 ÷ 400 = 93%"],
}

UNSURE = (
    "收到信访件30件，办结28件，按时办结率100%。",
    "排查隐患100处，完成整改95处，重大隐患整改率100%。",
    "本年完成投资300万元，上年完成投资250万元，投资完成率90%。",
    "全县共完成投资300万元，其中交通完成投资250万元，投资完成率90%。",
    "项目总投资500万元，本年完成投资100万元，投资完成率100%。",
    "全市共有企业50家，今年完成改造10家，改造完成率100%。",
    "检查企业500家，抽查企业50家，合格率96%。",
    "约100户，完成90户，完成率80%。",
    "计划100户，完成90户，完成率约85%。",
    "固定资产原值583.17万元，固定资产利用率≥90%。",
    "计划0户，完成0户，完成率100%。",
    "共录入100处，完成80处，正在整改10处，整改率86%。",
)

NOTHING = (
    "共100户，完成90户，整改率目标值为95%。",
    "甲乙两镇分别完成90户、80户，完成率分别为95%、93%。",
    "支出率由85%提高到90%。",
    "三公经费逐年下降5%。",
    "总支出400万元，其中基本支出100万元。上年基本支出90万元。基本支出占总支出的28%。",
    "一般公共预算总支出400万元，其中基本支出100万元。基本支出占总支出的28%。",
    "总支出400万元，其中基本支出100万元。基本支出占比28%。",
    "总支出400万元，其中基本支出100万元。人员经费占总支出的18%。",
    "# 一、情况\n\n总支出400万元，其中基本支出100万元。\n\n# 二、绩效\n\n基本支出占总支出的28%。",
)


@pytest.mark.parametrize("text", HOLD)
def test_a_rate_that_its_figures_print_holds(text: str) -> None:
    expected = [("holds", formula) for formula in HOLD[text]]
    actual = told(text)
    assert expected == actual


@pytest.mark.parametrize("text", FAIL)
def test_a_rate_fails_where_one_pair_is_bound_to_it_and_prints_otherwise(text: str) -> None:
    expected = [("fails", formula) for formula in FAIL[text]]
    actual = told(text)
    assert expected == actual


@pytest.mark.parametrize("text", UNSURE)
def test_a_rate_that_may_come_from_something_else_cannot_be_computed(text: str) -> None:
    expected = {"unknown"}
    actual = verdicts(text)
    assert expected == actual


@pytest.mark.parametrize("text", NOTHING)
def test_goals_lists_and_averages_are_no_relations(text: str) -> None:
    expected = []
    actual = told(text)
    assert expected == actual


def test_rates_in_a_row_share_the_base_named_first_or_have_one_of_a_rate_before() -> None:
    text = "共录入隐患147处，完成整改145处，整改率98.6%；挂牌督办隐患82处，挂牌率55.8%；完成验收145处，验收率100%。"

    expected = [
        ("holds", "145 ÷ 147 = 98.64%"),
        ("holds", "82 ÷ 147 = 55.78%"),
        ("holds", "145 ÷ 145 = 100%"),
    ]
    actual = told(text)
    assert expected == actual


@pytest.mark.parametrize(("rate", "verdict"), [("72.4", "fails"), ("72.6", "unknown"), ("100", "unknown")])
def test_a_rate_in_a_row_fails_only_where_no_whole_number_could_be_its_base(rate: str, verdict: str) -> None:
    """82/113 = 72.57%: an unwritten base of 113 would do for 72.6%, and none does for 72.4%."""
    text = f"共录入隐患147处，完成整改145处，整改率98.6%；挂牌督办隐患82处，挂牌率{rate}%。"

    expected = ["holds", verdict]
    actual = [one.verdict for one in relations(text)]
    assert expected == actual


def test_a_failing_rate_names_counts_that_would_print_as_it() -> None:
    (found,) = relations("送检水样320份，合格305份，合格率96.8%。")

    expected = "写出的 96.8% 与数据不符：305 ÷ 320 = 95.31%；96.8% 可由 305/315 或 30/31 得出"
    actual = found.zh
    assert expected == actual


def test_a_rate_without_figures_names_the_simplest_ratio() -> None:
    (found,) = relations("在编人员与核定编制数的比率为81.48%。")

    expected = ("unknown", "近处没有可配的分子、分母；81.48% 可由 22/27 得出")
    actual = (found.verdict, found.zh)
    assert expected == actual


@st.composite
def printed_rates(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """A base, a part, the decimals of the rate, and the rate in units of its last digit: half of them near an edge."""
    decimals = draw(st.integers(0, 2))
    unit = 100 * 10**decimals
    base = draw(st.integers(1, 3000))
    if draw(st.booleans()):
        # A part whose rate lies as near to half a unit as the base allows.
        target = draw(st.integers(0, unit))
        part = min((2 * target + 1) * base // (2 * unit) + draw(st.integers(0, 1)), base)
    else:
        part = draw(st.integers(0, base))
    return base, part, decimals, (2 * part * unit + base) // (2 * base)


WORDINGS = (
    "共排查{base}处，完成整改{part}处，整改率{rate}。",
    "全年受理来信{base}件，办结{part}件，办结率为{rate}。",
    "截至年底，应参保{base}人，已参保{part}人，参保率达{rate}。",
    "下达预算{base}元，实际支付{part}元，支出率{rate}。",
    "全县共有{base}户，其中甲镇{part}户，占{rate}。",
    "完成{part}亩，为年度计划{base}亩的{rate}。",
)


def text_of(wording: str, base: int, part: int, decimals: int, units: int) -> str:
    """A sentence with the rate written out."""

    rate = decimal_text(Fraction(units, 10**decimals), decimals)
    return wording.format(base=base, part=part, rate=rate + "%")


@given(printed_rates(), st.sampled_from(WORDINGS))
def test_consistent_figures_with_a_rounded_rate_never_fail(case: tuple[int, int, int, int], wording: str) -> None:
    text = text_of(wording, *case)

    expected = {"holds"}
    actual = verdicts(text)
    assert expected == actual, text


@given(printed_rates(), st.sampled_from(WORDINGS[:3]), st.integers(-30, 30))
def test_a_changed_rate_that_no_pair_prints_fails(case: tuple[int, int, int, int], wording: str, more: int) -> None:
    """Off by a whole unit of the last digit, counts being exact; read the other way round it must not print either."""
    base, part, decimals, units = case
    changed, unit = units + more, 100 * 10**decimals
    assume(part and changed >= 0)
    for top, below in ((part, base), (base, part)):
        assume(abs(2 * top * unit - 2 * changed * below) > below)
    text = text_of(wording, base, part, decimals, changed)

    expected = {"fails"}
    actual = verdicts(text)
    assert expected == actual, text


@given(st.integers(0, 2), st.integers(1, 20000))
def test_candidates_print_as_the_rate(decimals: int, units: int) -> None:

    unit = 100 * 10**decimals
    wanted = Interval(Fraction(2 * units - 1, 2 * unit), Fraction(2 * units + 1, 2 * unit))
    pairs = ratio_candidates(wanted, [Fraction(305), Fraction(7)], [Fraction(320), Fraction(27)], most=9)

    expected = [True] * len(pairs)
    actual = [wanted.holds(Fraction(m, n)) for m, n in pairs]
    assert simplest(wanted) is not None
    assert expected == actual
