"""Whole numbers, conditions and texts over columns, as trees that no engine knows: what is constant is worked out here.

NULL is what nobody knows, and conditions are Kleene's. Every whole number carries the bounds that follow from those of
the columns, so that a printer can choose widths in which nothing overflows. Nothing divides but `floored`, `exactly`
and `common`, all on whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import gcd
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["whole", "truth", "text"]
Bounds: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """An operation on parts.

    `text` names it among all others: equal texts are equal values. `bounds` hold its value where it is a whole number
    and known; `nullable` tells whether it can be unknown; `reads` are the columns it reads, and `depth` is how deep
    these are defined: 0 are those of the table.
    """

    op: str = field(compare=False)
    parts: tuple[Term, ...] = field(compare=False)
    text: str
    kind: Kind = field(compare=False)
    bounds: Bounds = field(default=(0, 0), compare=False)
    nullable: bool = field(default=True, compare=False)
    depth: int = field(default=0, compare=False)
    reads: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def constant(self) -> bool:
        """Whether it reads no column."""
        return not self.reads


Term: TypeAlias = int | Node
"""A whole number that is known now, or a node."""

TRUE: Final = Node("true", (), "true", "truth", nullable=False)
FALSE: Final = Node("false", (), "false", "truth", nullable=False)
UNKNOWN_NUMBER: Final = Node("null", (), "null", "whole")


def column(name: str, kind: Kind, bounds: Bounds = (0, 0), nullable: bool = True, depth: int = 0) -> Node:
    """A column by its name."""
    text = '"' + name.replace('"', '""') + '"'
    return Node("column", (), text, kind, bounds, nullable, depth, frozenset((name,)))


def words(value: str) -> Node:
    """A text that is the same in every row."""
    return Node("words", (), "'" + value.replace("'", "''") + "'", "text", nullable=False)


def name_of(node: Node) -> str:
    """The name of a column."""
    (name,) = node.reads
    return name


def text_in(node: Node) -> str:
    """The text of a constant text."""
    return node.text[1:-1].replace("''", "'")


def node(op: str, parts: Sequence[Term], kind: Kind, bounds: Bounds = (0, 0), *, nullable: bool | None = None) -> Node:
    """An operation; unless told otherwise it is unknown where one of its parts is."""
    inner = [part for part in parts if isinstance(part, Node)]
    text = f"({' '.join([op, *(part.text if isinstance(part, Node) else str(part) for part in parts)])})"
    if nullable is None:
        nullable = any(part.nullable for part in inner)
    depth = max((part.depth for part in inner), default=0)
    return Node(
        op, tuple(parts), text, kind, bounds, nullable, depth, frozenset[str]().union(*(p.reads for p in inner))
    )


def bounds_of(term: Term) -> Bounds:
    """Between what it lies where it is known."""
    return term.bounds if isinstance(term, Node) else (term, term)


def nullable(term: Term) -> bool:
    """Whether it can be unknown."""
    return isinstance(term, Node) and term.nullable


def plus(left: Term, right: Term) -> Term:
    """`left + right`."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    if left == 0 or right == 0:
        return right if left == 0 else left
    (many, one), (more, other) = content(left), content(right)
    shared = gcd(many, more)
    if shared > 1:
        return times(shared, plus(times(many // shared, one), times(more // shared, other)))
    (a, b), (c, d) = bounds_of(left), bounds_of(right)
    return node("plus", (left, right), "whole", (a + c, b + d))


def times(left: Term, right: Term) -> Term:
    """`left * right`; a factor 0 keeps what is unknown unknown."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if isinstance(right, int):
        return times(right, left)
    if isinstance(left, int):
        factor, rest = content(right)
        if (left == 0 and not right.nullable) or left == 1:
            return 0 if left == 0 else right
        if factor != 1:
            return times(left * factor, rest)
        if left == -1:
            return minus(right)
    corners = [one * other for one, other in product(bounds_of(left), bounds_of(right))]
    return node("times", (left, right), "whole", (min(corners), max(corners)))


def content(term: Term) -> tuple[int, Term]:
    """A constant, never 0 beside a node, and what it multiplies; of a constant itself and 1."""
    if isinstance(term, int):
        return term, 1
    if term.op == "minus":
        return -1, term.parts[0]
    first = term.parts[0] if term.op == "times" else 1
    return (first, term.parts[1]) if isinstance(first, int) and first not in (0, 1) else (1, term)


def minus(value: Term) -> Term:
    """`-value`."""
    if isinstance(value, int):
        return -value
    factor, rest = content(value)
    if factor != 1:
        return times(-factor, rest)
    low, high = value.bounds
    return node("minus", (value,), "whole", (-high, -low))


def magnitude(value: Term) -> Term:
    """`abs(value)`."""
    if isinstance(value, int):
        return abs(value)
    low, high = value.bounds
    if low >= 0:
        return value
    least = 1 if value.op == "nonzero" else max(0, -high)
    return node("abs", (value,), "whole", (least, max(-low, high)))


def sign(value: Term) -> Term:
    """-1, 0 or 1."""
    if isinstance(value, int):
        return (value > 0) - (value < 0)
    low, high = value.bounds
    if low > 0 and not value.nullable:
        return 1
    return node("sign", (value,), "whole", ((low > 0) - (low < 0), (high > 0) - (high < 0)))


def nonzero(value: Term) -> Term:
    """The same, unknown where it is 0."""
    if isinstance(value, int):
        return value if value else UNKNOWN_NUMBER
    low, high = value.bounds
    if low > 0 or high < 0:
        return value
    return node("nonzero", (value,), "whole", (low + (low == 0), high - (high == 0)), nullable=True)


def below(value: Term) -> Term:
    """A number above 0, read only where something else is known that is known nowhere but where it is itself."""
    if not isinstance(value, Node) or value.op == "below":
        return value
    low, high = value.bounds
    return node("below", (value,), "whole", (max(low, 1), max(high, 1)), nullable=False)


def floored(value: Term, by: Term) -> Term:
    """The whole number at or below `value / by`, where `by` is above 0 wherever it is known."""
    if by == 1:
        return value
    if isinstance(value, int) and isinstance(by, int):
        return value // by
    return node("floor", (value, by), "whole", _ratio(value, by))


def exactly(value: Term, by: Term) -> Term:
    """`value / by`, where `by` is above 0 and divides it."""
    if by == 1:
        return value
    if isinstance(value, int) and isinstance(by, int):
        return value // by
    return node("exactly", (value, by), "whole", _ratio(value, by))


def common(value: Term, by: Term) -> Node:
    """The greatest common divisor of two numbers, the second above 0."""
    return node("gcd", (value, by), "whole", (1, max(1, bounds_of(by)[1])))


def _ratio(value: Term, by: Term) -> Bounds:
    low, high = bounds_of(by)
    corners = [one // other for one, other in product(bounds_of(value), (max(low, 1), max(high, 1)))]
    return min(corners), max(corners)
