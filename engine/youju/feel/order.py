"""Equality, order and membership over values, unknown included (DMN 1.5, 10.3.2.2 and 10.3.2.9)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from youju.feel.problems import FeelError, Problem
from youju.feel.tree import Span
from youju.feel.values import UNKNOWN, Range, Truth, Value, conjunction, disjunction, kind_of, negation

OrderOp: TypeAlias = Literal["<", "<=", ">", ">="]


def fault(code: str, zh: str, en: str, span: Span) -> FeelError:
    """An error met while evaluating."""
    return FeelError(Problem(code, zh, en, span.start, span.end))


def equal(left: Value, right: Value, span: Span) -> Truth:
    """`left = right`: null equals only null; lists member by member; different kinds are a FeelError."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return left is right
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return conjunction(equal(one, other, span) for one, other in zip(left, right, strict=True))
    if isinstance(left, Range) and isinstance(right, Range):
        if left.shape != right.shape:
            return False
        return conjunction((equal(left.low, right.low, span), equal(left.high, right.high, span)))
    if kind_of(left) != kind_of(right):
        zh, en = "不同类型的值不能比较", "values of different types cannot be compared"
        raise fault("feel-compare-types", zh, en, span)
    return left == right


def same(left: Value, right: Value) -> bool:
    """True where both are one and the same value, fully known; never raises."""
    if left is UNKNOWN or right is UNKNOWN or kind_of(left) != kind_of(right):
        return False
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(same(one, other) for one, other in zip(left, right, strict=True))
    if isinstance(left, Range) and isinstance(right, Range):
        return left.shape == right.shape and same(left.low, right.low) and same(left.high, right.high)
    return left == right


def ordered(op: OrderOp, left: Value, right: Value, span: Span) -> Truth:
    """`left op right` over two numbers or two texts; null with either is null."""
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if left is None or right is None:
        return None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _numbers(op, left, right)
    if isinstance(left, str) and isinstance(right, str):
        # One comparison by code point; the operators then differ as for numbers.
        return _numbers(op, Fraction((left > right) - (left < right)), Fraction(0))
    raise fault(
        "feel-compare-types", "只有两个数值或两段文字能比大小", "only two numbers or two texts have an order", span
    )


def _numbers(op: OrderOp, left: Fraction, right: Fraction) -> bool:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right


def contains(test: Value, value: Value, span: Span) -> Truth:
    """`value in test`: in a range, among the members of a list (ranges among them too), or equal to it."""
    if isinstance(test, Range):
        return _in_range(test, value, span)
    if isinstance(test, tuple):
        among = [_meets(one, value, span) for one in test]
        return disjunction([*among, _meets_whole(test, value, span)])
    return equal(value, test, span)


def _meets(member: Value, value: Value, span: Span) -> Truth:
    """A member of another kind is simply not the value: lists may be mixed."""
    if isinstance(member, Range) and not isinstance(value, Range):
        low = UNKNOWN if value is UNKNOWN else member.low
        known = low is not UNKNOWN and low is not None and value is not None
        return False if known and kind_of(low) != kind_of(value) else _in_range(member, value, span)
    try:
        return equal(value, member, span)
    except FeelError:
        return False


def _meets_whole(test: tuple[Value, ...], value: Value, span: Span) -> Truth:
    return _meets(test, value, span) if isinstance(value, tuple) else False


def _in_range(test: Range, value: Value, span: Span) -> Truth:
    match test.shape:
        case "=":
            return equal(value, test.low, span)
        case "!=":
            return negation(equal(value, test.low, span))
        case "<" | "<=" | ">" | ">=":
            return ordered(test.shape, value, test.low, span)
        case "[]" | "[)" | "(]" | "()":
            low: OrderOp = ">=" if test.shape[0] == "[" else ">"
            high: OrderOp = "<=" if test.shape[1] == "]" else "<"
            return conjunction((ordered(low, value, test.low, span), ordered(high, value, test.high, span)))
