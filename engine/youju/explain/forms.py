"""How a number runs along another: steady, as a quotient of linear terms, rising or falling, or not known."""

from __future__ import annotations

from fractions import Fraction

from youju.explain.ratio import ONE, ZERO, Quotient
from youju.feel import UNKNOWN, Value
from youju.structs import Struct


class Steady(Struct):
    """One value all along."""

    value: Value


class Ratio(Struct):
    """A quotient of linear terms in the number, without a pole on the piece and not constant."""

    quotient: Quotient


class Sloped(Struct):
    """A number that never falls (`rises`) or never rises: a rounded quotient, a sum of several."""

    rises: bool


class Wild(Struct):
    """Nothing is known of how it runs."""


Form = Steady | Ratio | Sloped | Wild
WILD = Wild()
ITSELF = Ratio(((ONE, ZERO), (ZERO, ONE)))
"""The number itself."""


def slope(form: Form) -> int | None:
    """1 for what rises, -1 for what falls, 0 for what is steady; None where nobody knows."""
    match form:
        case Steady(Fraction()):
            return 0
        case Ratio(((a, b), (c, d))):
            return 1 if a * d > b * c else -1
        case Sloped(rises):
            return 1 if rises else -1
        case _:
            return None


def one_slope(parts: tuple[Form, ...]) -> Form:
    """What grows with all of its parts, where these go one way."""
    found = {slope(part) for part in parts} - {0}
    return WILD if None in found or len(found) != 1 else Sloped(found == {1})


def by_slope(op: str, left: Form, right: Form) -> Form:
    """A sum or a multiple of what is no quotient."""
    match op, left, right:
        case "+", _, _:
            return one_slope((left, right))
        case "-", _, _:
            return one_slope((left, turned(right)))
        case "*", Steady(Fraction() as factor), other:
            return multiple(factor, other)
        case "*" | "/", other, Steady(Fraction() as factor) if op == "*" or factor:
            return multiple(factor, other)
        case _:
            return WILD


def multiple(factor: Fraction, form: Form) -> Form:
    if isinstance(form, Wild):
        return WILD
    return Steady(ZERO) if not factor else one_slope((form if factor > 0 else turned(form),))


def turned(form: Form) -> Form:
    """What falls where the other rises."""
    along = slope(form)
    return form if isinstance(form, Steady) else WILD if along is None else Sloped(along < 0)


def as_quotient(form: Form) -> Quotient | None:
    match form:
        case Steady(Fraction() as value):
            return (ZERO, value), (ZERO, ONE)
        case Ratio(quotient):
            return quotient
        case _:
            return None


def voided(parts: tuple[Form, ...]) -> Form | None:
    """What unknown and null make of a number; None where there is neither."""
    values = [part.value for part in parts if isinstance(part, Steady)]
    if any(value is UNKNOWN for value in values):
        return Steady(UNKNOWN)
    if any(value is None for value in values):
        return WILD if WILD in parts else Steady(None)
    return None


def junction(decides: bool, parts: tuple[Form, ...]) -> Form:
    """and, or: a part that decides does so beside what nobody knows."""
    return Steady(decides) if any(part == Steady(decides) for part in parts) else WILD
