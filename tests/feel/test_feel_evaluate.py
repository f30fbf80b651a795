"""Values, null and unknown."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

import pytest

from youju.feel import UNKNOWN, FeelError, Range, Value, evaluate, parse, substitute


@pytest.mark.parametrize(("source", "expected"), [
    ("x > 1", UNKNOWN), ("x = x", UNKNOWN), ("x * 0", UNKNOWN), ("x = null", UNKNOWN),
    ("false and x > 1", False), ("x > 1 and false", False), ("true or x > 1", True),
    ("if x > 1 then 2 else 2", Fraction(2)), ("if x > 1 then 2 else 3", UNKNOWN),
    ("1 in [x, 1]", True), ("1 in [x, 2]", UNKNOWN), ("1 in (> x, 1)", True), ("5 between x and 3", False),
    ("1 / 0", UNKNOWN), ("0 / 0", UNKNOWN), ("1 / x", UNKNOWN), ("modulo(1, 0)", UNKNOWN), ("0 ** -1", UNKNOWN),
    ("null and x > 1", UNKNOWN), ("null or x > 1", UNKNOWN),
    ("null + 1", None), ("null > 1", None), ("not(null)", None), ("if null then 1 else 2", Fraction(2)),
    ("count([x, 1])", Fraction(2)), ("max(x, 1)", UNKNOWN), ("any(x, true)", True), ("all(x, false)", False),
    ("[1, 2, 3][-1]", Fraction(3)), ("[1][2]", None), ("[]", ()), ("(< 5)", Range("<", Fraction(5))),
    ("sum([])", None), ("mean(1, 2)", Fraction(3, 2)), ("求和(1, 2)", Fraction(3)),
    ("四舍五入(2.345, 2)", Fraction("2.35")), ("四舍五入(-2.345, 2)", Fraction("-2.35")),
    ("decimal(2.345, 2)", Fraction("2.34")), ("round half down(2.345, 2)", Fraction("2.34")),
    ("round up(-1.01, 0)", Fraction(-2)), ("向下取整(-1.5)", Fraction(-2)), ("取模(-12, 5)", Fraction(3)),
    ("(-1) ** 999999", Fraction(-1)), ("2 ** -2", Fraction(1, 4)), ("0 ** 0", Fraction(1)),
    ("0.1 + 0.2 = 0.3", True), ("226.04 / 282.55 = 80%", True), ("1 / 3 * 3 = 1", True),
])  # fmt: skip
def test_an_expression_over_an_unknown_x_has_this_value(source: str, expected: Value) -> None:
    actual = evaluate(parse(source), {})

    assert (type(expected), expected) == (type(actual), actual)


@pytest.mark.parametrize(
    "source", ["1 + true", '"a" > 1', "-[1]", "true = 1", "not(1)", "abs(true)", "max(true, 1)", "没有(1)"]
)
def test_a_type_error_met_at_run_time_is_raised_never_null(source: str) -> None:
    with pytest.raises(FeelError):
        evaluate(parse(source), {})


@pytest.mark.parametrize("foreign", [1, 1.0, [1]])
def test_only_fractions_are_numbers(foreign: object) -> None:
    with pytest.raises(FeelError, match="feel-foreign-value"):
        evaluate(parse("x + 1"), {"x": cast(Value, foreign)})


def test_a_fractional_power_is_refused_in_rules_and_rounded_to_34_digits_on_request() -> None:
    expected = Fraction("1.414213562373095048801688724209698")

    with pytest.raises(FeelError, match="feel-fractional-power"):
        evaluate(parse("2 ** 0.5"), {})
    actual = evaluate(parse("2 ** 0.5"), {}, inexact_powers=True)

    assert expected == actual
    assert Fraction(3) == evaluate(parse("9 ** 0.5"), {}, inexact_powers=True)


def test_let_names_are_put_in_all_at_once() -> None:
    expected = parse("b + a")

    actual = substitute(parse("a + b"), {"a": parse("b"), "b": parse("a")})

    assert expected == actual
