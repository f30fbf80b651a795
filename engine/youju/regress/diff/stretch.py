"""How expressions run along one quantity, exactly: where they turn, and on what lies between as quotients of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from youju.explain.ratio import ONE, ZERO, Quotient, combined
from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Env,
    Expr,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
    Value,
    evaluate,
    literal,
    names,
)
from youju.structs import Struct

HALVES = frozenset(("round half up", "round half down", "decimal"))
WHOLES = frozenset(("floor", "ceiling", "round up", "round down"))


class Turn(Exception):
    """Something turns at this value inside the stretch, which must be cut there."""

    def __init__(self, at: Fraction) -> None:
        super().__init__(at)
        self.at = at


class Untold(Exception):
    """An expression of which it is not known how it runs."""


class Steady(Struct):
    """One value all along."""

    value: Value


Form: TypeAlias = Quotient | Steady


class Stretch(Struct):
    """The values of the quantity strictly between two ends; None: no end.

    `env` are the values of all names at one of them, `lets` the formulas of names that follow the quantity.
    """

    name: str
    low: Fraction | None
    high: Fraction | None
    env: Callable[[Fraction], Env]
    lets: Mapping[str, tuple[Expr, ...]]

    @property
    def inside(self) -> Fraction:
        """A value inside."""
        if self.low is None:
            return ZERO if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def form(self, expr: Expr) -> Form:
        """How an expression runs; raises Turn, Untold. A condition that has a form has one truth all along."""
        if not self._follows(expr):
            return self._here(expr)
        match expr:
            case Name(name):
                return ((ONE, ZERO), (ZERO, ONE)) if name == self.name else self._let(name)
            case Negate(operand):
                return self._arithmetic("-", Steady(ZERO), self.form(operand))
            case Arithmetic(op, left, right):
                return self._arithmetic(op, self.form(left), self.form(right))
            case If(condition, then, otherwise):
                truth = self.form(condition)
                assert isinstance(truth, Steady)
                return Steady(UNKNOWN) if truth.value is UNKNOWN else self.form(then if truth.value else otherwise)
            case Compare(_, left, right):
                self._sign(left, right)
                return self._here(expr)
            case And(parts) | Or(parts):
                return self._settled(expr, parts)
            case Not(operand):
                return self._settled(expr, (operand,))
            case Between() | In():
                return self._settled(expr, tuple(_spelt(expr)))
            case Call():
                return self._call(expr)
            case _:
                raise Untold

    def _follows(self, expr: Expr) -> bool:
        return any(name == self.name or name in self.lets for name in names(expr))

    def _here(self, expr: Expr) -> Steady:
        return Steady(evaluate(expr, self.env(self.inside)))

    def _settled(self, expr: Expr, parts: tuple[Expr, ...]) -> Steady:
        for part in parts:
            self.form(part)
        return self._here(expr)

    def _let(self, name: str) -> Form:
        for formula in self.lets[name]:
            found = self.form(formula)
            if found != Steady(UNKNOWN):
                return found
        return Steady(UNKNOWN)

    def _arithmetic(self, op: str, left: Form, right: Form) -> Form:
        if any(isinstance(one, Steady) and one.value is UNKNOWN for one in (left, right)):
            return Steady(UNKNOWN)
        first, second = _quotient(left), _quotient(right)
        if op == "/" and second[0] == (ZERO, ZERO):
            return Steady(UNKNOWN)
        found = combined(op, first, second)
        if found is None:
            raise Untold
        (a, b), (c, d) = found
        if c:
            self._turn(-d / c)
        if a * d == b * c:
            return Steady(a / c if c else b / d)
        return found

    def _turn(self, at: Fraction) -> None:
        if (self.low is None or at > self.low) and (self.high is None or at < self.high):
            raise Turn(at)

    def _sign(self, left: Expr, right: Expr) -> int:
        """The sign of left − right all along; 0 also where it is not known, as of texts. Raises Turn."""
        one, other = self.form(left), self.form(right)
        if isinstance(one, Steady) and isinstance(other, Steady):
            gap: Form = Steady(ZERO)
            if isinstance(one.value, Fraction) and isinstance(other.value, Fraction):
                gap = Steady(one.value - other.value)
        else:
            gap = self._arithmetic("-", one, other)
        if isinstance(gap, Steady):
            return 0 if not isinstance(gap.value, Fraction) else (gap.value > 0) - (gap.value < 0)
        if gap[0][0]:
            self._turn(-gap[0][1] / gap[0][0])
        at = value_at(gap, self.inside)
        return (at > 0) - (at < 0)

    def _call(self, expr: Call) -> Form:
        operands = expr.operands
        if expr.function in HALVES | WHOLES:
            return self._rounded(expr)
        if expr.function == "abs":
            inner = self.form(operands[0])
            below = self._sign(operands[0], literal(ZERO)) < 0
            return self._arithmetic("-", Steady(ZERO), inner) if below else inner
        parts = [self.form(one) for one in operands]
        if all(isinstance(one, Steady) for one in parts):
            return self._here(expr)
        if expr.function in ("min", "max"):
            if any(one == Steady(UNKNOWN) for one in parts):
                return Steady(UNKNOWN)
            wanted, best = (1 if expr.function == "max" else -1), 0
            for other in range(1, len(operands)):
                best = other if self._sign(operands[other], operands[best]) == wanted else best
            return parts[best]
        if expr.function in ("sum", "mean"):
            total = parts[0]
            for one in parts[1:]:
                total = self._arithmetic("+", total, one)
            share = Fraction(len(parts)) if expr.function == "mean" else ONE
            return self._arithmetic("/", total, Steady(share))
        raise Untold

    def _rounded(self, expr: Call) -> Form:
        """What is rounded turns at whole (or half) numbers of its last decimal, the nearest to an end first."""
        inner, digits = self.form(expr.operands[0]), [self.form(one) for one in expr.operands[1:]]
        if isinstance(inner, Steady):
            return self._here(expr)
        scale = digits[0] if digits else Steady(ZERO)
        if not isinstance(scale, Steady) or not isinstance(scale.value, Fraction) or scale.value.denominator != 1:
            raise Untold
        unit = ONE / Fraction(10) ** int(scale.value)
        offset = unit / 2 if expr.function in HALVES else ZERO
        if self.low is None and self.high is None:
            raise Turn(ZERO)
        start = self.low if self.low is not None else self.high
        assert start is not None
        nearest = _next(inner, start, self.inside, unit, offset)
        (a, b), (c, d) = inner
        # inner = nearest, solved for the quantity.
        if a - nearest * c:
            self._turn((nearest * d - b) / (a - nearest * c))
        return self._here(expr)


def value_at(quotient: Quotient, at: Fraction) -> Fraction:
    """The value of a quotient of lines."""
    (a, b), (c, d) = quotient
    return (a * at + b) / (c * at + d)


def _next(inner: Quotient, start: Fraction, inside: Fraction, unit: Fraction, offset: Fraction) -> Fraction:
    """The first multiple of a unit (from an offset) that a quotient meets on its way from `start` inwards."""
    (_, _), (c, d) = inner
    if c * start + d == 0:
        raise Untold
    first, then = value_at(inner, start), value_at(inner, inside)
    place = (first - offset) / unit
    return ((floor(place) + 1) if then > first else (ceil(place) - 1)) * unit + offset


def _quotient(form: Form) -> Quotient:
    if not isinstance(form, Steady):
        return form
    if not isinstance(form.value, Fraction):
        raise Untold
    return (ZERO, form.value), (ZERO, ONE)


def _spelt(expr: Between | In) -> Iterator[Expr]:
    """A test as the comparisons that decide it: it turns where they do."""
    if isinstance(expr, Between):
        yield Compare(">=", expr.operand, expr.low)
        yield Compare("<=", expr.operand, expr.high)
        return
    for test in expr.tests:
        for one in test.items if isinstance(test, ListOf) else (test,):
            match one:
                case UnaryTest(op, operand):
                    yield Compare(op, expr.operand, operand)
                case RangeOf(low, high):
                    yield Compare(">=", expr.operand, low)
                    yield Compare("<=", expr.operand, high)
                case Literal(value=str() | bool()):
                    continue
                case _:
                    yield Compare("=", expr.operand, one)
