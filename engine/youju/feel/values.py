"""The values an expression may have: exact numbers, truth values, texts, lists, ranges, null, and unknown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from youju.structs import Struct

Shape: TypeAlias = Literal["[]", "[)", "(]", "()", "<", "<=", ">", ">=", "=", "!="]
"""How a range is bounded: four intervals, and the six unary tests such as `(< 10)`, which have `low` only."""


class Unknown(Enum):
    """We do not know the value. Not null: null is an answer, unknown is the lack of one."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN


class Range(Struct):
    """An interval or a unary test as a value (DMN 1.5, 10.3.2.7). A one-sided test keeps its operand in `low`."""

    shape: Shape
    low: Value
    high: Value = None


Value: TypeAlias = "Fraction | bool | str | tuple[Value, ...] | Unknown | Range | None"
"""A value of the language. Numbers are always `Fraction`, lists always `tuple`; a float or int is never one."""

Truth: TypeAlias = "bool | Unknown | None"
"""The values of a condition."""


def is_value(value: object) -> bool:
    """True where `value` is one of the types of `Value`: ints, floats and Decimals are refused."""
    return value is None or type(value) in _VALUE_TYPES


_VALUE_TYPES: Final = frozenset({Fraction, bool, str, tuple, Unknown, Range})


def kind_of(value: Value) -> str:
    """The name of the value's kind, as in `Type.kind`."""
    match value:
        case Fraction():
            return "number"
        case bool():
            return "boolean"
        case str():
            return "text"
        case tuple():
            return "list"
        case Range():
            return "range"
        case None:
            return "null"
        case Unknown():
            return "unknown"


def conjunction(parts: Iterable[bool | Unknown | None]) -> bool | Unknown | None:
    """Kleene's `and` over true, false, null and unknown (DMN 1.5, 10.3.2.10, extended by unknown).

    False decides. Then unknown comes before null: an unknown part may still turn out false, so `null and unknown`
    is unknown, and no later knowledge overturns a result once given.
    """
    result: bool | Unknown | None = True
    for part in parts:
        if part is False:
            return False
        if part is UNKNOWN or (part is None and result is True):
            result = part
    return result


def negation(part: bool | Unknown | None) -> bool | Unknown | None:
    """Kleene's `not`: null and unknown stay as they are."""
    return part if part is None or part is UNKNOWN else not part


def disjunction(parts: Iterable[bool | Unknown | None]) -> bool | Unknown | None:
    """Kleene's `or`, by De Morgan: true decides, then unknown, then null."""
    return negation(conjunction(negation(part) for part in parts))
