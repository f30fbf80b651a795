"""What decides a card's score: its formulas and the names they read."""

from __future__ import annotations

from collections.abc import Iterator

from youju.author.same import plain_tree
from youju.feel import Expr, names
from youju.rubric import WEIGHT, Indicator, Let


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
