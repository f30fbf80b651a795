"""A condition taken apart: its atoms, each with what must hold beside it so that it alone decides the condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from youju.feel import (
    And,
    Between,
    Call,
    Compare,
    CompareOp,
    Expr,
    If,
    In,
    ListOf,
    Name,
    Not,
    Or,
    RangeOf,
    UnaryTest,
)
from youju.regress.obligations.look import Asked
from youju.structs import Struct


class Atom(Struct):
    """A part that is true or false by itself; where all of a group of `decides` holds, flipping it flips the whole."""

    expr: Expr
    decides: tuple[tuple[Asked, ...], ...]


def atoms(condition: Expr, quantities: Mapping[str, Expr]) -> tuple[Atom, ...]:
    """The atoms in the order they are written; names of `quantities` that are conditions are taken apart as well."""
    return tuple(_atoms(plain(condition, quantities), ((),)))


def plain(condition: Expr, quantities: Mapping[str, Expr]) -> Expr:
    """The same condition in `and`, `or`, `not`, `if` and comparisons: ranges and lists as the comparisons they are."""
    match condition:
        case And(parts):
            return And(tuple(plain(part, quantities) for part in parts))
        case Or(parts):
            return Or(tuple(plain(part, quantities) for part in parts))
        case Not(operand):
            return Not(plain(operand, quantities))
        case If(when, then, otherwise):
            return If(plain(when, quantities), plain(then, quantities), plain(otherwise, quantities))
        case Between(operand, low, high):
            return And((Compare(">=", operand, low), Compare("<=", operand, high)))
        case In(operand, tests):
            return _one_of(tuple(_test(operand, test) for test in tests))
        case Call("all", _):
            return And(tuple(plain(part, quantities) for part in condition.operands))
        case Call("any", _):
            return Or(tuple(plain(part, quantities) for part in condition.operands))
        case Name(name) if name in quantities:
            return plain(quantities[name], quantities)
        case _:
            return condition


def _test(operand: Expr, test: Expr) -> Expr:
    match test:
        case UnaryTest(op, right):
            return Compare(op, operand, right)
        case RangeOf(low, high, low_closed, high_closed):
            ends: tuple[tuple[CompareOp, Expr], ...] = (
                (">=" if low_closed else ">", low),
                ("<=" if high_closed else "<", high),
            )
            return And(tuple(Compare(op, operand, end) for op, end in ends))
        case ListOf(items):
            return _one_of(tuple(_test(operand, item) for item in items))
        case _:
            return Compare("=", operand, test)


def _one_of(parts: tuple[Expr, ...]) -> Expr:
    return parts[0] if len(parts) == 1 else Or(parts)


def _atoms(expr: Expr, decides: tuple[tuple[Asked, ...], ...]) -> Iterator[Atom]:
    match expr:
        case And(parts) | Or(parts):
            neutral = isinstance(expr, And)
            for i, part in enumerate(parts):
                beside = tuple(Asked(other, neutral) for j, other in enumerate(parts) if j != i)
                yield from _atoms(part, tuple((*group, *beside) for group in decides))
        case Not(operand):
            yield from _atoms(operand, decides)
        case If(when, then, otherwise):
            # The condition decides where the branches differ, a branch where it is the one taken.
            apart = ((Asked(then, True), Asked(otherwise, False)), (Asked(then, False), Asked(otherwise, True)))
            yield from _atoms(when, tuple((*group, *more) for group, more in product(decides, apart)))
            yield from _atoms(then, tuple((*group, Asked(when, True)) for group in decides))
            yield from _atoms(otherwise, tuple((*group, Asked(when, False)) for group in decides))
        case _:
            yield Atom(expr, decides)
