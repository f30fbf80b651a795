"""Why no case meets an obligation: the case that comes nearest, and the first thing that is otherwise there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from youju.feel import UNKNOWN, Compare, Expr, Value, evaluate, show, show_number
from youju.prove import exact_points
from youju.regress.obligations import Look, Obligation
from youju.regress.obligations.look import Asked
from youju.rubric import Text
from youju.structs import Struct

_FAR = Fraction(10**30)
"""How far a threshold is where a side of it is unknown."""


class Tried(Struct):
    """A case that was looked at, by its title."""

    title: str
    look: Look


def nearest(obligation: Obligation, tried: Sequence[Tried]) -> Text:
    """What the case that comes nearest lacks, in words."""
    if not tried:
        return Text(zh="没有用例", en="there are no cases")
    here = [one for one in tried if one.look.applies is obligation.applies]
    if not here:
        if obligation.applies:
            return Text(zh="没有用例使它适用", en="it applies in no case")
        return Text(zh="没有用例使它不适用", en="there is no case in which it does not apply")
    best = max(here, key=lambda one: (_reached(obligation, one.look), -_distance(obligation, one.look)))
    lacking = _reached(obligation, best.look)
    if lacking < len(obligation.wants) and obligation.kind not in ("cap", "moved"):
        return _lacks(obligation.wants[lacking], best)
    at = f"最接近的“{best.title}”里，", f"in the nearest case, “{best.title}”, "
    if obligation.kind in ("cap", "moved"):
        exact = exact_points(best.look.indicator, best.look.facts, best.look.weight)
        points, weight = ("?" if exact is None else show_number(exact)), show_number(best.look.weight)
        return Text(
            zh=f"{at[0]}分值 {weight}，得 {points} 分", en=f"{at[1]}the weight is {weight}, the points {points}"
        )
    if obligation.undecided:
        return Text(zh=f"{at[0]}规则判得出分", en=f"{at[1]}the rules decide")
    leading = [asked for group in obligation.some for asked in group if asked.shift is not None]
    if leading and not any(map(best.look.meets, leading)):
        edge = obligation.wants[-1].expr
        text = f"`{show(edge)}`{_sides(edge, best.look)}"
        return Text(zh=f"{at[0]}{text}，离界不止一个单位", en=f"{at[1]}{text} is more than a unit from the threshold")
    return Text(zh=f"{at[0]}结果由别的部分决定", en=f"{at[1]}other parts of the condition decide")


def _distance(obligation: Obligation, look: Look) -> Fraction:
    """How far the two sides of its threshold are apart; of other obligations 0."""
    edge = obligation.wants[-1].expr if obligation.kind == "boundary" else None
    if not isinstance(edge, Compare):
        return Fraction(0)
    left, right = (evaluate(side, look.values()) for side in (edge.left, edge.right))
    return abs(left - right) if isinstance(left, Fraction) and isinstance(right, Fraction) else _FAR


def _reached(obligation: Obligation, look: Look) -> int:
    """How many things, from the first on, are as they should be."""
    for i, asked in enumerate(obligation.wants):
        if not look.meets(asked):
            return i
    return len(obligation.wants)


def _lacks(asked: Asked, best: Tried) -> Text:
    rule = next((one.id for one in best.look.indicator.rules if one.when.expr is asked.expr), None)
    found = evaluate(asked.expr, best.look.values())
    at = f"最接近的“{best.title}”里，", f"in the nearest case, “{best.title}”, "
    text = f"`{show(asked.expr)}`{_sides(asked.expr, best.look)}"
    if found is UNKNOWN or found is None:
        return Text(zh=f"{at[0]}{text} 无从判断（缺事实）", en=f"{at[1]}{text} is not known")
    if rule is not None and not asked.holds:
        first = ("，先由它判", " and comes first") if best.look.indicator.hit == "first" else ("", "")
        return Text(zh=f"{at[0]}规则 {rule} 也成立{first[0]}", en=f"{at[1]}rule {rule} holds as well{first[1]}")
    said = ("成立", "holds") if found is True else ("不成立", "does not hold")
    return Text(zh=f"{at[0]}{text} {said[0]}", en=f"{at[1]}{text} {said[1]}")


def _sides(expr: Expr, look: Look) -> str:
    """The two numbers of a comparison, in brackets."""
    if not isinstance(expr, Compare):
        return ""
    left, right = (evaluate(side, look.values()) for side in (expr.left, expr.right))
    return f" ({_number(left)}, {_number(right)})" if isinstance(left, Fraction) else ""


def _number(value: Value) -> str:
    return show_number(value) if isinstance(value, Fraction) else "?"
