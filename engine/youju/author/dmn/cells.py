"""Standard FEEL to trees of ours: the cell of a column as a condition over what the column looks at, and its units."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from youju.feel import (
    BOOLEAN,
    UNITS,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    FeelError,
    In,
    Literal,
    Name,
    Negate,
    Not,
    Problem,
    RangeOf,
    Type,
    UnaryTest,
    check,
    children,
    parse,
    with_children,
)
from youju.structs import replace

_ANY = ("", "-")
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_ITSELF = re.compile(r'("(?:[^"\\]|\\.)*")|\?')
_SUBJECT = "?"


def condition(cell: str, subject: Expr, kind: Type, names: Collection[str]) -> Expr | None:
    """The condition of a cell about `subject`, a value of type `kind`; None for a cell that takes anything.

    FeelError where the cell is no unary test of the profile; its places count in `cell`.
    """
    if cell in _ANY:
        return None
    if _mentions_itself(cell):
        ticked = _ITSELF.sub(lambda found: found[1] or f"`{_SUBJECT}`", cell)
        return _put(parse(ticked, [*names, _SUBJECT]), subject)
    negated = _NOT.fullmatch(cell)
    tests = _tests(negated[1] if negated else cell, names)
    parts = [_about(subject, test, kind) for test in tests]
    if not negated:
        return parts[0] if len(parts) == 1 else In(subject, tests)
    match parts:
        case [Compare("=", left, right)]:
            return Compare("!=", left, right)
        case [only]:
            return Not(only)
        case _:
            return Not(In(subject, tests))


def with_units(expr: Expr, types: Mapping[str, Type], unit_of: Callable[[Expr], str]) -> Expr:
    """Bare numbers beside money are money in 元, since DMN has no units; `unit_of` tells how to show them."""
    parts = tuple(with_units(part, types, unit_of) for part in children(expr))
    expr = with_children(expr, parts) if parts else expr
    if not _compares_or_adds(expr):
        return expr
    money = next((part for part in _sides(expr) if check(part, types)[0].money == 1), None)
    if money is None:
        return expr
    shown = unit_of(money)
    return with_children(expr, tuple(in_unit(part, shown) for part in children(expr)))


def in_unit(expr: Expr, unit: str) -> Expr:
    """The bare numbers of a cell, shown in a unit."""
    match expr:
        case Literal(value, unit="") if unit in UNITS and value and not isinstance(value, bool | str):
            return replace(expr, type=UNITS[unit].type, unit=unit)
        case Negate() | RangeOf() | UnaryTest():
            return with_children(expr, tuple(in_unit(part, unit) for part in children(expr)))
        case _:
            return expr


def column_in_unit(expr: Expr, subject: Expr, unit: str) -> Expr:
    """A condition about `subject`, with what it is compared with shown in the unit of its column."""
    match expr:
        case And() | Not():
            return with_children(expr, tuple(column_in_unit(part, subject, unit) for part in children(expr)))
        case Compare() | In() | Between() if children(expr)[0] == subject:
            first, *rest = children(expr)
            return with_children(expr, (first, *(in_unit(part, unit) for part in rest)))
        case _:
            return expr


def _compares_or_adds(expr: Expr) -> bool:
    match expr:
        case Compare() | Between() | In() | Call("min" | "max" | "sum" | "mean") | Arithmetic("+" | "-"):
            return True
        case _:
            return False


def _sides(expr: Expr) -> tuple[Expr, ...]:
    """What must be of one dimension."""
    match expr:
        case In(operand):
            return (operand,)
        case _:
            return children(expr)


def _mentions_itself(cell: str) -> bool:
    return any(found[1] is None for found in _ITSELF.finditer(cell))


def _put(expr: Expr, subject: Expr) -> Expr:
    if expr == Name(_SUBJECT):
        return subject
    parts = children(expr)
    return with_children(expr, tuple(_put(part, subject) for part in parts)) if parts else expr


def _tests(cell: str, names: Collection[str]) -> tuple[Expr, ...]:
    """The tests of a cell: what may stand in the parentheses after `in`."""
    before = f"`{_SUBJECT}` in ("
    try:
        found = parse(f"{before}{cell})", names)
    except FeelError as error:
        told = error.problem
        end = max(min(told.end - len(before), len(cell)), 0)
        raise FeelError(replace(told, start=max(min(told.start - len(before), end), 0), end=end)) from None
    if not isinstance(found, In) or found.operand != Name(_SUBJECT):
        raise FeelError(Problem("feel-syntax", "这里不能这样写", "this cannot stand here", 0, len(cell)))
    return found.tests


def _about(subject: Expr, test: Expr, kind: Type) -> Expr:
    match test:
        case UnaryTest(op, operand):
            return Compare(op, subject, operand)
        case RangeOf(low, high, low_closed, high_closed):
            bottom = Compare(">=" if low_closed else ">", subject, low)
            return And((bottom, Compare("<=" if high_closed else "<", subject, high)))
        case Literal(bool() as truth) if kind == BOOLEAN:
            return subject if truth else Not(subject)
        case Literal() | Negate() | Name() | Arithmetic() | Call():
            return Compare("=", subject, test)
        case _:
            return In(subject, (test,))
