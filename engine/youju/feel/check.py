"""Types and units of an expression, checked before it ever runs: every error at once, each with a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from youju.feel.faults import (
    argument_count,
    different_kinds,
    dimensions,
    fractional_power,
    unknown_function,
    unknown_name,
    unwanted,
)
from youju.feel.functions import FUNCTIONS, Signature
from youju.feel.problems import Problem
from youju.feel.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    If,
    In,
    Item,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    RangeOf,
    UnaryTest,
)
from youju.feel.types import ANY, BOOLEAN, NUMBER, TEXT, ZERO, Type, list_of, range_of, unify
from youju.feel.walk import children
from youju.structs import Struct


def check(expr: Expr, types: Mapping[str, Type]) -> tuple[Type, tuple[Problem, ...]]:
    """The type of `expr` where names have `types`, and all that is wrong with it, in the order of the source.

    Where something is wrong its type is ANY, which agrees with all else, so that one slip is reported once.
    """
    checking = _Checking(types, [])
    found = checking.type_of(expr)
    return found, tuple(sorted(checking.problems, key=lambda problem: (problem.start, problem.end)))


_Typed: TypeAlias = tuple[Expr, Type]


class _Checking(Struct):
    types: Mapping[str, Type]
    problems: list[Problem]

    def type_of(self, expr: Expr) -> Type:
        """The type of `expr`; what is wrong with it goes to `problems`."""
        match expr:
            case Literal():
                return expr.type
            case Name(name):
                return self.types[name] if name in self.types else self._wrong(unknown_name(expr, self.types))
            case Arithmetic():
                return self._arithmetic(expr)
            case Compare(op, left, right):
                self._agree(expr, self._typed(left), self._typed(right), ordered=op not in ("=", "!="))
                return BOOLEAN
            case And(parts) | Or(parts):
                for part in parts:
                    self._want(part, BOOLEAN)
                return BOOLEAN
            case Not(operand):
                self._want(operand, BOOLEAN)
                return BOOLEAN
            case Negate(operand):
                return self._number(operand)
            case If():
                self._want(expr.condition, BOOLEAN)
                return self._agree(expr, self._typed(expr.then), self._typed(expr.otherwise))
            case Call():
                return self._call(expr)
            case Between() | In() | ListOf() | RangeOf() | UnaryTest() | Item():
                return self._collective(expr)

    def _collective(self, expr: Between | In | ListOf | RangeOf | UnaryTest | Item) -> Type:
        match expr:
            case Between(operand, low, high):
                at = self._typed(operand)
                self._agree(expr, at, self._typed(low), ordered=True)
                self._agree(expr, at, self._typed(high), ordered=True)
                return BOOLEAN
            case In():
                return self._in(expr)
            case ListOf(items):
                return list_of(self._members(items))
            case RangeOf(low, high):
                return range_of(self._agree(expr, self._typed(low), self._typed(high), ordered=True))
            case UnaryTest(op, operand):
                found = self._typed(operand)
                return range_of(self._agree(expr, found, found, ordered=op not in ("=", "!=")))
            case Item(operand, index):
                found = self.type_of(operand)
                self._want(index, NUMBER)
                return (found.item or ANY) if found.kind == "list" else found

    def _wrong(self, problem: Problem) -> Type:
        self.problems.append(problem)
        return ANY

    def _typed(self, expr: Expr) -> _Typed:
        # A node is typed once and carried with its type: typing it again would report twice, and cost 2**depth.
        return expr, self.type_of(expr)

    def _want(self, expr: Expr, wanted: Type) -> Type:
        found = self.type_of(expr)
        return found if unify(found, wanted) is not None else self._wrong(unwanted(expr, found, wanted))

    def _number(self, expr: Expr) -> Type:
        """A number of any dimension, or null."""
        found = self.type_of(expr)
        if found.kind in ("number", "any"):
            return found
        return self._wrong(unwanted(expr, found, ZERO))

    def _arithmetic(self, expr: Arithmetic) -> Type:
        if expr.op == "+" and isinstance(expr.left, Literal) and expr.left.type == TEXT:
            return self._want(expr.right, TEXT)
        left = self.type_of(expr.left) if expr.op == "+" else self._number(expr.left)
        if left == TEXT:
            return self._want(expr.right, TEXT)
        if left.kind not in ("number", "any"):
            left = self._wrong(unwanted(expr.left, left, ZERO))
        right = self._number(expr.right)
        if left.kind == "any" or right.kind == "any":
            return ANY
        match expr.op:
            case "+" | "-":
                return unify(left, right) or self._wrong(dimensions(expr, expr.left, left, expr.right, right))
            case "*" | "/":
                if left.money is None or right.money is None:
                    return ZERO if expr.op == "*" or left.money is None else left
                return Type("number", left.money + right.money if expr.op == "*" else left.money - right.money)
            case "**":
                return self._power(expr, left, right)

    def _power(self, expr: Arithmetic, base: Type, exponent: Type) -> Type:
        if exponent.money:
            return self._wrong(unwanted(expr.right, exponent, NUMBER))
        times = _constant(expr.right)
        if times is not None and times.denominator != 1:
            return self._wrong(fractional_power(expr.right))
        if not base.money:
            return NUMBER
        if times is None or abs(times) > 9:
            return self._wrong(unwanted(expr.left, base, NUMBER))
        return Type("number", base.money * int(times))

    def _agree(self, whole: Expr, one: _Typed, other: _Typed, *, ordered: bool = False) -> Type:
        """The type both sides share."""
        shared = unify(one[1], other[1])
        if shared is None:
            if one[1].kind == other[1].kind == "number":
                return self._wrong(dimensions(whole, *one, *other))
            return self._wrong(different_kinds(whole, one[1], other[1]))
        if ordered and shared.kind not in ("number", "text", "any", "null"):
            return self._wrong(unwanted(*one, ZERO))
        return shared

    def _members(self, items: tuple[Expr, ...]) -> Type | None:
        """The type all members share, None for an empty list; a list does not mix kinds or dimensions."""
        shared: Type | None = None
        for one in items:
            found = self.type_of(one)
            shared = found if shared is None else self._agree(one, (items[0], shared), (one, found))
        return shared

    def _in(self, expr: In) -> Type:
        value = self.type_of(expr.operand)
        for test in expr.tests:
            found = self.type_of(test)
            if not _may_hold(value, found):
                both = (self._inner(found), value)
                if both[0].kind == value.kind == "number":
                    self._wrong(dimensions(test, expr.operand, value, _sample(test), both[0]))
                else:
                    self._wrong(different_kinds(test, value, both[0]))
        return BOOLEAN

    def _inner(self, found: Type) -> Type:
        while found.kind in ("list", "range") and found.item is not None:
            found = found.item
        return found

    def _call(self, expr: Call) -> Type:
        signature = FUNCTIONS.get(expr.function)
        if signature is None:
            for arg in expr.args:
                self.type_of(arg)
            return self._wrong(unknown_function(expr))
        given = len(expr.args)
        if given < signature.required or (given > len(signature.parameters) and not signature.folds):
            for arg in expr.args:
                self.type_of(arg)
            return self._wrong(argument_count(expr, signature))
        return self._fold(expr, signature) if signature.folds else self._plain_call(expr, signature)

    def _plain_call(self, expr: Call, signature: Signature) -> Type:
        first = self._number(expr.args[0])
        if signature.rule == "pair":
            second = self._number(expr.args[1])
            return self._agree(expr, (expr.args[0], first), (expr.args[1], second))
        for scale in expr.args[1:]:
            self._want(scale, NUMBER)
        return first

    def _fold(self, expr: Call, signature: Signature) -> Type:
        """A function over the members of one list, or over its arguments."""
        members = [self._typed(one) for one in expr.operands]
        if expr.operands is expr.args and len(members) == 1 and members[0][1].kind == "list":
            members = [(members[0][0], members[0][1].item or ANY)]
        if signature.rule == "count":
            return NUMBER
        if signature.rule == "truth":
            for one, found in members:
                if unify(found, BOOLEAN) is None:
                    self._wrong(unwanted(one, found, BOOLEAN))
            return BOOLEAN
        kinds = ("number", "text", "any") if signature.rule == "member" else ("number", "any")
        for one, found in members:
            if found.kind not in kinds:
                return self._wrong(unwanted(one, found, ZERO))
        shared = members[0] if members else (expr, ANY)
        for one in members[1:]:
            shared = (shared[0], self._agree(one[0], shared, one))
        return shared[1]


def _may_hold(value: Type, test: Type) -> bool:
    """Whether a value of one type can ever meet a test of the other."""
    inner = test.item is None or _may_hold(value, test.item)
    match test.kind:
        case "range":
            return inner
        case "list":
            return inner or unify(value, test) is not None
        case _:
            return unify(value, test) is not None


def _sample(test: Expr) -> Expr:
    """The first plain value of a test, to say what it should have been."""
    while not isinstance(test, Literal | Name):
        parts = children(test)
        if not parts:
            break
        test = parts[0]
    return test


def _constant(expr: Expr) -> Fraction | None:
    match expr:
        case Literal(Fraction() as value):
            return value
        case Negate(Literal(Fraction() as value)):
            return -value
        case _:
            return None
