"""Exact evaluation over known, null and unknown values.

Null spreads through arithmetic, order and functions as in FEEL. Unknown spreads further, unless the result is the same
whatever the unknown turns out to be: `false and x`, `true or x`, an `if` whose branches agree, a list test already met.
Where null and unknown meet the result is unknown. Law: once a result is determined, knowing more never changes it.
A division by zero is unknown, and stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from youju.feel.builtins import apply
from youju.feel.order import contains, equal, fault, ordered, same
from youju.feel.powers import exact_power, limited, power_34
from youju.feel.problems import FeelError, Problem
from youju.feel.tree import (
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
    Span,
    UnaryTest,
)
from youju.feel.values import UNKNOWN, Range, Shape, Truth, Value, conjunction, disjunction, is_value, negation

Env: TypeAlias = Mapping[str, Value]

_SHAPES: Final[Mapping[tuple[bool, bool], Shape]] = {
    (True, True): "[]",
    (True, False): "[)",
    (False, True): "(]",
    (False, False): "()",
}


def evaluate(expr: Expr, env: Env, *, inexact_powers: bool = False) -> Value:
    """The value of `expr`, names read from `env`; a name that is not there is UNKNOWN.

    Numbers are exact. `**` takes whole exponents only, unless `inexact_powers`: then a fractional power is exact where
    34 digits hold it, and else rounded to 34 digits (DMN 1.5, 10.3.2.3.1: decimal128); never use that for points.
    Raises FeelError on a type error met on the way, and on numbers beyond the bounds of `powers`.
    """
    try:
        return _value(expr, env, inexact_powers)
    except RecursionError:
        raise FeelError(Problem("feel-too-deep", "表达式嵌套过深", "nested too deep", *expr.span)) from None


def _value(expr: Expr, env: Env, inexact: bool) -> Value:
    match expr:
        case Literal():
            return expr.value
        case Name():
            return _named(expr, env)
        case Compare():
            return _compare(expr, _value(expr.left, env, inexact), _value(expr.right, env, inexact))
        case Arithmetic():
            return _arithmetic(expr, _value(expr.left, env, inexact), _value(expr.right, env, inexact), inexact)
        case And(parts) | Or(parts):
            return _junction(expr, tuple(_value(part, env, inexact) for part in parts))
        case Not(operand):
            return negation(_truth(_value(operand, env, inexact), operand.span))
        case If():
            return _if(expr, env, inexact)
        case In(operand, tests):
            found = _value(operand, env, inexact)
            return disjunction(contains(_value(test, env, inexact), found, expr.span) for test in tests)
        case Between():
            at, low, high = (_value(part, env, inexact) for part in (expr.operand, expr.low, expr.high))
            return conjunction((ordered(">=", at, low, expr.span), ordered("<=", at, high, expr.span)))
        case _:
            return _composite(expr, env, inexact)


def _composite(expr: Negate | Call | ListOf | RangeOf | UnaryTest | Item, env: Env, inexact: bool) -> Value:
    match expr:
        case Negate(operand):
            value = _value(operand, env, inexact)
            if value is None or value is UNKNOWN:
                return value
            return -_number(value, operand.span)
        case Call(function, args):
            return apply(function, tuple(_value(arg, env, inexact) for arg in args), expr.span)
        case ListOf(items):
            return tuple(_value(one, env, inexact) for one in items)
        case RangeOf():
            low, high = _value(expr.low, env, inexact), _value(expr.high, env, inexact)
            return Range(_SHAPES[expr.low_closed, expr.high_closed], low, high)
        case UnaryTest(op, operand):
            return Range(op, _value(operand, env, inexact))
        case Item():
            return _item(_value(expr.operand, env, inexact), _value(expr.index, env, inexact), expr.index.span)


def _named(expr: Name, env: Env) -> Value:
    value = env.get(expr.name, UNKNOWN)
    if not is_value(value):
        kind = type(value).__name__
        zh = f"`{expr.name}` 的值不是本语言的值({kind});数值须为 Fraction"
        raise FeelError(Problem("feel-foreign-value", zh, f"`{expr.name}` is no value here: {kind}", *expr.span))
    return value


def _truth(value: Value, span: Span) -> Truth:
    if value is None or value is UNKNOWN or isinstance(value, bool):
        return value
    raise fault("feel-not-boolean", "这里要是非值", "a truth value is wanted here", span)


def _number(value: Value, span: Span) -> Fraction:
    if isinstance(value, Fraction):
        return value
    raise fault("feel-not-number", "这里要数值", "a number is wanted here", span)


def _junction(expr: And | Or, values: tuple[Value, ...]) -> Truth:
    """A deciding part decides even beside one of a wrong type (DMN 1.5, 10.3.2.10); an unknown part may yet decide."""
    deciding = isinstance(expr, Or)
    if any(value is deciding for value in values):
        return deciding
    if UNKNOWN in values:
        return UNKNOWN
    truths = tuple(_truth(value, part.span) for value, part in zip(values, expr.parts, strict=True))
    return disjunction(truths) if deciding else conjunction(truths)


def _if(expr: If, env: Env, inexact: bool) -> Value:
    condition = _truth(_value(expr.condition, env, inexact), expr.condition.span)
    if condition is UNKNOWN:
        then, otherwise = _value(expr.then, env, inexact), _value(expr.otherwise, env, inexact)
        return then if same(then, otherwise) else UNKNOWN
    return _value(expr.then if condition else expr.otherwise, env, inexact)


def _compare(expr: Compare, left: Value, right: Value) -> Truth:
    match expr.op:
        case "=":
            return equal(left, right, expr.span)
        case "!=":
            return negation(equal(left, right, expr.span))
        case op:
            return ordered(op, left, right, expr.span)


def _arithmetic(expr: Arithmetic, left: Value, right: Value, inexact: bool) -> Value:
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    if isinstance(left, str) and isinstance(right, str) and expr.op == "+":
        return _joined(left, right, expr.span)
    if left is None or right is None:
        return None
    x, y = _number(left, expr.left.span), _number(right, expr.right.span)
    match expr.op:
        case "+":
            return limited(x + y, expr.span)
        case "-":
            return limited(x - y, expr.span)
        case "*":
            return limited(x * y, expr.span)
        case "/":
            return limited(x / y, expr.span) if y else UNKNOWN
        case "**":
            return power_34(x, y, expr.span) if inexact else exact_power(x, y, expr.span)


def _joined(left: str, right: str, span: Span) -> str:
    if len(left) + len(right) > 100_000:
        raise fault("feel-text-limit", "文字过长", "the text is too long", span)
    return left + right


def _item(found: Value, index: Value, span: Span) -> Value:
    """`list[i]`, from 1, from the end where negative; anything but a list counts as a list of one."""
    if found is UNKNOWN or index is UNKNOWN:
        return UNKNOWN
    if found is None or index is None:
        return None
    items = found if isinstance(found, tuple) else (found,)
    at = _number(index, span)
    if at.denominator != 1 or at == 0 or abs(at) > len(items):
        return None
    return items[int(at) - 1 if at > 0 else int(at)]
