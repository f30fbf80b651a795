"""Mutants that the loader would not take: types that do not fit, divisors nobody guards, weights that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.feel import BOOLEAN, NUMBER, Expr, Type, check, fits
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.sites import sites, types_of
from youju.rubric import Authored, Indicator
from youju.rubric.guards import guard_problems
from youju.rubric.whole import whole_problems
from youju.structs import replace


def refused(authored: Authored, mutant: Mutant) -> str | None:
    """The code by which the loader would refuse a mutant; None where it would take it."""
    return next(_codes(authored, mutant), None)


def _codes(authored: Authored, mutant: Mutant) -> Iterator[str]:
    old, new = authored.rubric, mutant.rubric
    cards = {card.model.indicator: card for card in authored.cards}
    changed = [one for name, one in new.indicators.items() if one is not old.indicators[name]]
    for one in changed:
        yield from _mistyped(one, new.dictionary.types)
        yield from (problem.code for problem in guard_problems(cards[one.id], one))
    over_all = [one for one in changed if _listed(one) != _listed(old.indicators[one.id])]
    if not over_all and new.spec is old.spec:
        return
    for one in over_all:
        applies = None if one.applies is None else one.applies.text
        spec = replace(cards[one.id].model, weight=one.weight or None, applies=applies)
        cards[one.id] = replace(cards[one.id], model=spec)
    head = replace(authored.head, model=new.spec)
    yield from (problem.code for problem in whole_problems(head, list(cards.values()), authored.checks, frozenset()))


def _listed(card: Indicator) -> tuple[object, bool]:
    """What the rules over the whole rubric see of a card."""
    return card.weight, card.applies is None


def _mistyped(card: Indicator, facts: Mapping[str, Type]) -> Iterator[str]:
    types = types_of(card, facts, NUMBER)
    for site in sites(card):
        wanted = NUMBER if site.role in ("let", "points") else BOOLEAN
        yield from _wrong(site.expr, types, wanted)


def _wrong(expr: Expr, types: dict[str, Type], wanted: Type) -> Iterator[str]:
    found, problems = check(expr, types)
    yield from (problem.code for problem in problems)
    if not fits(found, wanted):
        yield "rubric-type"
