"""Polynomials over named quantities with exact coefficients: what arithmetic comes to, divisions set apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Powers: TypeAlias = tuple[str, ...]
"""A product of names in order, repeated for powers: `("a", "a", "b")` is a²b, `()` is 1."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of products, in order of the products; none has coefficient 0."""

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
        return _collected(
            tuple((tuple(sorted(p + q)), x * y) for p, x in self.terms for q, y in other.terms),
        )


def _collected(terms: tuple[tuple[Powers, Fraction], ...]) -> Polynomial:
    sums: dict[Powers, Fraction] = {}
    for powers, coefficient in terms:
        sums[powers] = sums.get(powers, Fraction(0)) + coefficient
    return Polynomial(tuple(sorted((powers, value) for powers, value in sums.items() if value)))


def constant(value: Fraction | int) -> Polynomial:
    """The polynomial that is one number everywhere."""
    return Polynomial((((), Fraction(value)),)) if value else Polynomial(())


def quantity(name: str) -> Polynomial:
    """The polynomial that is the named quantity."""
    return Polynomial((((name,), Fraction(1)),))


ONE = constant(1)
ZERO = constant(0)
