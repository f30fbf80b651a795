"""What the rules of a saved card say over a case: those that hold, what the others leave open, what they lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.feel import UNKNOWN, Expr, Value, evaluate, names
from youju.ledger.moved import tree
from youju.structs import Struct

Record = dict[str, Any]
ZERO = Fraction(0)


class Settled(Struct):
    """Rules that hold with their points, the bounds of all points together, the facts that lack, whether all is
    decided; `scope` are the values it was seen over, `printed` whether rates as printed were among them.
    """

    certain: tuple[tuple[str, Fraction], ...]
    low: Fraction
    high: Fraction
    missing: frozenset[str]
    decided: bool
    scope: Mapping[str, Value]
    printed: bool


def scope_of(
    card: Record,
    values: Mapping[str, Value],
    weight: Fraction,
    known: Sequence[str],
    printed: bool,
    assumed: Mapping[str, Value] | None = None,
) -> dict[str, Value]:
    """The values with the card's named quantities; `printed` takes a rate as it is stated where figures lack.

    `assumed` are quantities that have a given value; those built on them follow.
    """
    scope: dict[str, Value] = {**values, "weight": weight}
    seen = [*known]
    for let in card.get("let", []):
        name = let["name"]
        if assumed is not None and name in assumed:
            scope[name] = assumed[name]
        else:
            found = (evaluate(tree(text, seen), scope) for text in let["from"])
            value = next((value for value in found if value is not UNKNOWN), UNKNOWN)
            if value is UNKNOWN and printed and "stated" in let:
                value = values.get(let["stated"], UNKNOWN)
            scope[name] = value
        seen.append(name)
    return scope


def settled(
    card: Record,
    scope: Mapping[str, Value],
    bounds: tuple[Fraction, Fraction],
    known: Sequence[str],
    printed: bool = False,
) -> Settled:
    """What a card's rules come to over a scope, by its hit policy; `bounds` are those of points nobody can tell."""
    words = words_of(card, known)
    certain: list[tuple[str, Fraction]] = []
    unsure: list[tuple[tuple[Fraction, Fraction], set[str]]] = []
    unknown = 0
    for rule in card["rules"]:
        when, points = tree(rule["when"], words), tree(rule["points"], words)
        truth, worth = evaluate(when, scope), evaluate(points, scope)
        unknown += truth is UNKNOWN
        if truth is True and isinstance(worth, Fraction):
            certain.append((rule["id"], worth))
        elif truth is not False:
            between = (worth, worth) if isinstance(worth, Fraction) else bounds
            unsure.append((between, _lacking(card, known, scope, when, points)))
        if truth is True and card["hit"] == "first":
            break
    missing = frozenset(name for _, lacking in unsure for name in lacking)
    if card["hit"] == "sum":
        low = sum((points for _, points in certain), ZERO) + sum((min(lo, ZERO) for (lo, _), _ in unsure), ZERO)
        high = sum((points for _, points in certain), ZERO) + sum((max(hi, ZERO) for (_, hi), _ in unsure), ZERO)
        if "weight" in card:
            low, high = max(low, bounds[0]), min(high, bounds[1])
        return Settled(tuple(certain), low, high, missing, not unsure, scope, printed)
    if len(certain) == 1 and not unsure:
        return Settled(tuple(certain), certain[0][1], certain[0][1], missing, True, scope, printed)
    ranges = [between for between, _ in unsure] + [(points, points) for _, points in certain] or [bounds]
    if not certain and unknown == 1:
        # The one rule that is open may fail: then nothing holds, and nothing is known.
        ranges.append(bounds)
    return Settled((), min(lo for lo, _ in ranges), max(hi for _, hi in ranges), missing, False, scope, printed)


def facts_of(card: Record, rule: Record, found: Settled, known: Sequence[str]) -> frozenset[str]:
    """The facts that a rule stands on: those it reads, through the card's quantities, whose values are known."""
    words = words_of(card, known)
    read = {name for key in ("when", "points") for name in names(tree(rule[key], words))}
    lets: list[Record] = card.get("let", [])
    for i, let in reversed(list(enumerate(lets))):
        if let["name"] in read:
            read = (read - {let["name"]}) | _behind(let, [*known, *(one["name"] for one in lets[:i])], found)
    return frozenset(name for name in read if name in known and found.scope.get(name, UNKNOWN) is not UNKNOWN)


def words_of(card: Record, known: Sequence[str]) -> list[str]:
    """The names that expressions of a card may have."""
    return [*known, *(let["name"] for let in card.get("let", [])), "weight"]


def _behind(let: Record, words: Sequence[str], found: Settled) -> set[str]:
    """What a quantity was taken from: the first formula that gives a value, or the rate as it is printed."""
    formulas = [tree(text, words) for text in let["from"]]
    given = next((expr for expr in formulas if evaluate(expr, found.scope) is not UNKNOWN), None)
    if given is not None:
        return set(names(given))
    stated = let.get("stated")
    if found.printed and stated is not None and found.scope.get(stated, UNKNOWN) is not UNKNOWN:
        return {stated}
    return {name for expr in formulas for name in names(expr)}


def _lacking(card: Record, known: Sequence[str], scope: Mapping[str, Value], *exprs: Expr) -> set[str]:
    """The facts that expressions read, through the card's lets, and whose values are unknown."""
    read = {name for expr in exprs for name in names(expr)}
    lets: list[Record] = card.get("let", [])
    # A let reads only what stands before it, so one pass from the last to the first reaches the facts.
    for i, let in reversed(list(enumerate(lets))):
        if let["name"] in read:
            words = [*known, *(earlier["name"] for earlier in lets[:i])]
            inner = [tree(text, words) for text in let["from"]]
            given = [expr for expr in inner if evaluate(expr, scope) is not UNKNOWN][:1]
            read = (read - {let["name"]}) | {fact for expr in (given or inner) for fact in names(expr)}
    return {name for name in read if name in known and scope.get(name, UNKNOWN) is UNKNOWN}
