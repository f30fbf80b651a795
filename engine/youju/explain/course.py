"""How an expression runs along one number, the other names being known: constant, as a quotient of linear terms,
rising or falling, or not known.

A piece of the number's grid is looked at as a whole. Where a comparison turns on it, or a divisor is 0, the piece has
to be cut there first (`Cut`); on what is left every condition has one truth and every number one direction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from youju.explain.forms import (
    WILD,
    Form,
    Ratio,
    Sloped,
    Steady,
    as_quotient,
    by_slope,
    junction,
    one_slope,
    voided,
)
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
    Or,
    RangeOf,
    UnaryTest,
    Value,
    children,
    evaluate,
    literal,
)
from youju.structs import Struct

ROUNDINGS = frozenset(
    ("floor", "ceiling", "decimal", "round up", "round down", "round half up", "round half down"),
)


class Cut(Exception):
    """The piece must be cut at this place of the grid first; between two points where it is no whole number."""

    def __init__(self, at: Fraction) -> None:
        super().__init__(at)
        self.at = at


class Along(Struct):
    """The points `first` to `last` of a grid of multiples of `step`.

    `values` are those of all names at a point, `forms` of those names that are not the same at all of them.
    """

    first: int
    last: int
    step: Fraction
    values: Callable[[int], Env]
    forms: Mapping[str, Form]

    def form(self, expr: Expr) -> Form:
        """How an expression runs along it; raises Cut."""
        if isinstance(expr, Name):
            return self.forms.get(expr.name) or Steady(self._at_first(expr))
        inner = expr.operands if isinstance(expr, Call) else children(expr)
        parts = tuple(self.form(part) for part in inner)
        if all(isinstance(part, Steady) for part in parts):
            return Steady(self._at_first(expr))
        match expr:
            case Negate():
                return self._arithmetic("-", Steady(ZERO), parts[0])
            case Arithmetic(op):
                return self._arithmetic(op, *parts)
            case Compare(_, left, right):
                return Steady(self._at_first(expr)) if self._one_sign(left, right) else WILD
            case And() | Or():
                return junction(isinstance(expr, Or), parts)
            case Between() | In():
                return Steady(self._at_first(expr)) if isinstance(self.form(_spelt(expr)), Steady) else WILD
            case If():
                chosen = parts[0].value if isinstance(parts[0], Steady) else UNKNOWN
                return WILD if chosen is UNKNOWN else parts[1 if chosen else 2]
            case Call():
                return self._call(expr, parts)
            case _:
                return WILD

    def _at_first(self, expr: Expr) -> Value:
        return evaluate(expr, self.values(self.first))

    def _arithmetic(self, op: str, left: Form, right: Form) -> Form:
        if (void := voided((left, right))) is not None:
            return void
        first, second = as_quotient(left), as_quotient(right)
        if first is None or second is None:
            return by_slope(op, left, right)
        if op == "/" and second[0] == (ZERO, ZERO):
            return Steady(UNKNOWN)
        found = combined(op, first, second)
        return by_slope(op, left, right) if found is None else self._ratio(found)

    def _ratio(self, quotient: Quotient) -> Form:
        """A quotient on a piece without its pole."""
        (a, b), (c, d) = quotient
        if c:
            self._cut_at(-d / c)
        if a * d == b * c:
            return Steady(a / c if c else b / d)
        return Ratio(quotient)

    def _cut_at(self, value: Fraction) -> None:
        place = value / self.step
        if self.first <= place <= self.last:
            raise Cut(place)

    def _one_sign(self, left: Expr, right: Expr) -> bool:
        """Whether left − right is known to have one sign all along; Cut where it is known to change."""
        match self._arithmetic("-", self.form(left), self.form(right)):
            case Steady():
                return True
            case Ratio(((a, b), _)):
                if a:
                    self._cut_at(-b / a)
                return True
            case Sloped():
                self._cut_at_turn(lambda point: self._sign(left, right, point))
                return True
            case _:
                return False

    def _sign(self, left: Expr, right: Expr, point: int) -> int:
        here = self.values(point)
        one, other = evaluate(left, here), evaluate(right, here)
        assert isinstance(one, Fraction), "what has a slope is a number"
        assert isinstance(other, Fraction), "what has a slope is a number"
        return (one > other) - (one < other)

    def _cut_at_turn(self, sign: Callable[[int], int]) -> None:
        """Cuts behind the points with the first one's sign; the sign runs one way."""
        own = sign(self.first)
        if sign(self.last) != own:
            raise Cut(last_where(self.first, self.last, lambda point: sign(point) == own) + Fraction(1, 2))

    def _call(self, expr: Call, parts: tuple[Form, ...]) -> Form:
        match expr.function:
            case "count":
                return Steady(self._at_first(expr))
            case "any" | "all":
                return junction(expr.function == "any", parts)
            case "sum" | "mean":
                total = parts[0]
                for part in parts[1:]:
                    total = self._arithmetic("+", total, part)
                share = Steady(Fraction(len(parts)) if expr.function == "mean" else ONE)
                return self._arithmetic("/", total, share)
            case "min" | "max":
                return self._extreme(expr, parts)
            case "abs":
                zero = literal(ZERO)
                if not self._one_sign(expr.args[0], zero):
                    return WILD
                below = self._sign(expr.args[0], zero, self.first) < 0
                return self._arithmetic("-", Steady(ZERO), parts[0]) if below else parts[0]
            case rounding if rounding in ROUNDINGS:
                digits_vary = any(not isinstance(part, Steady) for part in parts[1:])
                return voided(parts) or (WILD if digits_vary else one_slope(parts))
            case _:
                return WILD

    def _extreme(self, expr: Call, parts: tuple[Form, ...]) -> Form:
        if (void := voided(parts)) is not None:
            return void
        if any(isinstance(part, Sloped) for part in parts):
            return one_slope(parts)
        best = 0
        for other in range(1, len(parts)):
            if not self._one_sign(expr.operands[other], expr.operands[best]):
                return WILD
            above = self._sign(expr.operands[other], expr.operands[best], self.first)
            best = other if above == (1 if expr.function == "max" else -1) else best
        return parts[best]


def last_where(first: int, last: int, holds: Callable[[int], bool]) -> int:
    """The last of the points with which something holds that holds at `first`, not at `last`, and turns once."""
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if holds(middle) else (first, middle)
    return first


def _spelt(expr: Between | In) -> Expr:
    """A test written as the comparisons that decide it: they turn where it turns."""
    if isinstance(expr, Between):
        return And((Compare(">=", expr.operand, expr.low), Compare("<=", expr.operand, expr.high)))
    found: list[Expr] = []
    for test in expr.tests:
        for one in test.items if isinstance(test, ListOf) else (test,):
            match one:
                case UnaryTest(op, operand):
                    found.append(Compare(op, expr.operand, operand))
                case RangeOf(low, high):
                    found += [Compare(">=", expr.operand, low), Compare("<=", expr.operand, high)]
                case Literal(value=str() | bool()):
                    continue  # of another kind: never met by a number
                case _:
                    found.append(Compare("=", expr.operand, one))
    return ListOf(tuple(found))
