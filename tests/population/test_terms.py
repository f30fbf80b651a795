"""What terms are simplified to means the same in every row, with NULL for what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.population.columns.condition import (
    chosen,
    compared,
    conjunction,
    disjunction,
    holds,
    known,
    negation,
    stands,
)
from youju.population.columns.quotient import Quotient, divided, ordered
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import (
    UNKNOWN_NUMBER,
    Node,
    Term,
    bounds_of,
    column,
    magnitude,
    minus,
    nullable,
    plus,
    times,
)

Held: TypeAlias = int | bool | None
Row: TypeAlias = Mapping[str, Held]
NUMBERS = {"a": (0, 3), "b": (-2, 2)}
ROWS: list[Row] = [
    dict(zip("abp", held, strict=True))
    for held in product((0, 1, 2, 3, None), (-2, -1, 0, 1, 2, None), (True, False, None))
]
SIGNS: dict[str, Callable[[int, int], bool]] = {
    "=": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip


def value(term: Term, row: Row) -> Held:
    """A term in a row, worked out as it is written."""
    if isinstance(term, int):
        return term
    if term.op == "column":
        return row[term.text.strip('"')]
    if term.op == "case":
        *options, otherwise = term.parts
        ways = zip(options[::2], options[1::2], strict=True)
        return next((value(way, row) for when, way in ways if value(when, row) is True), value(otherwise, row))
    return _operation(term.op, [value(part, row) for part in term.parts])


def _operation(op: str, parts: list[Held]) -> Held:
    match op:
        case "true" | "false":
            return op == "true"
        case "null":
            return None
        case "below":
            return parts[0]
        case "known":
            return parts[0] is not None
        case "holds":
            return parts[0] is True
        case "stands":
            return parts[0] is not False
        case "and":
            return False if False in parts else None if None in parts else True
        case "or":
            return True if True in parts else None if None in parts else False
        case _:
            return None if None in parts else _strict(op, [part for part in parts if part is not None])


def _strict(op: str, parts: list[int]) -> Held:
    match op:
        case "plus":
            return parts[0] + parts[1]
        case "times":
            return parts[0] * parts[1]
        case "minus":
            return -parts[0]
        case "abs":
            return abs(parts[0])
        case "not":
            return not parts[0]
        case _:
            return SIGNS[op](*parts)


@dataclass(frozen=True)
class Pair:
    """A term as the product builds it, and what it must be in each row of ROWS."""

    term: Term
    values: tuple[Held, ...] = field(repr=False)


def built(term: Term, op: str, *pairs: Pair) -> Pair:
    return Pair(term, tuple(_operation(op, list(held)) for held in zip(*(pair.values for pair in pairs), strict=True)))


def plain(name: str) -> Pair:
    node = column(name, "whole", NUMBERS[name]) if name in NUMBERS else column(name, "truth")
    return Pair(node, tuple(row[name] for row in ROWS))


def fixed(number: int) -> Pair:
    return Pair(number, (number,) * len(ROWS))


def truth(pair: Pair) -> Node:
    assert isinstance(pair.term, Node)
    return pair.term


def choice(options: list[tuple[Pair, Pair]], otherwise: Pair) -> Pair:
    def held(row: int) -> Held:
        return next((way.values[row] for when, way in options if when.values[row] is True), otherwise.values[row])

    term = chosen([(truth(when), way.term) for when, way in options], otherwise.term)
    return Pair(term, tuple(map(held, range(len(ROWS)))))


UNKNOWN = Pair(UNKNOWN_NUMBER, (None,) * len(ROWS))
LEAVES = st.sampled_from([plain("a"), plain("b"), *map(fixed, range(-3, 4))])


def grown(numbers: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    return st.one_of(
        st.builds(lambda one, other: built(plus(one.term, other.term), "plus", one, other), numbers, numbers),
        st.builds(lambda one, other: built(times(one.term, other.term), "times", one, other), numbers, numbers),
        st.builds(lambda one: built(minus(one.term), "minus", one), numbers),
        st.builds(lambda one: built(magnitude(one.term), "abs", one), numbers),
    )


WHOLE = st.recursive(LEAVES, grown, max_leaves=5)
SIMPLE = st.one_of(
    st.just(plain("p")),
    st.builds(
        lambda op, one, other: built(compared(op, one.term, other.term), op, one, other),
        st.sampled_from(sorted(SIGNS)), WHOLE, WHOLE,
    ),
)  # fmt: skip


def combined(truths: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    return st.one_of(
        st.builds(lambda one: built(negation(truth(one)), "not", one), truths),
        st.builds(lambda one: built(holds(truth(one)), "holds", one), truths),
        st.builds(lambda one: built(stands(truth(one)), "stands", one), truths),
        st.builds(lambda one: built(known(one.term), "known", one), truths),
        st.builds(lambda x, y: built(conjunction([truth(x), truth(y)]), "and", x, y), truths, truths),
        st.builds(lambda x, y: built(disjunction([truth(x), truth(y)]), "or", x, y), truths, truths),
    )


TRUTHS = st.recursive(SIMPLE, combined, max_leaves=4)
# A condition and its denial stand side by side in cards: so they do here.
DENIED = st.builds(lambda one: [one, built(negation(truth(one)), "not", one)], TRUTHS)
CHOICES = st.builds(
    lambda pairs, more, ways, end: choice(list(zip([*pairs, *more], ways, strict=False)), end),
    DENIED, st.lists(TRUTHS, max_size=2), st.lists(WHOLE, min_size=4, max_size=4), st.one_of(WHOLE, st.just(UNKNOWN)),
)  # fmt: skip


@given(st.one_of(WHOLE, TRUTHS, CHOICES))
def test_a_simplified_term_is_the_plain_one_in_every_row(pair: Pair) -> None:
    told = tuple(value(pair.term, row) for row in ROWS)

    assert pair.values == told


@given(st.one_of(WHOLE, CHOICES))
def test_a_number_keeps_its_bounds_and_is_unknown_only_where_it_says_so(pair: Pair) -> None:
    low, high = bounds_of(pair.term)
    outside = [held for held in pair.values if held is not None and not low <= held <= high]

    assert (outside, True) == ([], nullable(pair.term) or None not in pair.values)


@given(st.one_of(SIMPLE, CHOICES, st.lists(SIMPLE, min_size=2, max_size=2).map(lambda pair: _both(*pair))))
def test_a_sheet_knows_where_a_value_is_known(pair: Pair) -> None:
    sheet = Sheet()
    where = sheet.known(sheet.column(pair.term))
    told = [value(_spelled(sheet, where), row) for row in ROWS]

    assert [held is not None for held in pair.values] == told


def _both(one: Pair, other: Pair) -> Pair:
    return built(conjunction([truth(one), truth(other)]), "and", one, other)


def _spelled(sheet: Sheet, where: Node) -> Node:
    """A condition over the table alone: the columns of the sheet put back."""
    defined = {name: node for _, level in [sheet.levels([("x", where)])] for one in level for name, node in one.new}

    def back(term: Term) -> Term:
        if isinstance(term, int) or term.op != "column":
            return term if isinstance(term, int) else _with(term, tuple(map(back, term.parts)))
        name = term.text.strip('"')
        return back(defined[name]) if name in defined else term

    spelled = back(where)
    assert isinstance(spelled, Node)
    return spelled


def _with(node: Node, parts: tuple[Term, ...]) -> Node:
    return Node(node.op, parts, node.text, node.kind, node.bounds, node.nullable, node.depth, node.reads)


@pytest.mark.parametrize("op", sorted(SIGNS))
@pytest.mark.parametrize("limit", [Fraction(-1), Fraction(0), Fraction(2, 3), Fraction(1), Fraction(3)])
def test_a_share_is_compared_as_it_is_and_nothing_is_shared_by_nobody(op: str, limit: Fraction) -> None:
    hundreds = Quotient(times(100, column("b", "whole", (-2, 2))))
    share = divided(hundreds, Quotient(times(100, column("a", "whole", (0, 3)))))
    term = ordered(op, share, Quotient(limit.numerator, limit.denominator))
    told = [value(term, row) for row in ROWS]

    assert [_share_compared(op, row["b"], row["a"], limit) for row in ROWS] == told


def _share_compared(op: str, part: Held, whole: Held, limit: Fraction) -> Held:
    if part is None or not whole:
        return None
    return SIGNS[op](part * limit.denominator, whole * limit.numerator)
