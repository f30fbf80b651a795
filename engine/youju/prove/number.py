"""Numbers as cases: under a condition the quotient of two polynomials, or an affine function of one rounded.

Divisors are positive wherever their case holds, so a comparison is one of products. Outside of all cases the number
is unknown: a division by zero is in no case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import ceil, floor

from youju.prove.errors import TooLarge
from youju.prove.formula import FALSE, TRUE, Formula, both, either, opposite, sign, zero
from youju.prove.polynomial import ONE, Polynomial, constant
from youju.prove.rounding import ROUNDINGS
from youju.structs import Struct, replace

MOST_CASES = 2_000
MOST_PRODUCTS = 200_000
"""More cases of a number than that, or more products of terms of two, no card needs; a question would not end."""


class Step(Struct):
    """The value is `factor * rounded + offset`, `rounded` being the quotient rounded to a whole number by `how`."""

    how: str
    factor: Fraction
    offset: Fraction


class Piece(Struct):
    """One case: where `when` holds the number is `top / bottom`, and `bottom` is above 0; with `step`, that rounded."""

    when: Formula
    top: Polynomial
    bottom: Polynomial = ONE
    step: Step | None = None

    @property
    def constant(self) -> Fraction | None:
        """Its value, where that is one number."""
        top, bottom = self.top.constant, self.bottom.constant
        return None if self.step is not None or top is None or bottom is None else top / bottom

    def times(self, by: Fraction) -> Piece:
        """The case, so many times as large."""
        if self.step is not None:
            return replace(self, step=Step(self.step.how, self.step.factor * by, self.step.offset * by))
        return replace(self, top=self.top * constant(by))


class Number(Struct):
    """Cases of which at most one holds; where none does, the number is unknown."""

    pieces: tuple[Piece, ...]

    @property
    def defined(self) -> Formula:
        """Where the number is known."""
        return either(piece.when for piece in self.pieces)

    @property
    def stepped(self) -> bool:
        """Whether some case is rounded."""
        return any(piece.step is not None for piece in self.pieces)

    @property
    def constants(self) -> bool:
        """Whether every case is one number."""
        return all(piece.constant is not None for piece in self.pieces)


def number(value: Fraction | Polynomial) -> Number:
    """A number that is always known."""
    return Number((Piece(TRUE, value if isinstance(value, Polynomial) else constant(value)),))


def cases(pieces: Iterable[Piece]) -> Number:
    """The number of these cases, those that never hold left out. Raises TooLarge."""
    left: list[Piece] = []
    for piece in pieces:
        if piece.when is not FALSE:
            left.append(piece)
        if len(left) > MOST_CASES:
            raise TooLarge
    return Number(tuple(left))


def pairs(x: Number, y: Number) -> Iterator[tuple[Piece, Piece]]:
    """Every case of one number beside every case of another. Raises TooLarge, before any is made."""
    if _terms(x) * _terms(y) > MOST_PRODUCTS:
        raise TooLarge
    return product(x.pieces, y.pieces)


def _terms(x: Number) -> int:
    return sum(len(piece.top.terms) + len(piece.bottom.terms) for piece in x.pieces)


def times(value: Number, by: Fraction) -> Number:
    """The number, so many times as large."""
    return Number(tuple(piece.times(by) for piece in value.pieces))


def under(condition: Formula, value: Number) -> tuple[Piece, ...]:
    """The cases of a number where a condition holds as well."""
    return tuple(replace(piece, when=both((condition, piece.when))) for piece in value.pieces)


def above(p: Piece, q: Piece, strict: bool) -> Formula:
    """`p >= q`, or `p > q` where strict, wherever both cases hold. A rounded case has a constant beside it."""
    if p.step is None and q.step is None:
        return sign(p.top * q.bottom - q.top * p.bottom, strict)
    if p.step is not None:
        assert q.constant is not None
        return _stepped(p, p.step, q.constant, strict)
    return above(q.times(Fraction(-1)), p.times(Fraction(-1)), strict)


def same(p: Piece, q: Piece) -> Formula:
    """`p = q`."""
    if p.step is None and q.step is None:
        return zero(p.top * q.bottom - q.top * p.bottom)
    return both((above(p, q, strict=False), above(q, p, strict=False)))


def _stepped(p: Piece, step: Step, bound: Fraction, strict: bool) -> Formula:
    """`factor * rounded + offset >= bound` as a threshold on the quotient that is rounded."""
    if step.factor == 0:
        return sign(constant(step.offset - bound), strict)
    at = (bound - step.offset) / step.factor
    if step.factor > 0:
        return _reaches(p, step.how, floor(at) + 1 if strict else ceil(at))
    # The rounded value must be at most `at`: it must not reach the whole number above.
    return opposite(_reaches(p, step.how, ceil(at) if strict else floor(at) + 1))


def _reaches(p: Piece, how: str, whole: int) -> Formula:
    cut, beyond = ROUNDINGS[how](whole)
    return sign(p.top - p.bottom * constant(cut), beyond)
