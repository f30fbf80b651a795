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
        if left == 0 and not right.nullable or left == 1:
            return 0 if left == 0 else right
        if factor != 1:
            return times(left * factor, rest)
        if left == -1:
            return minus(right)
    corners = [one * other for one, other in product(bounds_of(left), bounds_of(right))]
    return node("times", (left, right), "whole", (min(corners), max(corners)))


def content(term: Term) -> tuple[int, Term]:
    """A constant and what it multiplies; of a constant itself and 1."""
    if isinstance(term, int):
        return term, 1
    if term.op == "minus":
        return -1, term.parts[0]
    first = term.parts[0] if term.op == "times" else 1
    return (first, term.parts[1]) if isinstance(first, int) and first != 1 else (1, term)


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
    if not isinstance(value, Node):
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


def compared(op: str, left: Term, right: Term) -> Node:
    """`left op right`, with the operators of the language."""
    if isinstance(left, int) and isinstance(right, int):
        return TRUE if _HOLDS[op](left, right) else FALSE
    if isinstance(left, int):
        return compared(_TURNED[op], right, left)
    if left.kind != "whole":
        return node(op, (left, right), "truth")
    (many, one), (more, other) = content(left), content(right)
    if isinstance(right, int):
        if abs(many) != 1 or many < 0:
            return _against(op, many, one, right)
    elif (shared := gcd(many, more)) > 1:
        return compared(op, times(many // shared, one), times(more // shared, other))
    certain = _certain(op, bounds_of(left), bounds_of(right))
    return node(op, (left, right), "truth") if certain is None else where_known(certain, left, right)


def _against(op: str, factor: int, value: Term, limit: int) -> Node:
    """`factor * value op limit`, compared without the factor."""
    if factor < 0:
        return _against(_TURNED[op], -factor, value, -limit)
    if op in ("=", "!="):
        if limit % factor:
            return where_known(op == "!=", value)
        return compared(op, value, limit // factor)
    # Between whole numbers `<` and `>=` mean the same number rounded up, `<=` and `>` rounded down.
    return compared(op, value, -(-limit // factor) if op in ("<", ">=") else limit // factor)


def _certain(op: str, left: Bounds, right: Bounds) -> bool | None:
    """What a comparison comes to wherever both sides are known, if their bounds tell."""
    (low, high), (least, most) = left, right
    match op:
        case "<":
            return True if high < least else False if low >= most else None
        case "<=":
            return True if high <= least else False if low > most else None
        case ">" | ">=":
            return _certain(_TURNED[op], right, left)
        case _:
            return (op == "!=") if high < least or most < low else None


def where_known(value: bool, *terms: Term) -> Node:
    """A condition that is the same wherever some terms are known, and unknown elsewhere."""
    answer = TRUE if value else FALSE
    when = conjunction([known(term) for term in terms])
    return answer if when == TRUE else node("case", (when, answer, UNKNOWN_NUMBER), "truth", nullable=True)


def _answer(part: Node) -> tuple[Node, bool] | None:
    """Where a condition is known and what it then is, if it is the same everywhere."""
    if part.op == "case" and part.kind == "truth" and len(part.parts) == 3 and part.parts[1] in (TRUE, FALSE):
        when = part.parts[0]
        return (when, part.parts[1] == TRUE) if isinstance(when, Node) and part.parts[2] == UNKNOWN_NUMBER else None
    return None


_HOLDS: Final = {
    "=": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__,
}  # fmt: skip
_TURNED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_DENIED: Final = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
COMPARISONS: Final = frozenset(_HOLDS)


def conjunction(parts: Sequence[Node]) -> Node:
    """All of the parts, in Kleene's logic."""
    return _joined("and", parts, TRUE, FALSE)


def disjunction(parts: Sequence[Node]) -> Node:
    """One of the parts, in Kleene's logic."""
    return _joined("or", parts, FALSE, TRUE)


def _joined(op: str, parts: Sequence[Node], empty: Node, final: Node) -> Node:
    wanted = list({part.text: part for part in parts if part != empty}.values())
    if final in wanted:
        return final
    if len(wanted) < 2:
        return wanted[0] if wanted else empty
    return node(op, wanted, "truth")


def negation(part: Node) -> Node:
    """Not the part."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    if part.op in COMPARISONS:
        return compared(_DENIED[part.op], *part.parts)
    if (answer := _answer(part)) is not None:
        return node("case", (answer[0], FALSE if answer[1] else TRUE, UNKNOWN_NUMBER), "truth", nullable=True)
    inner = part.parts[0] if part.op == "not" else None
    return inner if isinstance(inner, Node) else node("not", (part,), "truth")


STRICT: Final = COMPARISONS | {"plus", "times", "minus", "abs", "sign", "not"}
"""Operations that are known exactly where all of their parts are."""


def known(value: Term) -> Node:
    """Where it has a value."""
    if not isinstance(value, Node) or not value.nullable:
        return TRUE
    if value.op in STRICT:
        return conjunction([known(part) for part in value.parts])
    if (answer := _answer(value)) is not None:
        return answer[0]
    return FALSE if value.op == "null" else node("known", (value,), "truth", nullable=False)


def holds(part: Node) -> Node:
    """Where a condition is true: false where it is unknown."""
    if (answer := _answer(part)) is not None:
        return answer[0] if answer[1] else FALSE
    return part if not part.nullable else node("holds", (part,), "truth", nullable=False)


def stands(part: Node) -> Node:
    """Where a condition is not false: true where it is unknown."""
    if (answer := _answer(part)) is not None:
        return TRUE if answer[1] else negation(answer[0])
    return part if not part.nullable else node("stands", (part,), "truth", nullable=False)


def chosen(options: Sequence[tuple[Node, Term]], otherwise: Term = UNKNOWN_NUMBER) -> Term:
    """The first term whose condition holds; a condition that is unknown does not."""
    tried: list[tuple[Node, Term]] = []
    for given, term in options:
        when = _tried(given, [one for one, _ in tried])
        if when == TRUE:
            otherwise = term
            break
        if when != FALSE:
            tried.append((when, term))
    while tried and tried[-1][1] == otherwise:
        tried.pop()
    if not tried:
        return otherwise
    terms = [*(term for _, term in tried), otherwise]
    spans = [bounds_of(term) for term in terms if term != UNKNOWN_NUMBER]
    kinds: list[Kind] = [term.kind for term in terms if isinstance(term, Node) and term.op != "null"]
    bounds = min(low for low, _ in spans), max(high for _, high in spans)
    parts = [part for option in tried for part in option]
    return node("case", (*parts, otherwise), kinds[0] if kinds else "whole", bounds, nullable=any(map(nullable, terms)))


def _tried(when: Node, before: Sequence[Node]) -> Node:
    """A condition as a choice needs it, after others that did not hold: unknown is as good as false."""
    if when.op == "holds" and isinstance(when.parts[0], Node):
        when = when.parts[0]
    if (answer := _answer(when)) is not None:
        when = answer[0] if answer[1] else FALSE
    if when in before:
        return FALSE
    # What denies a condition that did not hold is true wherever it is known.
    return known(when) if negation(when) in before else when
