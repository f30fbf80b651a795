"""Which numbers print as a stated rate: linear-fractional formulas solved for one name."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor

from youju.arithmetic import Interval
from youju.facts import Statement
from youju.feel import Arithmetic, Expr, Literal, Name, Negate, Value
from youju.structs import Struct

ZERO, ONE = Fraction(0), Fraction(1)
Linear = tuple[Fraction, Fraction]
"""a·x + b, as (a, b)."""
Quotient = tuple[Linear, Linear]
"""(a·x + b)/(c·x + d)."""


class Steps(Struct):
    """Multiples of a step without a gap: `first`, `first + step`, … `count` of them."""

    first: Fraction
    step: Fraction
    count: int

    def some(self, most: int) -> tuple[Fraction, ...]:
        """The first so many."""
        return tuple(self.first + self.step * n for n in range(min(self.count, most)))

    @property
    def last(self) -> Fraction:
        """The greatest."""
        return self.first + self.step * (self.count - 1)


def printing(statement: Statement) -> Interval | None:
    """The numbers that print, rounded half up, as a statement's digits; None where it is no rounded number."""
    value, half = statement.value, statement.half_unit
    if not isinstance(value, Fraction) or statement.comparator != "=" or statement.approximate or not half:
        return None
    return Interval(value - half, value + half, value > 0, value < 0)


def solve(expr: Expr, name: str, known: Mapping[str, Value], wanted: Interval, step: Fraction) -> tuple[Steps, ...]:
    """The multiples of `step`, none below 0, with which a formula falls into an interval, the other names being known.

    There are none where the formula is no quotient of linear terms in the name, where another name is unknown, or
    where there would be no end of them.
    """
    found = quotient(expr, name, known)
    if found is None:
        return ()
    (_, (c, d)) = found
    pole = -d / c if c else None
    pieces = [Interval(ZERO, None)]
    if pole is not None and pole >= 0:
        pieces = [Interval(ZERO, pole, True, False), Interval(pole, None, False, False)]
    solved = (_steps(_solved(found, piece, wanted), step) for piece in pieces)
    return tuple(steps for steps in solved if steps is not None)


def _solved(formula: Quotient, piece: Interval, wanted: Interval) -> Interval | None:
    """Where a quotient, whose denominator has one sign on the piece, lies in the interval wanted."""
    (a, b), (c, d) = formula
    inside = _some(piece)
    sign = ONE if c * inside + d > 0 else -ONE
    if c * inside + d == 0:
        return None
    found: Interval | None = piece
    for bound, closed, side in ((wanted.low, wanted.low_closed, ONE), (wanted.high, wanted.high_closed, -ONE)):
        if bound is not None and found is not None:
            # (a·x + b)/(c·x + d) ≥ bound, multiplied by the denominator: k·x + m ≥ 0.
            k, m = (side * sign * (a - bound * c), side * sign * (b - bound * d))
            found = _half(found, k, m, closed)
    return found


def _half(piece: Interval, k: Fraction, m: Fraction, closed: bool) -> Interval | None:
    """The part of a piece where k·x + m ≥ 0 (or > 0)."""
    if k == 0:
        return piece if m > 0 or (closed and m == 0) else None
    end = -m / k
    return piece.within(Interval(end, None, closed) if k > 0 else Interval(None, end, True, closed))


def _some(piece: Interval) -> Fraction:
    """A number inside a piece."""
    low = piece.low or ZERO
    return low + 1 if piece.high is None else (low + piece.high) / 2


def _steps(found: Interval | None, step: Fraction) -> Steps | None:
    if found is None or found.low is None or found.high is None:
        return None
    first, last = ceil(found.low / step), floor(found.high / step)
    first += first * step == found.low and not found.low_closed
    last -= last * step == found.high and not found.high_closed
    return Steps(first * step, step, last - first + 1) if last >= first else None


def quotient(expr: Expr, name: str, known: Mapping[str, Value]) -> Quotient | None:
    """An expression as (a·x + b)/(c·x + d); None where it is no such thing."""
    match expr:
        case Literal(value=Fraction() as number):
            return (ZERO, number), (ZERO, ONE)
        case Name(name=own):
            value = known.get(own)
            if own == name:
                return (ONE, ZERO), (ZERO, ONE)
            return ((ZERO, value), (ZERO, ONE)) if isinstance(value, Fraction) else None
        case Negate(operand):
            inner = quotient(operand, name, known)
            return inner and (_times(-ONE, inner[0]), inner[1])
        case Arithmetic(op, left, right):
            first, second = quotient(left, name, known), quotient(right, name, known)
            return None if first is None or second is None else combined(op, first, second)
        case _:
            return None


def combined(op: str, first: Quotient, second: Quotient) -> Quotient | None:
    """`first op second` for + - * and /; None where that is no quotient of linear terms, or divides by 0."""
    (p, q), (r, s) = first, second
    match op:
        case "+" | "-":
            r = r if op == "+" else _times(-ONE, r)
            if q == s:
                return _sum(p, r), q
            left, right, below = _product(p, s), _product(r, q), _product(q, s)
            return None if left is None or right is None or below is None else (_sum(left, right), below)
        case "*":
            above, below = _product(p, r), _product(q, s)
        case "/":
            above, below = _product(p, s), _product(q, r)
        case _:
            return None
    return None if above is None or below is None or below == (ZERO, ZERO) else (above, below)


def _sum(left: Linear, right: Linear) -> Linear:
    return left[0] + right[0], left[1] + right[1]


def _times(factor: Fraction, term: Linear) -> Linear:
    return factor * term[0], factor * term[1]


def _product(left: Linear, right: Linear) -> Linear | None:
    """The product where it stays linear."""
    if left[0] and right[0]:
        return None
    return left[0] * right[1] + right[0] * left[1], left[1] * right[1]
