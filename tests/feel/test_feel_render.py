"""Numbers and trees back to text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from feel_strategies import ANY_TREES, TYPES
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.feel import Expr, FeelError, parse, read_number, show, show_name, show_number


@settings(max_examples=500, deadline=None)
@given(ANY_TREES, st.booleans())
def test_what_is_shown_parses_back_whether_names_are_known_or_not(expr: Expr, known: bool) -> None:
    actual = parse(show(expr), TYPES if known else ())

    assert expr == actual


@given(st.fractions())
def test_a_number_reads_back_as_itself(number: Fraction) -> None:
    actual = read_number(show_number(number))

    assert number == actual


@pytest.mark.parametrize(("number", "text"), [
    (Fraction(8, 5), "1.6"), (Fraction(-8, 5), "-1.6"), (Fraction(5, 3), "5/3"), (Fraction(2), "2"), (Fraction(0), "0"),
    (Fraction(1, 1000), "0.001"), (Fraction(-1, 3), "-1/3"), (Fraction(100), "100"), (Fraction(16283200), "16283200"),
])  # fmt: skip
def test_a_finite_decimal_is_shown_as_one(number: Fraction, text: str) -> None:
    assert text == show_number(number)


@pytest.mark.parametrize("text", ["", "1e5", "1/0", "一", "1.", ".5", "1/2/3", "９" * 3, "0x1", "1 ", "9" * 5000])
def test_other_texts_are_no_numbers(text: str) -> None:
    with pytest.raises(FeelError, match="feel-not-number"):
        read_number(text)


def test_a_number_of_any_length_is_shown() -> None:
    expected = "1" + "0" * 6000

    actual = show_number(Fraction(10) ** 6000)

    assert expected == actual


@pytest.mark.parametrize(("source", "canonical"), [
    ("甲>1且(乙 或 丙)", "甲 > 1 and (乙 or 丙)"),
    ("金额介于 1 万元 至 5万元", "金额 between 1 万元 and 5 万元"),
    ("（甲＋１）×２≥１０％", "(甲 + 1) * 2 >= 10%"),
    ("四舍五入(甲 / 乙, 2)", "round half up(甲 / 乙, 2)"),
    ("x in ]1..5[", "x in (1..5)"),
    ("x in (<5,>10)", "x in (< 5, > 10)"),
    ("1 - (2 - 3) - 4", "1 - (2 - 3) - 4"),
    ("-(3 ** 2)", "-(3 ** 2)"),
    ("(-3) ** 2", "-3 ** 2"),
    ("“合格”", '"合格"'),
])  # fmt: skip
def test_the_canonical_text_is_plain_feel_with_units_kept(source: str, canonical: str) -> None:
    assert canonical == show(parse(source, ("金额", "甲", "乙", "丙")))


@pytest.mark.parametrize(("name", "written"), [
    ("执行率", "执行率"), ("非税收入", "非税收入"), ("或有负债", "或有负债"), ("介于性指标", "介于性指标"), ("x_1",
    "x_1"),
    ("“三公”经费", "`“三公”经费`"), ("a-b", "`a-b`"), ("if", "`if`"), ("甲且乙", "`甲且乙`"),
])  # fmt: skip
def test_a_name_is_put_in_backticks_only_where_it_must_be(name: str, written: str) -> None:
    assert written == show_name(name)
