"""A query as expressions of Polars, level after level, in the narrowest whole numbers that cannot overflow.

Polars wraps an overflow round without a word, so nothing here may overflow: widths follow from the bounds of the
columns, which whoever gives a table has checked.
"""

# Polars' own hints leave what an expression may be made of partly unknown.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final

import polars as pl

from youju.population.columns.condition import COMPARISONS
from youju.population.columns.query import Query
from youju.population.columns.term import Node, Term, bounds_of, name_of, text_in

WIDTHS: Final[Sequence[tuple[int, type[pl.DataType]]]] = (
    (7, pl.Int8),
    (15, pl.Int16),
    (31, pl.Int32),
    (63, pl.Int64),
    (127, pl.Int128),
)


class TooWide(Exception):
    """A number that may outgrow 128 bits in some row, so that Polars might give a wrong one."""


def scored(frame: pl.LazyFrame, query: Query, *keys: str) -> pl.LazyFrame:
    """The results of a query over a table of facts, after some of its own columns. Raises TooWide."""
    wanted, levels = query.sheet.levels(query.results)
    frame = frame.select([*keys, *(_input(query.columns[name].node) for name in query.columns if name in wanted)])
    for level in levels:
        frame = frame.select([*keys, *level.kept, *(shown(value).alias(name) for name, value in level.new)])
    return frame.select([*keys, *(_cast(value, width_of(value)).alias(name) for name, value in query.results)])


def width_of(term: Term) -> type[pl.DataType]:
    """The type in which a term is worked out. Raises TooWide."""
    if isinstance(term, Node) and term.kind != "whole":
        return pl.Boolean if term.kind == "truth" else pl.String
    low, high = bounds_of(term)
    # One less than the type holds below, so that a sign can be turned.
    bits = max(abs(low), abs(high)).bit_length()
    for most, kind in WIDTHS:
        if bits <= most:
            return kind
    raise TooWide


def _input(node: Node) -> pl.Expr:
    column = pl.col(name_of(node))
    return column.cast(width_of(node)) if node.kind == "whole" else column


def shown(term: Term) -> pl.Expr:
    """A term as an expression."""
    if isinstance(term, int):
        return pl.lit(term, dtype=width_of(term))
    match term.op:
        case "column":
            return pl.col(name_of(term))
        case "true" | "false":
            return pl.lit(term.op == "true")
        case "null":
            return pl.lit(None, dtype=pl.Int32)
        case "below":
            return shown(term.parts[0])
        case "words":
            return pl.lit(text_in(term))
        case "case":
            return _case(term)
        case _:
            return _operation(term.op, term)


def _operation(op: str, term: Node) -> pl.Expr:
    if op in COMPARISONS:
        return _compared(op, *_alike(term.parts))
    if term.kind == "whole":
        return _arithmetic(op, term)
    parts = [shown(part) for part in term.parts]
    match op:
        case "and":
            return reduce(lambda one, other: one & other, parts)
        case "or":
            return reduce(lambda one, other: one | other, parts)
        case "not":
            return ~parts[0]
        case "known":
            return parts[0].is_not_null()
        case "holds":
            return parts[0].fill_null(False)
        case "stands":
            return parts[0].fill_null(True)
        case _:
            raise AssertionError(op)


def _compared(op: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    match op:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _arithmetic(op: str, term: Node) -> pl.Expr:
    parts = _alike(term.parts, width_of(term))
    match op:
        case "plus":
            return parts[0] + parts[1]
        case "times":
            return parts[0] * parts[1]
        case "minus":
            return -parts[0]
        case "abs":
            return parts[0].abs()
        case "sign":
            return parts[0].sign()
        case "nonzero":
            return pl.when(parts[0] != 0).then(parts[0])
        case "floor" | "exactly":
            # Polars' own division of whole numbers goes down, as `floor` must.
            return parts[0] // parts[1]
        case _:
            raise TooWide


def _alike(terms: Sequence[Term], least: type[pl.DataType] = pl.Boolean) -> list[pl.Expr]:
    """Terms in the width of the widest."""
    kinds = [least, *map(width_of, terms)]
    widths = [kind for _, kind in WIDTHS]
    wide = max((kind for kind in kinds if kind in widths), key=widths.index, default=None)
    return [shown(term) if wide is None else _cast(term, wide) for term in terms]


def _case(term: Node) -> pl.Expr:
    *options, otherwise = term.parts
    wide = width_of(term)
    chain = pl.when(shown(_node(options[0]))).then(_cast(options[1], wide))
    for when, value in zip(options[2::2], options[3::2], strict=True):
        chain = chain.when(shown(_node(when))).then(_cast(value, wide))
    if isinstance(otherwise, Node) and otherwise.op == "null":
        return chain
    return chain.otherwise(_cast(otherwise, wide))


def _node(term: Term) -> Node:
    assert isinstance(term, Node)
    return term


def _cast(term: Term, wide: type[pl.DataType]) -> pl.Expr:
    if isinstance(term, int):
        return pl.lit(term, dtype=wide)
    if term.op == "null":
        return pl.lit(None, dtype=wide)
    return shown(term) if width_of(term) == wide else shown(term).cast(wide)
