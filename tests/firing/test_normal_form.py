"""The normal form of a condition is true, and false, exactly where the condition is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Between,
    Compare,
    Expr,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    Value,
    conjunction,
    disjunction,
    evaluate,
    literal,
    parse,
)
from youju.firing.normal import Normal, NotNormal, normal

NUMBERS, TRUTHS = ("甲", "乙", "丙"), ("子", "丑", "寅")
OPS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
SMALL = st.integers(-2, 2).map(Fraction)
TERMS: st.SearchStrategy[Expr] = st.recursive(
    st.one_of(st.sampled_from(NUMBERS).map(Name), SMALL.map(literal)),
    lambda terms: st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), terms, terms),
    max_leaves=3,
)
RANGES = st.builds(RangeOf, SMALL.map(literal), SMALL.map(literal), st.booleans(), st.booleans())
TESTS = st.one_of(RANGES, st.builds(UnaryTest, OPS, SMALL.map(literal)), SMALL.map(literal))
ATOMS: st.SearchStrategy[Expr] = st.one_of(
    st.builds(Compare, OPS, TERMS, TERMS),
    st.sampled_from(TRUTHS).map(Name),
    st.booleans().map(literal),
    st.builds(Between, TERMS, TERMS, TERMS),
    st.builds(In, TERMS, st.lists(TESTS, min_size=1, max_size=3).map(tuple)),
    st.builds(In, TERMS, st.lists(TESTS, min_size=1, max_size=2).map(lambda tests: (ListOf(tuple(tests)),))),
)


def _nodes(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, some), st.builds(Or, some), st.builds(Not, parts))


CONDITIONS = st.recursive(ATOMS, _nodes, max_leaves=6)
FACTS = st.fixed_dictionaries(
    {name: st.one_of(st.just(UNKNOWN), SMALL) for name in NUMBERS}
    | {name: st.sampled_from([True, False, UNKNOWN]) for name in TRUTHS}
)


def holds(form: Normal, facts: Mapping[str, Value]) -> Value:
    """What a normal form comes to, by Kleene's logic."""
    return disjunction(
        conjunction(evaluate(Compare(atom.op, atom.left, atom.right), facts) for atom in atoms)  # type: ignore[misc]
        for atoms in form
    )


@given(CONDITIONS, FACTS)
def test_the_two_normal_forms_hold_exactly_where_the_condition_is_true_and_where_it_is_false(
    condition: Expr, facts: dict[str, Value]
) -> None:
    try:
        true, false = normal(condition, True), normal(condition, False)
    except NotNormal:
        return
    truth = evaluate(condition, facts)

    assert (holds(true, facts) is True) == (truth is True)
    assert (holds(false, facts) is True) == (truth is False)


@given(CONDITIONS, FACTS)
def test_an_unknown_condition_leaves_both_normal_forms_without_a_conjunction_that_holds(
    condition: Expr, facts: dict[str, Value]
) -> None:
    if evaluate(condition, facts) is not UNKNOWN:
        return
    try:
        forms = [normal(condition, side) for side in (True, False)]
    except NotNormal:
        return

    assert [UNKNOWN, UNKNOWN] == [holds(form, facts) for form in forms]


@pytest.mark.parametrize("truth", [True, False])
def test_a_constant_has_the_empty_conjunction_on_its_own_side_and_nothing_on_the_other(truth: bool) -> None:
    assert ((),) == normal(literal(truth), truth)
    assert () == normal(literal(truth), not truth)


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(parse("if 甲 > 1 then true else false", ["甲"]), id="if"),
        pytest.param(Literal(None, literal(None).type), id="null"),
        pytest.param(If(Name("子"), Name("丑"), Name("寅")), id="if-of-names"),
        pytest.param(And((Name("子"), If(Name("子"), Name("丑"), Name("寅")))), id="if-inside-and"),
        pytest.param(In(Name("甲"), (Name("乙"),)), id="in-a-name"),
    ],
)
def test_a_form_that_comparisons_cannot_say_is_refused(condition: Expr) -> None:
    with pytest.raises(NotNormal):
        normal(condition, True)


def test_a_condition_of_too_many_conjunctions_is_refused_on_that_side_only() -> None:
    pair = Or((Name("子"), Name("丑")))
    wide = And((pair,) * 6)

    assert 6 == len(normal(wide, False))
    with pytest.raises(NotNormal):
        normal(wide, True)
