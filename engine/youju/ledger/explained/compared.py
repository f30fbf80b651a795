"""What sentences assert of two sides: that one is above, at or below the other, and that a rule asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, cast

from youju.feel import And, Compare, CompareOp, Expr, If, Name, Not, Or, Value, evaluate
from youju.ledger.explained.amounts import GAPS, says
from youju.ledger.explained.asserting import Told
from youju.ledger.explained.context import Context
from youju.ledger.explained.led import rules_led
from youju.ledger.explained.sided import bounds, leaves, says_value, units
from youju.ledger.sentences.compared import RELATIONS
from youju.structs import Struct

Record = dict[str, Any]
_OPPOSITE: dict[CompareOp, CompareOp] = {">": "<=", "<=": ">", "<": ">=", ">=": "<", "=": "!=", "!=": "="}
_TURNED: dict[CompareOp, CompareOp] = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}


class Facing(Struct):
    """A comparison as a sentence may tell it: its left side and its right.

    `leaf` is the part of a condition that it belongs to, `wanted` whether that has to hold.
    """

    left: Expr
    op: CompareOp
    right: Expr
    leaf: Expr
    wanted: bool


def compares(told: Told) -> bool:
    """Whether what a sentence says of its two sides is so, of one comparison of a rule that it is about."""
    _, *kind, _, gap = told.key.split("/")
    return any(_so(told, one, kind[0], gap) for one in _told_sides(told, kind[0] == "also"))


def wanted_leaves(context: Context, rule: str) -> Iterator[tuple[Expr, bool]]:
    """The comparisons of a rule's condition, each with whether the condition wants it to hold."""
    yield from _wanted(context.condition(rule), True)


def told_leaves(context: Context, rule: str) -> Iterator[Expr]:
    """The comparisons of a rule's condition as it wants them: of one that must not hold its denial or its opposite."""
    for leaf, wanted in wanted_leaves(context, rule):
        match leaf:
            case Compare(op, left, right) if not wanted:
                yield Compare(_OPPOSITE[op], left, right)
            case _:
                yield leaf if wanted else Not(leaf)


def _wanted(expr: Expr, wanted: bool) -> Iterator[tuple[Expr, bool]]:
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part, wanted)
        case Not(operand):
            yield from _wanted(operand, not wanted)
        case If(condition, then, otherwise):
            # Which way its own condition is wanted depends on its value.
            for both in (True, False):
                yield from _wanted(condition, both)
            yield from (*_wanted(then, wanted), *_wanted(otherwise, wanted))
        case _:
            yield expr, wanted


def _told_sides(told: Told, also: bool) -> Iterator[Facing]:
    """The comparisons that the slots of a sentence may be about, turned as it tells them."""
    context, number = told.context, told.letters.get("N")
    led = rules_led(told)
    rules = [told.letters["R"]] if "R" in told.letters else led
    if rules is None:
        rules = [*context.rules, *(["applies"] if "applies" in context.world.card else [])]
    for rule in rules:
        if led is not None and rule not in led:
            continue
        numbered = leaves(context, rule, number or "")
        for leaf, wanted in wanted_leaves(context, rule):
            if leaf not in numbered:
                continue
            for one in bounds(leaf):
                yield from (side for side in _turned(one, leaf, wanted) if _is_it(told, side, one, also))


def _turned(one: Compare, leaf: Expr, wanted: bool) -> Iterator[Facing]:
    yield Facing(one.left, one.op, one.right, leaf, wanted)
    yield Facing(one.right, _TURNED[one.op], one.left, leaf, wanted)


def _is_it(told: Told, side: Facing, one: Compare, also: bool) -> bool:
    """Whether the slots are about these sides, and their figures are those of these sides."""
    context, slots = told.context, told.slots
    left = {"left": _left_before(told), **slots} if also else slots
    ends = ("left", "right") if side.left is one.left else ("right", "left")
    named = all(
        _refers(left[slot]["of"], expr, end)
        for slot, expr, end in (("left", side.left, ends[0]), ("other", side.right, ends[1]))
        if slot in left
    )
    figures = all(
        not slots[slot]["of"].startswith("side:")
        or (slots[slot]["of"].endswith(f":{end}") and says_value(context, value, slots[slot]["zh"], slots[slot]["en"]))
        for slot, value, end in (
            ("value", context.value(side.left), ends[0]),
            ("right", context.value(side.right), ends[1]),
        )
        if slot in slots
    )
    return named and figures


def _left_before(told: Told) -> Record:
    """The left side of the comparison that a further one follows."""
    by = -1
    while told.beside(by).startswith("clause/also/"):
        by -= 1
    return told.texts[told.at + by]["slots"]["left"]


def _refers(reference: str, expr: Expr, end: str) -> bool:
    kind, *rest = reference.split(":")
    return (isinstance(expr, Name) and expr.name == rest[0]) if kind == "name" else rest[2] == end


def _so(told: Told, side: Facing, kind: str, gap: str) -> bool:
    """Whether it holds, fails or is asked for in vain as the sentence says, by what it says."""
    context = told.context
    low, high = context.value(side.left), context.value(side.right)
    if not _apart(told, gap, low, high):
        return False
    missed = context.value(side.leaf) is (not side.wanted)
    # Behind a lead stands why its rule gave nothing.
    if rules_led(told) is not None and not missed:
        return False
    if kind == "fails":
        return missed and _true(side.op, low, high) is (not side.wanted)
    operator = cast(CompareOp, told.key.split("/")[2] if kind in ("asked", "also") else kind)
    if operator not in RELATIONS:
        return False
    asked = side.op if side.wanted else _OPPOSITE[side.op]
    if kind == "asked":
        return missed and operator == asked
    # As a reason it is the opposite of what was asked for, and not some other truth.
    return _true(operator, low, high) and (rules_led(told) is None or operator == _OPPOSITE[asked])


def _true(operator: CompareOp, low: Value, high: Value) -> bool:
    return evaluate(Compare(operator, Name("l"), Name("r")), {"l": low, "r": high}) is True


def _apart(told: Told, gap: str, low: Value, high: Value) -> bool:
    """Whether the left side lies where the form says, and as far from the right, counted in what the form says."""
    if gap == "none":
        return True
    if not (isinstance(low, Fraction) and isinstance(high, Fraction)):
        return False
    way, _, counted = gap.partition("-")
    if way != ("exactly" if low == high else "above" if low > high else "below") or low == high:
        return way == "exactly" and low == high
    zh, en = told.slots["gap"]["zh"], told.slots["gap"]["en"]
    ratio, amount = zh.endswith("个百分点"), not zh[-1].isdigit()
    allowed = (*GAPS, *units(told.context))
    told_in = "ratio" if ratio else "amount" if amount else "number"
    return counted == told_in and all(says(text, abs(low - high), allowed) for text in (zh, en))
