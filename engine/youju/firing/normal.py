"""Conditions in disjunctive normal form, which holds and fails exactly as the condition does, unknown included.

Distribution and De Morgan's laws hold in Kleene's logic, so a condition is true where one conjunction of atoms is,
false where one conjunction of its negation is, and unknown otherwise. An engine that knows only conjunctions of
comparisons can thereby decide all three.
"""

from __future__ import annotations

from itertools import product

from youju.feel import And, Between, Compare, CompareOp, Expr, In, ListOf, Literal, Name, Not, Or, RangeOf, UnaryTest
from youju.feel import literal as constant
from youju.structs import Struct

MAX_CONJUNCTIONS = 32

_NEGATED: dict[CompareOp, CompareOp] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Atom(Struct):
    """A comparison of two expressions without `and`, `or` or `not` in it."""

    op: CompareOp
    left: Expr
    right: Expr


Conjunction = tuple[Atom, ...]
Normal = tuple[Conjunction, ...]


class NotNormal(Exception):
    """The condition has a form that conjunctions of comparisons cannot say, or too many of them."""


def normal(expr: Expr, holds: bool) -> Normal:
    """The conjunctions of which one is true exactly where `expr` is true (`holds`) or false (not `holds`)."""
    match expr:
        case Literal(bool() as value):
            return ((),) if value is holds else ()
        case Name():
            return ((Atom("=", expr, constant(holds)),),)
        case Compare(op, left, right):
            return ((Atom(op if holds else _NEGATED[op], left, right),),)
        case Not(operand):
            return normal(operand, not holds)
        case And(parts):
            return _all(parts, holds) if holds else _any(parts, holds)
        case Or(parts):
            return _any(parts, holds) if holds else _all(parts, holds)
        case Between(operand, low, high):
            return normal(And((Compare(">=", operand, low), Compare("<=", operand, high))), holds)
        case In(operand, tests):
            return normal(_either([_test(operand, test) for test in tests]), holds)
        case _:
            raise NotNormal


def _all(parts: tuple[Expr, ...], holds: bool) -> Normal:
    found: Normal = ((),)
    for part in parts:
        found = tuple(left + right for left, right in product(found, normal(part, holds)))
        if len(found) > MAX_CONJUNCTIONS:
            raise NotNormal
    return found


def _any(parts: tuple[Expr, ...], holds: bool) -> Normal:
    found = tuple(conjunction for part in parts for conjunction in normal(part, holds))
    if len(found) > MAX_CONJUNCTIONS:
        raise NotNormal
    return found


def _test(operand: Expr, test: Expr) -> Expr:
    match test:
        case RangeOf(low, high, low_closed, high_closed):
            bottom = Compare(">=" if low_closed else ">", operand, low)
            return And((bottom, Compare("<=" if high_closed else "<", operand, high)))
        case UnaryTest(op, value):
            return Compare(op, operand, value)
        case ListOf(items) if items:
            return _either([_test(operand, item) for item in items])
        case Literal():
            return Compare("=", operand, test)
        case _:
            raise NotNormal


def _either(parts: list[Expr]) -> Expr:
    return parts[0] if len(parts) == 1 else Or(tuple(parts))
