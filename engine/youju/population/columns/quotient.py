"""Exact numbers in SQL: two whole numbers, one above the other, never divided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Final

from youju.population.columns.condition import chosen, compared, conjunction, known, negation
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import (
    UNKNOWN_NUMBER,
    Node,
    Term,
    below,
    bounds_of,
    common,
    content,
    exactly,
    floored,
    magnitude,
    minus,
    nonzero,
    plus,
    sign,
    times,
)
from youju.structs import Struct

ROOMY: Final = 2**63
"""Halves below this leave room for one more multiplication in 128 bits."""


class Quotient(Struct):
    """`top / bottom`. It is unknown exactly where `top` is NULL; elsewhere `bottom` is above 0."""

    top: Term
    bottom: Term = 1

    @property
    def known(self) -> Node:
        """Where it has a value."""
        return known(self.top)


UNKNOWN: Final = Quotient(UNKNOWN_NUMBER)


def constant(value: Fraction | int) -> Quotient:
    """A number that is the same in every row."""
    exact = Fraction(value)
    return Quotient(exact.numerator, exact.denominator)


def kept(sheet: Sheet, value: Quotient) -> Quotient:
    """The same number, its two halves columns."""
    return Quotient(sheet.column(value.top), sheet.column(value.bottom))


def negative(value: Quotient) -> Quotient:
    """`-value`."""
    return Quotient(minus(value.top), value.bottom)


def added(left: Quotient, right: Quotient) -> Quotient:
    """`left + right`."""
    one, other, bottom = _common(left, right)
    return Quotient(plus(one, other), bottom)


def multiplied(left: Quotient, right: Quotient) -> Quotient:
    """`left * right`, constants cancelled."""
    top, under = _cancelled(left.top, right.bottom)
    again, below = _cancelled(right.top, left.bottom)
    return Quotient(times(top, again), times(below, under))


def inverse(value: Quotient) -> Quotient:
    """`1 / value`, unknown where it is 0."""
    if isinstance(value.top, int):
        if value.top == 0:
            return UNKNOWN
        return Quotient(value.bottom if value.top > 0 else minus(value.bottom), abs(value.top))
    # The sign goes above, so that what is below stays above 0; NULL above says that there is no such number.
    over = nonzero(value.top)
    return Quotient(times(value.bottom, sign(over)), magnitude(over))


def divided(left: Quotient, right: Quotient) -> Quotient:
    """`left / right`, unknown where `right` is 0."""
    if isinstance(left.bottom, int) and isinstance(right.bottom, int):
        common = gcd(left.bottom, right.bottom)
        left, right = Quotient(left.top, left.bottom // common), Quotient(right.top, right.bottom // common)
    if isinstance(right.top, int) or bounds_of(right.top)[0] < 0:
        return multiplied(left, inverse(right))
    over, under = times(left.top, right.bottom), times(left.bottom, right.top)
    shared = gcd(content(over)[0], content(under)[0])
    over, under = _without(shared, over), _without(shared, under)
    return Quotient(chosen([(compared("!=", right.top, 0), over)]), below(under))


def _without(factor: int, term: Term) -> Term:
    many, rest = content(term)
    return times(many // factor, rest) if factor else term


def ordered(op: str, left: Quotient, right: Quotient) -> Node:
    """`left op right` by cross-multiplication."""
    if right.top == 0:
        return compared(op, left.top, 0)
    one, other, _ = _common(left, right)
    return compared(op, one, other)


def picked(options: Sequence[tuple[Node, Quotient]]) -> Quotient:
    """The first number whose condition holds; unknown where none does. Constant denominators become one."""
    numbers = [value for _, value in options]
    if all(isinstance(one.bottom, int) for one in numbers):
        bottom = lcm(*(one.bottom for one in numbers if isinstance(one.bottom, int)))
        return Quotient(chosen([(when, _over(one, bottom)) for when, one in options]), bottom)
    tops, bottoms = ([(when, half(one)) for when, one in options] for half in (_top, _bottom))
    # What is below is read only where one of the conditions holds: then the last does if no other.
    return Quotient(chosen(tops), below(chosen(bottoms[:-1], bottoms[-1][1])))


def extreme(sheet: Sheet, numbers: Sequence[Quotient], largest: bool) -> Quotient:
    """The largest or least of some numbers."""

    def further(best: Quotient, one: Quotient) -> Quotient:
        stays = sheet.truth(ordered(">=" if largest else "<=", best, one))
        return kept(sheet, picked([(stays, best), (negation(stays), one)]))

    return reduce(further, numbers)


def total(sheet: Sheet, numbers: Sequence[Quotient]) -> Quotient:
    """Their sum: first of those over the same number, then reduced at every step, since denominators soon outgrow
    128 bits."""
    over: dict[Term, list[Quotient]] = {}
    for one in numbers:
        over.setdefault(one.bottom, []).append(one)
    fixed = [one for bottom, ones in over.items() if isinstance(bottom, int) for one in ones]
    alike = [fixed, *(ones for bottom, ones in over.items() if not isinstance(bottom, int))]
    sums = [_halved(sheet, ones, flat=True) for ones in alike if ones]
    return _halved(sheet, sums, flat=False) if sums else constant(0)


def _halved(sheet: Sheet, numbers: Sequence[Quotient], flat: bool) -> Quotient:
    """A sum, in halves to keep the query shallow."""
    if len(numbers) == 1:
        return numbers[0]
    half = len(numbers) // 2
    both = kept(sheet, added(_halved(sheet, numbers[:half], flat), _halved(sheet, numbers[half:], flat)))
    return both if flat else reduced(sheet, both)


def reduced(sheet: Sheet, value: Quotient) -> Quotient:
    """The same number in lowest terms, where it is so wide that a next step might not fit."""
    widest = max(abs(end) for half in (value.top, value.bottom) for end in bounds_of(half))
    if isinstance(value.bottom, int) or widest < ROOMY:
        return value
    shared = sheet.truth(common(value.top, value.bottom))
    return kept(sheet, Quotient(exactly(value.top, shared), exactly(value.bottom, shared)))


def rounded(sheet: Sheet, value: Quotient, how: str, unit: Fraction) -> Quotient:
    """The multiple of `unit` that a rounding of the language gives."""
    return multiplied(Quotient(multiple(sheet, value, how, unit)), constant(unit))


def multiple(sheet: Sheet, value: Quotient, how: str, unit: Fraction) -> Term:
    """How many times `unit` a rounding of the language gives."""
    inner = kept(sheet, multiplied(value, constant(1 / unit)))
    whole = inner.top if inner.bottom == 1 else ROUNDINGS[how](inner.top, inner.bottom)
    return sheet.column(whole)


def _half_up(top: Term, bottom: Term) -> Term:
    return _signed(top, floored(plus(times(2, magnitude(top)), bottom), times(2, bottom)))


def _half_down(top: Term, bottom: Term) -> Term:
    return _signed(top, minus(floored(plus(bottom, minus(times(2, magnitude(top)))), times(2, bottom))))


def _half_even(top: Term, bottom: Term) -> Term:
    double, twice = plus(times(2, top), bottom), times(2, bottom)
    up = floored(double, twice)
    tie = compared("=", times(up, twice), double)
    odd = compared("!=", times(floored(up, 2), 2), up)
    return chosen([(conjunction((tie, odd)), plus(up, -1))], up)


def _away(top: Term, bottom: Term) -> Term:
    return _signed(top, minus(floored(minus(magnitude(top)), bottom)))


def _signed(top: Term, whole: Term) -> Term:
    if bounds_of(top)[0] >= 0:
        return whole
    return times(sign(top), whole)


ROUNDINGS: Final[Mapping[str, Callable[[Term, Term], Term]]] = {
    "floor": floored,
    "ceiling": lambda top, bottom: minus(floored(minus(top), bottom)),
    "round up": _away,
    "round down": lambda top, bottom: _signed(top, floored(magnitude(top), bottom)),
    "round half up": _half_up,
    "round half down": _half_down,
    "decimal": _half_even,
}
"""Of each rounding of the language: the whole number it gives for a number above a number."""


def _common(left: Quotient, right: Quotient) -> tuple[Term, Term, Term]:
    """The tops over one bottom, and that bottom."""
    if left.bottom == right.bottom:
        return left.top, right.top, left.bottom
    if isinstance(left.bottom, int) and isinstance(right.bottom, int):
        bottom = lcm(left.bottom, right.bottom)
        return _over(left, bottom), _over(right, bottom), bottom
    return times(left.top, right.bottom), times(right.top, left.bottom), times(left.bottom, right.bottom)


def _over(value: Quotient, bottom: int) -> Term:
    assert isinstance(value.bottom, int)
    return times(value.top, bottom // value.bottom)


def _cancelled(top: Term, bottom: Term) -> tuple[Term, Term]:
    if isinstance(top, int) and isinstance(bottom, int):
        common = gcd(top, bottom)
        return top // common, bottom // common
    return top, bottom


def _top(value: Quotient) -> Term:
    return value.top


def _bottom(value: Quotient) -> Term:
    return value.bottom
