"""The comparisons of a condition, and their parts read back: the values of both sides and the gap between them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.feel import Between, Compare, Expr, In, ListOf, RangeOf, UnaryTest, Value, comparisons
from youju.ledger.explained.amounts import GAPS, says
from youju.ledger.explained.context import Context


def leaves(context: Context, rule: str, number: str = "") -> list[Expr]:
    """The comparisons of a rule's condition, or the one of a number."""
    every = comparisons(context.condition(rule))
    return [every[int(number)]] if number else list(every)


def says_side(context: Context, rule: str, number: str, part: str, zh: str, en: str) -> bool:
    """Whether both texts say a part of a comparison: the value of its `left` or `right`, or the `gap` between them."""
    return any(_says_part(context, one, part, zh, en) for leaf in leaves(context, rule, number) for one in bounds(leaf))


def says_value(context: Context, value: Value, zh: str, en: str) -> bool:
    """Whether both texts say the value of a side: a number in a unit that it may have, else its word."""
    if isinstance(value, bool):
        return (zh, en) == (("是", "yes") if value else ("否", "no"))
    if not isinstance(value, Fraction):
        return (zh, en) == (value, value)
    return says(zh, value, units(context)) and says(en, value, units(context))


def bounds(leaf: Expr) -> Iterator[Compare]:
    """The comparisons that a test is made of; a comparison itself."""
    match leaf:
        case Compare():
            yield leaf
        case Between(operand, low, high):
            yield from (Compare(">=", operand, low), Compare("<=", operand, high))
        case In(operand, tests):
            for test in tests:
                yield from _bounds_of(operand, test)
        case _:
            return


def _bounds_of(operand: Expr, test: Expr) -> Iterator[Compare]:
    match test:
        case UnaryTest(op, bound):
            yield Compare(op, operand, bound)
        case RangeOf(low, high):
            yield Compare(">=" if test.low_closed else ">", operand, low)
            yield Compare("<=" if test.high_closed else "<", operand, high)
        case ListOf(items):
            for item in items:
                yield from _bounds_of(operand, item)
        case _:
            yield Compare("=", operand, test)


def units(context: Context) -> tuple[str, ...]:
    """The units that a side may be shown in: those of the facts it may be made of, or none, or %."""
    return tuple({"", "%", *(context.world.facts[name]["unit"] for name in context.world.reads())})


def _says_part(context: Context, leaf: Compare, part: str, zh: str, en: str) -> bool:
    left, right = context.value(leaf.left), context.value(leaf.right)
    if part != "gap":
        return says_value(context, {"left": left, "right": right}[part], zh, en)
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
        return False
    return all(says(text, abs(left - right), (*GAPS, *units(context))) for text in (zh, en))
