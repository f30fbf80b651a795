"""Conditions over columns in Kleene's logic, and choices by them: what bounds or constants decide is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Final

from youju.population.columns.term import (
    FALSE,
    TRUE,
    UNKNOWN_NUMBER,
    Bounds,
    Kind,
    Node,
    Term,
    bounds_of,
    content,
    node,
    nullable,
    times,
)


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
        if many != 1:
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
