"""Polynomials over named quantities with exact coefficients: what arithmetic comes to, divisions set apart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from youju.prove.errors import TooLarge
from youju.structs import Struct

Powers: TypeAlias = tuple[str, ...]
"""A product of names in order, repeated for powers: `("a", "a", "b")` is a²b, `()` is 1."""

MOST_TERMS: Final = 1_000
MOST_FACTORS: Final = 64
MOST_BITS: Final = 14_000
"""What people write has a handful of each; beyond these a sum or product takes longer than anybody waits."""


class Polynomial(Struct):
    """A sum of products, in order of the products; none has coefficient 0. Arithmetic raises TooLarge."""

    terms: tuple[tuple[Powers, Fraction], ...]

    @property
    def constant(self) -> Fraction | None:
        """Its value, where it reads no name."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if len(self.terms) == 1 and not self.terms[0][0] else None

    def at(self, point: Mapping[str, Fraction]) -> Fraction:
        """Its value at a point."""
        total = Fraction(0)
        for powers, coefficient in self.terms:
            for name in powers:
                coefficient *= point[name]
            total += coefficient
        return total

    def __add__(self, other: Polynomial) -> Polynomial:
        return _collected((*self.terms, *other.terms))

    def __neg__(self) -> Polynomial:
        return Polynomial(tuple((powers, -coefficient) for powers, coefficient in self.terms))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > 4 * MOST_TERMS or self._factors + other._factors > MOST_FACTORS:
            raise TooLarge
        return _collected(
            tuple((tuple(sorted(p + q)), x * y) for p, x in self.terms for q, y in other.terms),
        )

    @property
    def _factors(self) -> int:
        return max((len(powers) for powers, _ in self.terms), default=0)


def _collected(terms: tuple[tuple[Powers, Fraction], ...]) -> Polynomial:
    sums: dict[Powers, Fraction] = {}
    for powers, coefficient in terms:
        sums[powers] = sums.get(powers, Fraction(0)) + coefficient
    left = tuple(sorted((powers, value) for powers, value in sums.items() if value))
    if len(left) > MOST_TERMS or any(_bits(value) > MOST_BITS for _, value in left):
        raise TooLarge
    return Polynomial(left)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def constant(value: Fraction | int) -> Polynomial:
    """The polynomial that is one number everywhere."""
    return Polynomial((((), Fraction(value)),)) if value else Polynomial(())


def quantity(name: str) -> Polynomial:
    """The polynomial that is the named quantity."""
    return Polynomial((((name,), Fraction(1)),))


ONE = constant(1)
ZERO = constant(0)
