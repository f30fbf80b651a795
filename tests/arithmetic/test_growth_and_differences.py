"""Growth has last year's amount for a base; a change is the difference of the two amounts before it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from told import relations, told, verdicts

from youju.arithmetic.spoken import decimal_text

HOLD = {
    "基本支出916.04万元，比上年增加52.18万元，增幅6.04%；项目支出712.28万元，比上年减少308.13万元，减幅30.20%。": [
        "52.18 ÷ (916.04 - 52.18) = 6.04%",
        "308.13 ÷ (712.28 + 308.13) = 30.2%",
    ],
    "基本支出由863.86万元增加到916.04万元，增长6.04%。": ["(916.04 - 863.86) ÷ 863.86 = 6.04%"],
    "2023年支出916.04万元，2022年支出863.86万元，增长6.04%。": ["(916.04 - 863.86) ÷ 863.86 = 6.04%"],
    "年末存量资金30.0万元，上年同期40.0万元，变动率为-25%。": ["(30.0 - 40.0) ÷ 40.0 = -25%"],
    "年初预算1126.12万元，调整后预算1628.32万元，预算调整率44.6%。": ["(1628.32 - 1126.12) ÷ 1126.12 = 44.6%"],
    "年初预算100.00万元，调整后预算80.00万元，预算调整率20%。": ["(100.00 - 80.00) ÷ 100.00 = 20%"],
    "年初预算1126.12万元，调整后1628.32万元，调增502.20万元。": ["1628.32 - 1126.12 = 502.2万元"],
    "在职人员由2022年的24人增加到2023年的26人，增加2人。": ["26 - 24 = 2人"],
    "普及率从上年的84.1%提升至94.2%，提升了10.1个百分点。": ["94.2 - 84.1 = 10.1个百分点"],
    "普及率由94.2%提高到95.6%，提高1.4个百分点。": ["95.6 - 94.2 = 1.4个百分点"],
    "本年支出916.04万元，比上年863.86万元增加52.18万元，增长6.04%。": [
        "916.04 - 863.86 = 52.18万元",
        "(916.04 - 863.86) ÷ 863.86 = 6.04%",
    ],
    "上年结转10万元，本年收入100万元，本年支出95万元，年末结转15万元。": ["10 + 100 - 95 = 15万元"],
    "收入合计100.0万元，支出合计95.0万元，收支结余5.0万元。": ["100.0 - 95.0 = 5万元"],
}

FAIL = {
    "基本支出916.04万元，比上年增加52.18万元，增幅5.70%。": ["52.18 ÷ (916.04 - 52.18) = 6.04%"],
    "三公经费8.00万元，比上年减少2.00万元，下降25%。": ["2.00 ÷ (8.00 + 2.00) = 20%"],
    "基本支出由863.86万元增加到916.04万元，增长6.4%。": ["(916.04 - 863.86) ÷ 863.86 = 6.04%"],
    "2023年支出916.04万元，2022年支出863.86万元，同比增长7.04%。": ["(916.04 - 863.86) ÷ 863.86 = 6.04%"],
    "年初预算2300万元，调整后预算2450.60万元，预算调整率16.55%。": ["(2450.60 - 2300) ÷ 2300 = 6.55%"],
    "年初预算1126.12万元，调整后1628.32万元，调增512.20万元。": ["1628.32 - 1126.12 = 502.2万元"],
    "普及率从上年的84.1%提升至94.2%，提升了11.1个百分点。": ["94.2 - 84.1 = 10.1个百分点"],
    "在职人员从24人增加到26人，增加3人。": ["26 - 24 = 2人"],
    "上年结转10万元，本年收入100万元，本年支出95万元，年末结转25万元。": ["10 + 100 - 95 = 15万元"],
}

UNSURE = (
    "本年支出50万元，上年支出0万元，增长100%。",
    "支出率由85%提高到90%，提高5%。",
    "在职人员由24人增加到26人，增加5人，减少3人。",
    "年初预算100万元，调整后120万元，比上年增长10%。",
    "收入合计100万元，支出合计95万元，结余8万元。",
    "上年结转10万元，本年收入100万元，增长50%。",
    "上年支出约80万元，本年支出100万元，增长50%。",
)

NOTHING = (
    "总支出1000万元，基本支出比上年增加52万元，增幅6%。",
    "支出100万元，比年初预算减少10万元，比上年下降15%。",
    "总支出1000万元，比上年增长6%。",
)


@pytest.mark.parametrize("text", HOLD)
def test_a_change_that_its_amounts_give_holds(text: str) -> None:
    expected = [("holds", formula) for formula in HOLD[text]]
    actual = told(text)
    assert expected == actual


@pytest.mark.parametrize("text", FAIL)
def test_a_change_that_its_amounts_do_not_give_fails(text: str) -> None:
    expected = [("fails", formula) for formula in FAIL[text]]
    actual = told(text)
    assert expected == actual


@pytest.mark.parametrize("text", UNSURE)
def test_a_change_over_nothing_or_between_doubtful_amounts_cannot_be_computed(text: str) -> None:
    expected = {"unknown"}
    actual = verdicts(text)
    assert expected == actual


@pytest.mark.parametrize("text", NOTHING)
def test_a_change_of_something_else_is_no_relation(text: str) -> None:
    expected = []
    actual = told(text)
    assert expected == actual


# Of a cent or two the amount before may be nothing at all.
cents = st.integers(10, 10_000_000)


def money(value: int) -> str:
    """So many cents as an amount of 万元 with two decimals."""
    return decimal_text(Fraction(value, 100), 2) + "万元"


@given(cents, cents, st.integers(0, 2), st.integers(0, 3))
def test_a_growth_rounded_from_its_amounts_never_fails(old: int, new: int, decimals: int, wording: int) -> None:
    assume(old != new and abs(new - old) < 20 * old)
    rate = decimal_text(Fraction(abs(new - old), old) * 100, decimals) + "%"
    word, size = ("增加", "增长") if new > old else ("减少", "下降")
    text = (
        f"基本支出{money(new)}，比上年{word}{money(abs(new - old))}，{size}{rate}。",
        f"基本支出由{money(old)}{word}到{money(new)}，{size}{rate}。",
        f"上年支出{money(old)}，本年支出{money(new)}，{word}{money(abs(new - old))}，{size}{rate}。",
        f"本年支出{money(new)}，比上年{money(old)}{word}{money(abs(new - old))}，{size}{rate}。",
    )[wording]

    expected = {"holds"}
    actual = verdicts(text)
    assert expected == actual, text


@given(cents, cents, st.integers(2, 1000), st.sampled_from([1, -1]))
def test_a_difference_off_by_more_than_its_rounding_fails(old: int, new: int, off: int, sign: int) -> None:
    """Three figures rounded to a cent are apart by one and a half at most."""
    said = new - old + sign * off
    assume(new > old and said > 0)
    text = f"年初预算{money(old)}，调整后预算{money(new)}，调增{money(said)}。"

    expected = ["fails"]
    actual = [one.verdict for one in relations(text)]
    assert expected == actual, text
