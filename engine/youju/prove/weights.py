"""The weights that an indicator's rules may see: its own, and what others pass on that may not apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from youju.feel import Value
from youju.firing.strata import moves_of, own_weights
from youju.prove.domain import Domain, Free
from youju.rubric import WEIGHT, Indicator, Rubric
from youju.structs import Struct

MOST = 12
"""How many indicators that may not apply are tried in all their combinations."""


class Weights(Struct):
    """The weights in order; not `complete` where too many indicators may pass theirs on, and some are left out."""

    values: tuple[Fraction, ...]
    complete: bool


def weights_of(rubric: Rubric, indicator: Indicator) -> Weights:
    """The weights with which the rules of an indicator may be fired, over every choice of what does not apply."""
    if indicator.adjustment:
        return Weights((Fraction(0),), complete=True)
    passing = sorted(_passing(rubric, indicator.id))
    tried = passing[:MOST]
    found = {
        _weight(
            rubric, indicator, {**dict.fromkeys(rubric.indicators, True), **dict(zip(tried, applying, strict=True))}
        )
        for applying in product((True, False), repeat=len(tried))
    }
    return Weights(tuple(sorted(found)), complete=tried == passing)


def laid_weight(weights: tuple[Fraction, ...]) -> tuple[Mapping[str, Value], Free]:
    """The weight for `board`: among its values where the rules always see the same one, else a free fact."""
    if len(weights) == 1:
        return {WEIGHT: weights[0]}, {}
    return {}, {WEIGHT: Domain("number", choices=weights)}


def weights_beside(old: Rubric, new: Rubric, indicator: str) -> tuple[tuple[tuple[Fraction, Fraction], ...], bool]:
    """The weights that the rules of an indicator may see in two rubrics under the same choice of what does not apply.

    In order, and whether they are all (as `Weights.complete`). What one rubric lacks always applies there.
    """
    if all(one.indicators[indicator].adjustment for one in (old, new)):
        return ((Fraction(0), Fraction(0)),), True
    passing = sorted({*_passing(old, indicator), *_passing(new, indicator)})
    tried = passing[:MOST]
    found: set[tuple[Fraction, Fraction]] = set()
    for applying in product((True, False), repeat=len(tried)):
        choice = dict(zip(tried, applying, strict=True))
        found.add((_weight_then(old, indicator, choice), _weight_then(new, indicator, choice)))
    return tuple(sorted(found)), tried == passing


def _weight_then(rubric: Rubric, indicator: str, choice: dict[str, bool]) -> Fraction:
    card = rubric.indicators[indicator]
    if card.adjustment:
        return Fraction(0)
    # One that may not apply in the other rubric only, always does here.
    applies = {name: choice.get(name, True) or one.applies is None for name, one in rubric.indicators.items()}
    return _weight(rubric, card, applies)


def _weight(rubric: Rubric, indicator: Indicator, applies: dict[str, bool]) -> Fraction:
    return own_weights(rubric, moves_of(rubric, applies))[indicator.id]


def _passing(rubric: Rubric, target: str) -> Iterator[str]:
    """The indicators that may not apply and have a say in what weight comes to rest at the target."""
    to = {transfer.from_: transfer.to for transfer in rubric.transfers}
    for name, one in rubric.indicators.items():
        if one.applies is not None and name != target and target in _beyond(name, to):
            yield name


def _beyond(name: str, to: dict[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    frontier = [name]
    while frontier:
        for step in to.get(frontier.pop(), ()):
            if step not in seen:
                seen.add(step)
                frontier.append(step)
    return seen
