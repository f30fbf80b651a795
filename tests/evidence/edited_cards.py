"""Cards with one edit of the kind that people make: a threshold moved, an end opened, points changed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from youju.feel import Compare, CompareOp, Expr, Literal, children, show, with_children
from youju.rubric import Formula, Indicator, Rule
from youju.structs import replace

OTHER: dict[CompareOp, CompareOp] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}


def edited(card: Indicator, random: Random) -> Indicator:
    """The card with one of its edits."""
    every = [(i, part, expr) for i, rule in enumerate(card.rules) for part, expr in _edits(rule)]
    i, part, expr = random.choice(every)
    rule = replace(card.rules[i], **{part: Formula(show(expr), expr)})
    return replace(card, rules=(*card.rules[:i], rule, *card.rules[i + 1 :]))


def _edits(rule: Rule) -> Iterator[tuple[str, Expr]]:
    for expr in _changed(rule.when.expr):
        yield "when", expr
    for expr in _changed(rule.points.expr):
        yield "points", expr


def _changed(expr: Expr) -> Iterator[Expr]:
    """Every tree that differs in one operator or one constant."""
    match expr:
        case Compare(op, left, right):
            yield Compare(OTHER[op], left, right)
        case Literal(Fraction() as value):
            step = Fraction(1) if value.denominator == 1 and abs(value) > 1 else Fraction(1, 100)
            yield replace(expr, value=value + step)
        case Literal(bool() as value):
            yield replace(expr, value=not value)
        case _:
            pass
    parts = children(expr)
    for i, part in enumerate(parts):
        for other in _changed(part):
            yield with_children(expr, (*parts[:i], other, *parts[i + 1 :]))
