"""What sentences assert of two sides: that one is above, at or below the other, and that a rule asked for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import And, Compare, Expr, If, Name, Not, Or, Value, evaluate
from youju.ledger.explained.context import Context
from youju.ledger.explained.sided import leaves

Record = dict[str, Any]
_OPPOSITE = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "=": "!=", "!=": "="}
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}


def holds(key: str, context: Context, slots: Mapping[str, Record]) -> bool:
    """Whether what `clause/OP/…/GAP` says of its sides is so; of `missed/…` that a rule asks for it in vain."""
    table, *_, operator, _, gap = key.split("/")
    low, high = _side(context, slots["left"]["of"]), _other(context, slots)
    stands = evaluate(Compare(operator, Name("l"), Name("r")), {"l": low, "r": high})  # pyright: ignore[reportArgumentType]
    if table == "missed":
        rule = slots["worth"]["of"].partition(":")[2]
        asked = any(_asks(context, one, wanted, operator, low, high) for one, wanted in wanted_leaves(context, rule))
        return stands is False and asked and rule not in context.given and _apart(gap, low, high)
    return stands is True and _apart(gap, low, high)


def wanted_leaves(context: Context, rule: str) -> Iterator[tuple[Expr, bool]]:
    """The comparisons of a rule's condition, each with whether the condition wants it to hold."""
    yield from _wanted(context.condition(rule), True)


def _wanted(expr: Expr, wanted: bool) -> Iterator[tuple[Expr, bool]]:
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, wanted)
        case Not(operand):
            yield from _wanted(operand, not wanted)
        case If(_, then, otherwise):
            yield from (*_wanted(then, wanted), *_wanted(otherwise, wanted))
        case _:
            yield expr, wanted


def _asks(context: Context, leaf: Expr, wanted: bool, operator: str, low: Value, high: Value) -> bool:
    if not isinstance(leaf, Compare):
        return False
    asked = leaf.op if wanted else _OPPOSITE[leaf.op]
    left, right = context.value(leaf.left), context.value(leaf.right)
    return (left, right, asked) == (low, high, operator) or (right, left, _TURNED[asked]) == (low, high, operator)


def _apart(gap: str, low: Value, high: Value) -> bool:
    if gap == "none":
        return True
    if not (isinstance(low, Fraction) and isinstance(high, Fraction)):
        return False
    return {"exactly": low == high, "above": low > high, "below": low < high}[gap]


def _side(context: Context, reference: str) -> Value:
    """The value of a side: of what has a name, or of the N-th comparison of a rule."""
    kind, *rest = reference.split(":")
    if kind in ("name", "fact", "let"):
        return context.scope[rest[0]]
    rule, number, side = rest[:3]
    (leaf,) = leaves(context, rule, number)
    if not isinstance(leaf, Compare):
        raise ValueError("no comparison")
    return context.value({"left": leaf.left, "right": leaf.right}[side])


def _other(context: Context, slots: Mapping[str, Record]) -> Value:
    return _side(context, slots["other"]["of"] if "other" in slots else slots["right"]["of"])
