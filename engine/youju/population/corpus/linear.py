"""Expressions as quotients of sums of facts, where they are that: what figures can be solved from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import islice, product

from youju.feel import Arithmetic, Call, Expr, If, Literal, Name, Negate
from youju.structs import Struct, field

MOST_READINGS = 16
"""An expression with more ways to be read, by its `abs`, `if`, `min` and `max`, is looked at so far only."""


class Linear(Struct):
    """A sum of facts, each times a factor, and a constant; in base units. No factor is 0."""

    terms: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])
    constant: Fraction = Fraction(0)

    def plus(self, other: Linear, times: Fraction = Fraction(1)) -> Linear:
        """This and so many times the other."""
        names = dict.fromkeys((*self.terms, *other.terms))
        sums = {name: self.terms.get(name, Fraction(0)) + times * other.terms.get(name, Fraction(0)) for name in names}
        return Linear({name: k for name, k in sums.items() if k}, self.constant + times * other.constant)

    def product(self, other: Linear) -> Linear | None:
        """The product, where one of the two is a constant."""
        if self.terms and other.terms:
            return None
        many, one = (self, other.constant) if self.terms else (other, self.constant)
        return Linear().plus(many, one)


ONE = Linear(constant=Fraction(1))


class Ratio(Struct):
    """`top / bottom`."""

    top: Linear
    bottom: Linear = ONE

    def minus(self, other: Ratio) -> Ratio | None:
        """The difference over a common divisor; None where that is no quotient of sums."""
        if self.bottom == other.bottom:
            return Ratio(self.top.plus(other.top, Fraction(-1)), self.bottom)
        left, right = self.top.product(other.bottom), other.top.product(self.bottom)
        bottom = self.bottom.product(other.bottom)
        if left is None or right is None or bottom is None:
            return None
        return Ratio(left.plus(right, Fraction(-1)), bottom)

    def times(self, other: Ratio) -> Ratio | None:
        """The product; None where that is no quotient of sums."""
        top, bottom = self.top.product(other.top), self.bottom.product(other.bottom)
        return None if top is None or bottom is None else Ratio(top, bottom)

    @property
    def negative(self) -> Ratio:
        """The same below 0."""
        return Ratio(Linear().plus(self.top, Fraction(-1)), self.bottom)


def readings(expr: Expr, known: Mapping[str, Sequence[Ratio]]) -> tuple[Ratio, ...]:
    """The quotients that an expression can come to: `abs` as either sign, `if`, `min` and `max` as each of their parts.

    `known` says what names stand for. None come back where it is no number, or no quotient of sums.
    """
    found: list[Ratio] = []
    for one in islice(_readings(expr, known), MOST_READINGS):
        if one not in found:
            found.append(one)
    return tuple(found)


def _readings(expr: Expr, known: Mapping[str, Sequence[Ratio]]) -> Iterable[Ratio]:
    match expr:
        case Literal(Fraction() as value):
            return (Ratio(Linear(constant=value)),)
        case Name(name):
            return known.get(name, ())
        case Negate(operand):
            return (one.negative for one in readings(operand, known))
        case Arithmetic("+", left, right):
            return _both(left, right, known, lambda a, b: a.minus(b.negative))
        case Arithmetic("-", left, right):
            return _both(left, right, known, Ratio.minus)
        case Arithmetic("*", left, right):
            return _both(left, right, known, Ratio.times)
        case Arithmetic("/", left, right):
            return _both(left, right, known, _quotient)
        case If(_, then, otherwise):
            return (*readings(then, known), *readings(otherwise, known))
        case Call("abs", (value,)):
            return (sign for one in readings(value, known) for sign in (one, one.negative))
        case Call("sum") if expr.operands:
            added = reduce(lambda one, more: Arithmetic("+", one, more), expr.operands)
            return readings(added, known)
        case Call("min" | "max"):
            return (one for operand in expr.operands for one in readings(operand, known))
        case _:
            return ()


def _both(
    left: Expr,
    right: Expr,
    known: Mapping[str, Sequence[Ratio]],
    join: Callable[[Ratio, Ratio], Ratio | None],
) -> Iterable[Ratio]:
    joined = (join(a, b) for a, b in product(readings(left, known), readings(right, known)))
    return (one for one in joined if one is not None)


def _quotient(left: Ratio, right: Ratio) -> Ratio | None:
    return left.times(Ratio(right.bottom, right.top)) if right.top.terms or right.top.constant else None
