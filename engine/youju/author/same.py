"""Whether two cards mean the same: the same rules, points, weight and words, however their units are written."""

from __future__ import annotations

from collections.abc import Iterator

from youju.feel import And, Between, Compare, Expr, In, Literal, RangeOf, children, literal, with_children
from youju.rubric import Indicator, Let, Rule
from youju.structs import replace


def same_meaning(one: Indicator, other: Indicator) -> bool:
    """True where nothing that decides or explains a score differs; golden cases do not count."""
    return tuple(_said(one)) == tuple(_said(other))


def unworded(old: Indicator, new: Indicator) -> Iterator[str]:
    """The rules that hold under another condition than before, and are told in the same words."""
    before = {rule.id: rule for rule in old.rules}
    for rule in new.rules:
        was = before.get(rule.id)
        if was is None or rule.because is None or rule.because != was.because:
            continue
        if plain_tree(rule.when.expr) != plain_tree(was.when.expr):
            yield rule.id


def plain_tree(expr: Expr) -> Expr:
    """The tree without the units of its constants, ranges as two comparisons, `and` flat."""
    parts = tuple(plain_tree(part) for part in children(expr))
    expr = with_children(expr, parts) if parts else expr
    match expr:
        case Literal(value):
            return replace(literal(value), unit="")
        case Between(operand, low, high):
            return And((Compare(">=", operand, low), Compare("<=", operand, high)))
        case In(operand, (RangeOf(low, high, low_closed, high_closed),)):
            bottom = Compare(">=" if low_closed else ">", operand, low)
            return And((bottom, Compare("<=" if high_closed else "<", operand, high)))
        case And(found):
            return And(tuple(inner for part in found for inner in (part.parts if isinstance(part, And) else (part,))))
        case _:
            return expr


def _said(card: Indicator) -> Iterator[object]:
    yield card.title, card.aliases, card.weight, card.adjustment, card.basis, card.hit, card.round
    yield plain_tree(card.applies.expr) if card.applies else None
    yield {let.name: _let(let) for let in card.lets}
    yield tuple(_rule(rule) for rule in card.rules)
    yield tuple((plain_tree(one.when.expr), one.because) for one in card.open)


def _rule(rule: Rule) -> object:
    return rule.id, plain_tree(rule.when.expr), plain_tree(rule.points.expr), rule.because, rule.basis


def _let(let: Let) -> object:
    readings = tuple((one.id, one.title, plain_tree(one.formula.expr)) for one in let.readings)
    return tuple(plain_tree(formula.expr) for formula in let.alternatives), let.stated, readings
