"""What cases should show of the rules of an indicator: each one counting, its thresholds, its condition's atoms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from youju.feel import Compare, Expr, show
from youju.regress.obligations.atoms import Atom, atoms
from youju.regress.obligations.look import Asked
from youju.regress.obligations.model import Obligation
from youju.regress.obligations.points import bends
from youju.regress.obligations.thresholds import Edge, Scope, Side, compared
from youju.rubric import Rule
from youju.structs import Struct

_SIDES: dict[Side, tuple[str, str]] = {
    "on": ("正好在界上", "on the threshold"),
    "below": ("左边比界小一个单位", "one unit below it"),
    "above": ("左边比界大一个单位", "one unit above it"),
}


class _At(Struct):
    """A rule with what holds where it is reached, and where it is the one that counts."""

    rule: Rule
    indicator: str
    reached: tuple[Asked, ...]
    counts: tuple[Asked, ...]


def of_rules(scope: Scope) -> Iterator[Obligation]:
    """The obligations of kinds rule, boundary and condition, rule by rule."""
    rules, hit = scope.indicator.rules, scope.indicator.hit
    for i, rule in enumerate(rules):
        before = tuple(Asked(one.when.expr, False) for one in rules[:i])
        others = (*before, *(Asked(one.when.expr, False) for one in rules[i + 1 :]))
        own = Asked(rule.when.expr)
        reached = {"first": before, "unique": (), "sum": ()}[hit]
        counts = (*{"first": before, "unique": others, "sum": ()}[hit], own)
        at = _At(rule, scope.indicator.id, reached, counts)
        yield from _counting(at)
        if hit == "sum" and len(rules) > 1:
            zh, en = f"只有规则 {rule.id} 成立", f"rule {rule.id} alone holds"
            yield Obligation(f"rule/{rule.id}/alone", at.indicator, "rule", zh, en, rule.id, (*others, own))
        yield from _of_condition(at, scope)
        yield from _of_points(at, scope)
    if hit == "sum" and len(rules) > 1:
        together = tuple(Asked(one.when.expr) for one in rules)
        zh, en = "所有规则同时成立", "all rules hold together"
        yield Obligation("rule/all", scope.indicator.id, "rule", zh, en, None, together)


def _counting(at: _At) -> Iterator[Obligation]:
    when = at.rule.when.text
    zh, en = f"由规则 {at.rule.id} 计分：`{when}`", f"rule {at.rule.id} is the one that counts: `{when}`"
    yield Obligation(f"rule/{at.rule.id}", at.indicator, "rule", zh, en, at.rule.id, at.counts)


def _of_condition(at: _At, scope: Scope) -> Iterator[Obligation]:
    lets = scope.indicator.lets
    quantities = {
        let.name: let.alternatives[0].expr
        for let in lets
        if len(let.alternatives) == 1 and not scope.is_number(let.alternatives[0].expr)
    }
    found = atoms(at.rule.when.expr, quantities)
    for n, atom in enumerate(found, start=1):
        for edge in _edges(atom, scope):
            yield _boundary(at, f"{n}", atom.expr, edge, at.reached, atom.decides)
        if len(found) > 1:
            yield from _both_ways(at, f"{n}", atom, at.reached)


def _of_points(at: _At, scope: Scope) -> Iterator[Obligation]:
    for n, bend in enumerate(bends(at.rule, scope), start=1):
        under = (*at.counts, *bend.under)
        decides = bend.atom.decides if bend.atom is not None else ((),)
        for edge in bend.edges:
            yield _boundary(at, f"points-{n}", bend.expr, edge, under, decides)
        if bend.atom is not None:
            yield from _both_ways(at, f"points-{n}", bend.atom, under)


def _edges(atom: Atom, scope: Scope) -> tuple[Edge, ...]:
    if not isinstance(atom.expr, Compare) or not scope.is_number(atom.expr.left):
        return ()
    return compared(atom.expr.left, atom.expr.right, scope)


def _boundary(
    at: _At,
    number: str,
    expr: Expr,
    edge: Edge,
    under: tuple[Asked, ...],
    decides: tuple[tuple[Asked, ...], ...],
) -> Obligation:
    side_zh, side_en = _SIDES[edge.side]
    text = show(expr)
    part = ("得分里的", "the points' ") if number.startswith("points") else ("", "")
    zh = f"规则 {at.rule.id} {part[0]}`{text}`：{side_zh}"
    en = f"rule {at.rule.id}, {part[1]}`{text}`: {side_en}"
    some = tuple((*group, *change) for group, change in product(decides, edge.some or ((),)))
    name = f"boundary/{at.rule.id}/{number}/{edge.side}"
    return Obligation(name, at.indicator, "boundary", zh, en, at.rule.id, (*under, *edge.wants), _needed(some))


def _both_ways(at: _At, number: str, atom: Atom, under: tuple[Asked, ...]) -> Iterator[Obligation]:
    text = show(atom.expr)
    for holds, said in ((True, ("为真", "true")), (False, ("为假", "false"))):
        zh = f"规则 {at.rule.id} 的 `{text}` {said[0]}，并且由它决定"
        en = f"rule {at.rule.id}: `{text}` is {said[1]}, and decides"
        name = f"condition/{at.rule.id}/{number}/{said[1]}"
        wants = (*under, Asked(atom.expr, holds))
        yield Obligation(name, at.indicator, "condition", zh, en, at.rule.id, wants, _needed(atom.decides))


def _needed(some: tuple[tuple[Asked, ...], ...]) -> tuple[tuple[Asked, ...], ...]:
    """Nothing to choose where one group asks for nothing."""
    return () if any(not group for group in some) else some
