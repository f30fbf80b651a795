"""Expressions of the language over columns, straight from their trees: NULL is what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final, TypeAlias

from youju.feel import (
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
)
from youju.population.columns.condition import chosen, compared, conjunction, disjunction, negation
from youju.population.columns.quotient import (
    ROUNDINGS,
    Quotient,
    added,
    constant,
    divided,
    extreme,
    inverse,
    kept,
    multiplied,
    negative,
    ordered,
    picked,
    rounded,
    total,
)
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import FALSE, TRUE, Node, magnitude, words
from youju.population.errors import NotCompilable
from youju.structs import Struct


class Condition(Struct):
    """A condition: true, false, or NULL where it is unknown."""

    node: Node


class Words(Struct):
    """A text, NULL where it is unknown."""

    node: Node


Translated: TypeAlias = Quotient | Condition | Words
Read: TypeAlias = Callable[[str], Translated]
"""What a name stands for: a column of the table, a named quantity."""

MOST_POWER: Final = 8
WIDEST: Final = 2**127 - 1


class Translator(Struct):
    """Translates expressions whose names `read` tells; what they work out on the way goes on `sheet`."""

    read: Read
    sheet: Sheet

    def number(self, expr: Expr) -> Quotient:
        """The expression as a number. Raises NotCompilable, naming the part that has no exact translation."""
        found = self._translated(expr)
        if isinstance(found, Quotient):
            return found
        raise NotCompilable(expr, "no number")

    def condition(self, expr: Expr) -> Node:
        """The expression as a condition."""
        found = self._translated(expr)
        if isinstance(found, Condition):
            return found.node
        raise NotCompilable(expr, "no condition")

    def first(self, ways: Sequence[Quotient]) -> Quotient:
        """The first of some numbers that is known."""
        return kept(self.sheet, picked([(way.known, way) for way in ways]))

    def _translated(self, expr: Expr) -> Translated:
        found = self._found(expr)
        if isinstance(found, Quotient) and any(
            isinstance(one, int) and abs(one) > WIDEST for one in (found.top, found.bottom)
        ):
            raise NotCompilable(expr, "a constant of more than 128 bits")
        return kept(self.sheet, found) if isinstance(found, Quotient) else found

    def _found(self, expr: Expr) -> Translated:
        match expr:
            case Literal(value):
                return _given(value, expr)
            case Name(name):
                return self.read(name)
            case Negate(operand):
                return negative(self.number(operand))
            case Arithmetic():
                return self._arithmetic(expr)
            case If(condition, then, otherwise):
                return self._if(self.condition(condition), self._translated(then), self._translated(otherwise), expr)
            case Call(function, args):
                return self._call(function, args, expr)
            case _:
                return Condition(self._truth(expr))

    def _truth(self, expr: Expr) -> Node:
        match expr:
            case And(parts):
                return conjunction([self.condition(part) for part in parts])
            case Or(parts):
                return disjunction([self.condition(part) for part in parts])
            case Not(operand):
                return negation(self.condition(operand))
            case Compare(op, left, right):
                return self._compared(op, self._translated(left), self._translated(right), expr)
            case Between(operand, low, high):
                at = self._translated(operand)
                low_end = self._compared(">=", at, self._translated(low), expr)
                return conjunction((low_end, self._compared("<=", at, self._translated(high), expr)))
            case In(operand, tests):
                at = self._translated(operand)
                return disjunction([self._meets(at, test) for test in tests])
            case _:
                raise NotCompilable(expr, "lists and ranges stand only after `in` and in functions")

    def _meets(self, at: Translated, test: Expr) -> Node:
        match test:
            case RangeOf(low, high, low_closed, high_closed):
                bottom = self._compared(">=" if low_closed else ">", at, self._translated(low), test)
                top = self._compared("<=" if high_closed else "<", at, self._translated(high), test)
                return conjunction((bottom, top))
            case UnaryTest(op, operand):
                return self._compared(op, at, self._translated(operand), test)
            case ListOf(items):
                return disjunction([self._meets(at, item) for item in items])
            case _:
                return self._compared("=", at, self._translated(test), test)

    def _compared(self, op: CompareOp, left: Translated, right: Translated, expr: Expr) -> Node:
        if isinstance(left, Quotient) and isinstance(right, Quotient):
            return ordered(op, left, right)
        if isinstance(left, Words) and isinstance(right, Words):
            return compared(op, left.node, right.node)
        if isinstance(left, Condition) and isinstance(right, Condition) and op in ("=", "!="):
            return compared(op, left.node, right.node)
        raise NotCompilable(expr, "values of different kinds")

    def _arithmetic(self, expr: Arithmetic) -> Quotient:
        left = self.number(expr.left)
        if expr.op == "**":
            return self._power(left, expr)
        right = self.number(expr.right)
        match expr.op:
            case "+":
                return added(left, right)
            case "-":
                return added(left, negative(right))
            case "*":
                return multiplied(left, right)
            case "/":
                return divided(left, right)

    def _power(self, base: Quotient, expr: Arithmetic) -> Quotient:
        exponent = _whole(expr.right)
        if exponent is None or abs(exponent) > MOST_POWER:
            raise NotCompilable(expr, f"only whole powers up to {MOST_POWER}")
        if exponent == 0:
            return picked([(base.known, constant(1))])
        factor = base if exponent > 0 else kept(self.sheet, inverse(base))
        return reduce(lambda power, one: kept(self.sheet, multiplied(power, one)), [factor] * abs(exponent))

    def _if(self, condition: Node, then: Translated, otherwise: Translated, expr: Expr) -> Translated:
        when = self.sheet.truth(condition)
        # A condition that nobody knows leaves the value known where both ways agree.
        same = self.sheet.truth(self._compared("=", then, otherwise, expr))
        whens = (when, negation(when), same)
        if isinstance(then, Quotient) and isinstance(otherwise, Quotient):
            return picked(list(zip(whens, (then, otherwise, then), strict=True)))
        if isinstance(then, Quotient) or isinstance(otherwise, Quotient):
            raise NotCompilable(expr, "values of different kinds")
        if not isinstance(then, type(otherwise)):
            raise NotCompilable(expr, "values of different kinds")
        way = chosen(list(zip(whens, (then.node, otherwise.node, then.node), strict=True)))
        assert isinstance(way, Node)
        return Condition(way) if isinstance(then, Condition) else Words(way)

    def _call(self, function: str, args: tuple[Expr, ...], expr: Call) -> Translated:
        members = expr.operands
        match function:
            case "any" | "all":
                truths = [self.condition(one) for one in members]
                return Condition(disjunction(truths) if function == "any" else conjunction(truths))
            case "count":
                return constant(len(members))
            case "min" | "max" if members:
                return extreme(self.sheet, self._numbers(members), function == "max")
            case "sum" | "mean" if members:
                return multiplied(total(self.sheet, self._numbers(members)), constant(_share(function, members)))
            case "abs":
                (value,) = self._numbers(args)
                return Quotient(magnitude(value.top), value.bottom)
            case "modulo":
                return self._modulo(*self._numbers(args))
            case _ if function in ROUNDINGS:
                return self._rounded(function, args, expr)
            case _:
                raise NotCompilable(expr, "no translation")

    def _numbers(self, exprs: Sequence[Expr]) -> list[Quotient]:
        return [self.number(one) for one in exprs]

    def _modulo(self, value: Quotient, by: Quotient) -> Quotient:
        whole = kept(self.sheet, rounded(self.sheet, kept(self.sheet, divided(value, by)), "floor", Fraction(1)))
        return added(value, negative(kept(self.sheet, multiplied(whole, by))))

    def _rounded(self, how: str, args: tuple[Expr, ...], expr: Call) -> Quotient:
        scale = _whole(args[-1]) if len(args) > 1 else 0
        if scale is None:
            raise NotCompilable(expr, "the decimals of a rounding must be a constant")
        return rounded(self.sheet, self._numbers(args)[0], how, Fraction(1, 10) ** scale)


def _share(function: str, members: Sequence[Expr]) -> Fraction:
    return Fraction(1, len(members)) if function == "mean" else Fraction(1)


def _given(value: Fraction | bool | str | None, expr: Expr) -> Translated:
    match value:
        case Fraction():
            return constant(value)
        case bool():
            return Condition(TRUE if value else FALSE)
        case str():
            return Words(words(value))
        case None:
            raise NotCompilable(expr, "null is no value of a column")


def _whole(expr: Expr) -> int | None:
    """A constant whole number, cut towards 0 as the language cuts decimals."""
    match expr:
        case Negate(operand):
            inner = _whole(operand)
            return None if inner is None else -inner
        case Literal(Fraction() as value) if value.denominator == 1:
            return int(value)
        case _:
            return None
