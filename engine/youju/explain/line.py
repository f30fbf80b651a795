"""Where an indicator's rules may turn as one number moves: the values at which two sides of a comparison meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from youju.feel import (
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    RangeOf,
    UnaryTest,
    Value,
    children,
    literal,
    names,
)
from youju.rubric import Indicator

ZERO, ONE = Fraction(0), Fraction(1)
_NOUGHT = literal(ZERO)


class CrookedError(Exception):
    """An expression is no quotient of two straight lines in the number, piece by piece."""


@dataclass(frozen=True, slots=True)
class Line:
    """(a·t + b) ÷ (c·t + d) for a number t: between its pole and the next it only rises or only falls."""

    a: Fraction
    b: Fraction
    c: Fraction = ZERO
    d: Fraction = ONE

    @property
    def constant(self) -> bool:
        """Whether the number does not matter."""
        return self.a * self.d == self.b * self.c

    @property
    def straight(self) -> bool:
        """Whether nothing is divided by the number."""
        return not self.c

    def meets(self, other: Line) -> Iterator[Fraction]:
        """The number at which both are equal; none where they never or always are. CrookedError beyond lines."""
        if not other.straight:
            if not self.straight:
                raise CrookedError
            yield from other.meets(self)
            return
        # (a·t + b) = (c·t + d)(p·t + q), with p = 0 unless both are straight.
        p, q = other.a / other.d, other.b / other.d
        if p and self.c:
            raise CrookedError
        slope, rest = self.a - q * self.c - p * self.d, q * self.d - self.b
        if slope:
            yield rest / slope


@dataclass(frozen=True, slots=True)
class Turns:
    """Where rules may turn over one number. `complete` is False where some expression bends otherwise."""

    at: frozenset[Fraction]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Scope:
    """The number that moves, all other values (named quantities included), and the card."""

    moving: str
    values: Mapping[str, Value]
    indicator: Indicator

    def moves(self, expr: Expr) -> bool:
        """Whether the number reaches an expression, through named quantities too."""
        return any(name == self.moving or any(map(self.moves, self.formulas(name))) for name in names(expr))

    def formulas(self, name: str) -> list[Expr]:
        """The formulas of a named quantity."""
        return [one.expr for let in self.indicator.lets if let.name == name for one in let.alternatives]


def turns(indicator: Indicator, moving: str, values: Mapping[str, Value]) -> Turns:
    """The values of a number at which the indicator's rules or points may turn, the others having these values.

    Between two of them next to each other the same rule decides, and its points only rise or only fall.
    """
    scope = _Scope(moving, values, indicator)
    found: set[Fraction] = set()
    complete = True
    formulas = [formula.expr for rule in indicator.rules for formula in (rule.when, rule.points)]
    formulas += [one.expr for let in indicator.lets for one in let.alternatives]
    for left, right in (pair for formula in formulas for pair in _pairs(formula, scope)):
        try:
            for one, other in product(_lines(left, scope), _lines(right, scope)):
                found.update(one.meets(other))
        except CrookedError:
            complete = False
    try:
        for rule in indicator.rules:
            _lines(rule.points.expr, scope)
    except CrookedError:
        complete = False
    return Turns(frozenset(found), complete)


def _pairs(expr: Expr, scope: _Scope) -> Iterator[tuple[Expr, Expr]]:
    """Pairs of expressions at whose meeting something turns."""
    if not scope.moves(expr):
        return
    match expr:
        case Compare(_, left, right):
            yield left, right
        case Between(operand, low, high):
            yield from ((operand, low), (operand, high))
        case In(operand, tests):
            yield from ((operand, edge) for test in tests for edge in _edges(test))
        case Arithmetic("/", _, right):
            yield right, _NOUGHT
        case Call("min" | "max"):
            yield from combinations(expr.operands, 2)
        case Call("abs", (operand,)):
            yield operand, _NOUGHT
        case _:
            pass
    for part in children(expr):
        yield from _pairs(part, scope)


def _edges(test: Expr) -> Iterator[Expr]:
    match test:
        case RangeOf(low, high):
            yield from (low, high)
        case UnaryTest(_, operand):
            yield operand
        case ListOf(items):
            for item in items:
                yield from _edges(item)
        case _:
            yield test


def _lines(expr: Expr, scope: _Scope) -> tuple[Line, ...]:
    """What an expression may be, piece by piece. CrookedError where some piece is no line."""
    match expr:
        case Literal(Fraction() as value):
            return (Line(ZERO, value),)
        case Name(name) if name == scope.moving:
            return (Line(ONE, ZERO),)
        case Name(name) if scope.moves(expr):
            return tuple(line for formula in scope.formulas(name) for line in _lines(formula, scope))
        case Name(name):
            value = scope.values.get(name)
            return (Line(ZERO, value),) if isinstance(value, Fraction) else ()
        case Negate(operand):
            return tuple(Line(-one.a, -one.b, one.c, one.d) for one in _lines(operand, scope))
        case Arithmetic(op, left, right):
            return tuple(_joined(op, *both) for both in product(_lines(left, scope), _lines(right, scope)))
        case If(_, then, otherwise):
            return (*_lines(then, scope), *_lines(otherwise, scope))
        case Call("min" | "max"):
            return tuple(line for part in expr.operands for line in _lines(part, scope))
        case Call("abs", (operand,)):
            own = _lines(operand, scope)
            return (*own, *(Line(-one.a, -one.b, one.c, one.d) for one in own))
        case _ if scope.moves(expr):
            raise CrookedError
        case _:
            return ()


def _joined(op: str, one: Line, other: Line) -> Line:
    match op:
        case "-":
            return _joined("+", one, Line(-other.a, -other.b, other.c, other.d))
        case "+" if other.straight and (other.constant or one.straight):
            p, q = other.a / other.d, other.b / other.d
            return Line(one.a + q * one.c + p * one.d, one.b + q * one.d, one.c, one.d)
        case "+" if one.constant and one.straight:
            return _joined("+", other, one)
        case "*" if other.constant and other.straight:
            return Line(one.a * other.b, one.b * other.b, one.c * other.d, one.d * other.d)
        case "*" if one.constant and one.straight:
            return _joined("*", other, one)
        case "/" if one.straight and other.straight and (other.a or other.b):
            return Line(one.a * other.d, one.b * other.d, other.a * one.d, other.b * one.d)
        case "/" if other.constant and other.straight and other.b:
            return Line(one.a * other.d, one.b * other.d, one.c * other.b, one.d * other.b)
        case _:
            raise CrookedError
