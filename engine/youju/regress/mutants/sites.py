"""The expressions of a card that decide its points, each with its place, and every way to change one node of a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from youju.feel import Expr, Type, children, show, with_children
from youju.regress.mutants.mutant import Change
from youju.rubric import Formula, Indicator, Text
from youju.structs import Struct, replace

Role = Literal["applies", "let", "when", "points"]
Alter = Callable[[Expr], Iterator[Change]]
"""The changes of one node, without its parts."""


class Site(Struct):
    """An expression of a card: what it is for, where it stands, what people call the place, and how to put another."""

    role: Role
    place: str
    told: Text
    expr: Expr
    put: Callable[[Expr], Indicator]


def sites(card: Indicator) -> Iterator[Site]:
    """Every expression that decides points, in the order of the card; other readings of a quantity decide none."""
    if card.applies is not None:
        told = Text(zh="适用条件", en="where it applies")
        yield Site("applies", "applies", told, card.applies.expr, lambda new: replace(card, applies=_formula(new)))
    for i, let in enumerate(card.lets):
        for j, formula in enumerate(let.alternatives):
            many = len(let.alternatives) > 1
            zh, en = f"“{let.name}”的{f'第 {j + 1} 种' if many else ''}算法", f"the quantity {let.name}"
            place = f"let.{let.name}" + (f".from.{j + 1}" if many else "")
            yield Site("let", place, Text(zh=zh, en=en), formula.expr, _put_let(card, i, j))
    for i, rule in enumerate(card.rules):
        zh, en = f"第 {i + 1} 条（{rule.id}）", f"rule {i + 1} ({rule.id})"
        when, points = Text(zh=f"{zh}的条件", en=f"{en}, when"), Text(zh=f"{zh}的分值", en=f"{en}, points")
        yield Site("when", f"rules.{rule.id}.when", when, rule.when.expr, _put_rule(card, i, "when"))
        yield Site("points", f"rules.{rule.id}.points", points, rule.points.expr, _put_rule(card, i, "points"))


def everywhere(expr: Expr, alter: Alter) -> Iterator[Change]:
    """The whole expression with one node changed, for every change of every node."""
    yield from alter(expr)
    parts = children(expr)
    for i, part in enumerate(parts):
        for change in everywhere(part, alter):
            yield replace(change, expr=with_children(expr, (*parts[:i], change.expr, *parts[i + 1 :])))


def became(old: Expr, new: Expr, whole: Expr | None = None) -> Change:
    """The change of a node into another, told by both; `whole` is what stands in the tree if that is more."""
    words = f"{show(old)} → {show(new)}"
    return Change(new if whole is None else whole, words, words)


def types_of(card: Indicator, types: Mapping[str, Type], number: Type) -> dict[str, Type]:
    """The types of all names that a card may read: facts, and its quantities and its weight as plain numbers."""
    return {**types, **{let.name: number for let in card.lets}, "weight": number}


def _formula(expr: Expr) -> Formula:
    return Formula(show(expr), expr)


def _put_let(card: Indicator, i: int, j: int) -> Callable[[Expr], Indicator]:
    let = card.lets[i]

    def put(new: Expr) -> Indicator:
        alternatives = (*let.alternatives[:j], _formula(new), *let.alternatives[j + 1 :])
        return replace(card, lets=(*card.lets[:i], replace(let, alternatives=alternatives), *card.lets[i + 1 :]))

    return put


def _put_rule(card: Indicator, i: int, key: Literal["when", "points"]) -> Callable[[Expr], Indicator]:
    rule = card.rules[i]

    def put(new: Expr) -> Indicator:
        made = replace(rule, when=_formula(new)) if key == "when" else replace(rule, points=_formula(new))
        return replace(card, rules=(*card.rules[:i], made, *card.rules[i + 1 :]))

    return put
