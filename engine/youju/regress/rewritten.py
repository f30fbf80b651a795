"""A card with all of its formulas changed the same way, such as with other names."""

from __future__ import annotations

from collections.abc import Callable

from youju.feel import Expr, show
from youju.rubric import Formula, Indicator
from youju.structs import replace


def rewritten(card: Indicator, change: Callable[[Expr], Expr]) -> Indicator:
    """The card with a change made to each of its formulas."""

    def formula(one: Formula) -> Formula:
        expr = change(one.expr)
        return one if expr is one.expr else Formula(show(expr), expr)

    return replace(
        card,
        applies=None if card.applies is None else formula(card.applies),
        lets=tuple(replace(let, alternatives=tuple(map(formula, let.alternatives))) for let in card.lets),
        rules=tuple(replace(rule, when=formula(rule.when), points=formula(rule.points)) for rule in card.rules),
        open=tuple(replace(one, when=formula(one.when)) for one in card.open),
    )
