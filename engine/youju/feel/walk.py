"""Walking a tree: its children, its names, its size, and the substitution of `let` names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from youju.feel.problems import FeelError, Problem
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
from youju.structs import replace

MAX_DEPTH: Final = 100
"""How deep a tree may be: every room that walks one may recurse without fear."""
MAX_NODES: Final = 100_000
"""How many nodes a tree may have once its `let` names are put in."""


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of a node, in the order they are written."""
    match expr:
        case Literal() | Name():
            return ()
        case Arithmetic(_, left, right) | Compare(_, left, right):
            return (left, right)
        case And(parts) | Or(parts) | ListOf(parts) | Call(_, parts):
            return parts
        case Negate(operand) | Not(operand) | UnaryTest(_, operand):
            return (operand,)
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Between(operand, low, high):
            return (operand, low, high)
        case In(operand, tests):
            return (operand, *tests)
        case RangeOf(low, high):
            return (low, high)
        case Item(operand, index):
            return (operand, index)


def with_children(expr: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The same node over other parts; the inverse of `children`."""
    match expr:
        case Literal() | Name():
            return expr
        case Arithmetic() | Compare():
            return replace(expr, left=parts[0], right=parts[1])
        case And() | Or():
            return replace(expr, parts=parts)
        case ListOf():
            return replace(expr, items=parts)
        case Call():
            return replace(expr, args=parts)
        case Negate() | Not() | UnaryTest():
            return replace(expr, operand=parts[0])
        case If():
            return replace(expr, condition=parts[0], then=parts[1], otherwise=parts[2])
        case Between():
            return replace(expr, operand=parts[0], low=parts[1], high=parts[2])
        case In():
            return replace(expr, operand=parts[0], tests=parts[1:])
        case RangeOf():
            return replace(expr, low=parts[0], high=parts[1])
        case Item():
            return replace(expr, operand=parts[0], index=parts[1])


def names(expr: Expr) -> frozenset[str]:
    """Every name the expression reads."""
    found: set[str] = set()
    # A tree may share nodes after substitution: each is visited once.
    seen: set[int] = set()
    waiting = [expr]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Name):
            found.add(node.name)
        waiting.extend(children(node))
    return frozenset(found)


def substitute(expr: Expr, bindings: Mapping[str, Expr]) -> Expr:
    """The expression with names replaced, all at once: what is put in is not searched again.

    Raises FeelError (`feel-too-deep`, `feel-too-large`) where the result passes `MAX_DEPTH` or `MAX_NODES`.
    """
    result = _put(expr, bindings)
    if result is not expr:
        bounded(result)
    return result


def _put(expr: Expr, bindings: Mapping[str, Expr]) -> Expr:
    if isinstance(expr, Name):
        return bindings.get(expr.name, expr)
    before = children(expr)
    after = tuple(_put(part, bindings) for part in before)
    if all(new is old for new, old in zip(after, before, strict=True)):
        return expr
    return with_children(expr, after)


def bounded(expr: Expr) -> Expr:
    """The expression itself; FeelError where it is deeper than `MAX_DEPTH` or has more than `MAX_NODES` nodes."""
    count = 0
    level = [expr]
    for _ in range(MAX_DEPTH):
        level = [part for node in level for part in children(node)]
        count += len(level)
        if not level:
            return expr
        if count > MAX_NODES:
            raise FeelError(Problem("feel-too-large", "表达式展开后过大", "the expression is too large", *expr.span))
    raise too_deep(*expr.span)


def too_deep(start: int, end: int) -> FeelError:
    """`feel-too-deep`, with the way out."""
    zh = f"表达式嵌套超过 {MAX_DEPTH} 层；长的加总可写成 sum([…])"
    en = f"nested deeper than {MAX_DEPTH}; write a long sum as sum([...])"
    return FeelError(Problem("feel-too-deep", zh, en, start, end))
