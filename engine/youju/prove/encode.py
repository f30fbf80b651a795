"""Expressions of the language as cases and conditions over their names; what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final, TypeAlias

from youju.feel import (
    UNKNOWN,
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    CompareOp,
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
)
from youju.prove.errors import NotEncodable, TooLarge
from youju.prove.formula import FALSE, TRUE, Formula, both, either, opposite
from youju.prove.number import Number, cases, number, times, under
from youju.prove.reckoning import NoFloor, Reckoning
from youju.prove.rounding import ROUNDINGS
from youju.prove.truth import NOT_KNOWN, Truth, chosen, conjunction, disjunction, known, negation
from youju.structs import Struct


class Words(Struct):
    """A text: under which condition it is which; unknown elsewhere."""

    options: tuple[tuple[Formula, str], ...]


class Nothing(Struct):
    """A value that nobody knows at any point, of no kind."""


Encoded: TypeAlias = Number | Truth | Words | Nothing
Read: TypeAlias = Callable[[str], Encoded]
"""What a name stands for: a free fact, a given value, a named quantity."""

MOST_POWER: Final = 8


class Encoder(Struct):
    """Encodes expressions whose names `read` tells, gathering what is needed on the way in `reckon`."""

    read: Read
    reckon: Reckoning

    def encode(self, expr: Expr) -> Encoded:
        """The expression's value by cases. Raises NotEncodable, naming the part that cannot be said exactly."""
        try:
            return self._encoded(expr)
        except TooLarge:
            raise NotEncodable(expr, "it falls into too many cases, or into one that is too long") from None
        except NoFloor:
            raise NotEncodable(expr, "a rounding half to even stands inside other arithmetic") from None

    def truth(self, expr: Expr) -> Truth:
        """The expression as a condition."""
        found = self.encode(expr)
        if isinstance(found, Nothing):
            return NOT_KNOWN
        if isinstance(found, Truth):
            return found
        raise NotEncodable(expr, "no condition")

    def number(self, expr: Expr) -> Number:
        """The expression as a number."""
        found = self.encode(expr)
        if isinstance(found, Nothing):
            return Number(())
        if isinstance(found, Number):
            return found
        raise NotEncodable(expr, "no number")

    def _encoded(self, expr: Expr) -> Encoded:
        match expr:
            case Literal(value):
                return given(value, expr)
            case Name(name):
                return self.read(name)
            case Negate(operand):
                return times(self.number(operand), Fraction(-1))
            case Arithmetic():
                return self._arithmetic(expr)
            case And(parts):
                return conjunction([self.truth(part) for part in parts])
            case Or(parts):
                return disjunction([self.truth(part) for part in parts])
            case Not(operand):
                return negation(self.truth(operand))
            case Compare(op, left, right):
                return self._compare(op, self.encode(left), self.encode(right), expr)
            case Between(operand, low, high):
                at = self.encode(operand)
                ends: tuple[tuple[CompareOp, Expr], ...] = ((">=", low), ("<=", high))
                return conjunction([self._compare(op, at, self.encode(end), expr) for op, end in ends])
            case In(operand, tests):
                at = self.encode(operand)
                return disjunction([self._meets(at, test) for test in tests])
            case If(condition, then, otherwise):
                return self._if(self.truth(condition), self.encode(then), self.encode(otherwise), expr)
            case Call(function, args):
                return self._call(function, args, expr)
            case _:
                raise NotEncodable(expr, "lists and ranges as values have no encoding")

    def _arithmetic(self, expr: Arithmetic) -> Number:
        x = self.number(expr.left)
        if expr.op == "**":
            power = expr.right.value if isinstance(expr.right, Literal) else None
            if not isinstance(power, Fraction) or power.denominator != 1 or abs(power) > MOST_POWER:
                raise NotEncodable(expr, f"a power must be a whole constant, {MOST_POWER} at most")
            return self.reckon.power(x, int(power))
        y = self.number(expr.right)
        match expr.op:
            case "+":
                return self.reckon.add(x, y)
            case "-":
                return self.reckon.add(x, times(y, Fraction(-1)))
            case "*":
                return self.reckon.multiply(x, y)
            case "/":
                return self.reckon.divide(x, y)

    def _compare(self, op: CompareOp, left: Encoded, right: Encoded, expr: Expr) -> Truth:
        if isinstance(left, Nothing) or isinstance(right, Nothing):
            return NOT_KNOWN
        if op in ("=", "!="):
            equal = self._equal(left, right, expr)
            return equal if op == "=" else negation(equal)
        if not isinstance(left, Number) or not isinstance(right, Number):
            raise NotEncodable(expr, "only numbers have an order here")
        if op in ("<", "<="):
            left, right = right, left
        return self.reckon.at_least(left, right, strict=op in ("<", ">"))

    def _equal(self, left: Encoded, right: Encoded, expr: Expr) -> Truth:
        match left, right:
            case Number(), Number():
                return self.reckon.equal(left, right)
            case Truth(), Truth():
                return Truth(
                    either((both((left.yes, right.yes)), both((left.no, right.no)))),
                    either((both((left.yes, right.no)), both((left.no, right.yes)))),
                )
            case Words(options), Words(others):
                pairs = [(both((p, q)), one == other) for p, one in options for q, other in others]
                return Truth(either(p for p, is_ in pairs if is_), either(p for p, is_ in pairs if not is_))
            case _:
                raise NotEncodable(expr, "values of different kinds are compared")

    def _meets(self, at: Encoded, test: Expr) -> Truth:
        match test:
            case UnaryTest(op, operand):
                return self._compare(op, at, self.encode(operand), test)
            case RangeOf(low, high, low_closed, high_closed):
                ends: tuple[tuple[CompareOp, Expr], ...] = (
                    (">=" if low_closed else ">", low),
                    ("<=" if high_closed else "<", high),
                )
                return conjunction([self._compare(op, at, self.encode(end), test) for op, end in ends])
            case ListOf(items):
                return disjunction([self._meets(at, item) for item in items])
            case _:
                return self._compare("=", at, self.encode(test), test)

    def _if(self, condition: Truth, then: Encoded, otherwise: Encoded, expr: Expr) -> Encoded:
        match then, otherwise:
            case ((Number() | Nothing()), (Number() | Nothing())):
                one, other = (found if isinstance(found, Number) else Number(()) for found in (then, otherwise))
                agree = both((condition.unknown, self.reckon.equal(one, other).yes))
                branches = ((condition.yes, one), (condition.no, other), (agree, one))
                return cases(piece for when, branch in branches for piece in under(when, branch))
            case ((Truth() | Nothing()), (Truth() | Nothing())):
                one, other = (found if isinstance(found, Truth) else NOT_KNOWN for found in (then, otherwise))
                return chosen(condition, one, other)
            case _:
                raise NotEncodable(expr, "the branches are neither numbers nor conditions")

    def _call(self, function: str, args: Sequence[Expr], expr: Expr) -> Encoded:
        if len(args) == 1 and isinstance(args[0], ListOf):
            members: Sequence[Expr] = args[0].items
        else:
            members = args
        if not members:
            raise NotEncodable(expr, "a list without members")
        match function:
            case "min":
                return reduce(self.reckon.smaller, map(self.number, members))
            case "max":
                return reduce(self.reckon.larger, map(self.number, members))
            case "sum":
                return reduce(self.reckon.add, map(self.number, members))
            case "mean":
                total = reduce(self.reckon.add, map(self.number, members))
                return self.reckon.multiply(total, number(Fraction(1, len(members))))
            case "count":
                return self._count(args, members)
            case "any":
                return disjunction([self.truth(member) for member in members])
            case "all":
                return conjunction([self.truth(member) for member in members])
            case "abs":
                return self.reckon.absolute(self.number(args[0]))
            case "modulo":
                return self.reckon.modulo(self.number(args[0]), self.number(args[1]))
            case _ if function in ROUNDINGS:
                return self.reckon.round(self.number(args[0]), function, _scale(args, expr))
            case _:
                raise NotEncodable(expr, f"`{function}` has no encoding")

    def _count(self, args: Sequence[Expr], members: Sequence[Expr]) -> Number:
        """How many members; of a single value 1, unknown where that is."""
        if len(args) > 1 or members is not args:
            return number(Fraction(len(members)))
        return cases(under(known_where(self.encode(args[0])), number(Fraction(1))))


def known_where(found: Encoded) -> Formula:
    """Where a value is known."""
    match found:
        case Number():
            return found.defined
        case Truth(yes, no):
            return either((yes, no))
        case Words(options):
            return either(when for when, _ in options)
        case Nothing():
            return FALSE


def given(value: Value, expr: Expr) -> Encoded:
    """A value that is the same at every point. Raises NotEncodable for null, lists and ranges."""
    if value is UNKNOWN:
        return Nothing()
    match value:
        case bool():
            return known(value)
        case Fraction():
            return number(value)
        case str():
            return Words(((TRUE, value),))
        case _:
            raise NotEncodable(expr, "null, lists and ranges as values have no encoding")


def first_known(alternatives: Sequence[Encoded], expr: Expr) -> Encoded:
    """The first of several values that is known, as a named quantity with alternatives has it."""
    numbers = [found for found in alternatives if not isinstance(found, Nothing)]
    if not numbers:
        return Nothing()
    if len(numbers) == 1:
        return numbers[0]
    before: list[Formula] = []
    pieces: list[tuple[Formula, Encoded]] = []
    for found in numbers:
        pieces.append((both(before), found))
        before.append(_unknown(found))
    if all(isinstance(found, Number) for found in numbers):
        return cases(piece for when, found in pieces if isinstance(found, Number) for piece in under(when, found))
    if all(isinstance(found, Truth) for found in numbers):
        truths = [(when, found) for when, found in pieces if isinstance(found, Truth)]
        return Truth(either(both((w, t.yes)) for w, t in truths), either(both((w, t.no)) for w, t in truths))
    raise NotEncodable(expr, "alternatives of a quantity are neither numbers nor conditions")


def _unknown(found: Encoded) -> Formula:
    return opposite(known_where(found))


def _scale(args: Sequence[Expr], expr: Expr) -> int:
    if len(args) < 2:
        return 0
    scale = args[1].value if isinstance(args[1], Literal) else None
    if not isinstance(scale, Fraction) or abs(scale) > 30:
        raise NotEncodable(expr, "decimals must be a constant, 30 at most")
    return int(scale)
