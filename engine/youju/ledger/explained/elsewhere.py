"""The points of an indicator with facts or named quantities otherwise, counted wherever its weight would then be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import Value, names
from youju.ledger.derive import outcome_of
from youju.ledger.explained.context import Context
from youju.ledger.moved import frame_over, tree
from youju.ledger.replay import claim_in


def points_with(context: Context, changes: Mapping[str, Value]) -> Fraction:
    """The points before rulings; `changes` may name quantities of the card beside facts."""
    world = context.world
    quantities = {name: value for name, value in changes.items() if name in context.lets}
    facts = {name: value for name, value in changes.items() if name not in quantities}
    if applying(context) & set(facts):
        return _wherever(context, facts)
    held = {name: value for name, value in quantities.items() if isinstance(value, Fraction)}
    return (world.assuming(held) if held else world).at(facts).points


def applying(context: Context) -> frozenset[str]:
    """The facts that tell whether the indicator applies."""
    card = context.world.card
    return names(tree(card["applies"], context.world.frame.known)) if "applies" in card else frozenset[str]()


def _wherever(context: Context, changes: Mapping[str, Value]) -> Fraction:
    """Where it may not apply: what all indicators then have, less what the others have now."""
    world, ledger = context.world, context.audit["ledger"]
    torn = {fact["name"] for fact in ledger["facts"] if fact["status"] == "conflicting"} - set(changes)
    values = {**world.values, **changes}
    then = frame_over(world.frame.rules, values, torn)
    total = Fraction(0)
    for name in world.frame.order:
        claim = claim_in(ledger, name)
        total += outcome_of(then, name, values, claim).points
        if name != world.name:
            total -= outcome_of(world.frame, name, world.values, claim).points
    return total
