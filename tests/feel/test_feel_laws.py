"""The laws of evaluation: exactness, Kleene's logic, and that knowing more never overturns a result."""

from __future__ import annotations

import operator
from fractions import Fraction
from itertools import product

import pytest
from feel_strategies import ANY_TREES, FACTS, NUMBERS, TRUTHS, TYPES, decimals
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from youju.feel import (
    UNKNOWN,
    Arithmetic,
    Expr,
    FeelError,
    Literal,
    Name,
    Value,
    check,
    conjunction,
    disjunction,
    evaluate,
    literal,
    names,
    negation,
    substitute,
)

TRUTH_VALUES = (True, False, None, UNKNOWN)
OF_VALUES = {"feel-number-limit", "feel-fractional-power", "feel-scale", "feel-text-limit"}
"""What may go wrong at run time in an expression without type errors."""


def _evaluated(expr: Expr, facts: dict[str, Value]) -> Value:
    try:
        return evaluate(expr, facts)
    except FeelError as error:
        assume(error.problem.code not in OF_VALUES)
        raise


def _is_known(value: Value) -> bool:
    return value is not UNKNOWN and not (isinstance(value, tuple) and not all(map(_is_known, value)))


@settings(max_examples=250, deadline=None)
@given(TRUTHS | NUMBERS, FACTS, st.data())
def test_knowing_more_never_changes_a_determined_result(
    expr: Expr, facts: dict[str, Value], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(TYPES))))

    known_less = _evaluated(expr, {name: value for name, value in facts.items() if name not in hidden})
    known_more = _evaluated(expr, facts)

    assert not _is_known(known_less) or (type(known_less), known_less) == (type(known_more), known_more)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(ANY_TREES | TRUTHS | NUMBERS, FACTS)
def test_an_expression_that_passes_the_check_meets_no_type_error(expr: Expr, facts: dict[str, Value]) -> None:
    _, problems = check(expr, TYPES)
    assume(not problems)

    _evaluated(expr, facts)


@pytest.mark.parametrize(("left", "right"), list(product(TRUTH_VALUES, repeat=2)))
def test_de_morgan_holds_for_null_and_unknown_too(left: bool | None, right: bool | None) -> None:
    expected = disjunction((negation(left), negation(right)))

    actual = negation(conjunction((left, right)))

    assert expected is actual


@pytest.mark.parametrize(("left", "right", "expected"), [
    (True, True, True), (True, False, False), (True, None, None), (True, UNKNOWN, UNKNOWN),
    (False, None, False), (False, UNKNOWN, False), (None, None, None), (None, UNKNOWN, UNKNOWN),
    (UNKNOWN, UNKNOWN, UNKNOWN),
])  # fmt: skip
def test_and_follows_its_table_in_either_order(left: bool | None, right: bool | None, expected: bool | None) -> None:
    assert expected is conjunction((left, right))
    assert expected is conjunction((right, left))


OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def _by_hand(expr: Expr) -> Fraction:
    if isinstance(expr, Arithmetic):
        return OPERATORS[expr.op](_by_hand(expr.left), _by_hand(expr.right))
    assert isinstance(expr, Literal)
    assert isinstance(expr.value, Fraction)
    return expr.value


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        decimals().map(literal),
        lambda parts: st.builds(Arithmetic, st.sampled_from([*OPERATORS]), parts, parts),
        max_leaves=20,
    )
)
def test_arithmetic_is_that_of_fractions(expr: Expr) -> None:
    try:
        expected: Value = _by_hand(expr)
    except ZeroDivisionError:
        expected = UNKNOWN

    actual = evaluate(expr, {})

    assert expected == actual


@settings(max_examples=80, deadline=None)
@given(TRUTHS, NUMBERS, FACTS)
def test_a_let_name_put_in_is_the_same_as_its_value(condition: Expr, bound: Expr, facts: dict[str, Value]) -> None:
    expected = _evaluated(condition, {**facts, "weight": _evaluated(bound, facts)})

    actual = _evaluated(substitute(condition, {"weight": bound}), facts)

    # The name stands for one unknown value; two copies of its expression are two unknowns, never less.
    assert expected is UNKNOWN or expected == actual or actual is UNKNOWN


@settings(max_examples=100, deadline=None)
@given(ANY_TREES)
def test_substitution_leaves_only_the_new_names(expr: Expr) -> None:
    expected = frozenset({"新"}) if names(expr) else frozenset()

    actual = names(substitute(expr, {name: Name("新") for name in names(expr)}))

    assert expected == actual
