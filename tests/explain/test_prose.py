"""Expressions in words: what is told can be told back, and it is told in the reader's language."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.explain.prose import Prose
from youju.feel import (
    FUNCTIONS,
    UNITS,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    literal,
    parse,
)

NAMES = ("weight", "执行率", "实际采购金额", "是否公开")
NUMBERS = st.integers(0, 5000).map(lambda whole: Fraction(whole, 100))
LEAVES = st.one_of(
    st.sampled_from(NAMES).map(Name),
    NUMBERS.map(literal),
    st.builds(
        lambda number, unit: Literal(number * UNITS[unit].scale, UNITS[unit].type, unit),
        NUMBERS,
        st.sampled_from(["%", "万元", "人"]),
    ),
)


def _inner(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    two = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), parts, parts),
        st.builds(Compare, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), parts, parts),
        st.builds(And, two),
        st.builds(Or, two),
        st.builds(Not, parts),
        st.builds(Negate, parts),
        st.builds(Between, parts, parts, parts),
        st.builds(Call, st.sampled_from(sorted(FUNCTIONS)), two),
    )


TREES = st.recursive(LEAVES, _inner, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(TREES)
def test_what_is_told_in_english_reads_back_as_the_same_tree(tree: Expr):
    told = Prose("en", {}).tell(tree).replace("−", "-")

    assert parse(told, NAMES) == tree


@settings(max_examples=400, deadline=None)
@given(TREES)
def test_what_is_told_in_chinese_reads_back_as_the_same_tree(tree: Expr):
    told = Prose("zh", {}).tell(tree)
    signs = {"−": "-", "，且 ": " 且 ", "，或 ": " 或 ", "并非（": "not (", "分值": "weight"}
    for said, written in signs.items():
        told = told.replace(said, written)

    assert parse(told, NAMES) == tree


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("实际 / 计划 <= 10%", "实际 ÷ 计划 ≤ 10%", "actual ÷ planned ≤ 10%"),
        ("weight * min(1, 实际 / 计划)", "分值 × 最小(1，实际 ÷ 计划)", "weight × min(1, actual ÷ planned)"),
        ("if 计划 = 0 then 0 else 1", "若 计划 = 0，则为 0，否则为 1", "0 if planned = 0, else 1"),
        ("实际 in (<= 10%)", "实际 ≤ 10%", "actual ≤ 10%"),
        ("实际 in (10%..20%]", "实际 属于 (10%, 20%]", "actual in (10%, 20%]"),
        ("not(实际 = 0.15 万元)", "并非（实际 = 0.15 万元）", "not (actual = 0.15 万元)"),
        (
            "实际 > 0 and (计划 > 0 or 实际 = 1)",
            "实际 > 0，且 （计划 > 0，或 实际 = 1）",
            "actual > 0 and (planned > 0 or actual = 1)",
        ),
    ],
)
def test_an_expression_is_told_in_both_languages(text: str, zh: str, en: str):
    called = {"实际": "actual", "计划": "planned"}
    tree = parse(text, called)

    assert (zh, en) == (Prose("zh", {}).tell(tree), Prose("en", called).tell(tree))
