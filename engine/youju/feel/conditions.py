"""The comparisons a condition is made of, in the order they are written: by their numbers explanations name them."""

from __future__ import annotations

from youju.feel.tree import And, Expr, If, Not, Or


def comparisons(expr: Expr) -> tuple[Expr, ...]:
    """Every part of a condition that `and`, `or`, `not` and `if` put together: comparisons, tests, yes-or-no names."""
    match expr:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in comparisons(part))
        case Not(operand):
            return comparisons(operand)
        case If(condition, then, otherwise):
            return (*comparisons(condition), *comparisons(then), *comparisons(otherwise))
        case _:
            return (expr,)
