"""Along which quantity two cards are best compared: a named one that alone decides, else an expression, else a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from youju.author.same import plain_tree
from youju.feel import Arithmetic, Between, Compare, Expr, In, Literal, Name, children, names, show, with_children
from youju.regress.diff.reads import facts_read, let_tree, scoring
from youju.regress.rewritten import rewritten
from youju.rubric import WEIGHT, Formula, Indicator, Let
from youju.structs import Struct, replace


class Quantity(Struct):
    """A quantity of both cards. `others` are the facts that decide beside it and that it is not made of."""

    name: str
    named: bool
    others: tuple[str, ...]


def quantities(old: Indicator, new: Indicator) -> Iterator[Quantity]:
    """Quantities of both along which all else may be held fast, the most telling first."""
    for name in _shared(old, new):
        beside = _beside(old, new, name)
        if beside.isdisjoint(_made_of(old, name)):
            yield Quantity(name, True, tuple(sorted(beside)))
    facts = dict.fromkeys((*facts_read(old), *facts_read(new)))
    for name in facts:
        yield Quantity(name, False, tuple(other for other in facts if other != name))


def with_expressions_named(old: Indicator, new: Indicator) -> tuple[Indicator, Indicator]:
    """The same cards, a rate that is written out in the rules of both being a named quantity of both.

    It is named by its own source. They score as before: only what they are compared along is different.
    """
    counted = Counter(show(expr) for card in (old, new) for expr in {*_compared(card)} if _rate(expr))
    written = {show(expr): expr for card in (old, new) for expr in _compared(card)}
    for text, count in counted.items():
        if count == 2:  # by both cards
            old, new = (_named(card, text, written[text]) for card in (old, new))
    return old, new


def _compared(card: Indicator) -> Iterator[Expr]:
    for formula in scoring(card):
        yield from _operands(formula)


def _operands(expr: Expr) -> Iterator[Expr]:
    match expr:
        case Compare(_, left, right):
            yield from (plain_tree(side) for side in (left, right) if isinstance(side, Arithmetic))
        case Between(operand) | In(operand) if isinstance(operand, Arithmetic):
            yield plain_tree(operand)
        case _:
            pass
    for part in children(expr):
        yield from _operands(part)


def _rate(expr: Expr) -> bool:
    """Whether it is a quotient of what is read."""
    return isinstance(expr, Arithmetic) and expr.op == "/" and bool(names(expr)) and not isinstance(expr.left, Literal)


def _named(card: Indicator, text: str, expr: Expr) -> Indicator:
    def change(one: Expr) -> Expr:
        if plain_tree(one) == expr:
            return Name(text)
        parts = tuple(change(part) for part in children(one))
        return with_children(one, parts) if parts else one

    lets = card.lets
    changed = rewritten(replace(card, lets=()), change)
    return replace(changed, lets=(*lets, Let(text, (Formula(text, expr),), None, ())))


def _shared(old: Indicator, new: Indicator) -> list[str]:
    """The named quantities that both work out alike, down to the facts."""
    olds, news = ({let.name: let_tree(let) for let in card.lets} for card in (old, new))
    found: list[str] = []
    for let in old.lets:
        inner = {name for formula in olds[let.name] for name in names(formula) if name in olds or name in news}
        if olds[let.name] == news.get(let.name) and inner <= set(found) and WEIGHT not in _made_of(old, let.name):
            found.append(let.name)
    return found


def _made_of(card: Indicator, name: str) -> set[str]:
    """The facts that a named quantity is made of."""
    lets = {let.name: let for let in card.lets}
    found, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        if one not in lets:
            found.add(one)
        else:
            waiting.extend(inner for formula in lets[one].alternatives for inner in names(formula.expr))
    return found


def _beside(old: Indicator, new: Indicator, name: str) -> set[str]:
    """The facts that the two cards read otherwise than through a named quantity."""
    found = set[str]()
    for card in (old, new):
        without = replace(card, lets=tuple(let for let in card.lets if let.name != name))
        found |= set(facts_read(without)) - {name}
    return found
