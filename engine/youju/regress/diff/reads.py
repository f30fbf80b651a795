"""What decides a card's score: its formulas, the names they read, and the card with names replaced in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from youju.author.same import plain_tree
from youju.feel import Expr, names, show
from youju.rubric import WEIGHT, Formula, Indicator, Let


def scoring(card: Indicator) -> Iterator[Expr]:
    """The formulas by which a card scores, named quantities apart."""
    if card.applies is not None:
        yield card.applies.expr
    for rule in card.rules:
        yield rule.when.expr
        yield rule.points.expr


def facts_read(card: Indicator) -> tuple[str, ...]:
    """The facts that decide a score where all of them are known or some are not, in order of reading."""
    lets = {let.name: let for let in card.lets}
    seen: dict[str, None] = {}

    def read(expr: Expr) -> None:
        for name in sorted(names(expr)):
            if name in seen:
                continue
            seen[name] = None
            if name in lets:
                for formula in lets[name].alternatives:
                    read(formula.expr)

    for expr in scoring(card):
        read(expr)
    return tuple(name for name in seen if name not in lets and name != WEIGHT)


def decides(card: Indicator) -> object:
    """All that decides a score, however it is written: equal where nothing of it is otherwise."""
    read = {name for expr in scoring(card) for name in names(expr)}
    lets = {let.name: let for let in card.lets}
    waiting = [name for name in read if name in lets]
    while waiting:
        inner = {name for formula in lets[waiting.pop()].alternatives for name in names(formula.expr)} - read
        read |= inner
        waiting.extend(name for name in inner if name in lets)
    kept = {let.name: (let_tree(let), let.stated) for let in card.lets if let.name in read}
    rows = tuple((plain_tree(rule.when.expr), plain_tree(rule.points.expr)) for rule in card.rules)
    applies = plain_tree(card.applies.expr) if card.applies is not None else None
    return applies, kept, card.hit, rows, card.round, card.weight, card.adjustment


def let_tree(let: Let) -> tuple[Expr, ...]:
    """The formulas of a named quantity, however their units are written."""
    return tuple(plain_tree(formula.expr) for formula in let.alternatives)


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
