"""Conditions over named quantities as plain values, which the solver is asked and which any point can be put into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from youju.prove.polynomial import Polynomial
from youju.structs import Entity


class Sign(Entity):
    """`value >= 0`, or `value > 0` where strict."""

    value: Polynomial
    strict: bool


class Flag(Entity):
    """A named quantity that is true or false."""

    name: str


class All(Entity):
    """Every part holds; of none, it is true."""

    parts: tuple[Formula, ...]


class Some(Entity):
    """A part holds; of none, it is false."""

    parts: tuple[Formula, ...]


class Opposite(Entity):
    """The part does not hold."""

    part: Formula


Formula: TypeAlias = Sign | Flag | All | Some | Opposite
"""A condition that is true or false at every point. What is unknown is told by a formula of its own."""

TRUE: Final = All(())
FALSE: Final = Some(())


def both(parts: Iterable[Formula]) -> Formula:
    """All of the parts, those that are settled left out."""
    left = [part for part in parts if part is not TRUE]
    if any(part is FALSE for part in left):
        return FALSE
    return TRUE if not left else left[0] if len(left) == 1 else All(tuple(left))


def either(parts: Iterable[Formula]) -> Formula:
    """One of the parts at least."""
    left = [part for part in parts if part is not FALSE]
    if any(part is TRUE for part in left):
        return TRUE
    return FALSE if not left else left[0] if len(left) == 1 else Some(tuple(left))


def opposite(part: Formula) -> Formula:
    """Not the part."""
    match part:
        case Opposite(inner):
            return inner
        case Sign(value, strict):
            return sign(-value, not strict)
        case _ if part is TRUE:
            return FALSE
        case _:
            return TRUE if part is FALSE else Opposite(part)


def sign(value: Polynomial, strict: bool) -> Formula:
    """`value >= 0` or `value > 0`, settled where it reads no name."""
    known = value.constant
    if known is None:
        return Sign(value, strict)
    return TRUE if known > 0 or (known == 0 and not strict) else FALSE


def zero(value: Polynomial) -> Formula:
    """`value = 0`."""
    return both((sign(value, False), sign(-value, False)))


def holds(formula: Formula, numbers: Mapping[str, Fraction], flags: Mapping[str, bool]) -> bool:
    """Whether a formula is true at a point. Parts that stand in several places are worked out once."""
    seen: dict[int, bool] = {}

    def found(part: Formula) -> bool:
        if id(part) not in seen:
            seen[id(part)] = worked_out(part)
        return seen[id(part)]

    def worked_out(part: Formula) -> bool:
        match part:
            case Sign(value, strict):
                at = value.at(numbers)
                return at > 0 if strict else at >= 0
            case Flag(name):
                return flags[name]
            case All(parts):
                return all(map(found, parts))
            case Some(parts):
                return any(map(found, parts))
            case Opposite(inner):
                return not found(inner)

    return found(formula)
