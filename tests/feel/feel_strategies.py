"""Expressions and values for the laws of the language."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from youju.feel import (
    BOOLEAN,
    FUNCTIONS,
    MONEY,
    NUMBER,
    TEXT,
    UNITS,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    Item,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    literal,
)

TYPES = {
    "执行率": NUMBER, "weight": NUMBER, "a-b": NUMBER,
    "实际采购金额": MONEY, "非税收入": MONEY, "或有负债": MONEY,
    "是否公开": BOOLEAN, "介于性指标": BOOLEAN, "“三公”经费达标": BOOLEAN,
    "级别": TEXT,
}  # fmt: skip
_BY_TYPE = {
    kind: [Name(name) for name, found in TYPES.items() if found == kind] for kind in (NUMBER, MONEY, BOOLEAN, TEXT)
}

ODD_NAMES = st.sampled_from(
    [*TYPES, "甲且乙", "或", "max", "if", "冬至日", "x y", "１２", "a`b".replace("`", "'"), "真", "2023年数"]
)
COMPARE = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
BOOLS = st.booleans().map(literal)


def decimals(places: int = 3) -> st.SearchStrategy[Fraction]:
    """Finite decimals, none negative, as a source may write them."""
    return st.integers(0, 10**6).map(lambda whole: Fraction(whole, 10**places))


def _with_unit(value: Fraction, unit: str) -> Expr:
    return Literal(value * UNITS[unit].scale, UNITS[unit].type, unit)


PLAIN = decimals().map(literal)
WITH_UNIT = st.builds(_with_unit, decimals(), st.sampled_from(sorted(UNITS)))
CONSTANTS = st.one_of(PLAIN, WITH_UNIT, st.text(max_size=8).map(literal), BOOLS, st.just(literal(None)))


def _nodes(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    some = st.lists(parts, max_size=3).map(tuple)
    two = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Negate, parts),
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), parts, parts),
        st.builds(Compare, COMPARE, parts, parts),
        st.builds(And, two),
        st.builds(Or, two),
        st.builds(Not, parts),
        st.builds(Between, parts, parts, parts),
        st.builds(In, parts, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(If, parts, parts, parts),
        st.builds(Call, st.sampled_from([*FUNCTIONS, "没有", "no such"]), some),
        st.builds(ListOf, some),
        st.builds(RangeOf, parts, parts, st.booleans(), st.booleans()),
        st.builds(UnaryTest, COMPARE, parts),
        st.builds(Item, parts, parts),
    )


ANY_TREES: st.SearchStrategy[Expr] = st.recursive(CONSTANTS | ODD_NAMES.map(Name), _nodes, max_leaves=12)
"""Trees of every shape, well typed or not."""

NUMBERS: st.SearchStrategy[Expr] = st.deferred(
    lambda: st.one_of(
        PLAIN,
        st.sampled_from(_BY_TYPE[NUMBER]),
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), NUMBERS, NUMBERS),
        st.builds(Negate, NUMBERS),
        st.builds(If, TRUTHS, NUMBERS, NUMBERS),
        st.builds(lambda name, parts: Call(name, tuple(parts)), st.sampled_from(["min", "max", "sum"]), MEMBERS),
        st.builds(lambda part: Call("round half up", (part, literal(Fraction(2)))), NUMBERS),
    )
)
MEMBERS = st.lists(NUMBERS, min_size=1, max_size=3)
TRUTHS: st.SearchStrategy[Expr] = st.deferred(
    lambda: st.one_of(
        BOOLS,
        st.just(literal(None)),
        st.sampled_from(_BY_TYPE[BOOLEAN]),
        st.builds(Compare, COMPARE, NUMBERS, NUMBERS),
        st.builds(Between, NUMBERS, NUMBERS, NUMBERS),
        st.builds(lambda at, low, high: In(at, (RangeOf(low, high, True, False),)), NUMBERS, NUMBERS, NUMBERS),
        st.builds(lambda at, parts: In(at, tuple(parts)), NUMBERS, MEMBERS),
        st.builds(lambda at, parts: In(at, (ListOf(tuple(parts)),)), NUMBERS, MEMBERS),
        st.builds(Not, TRUTHS),
        st.lists(TRUTHS, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(TRUTHS, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.lists(TRUTHS, min_size=1, max_size=3).map(lambda parts: Call("any", tuple(parts))),
    )
)
"""Well-typed conditions over the names of TYPES."""

FACTS = st.fixed_dictionaries(
    {},
    optional={
        name: st.none()
        | {NUMBER: decimals(), MONEY: decimals(2), BOOLEAN: st.booleans(), TEXT: st.text(max_size=3)}[found]
        for name, found in TYPES.items()
    },
)
"""Some of the facts: null where asked for and not given, absent where unknown."""
