"""No input, whatever it is, costs more than its bounds or raises anything but FeelError."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from fractions import Fraction

import pytest
from feel_strategies import ANY_TREES, FACTS, TYPES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from youju.feel import Expr, FeelError, Value, check, evaluate, parse, show, substitute

PIECES = st.sampled_from([
    *TYPES, "1", ".5", "10%", "万元", "元", "且", "或", "非", "介于", "至", "and", "or",
    "not(", "if", "then", "else", "in",
    "between", "(", ")", "[", "]", "..", ",", ":", "+", "-", "**", "/", "<", ">=",
    "=", "≠", '"', "“", "”", "`", "\\", "null",
    "true", "max(", "round half up(", "n:", " ", "　", "（", "］", "!", "1e", "e9", "\x00", "\ud800", "²", "٣", "🐎",
])  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40), FACTS)
@example('"\\UFFFFFF"', {})
@example("1in(1", {})
def test_any_text_gives_a_tree_or_a_feel_error(source: str, facts: dict[str, Value]) -> None:
    problem = None
    try:
        tree = parse(source, TYPES)
    except FeelError as error:
        problem = error.problem
    if problem is not None:
        assert 0 <= problem.start <= problem.end <= len(source)
        return

    assert tree == parse(show(tree), TYPES)
    _only_feel_errors(tree, facts)


@settings(max_examples=300, deadline=None)
@given(ANY_TREES, FACTS)
def test_any_tree_gives_a_value_or_a_feel_error(expr: Expr, facts: dict[str, Value]) -> None:
    _only_feel_errors(expr, facts)


def _only_feel_errors(expr: Expr, facts: dict[str, Value]) -> None:
    check(expr, TYPES)
    for inexact in (False, True):
        with suppress(FeelError):
            evaluate(expr, facts, inexact_powers=inexact)


@pytest.mark.parametrize("source", [
    "(" * 9_999, "[" * 9_999, "-" * 9_999 + "1", "1" + "+1" * 4_999, "if " * 3_000,
    "9" * 9_999, '"' * 9_999, "`" * 9_999,
    "not(" * 2_400, "非 " * 4_000 + "甲", "1" + "**2" * 3_000, "甲" + "[1]" * 3_000,
    "“" * 9_999, "1 in " * 1_999, "1e999999",
    "x" * 10_001, "[1" * 4_000, "1" + "-(1" * 3_000, "a b " * 2_400, "1*1+" * 2_400 + "1", "max(" * 2_400,
], ids=lambda source: f"{source[:6]}…{len(source)}")  # fmt: skip
def test_what_is_too_long_or_too_deep_is_refused_at_once(source: str) -> None:
    parse("1")  # the parser is built once, outside the measure
    gc.collect()  # what other tests left behind is not swept on this one's time
    began = time.process_time()

    with pytest.raises(FeelError):
        parse(source)

    assert time.process_time() - began < 0.1


@pytest.mark.parametrize("source", [
    "10 ** 1000000", "9 ** (9 ** 9)", "1e300 ** 300", "(1/3) ** 99999", "2 ** -99999999", "1.1 ** 1e300",
    "round up(1/3, 6176)", "round up(1, -7000)",
])  # fmt: skip
@pytest.mark.parametrize("inexact", [False, True])
def test_a_number_beyond_bounds_is_refused_at_once(source: str, inexact: bool) -> None:
    tree = parse(source)
    began = time.process_time()

    with pytest.raises(FeelError):
        evaluate(tree, {}, inexact_powers=inexact)

    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    "pattern", ["({} between 1 and 2)", "(x in ({}))", "sum({})", "({} = 1)", "(if true then {} else 1)"]
)
def test_nesting_costs_no_more_than_its_depth(pattern: str) -> None:
    source = "1"
    for _ in range(45):
        source = pattern.format(source)
    tree = parse(source)
    began = time.process_time()

    check(tree, TYPES)
    show(tree)
    _only_feel_errors(tree, {})

    assert time.process_time() - began < 0.5


def test_a_chain_of_let_names_cannot_blow_up() -> None:
    tree = parse("a + a")

    for _ in range(13):
        tree = substitute(parse("a + a"), {"a": tree})

    with pytest.raises(FeelError, match="feel-too-large"):
        substitute(parse("a * a * a * a * a * a * a"), {"a": tree})


def test_conditions_may_be_many_where_they_are_flat() -> None:
    source = " and ".join(["x > 1"] * 1_000)

    actual = evaluate(parse(source), {"x": Fraction(2)})

    assert actual is True
