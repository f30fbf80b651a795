"""The tree of an expression: frozen nodes, each with the place it stands at in the source."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias, cast
from typing import Literal as Choice

from youju.feel.types import BOOLEAN, NULL, NUMBER, TEXT, ZERO, Type
from youju.structs import Entity, astuple

ArithmeticOp: TypeAlias = Choice["+", "-", "*", "/", "**"]
CompareOp: TypeAlias = Choice["=", "!=", "<", "<=", ">", ">="]


class Span(NamedTuple):
    """A stretch of the source: offsets in characters, `end` exclusive."""

    start: int
    end: int


NOWHERE: Final = Span(0, 0)


class Node(Entity):
    """What an expression is made of. The last field of each is its `span`; nodes are equal wherever they stand."""

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return False
        return astuple(self)[:-1] == astuple(cast(Node, other))[:-1]

    def __ne__(self, other: object) -> bool:
        # What a struct inherits would tell by identity.
        return not self == other

    def __hash__(self) -> int:
        return hash(astuple(self)[:-1])


class Literal(Node):
    """A constant. `value` is in the base unit (`0.15 万元` is 1500); `unit` is kept as written, for rendering."""

    value: Fraction | bool | str | None
    type: Type
    unit: str = ""
    span: Span = NOWHERE


class Name(Node):
    """A fact, a `let` name or a parameter."""

    name: str
    span: Span = NOWHERE


class Negate(Node):
    """`-operand`; binds closer than `**`, so `-3 ** 2` is 9 (DMN 1.5, 10.3.1.2)."""

    operand: Expr
    span: Span = NOWHERE


class Arithmetic(Node):
    """`left op right`; every operator, `**` too, associates to the left."""

    op: ArithmeticOp
    left: Expr
    right: Expr
    span: Span = NOWHERE


class Compare(Node):
    """`left op right`; comparisons do not chain."""

    op: CompareOp
    left: Expr
    right: Expr
    span: Span = NOWHERE


class And(Node):
    """All of `parts` (two or more; `a and b and c` is one node)."""

    parts: tuple[Expr, ...]
    span: Span = NOWHERE


class Or(Node):
    """Any of `parts` (two or more)."""

    parts: tuple[Expr, ...]
    span: Span = NOWHERE


class Not(Node):
    """`not(operand)`, `非 operand`."""

    operand: Expr
    span: Span = NOWHERE


class Between(Node):
    """`operand between low and high`, both ends included."""

    operand: Expr
    low: Expr
    high: Expr
    span: Span = NOWHERE


class In(Node):
    """`operand in tests`: true where one test holds. A test is a range, a unary test, a list of them, or a value."""

    operand: Expr
    tests: tuple[Expr, ...]
    span: Span = NOWHERE


class If(Node):
    """`if condition then then else otherwise`; a false or null condition takes the other branch."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span = NOWHERE


class Call(Node):
    """A built-in function by its canonical English name, all arguments in order (named ones are put in their place)."""

    function: str
    args: tuple[Expr, ...]
    span: Span = NOWHERE

    @property
    def operands(self) -> tuple[Expr, ...]:
        """The members folded by min, max, sum, count, mean, any, all: those of a single list literal, else `args`."""
        match self.args:
            case (ListOf(items),):
                return items
            case _:
                return self.args


class ListOf(Node):
    """`[a, b, c]`."""

    items: tuple[Expr, ...]
    span: Span = NOWHERE


class RangeOf(Node):
    """`[low..high]`, with either end open: `(low..high]`, `]low..high[`."""

    low: Expr
    high: Expr
    low_closed: bool
    high_closed: bool
    span: Span = NOWHERE


class UnaryTest(Node):
    """`< 10` after `in`, or `(< 10)` as a value: a comparison that waits for its left side."""

    op: CompareOp
    operand: Expr
    span: Span = NOWHERE


class Item(Node):
    """`operand[index]`: a member of a list, from 1, or from the end for a negative index (DMN 1.5, 10.3.2.5)."""

    operand: Expr
    index: Expr
    span: Span = NOWHERE


Expr: TypeAlias = (
    Literal
    | Name
    | Negate
    | Arithmetic
    | Compare
    | And
    | Or
    | Not
    | Between
    | In
    | If
    | Call
    | ListOf
    | RangeOf
    | UnaryTest
    | Item
)
"""An expression: one of the nodes above."""


def literal(value: Fraction | bool | str | None) -> Literal:
    """A constant without a unit, typed as the parser types it."""
    match value:
        case Fraction():
            return Literal(value, NUMBER if value else ZERO)
        case bool():
            return Literal(value, BOOLEAN)
        case str():
            return Literal(value, TEXT)
        case None:
            return Literal(value, NULL)
