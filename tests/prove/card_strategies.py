"""Expressions and cards at random, with thresholds that their facts do reach."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from prove_kit import indicator

from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    ListOf,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    literal,
)

COMPARISONS = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
ROUNDINGS = ("floor", "ceiling", "round up", "round down", "round half up", "round half down", "decimal")
_CONSTANTS = st.sampled_from([Fraction(text) for text in ("0", "1", "2", "-1", "1/2", "3/2", "1/100")]).map(literal)
_LEAVES = st.one_of(st.sampled_from("abc").map(Name), _CONSTANTS)
_SIMPLE = st.one_of(st.sampled_from("pq").map(Name), st.builds(Compare, COMPARISONS, _LEAVES, _LEAVES))


def numbers(depth: int = 2) -> st.SearchStrategy[Expr]:
    """Numbers over the facts a, b, c (numbers) and p, q (truth values)."""
    if depth == 0:
        return _LEAVES
    x, when = numbers(depth - 1), conditions(depth - 1)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*//"), x, x),
        st.builds(Arithmetic, st.just("**"), x, st.sampled_from((0, 1, 2, -1, -2)).map(Fraction).map(literal)),
        st.builds(Call, st.sampled_from(("min", "max", "sum", "mean", "count", "modulo")), st.tuples(x, x)),
        st.builds(Call, st.just("abs"), st.tuples(x)),
        st.builds(
            Call, st.sampled_from(ROUNDINGS), st.tuples(x, st.sampled_from((0, 1, -1)).map(Fraction).map(literal))
        ),
        st.builds(If, when, x, x),
        st.builds(Negate, x),
    )


def conditions(depth: int = 2) -> st.SearchStrategy[Expr]:
    """Conditions over the same facts."""
    if depth == 0:
        return _SIMPLE
    x, when = numbers(depth - 1), conditions(depth - 1)
    tests = st.tuples(
        st.builds(RangeOf, _LEAVES, _LEAVES, st.booleans(), st.booleans()),
        st.builds(UnaryTest, COMPARISONS, _LEAVES),
        st.builds(ListOf, st.tuples(_LEAVES, _LEAVES)),
    )
    return st.one_of(
        st.builds(Compare, COMPARISONS, x, x),
        st.builds(Compare, st.sampled_from(("=", "!=")), when, when),
        st.builds(And, st.tuples(when, when)),
        st.builds(Or, st.tuples(when, when)),
        st.builds(Call, st.sampled_from(("any", "all")), st.tuples(when, when)),
        st.builds(Not, when),
        st.builds(Between, x, x, x),
        st.builds(In, x, tests),
        st.builds(If, when, when, when),
    )


VALUES = st.fixed_dictionaries(
    {name: st.sampled_from([UNKNOWN, *map(Fraction, ("0", "1", "2", "-1", "1/2", "5/2", "-5/2"))]) for name in "abc"}
    | {name: st.sampled_from((UNKNOWN, True, False)) for name in "pq"}
)
"""Values of the facts, some of them not known, many on the thresholds of those expressions."""

_LETS = st.sampled_from(
    [
        {"r": ["a / b"]},
        {"r": ["abs(a - b) / b"]},
        {"r": ["a / b", "c / 4"]},
        {"r": ["(a + c) / (b + 1)"]},
        {"r": ["abs(a / b - 1)"]},
    ]
)
_WHENS = st.sampled_from(
    [
        "r >= 95%",
        "r > 1",
        "r <= 0.5",
        "r = 1",
        "p",
        "not(p) and r < 2",
        "p or r >= 1",
        "a > b",
        "b = 0",
        "r in [0.4..1.2]",
    ]
)
_POINTS = st.sampled_from(
    [
        "weight", "0", "2", "weight * min(1, r)", "max(0, weight - floor((r - 1) / 10%))", "weight * r / 3",
        "max(0, weight - a)", "round half up(weight * r, 0)", "if p then 3 else 1 / r", "a / (b + c)",
    ]
)  # fmt: skip
CARDS = st.builds(
    indicator,
    st.lists(st.tuples(_WHENS, _POINTS), min_size=1, max_size=4),
    _LETS,
    st.sampled_from(("first", "unique", "sum")),
)
"""Small cards over a, b, c and p: bands, shares, steps, checklists, with gaps and overlaps as they fall."""
