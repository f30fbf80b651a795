"""A whole rubric over columns: what applies, where weights go, every card under its effective weight, caps, sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from youju.population.columns.card import CardColumns, Column, applies_on, card_on
from youju.population.columns.condition import conjunction, negation, stands
from youju.population.columns.query import Query, number_results
from youju.population.columns.quotient import Quotient, constant, divided, kept, multiplied, ordered, picked, total
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import TRUE, Node, Term
from youju.rubric import CapSpec, Indicator, Rubric, TransferSpec
from youju.structs import Struct


class Landing(Struct):
    """Where the weight of an indicator that does not apply comes to rest, and when: at an indicator, or with those
    that share it by a transfer."""

    origin: Indicator
    when: Node
    at: str | TransferSpec


class Amounts(Struct):
    """The points of an indicator within its caps, and their range."""

    points: Quotient
    low: Quotient
    high: Quotient


def rubric_query(rubric: Rubric, columns: Mapping[str, Column], sheet: Sheet | None = None) -> Query:
    """All cards of a rubric and their sums, on a sheet that other rubrics may share. Raises NotCompilable.

    For each card `points`, `rule`, `status`, `low` and `high` follow its id and a dot; then come `section.` and the id
    of each section, `total`, `total.low` and `total.high`. All are as an audit without claims has them, and always
    known but for `rule`. `exact.top` and `exact.bottom` are the points by figures before rounding, NULL where these do
    not decide; `weight.top` and `weight.bottom` the weight that its rules see. `steps` tells what points are multiples
    of; where weight is shared in proportion they are multiples of nothing fixed: `.top` and `.bottom` stand for one.
    """
    sheet = Sheet() if sheet is None else sheet
    names = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    printed = {let.stated for card in rubric.indicators.values() for let in card.lets if let.stated is not None}
    read = {name: columns[name] for name in names if name in columns or name not in printed}
    here = {card.id: sheet.truth(stands(applies_on(sheet, card, read))) for card in rubric.indicators.values()}
    landings = [landing for card in rubric.weighted for landing in _landings(rubric, card, here)]
    own = {card.id: _own(sheet, card, landings) for card in rubric.indicators.values()}
    cards = [
        card_on(sheet, card, read, own[card.id], tuple(cap for cap in rubric.caps if cap.of == card.id))
        for card in rubric.indicators.values()
    ]
    amounts = {card.indicator.id: _earned(sheet, rubric, card, here, own, landings) for card in cards}
    results = [one for card in cards for one in _results(card, amounts[card.indicator.id], own[card.indicator.id])]
    for section in rubric.spec.sections:
        inside = [amounts[name].points for group in section.groups for name in group.indicators]
        results += _amount(f"section.{section.id}", total(sheet, inside))
    for name, ends in (
        ("total", [one.points for one in amounts.values()]),
        ("total.low", [one.low for one in amounts.values()]),
        ("total.high", [one.high for one in amounts.values()]),
    ):
        caps = [cap for cap in rubric.caps if cap.of == "total"]
        results += _amount(name, capped(sheet, total(sheet, ends), caps))
    steps = {name: step for name, _, step in results if step is not None}
    return Query(read, sheet, tuple((name, value) for name, value, _ in results), steps)


_Told: TypeAlias = tuple[str, Term, Fraction | None]


def _results(card: CardColumns, amounts: Amounts, weight: Quotient) -> list[_Told]:
    name = card.indicator.id
    ends = _amount(f"{name}.low", amounts.low), _amount(f"{name}.high", amounts.high)
    told: list[_Told] = [(f"{name}.rule", card.rule, None), (f"{name}.status", card.status, None)]
    exact = [(what, value, None) for what, value in number_results(f"{name}.exact.", card.points)]
    seen = [(what, value, None) for what, value in number_results(f"{name}.weight.", weight)]
    return [*_amount(f"{name}.points", amounts.points), *told, *ends[0], *ends[1], *exact, *seen]


def _amount(name: str, value: Quotient) -> list[_Told]:
    if isinstance(value.bottom, int):
        return [(name, value.top, Fraction(1, value.bottom))]
    return [(f"{name}.top", value.top, None), (f"{name}.bottom", value.bottom, None)]


def _landings(rubric: Rubric, card: Indicator, here: Mapping[str, Node]) -> Iterator[Landing]:
    """All places where a weight may come to rest, each under the condition that it does."""
    transfers = {transfer.from_: transfer for transfer in rubric.transfers}
    if card.applies is None or card.id not in transfers:
        return

    def reached(frontier: Sequence[str], seen: frozenset[str], when: tuple[Node, ...]) -> Iterator[Landing]:
        name, *rest = frontier
        if name != card.id:
            yield Landing(card, conjunction((*when, here[name])), name)
        if rubric.indicators[name].applies is None:
            return
        gone, transfer = (*when, negation(here[name])), transfers.get(name)
        if transfer is not None and not transfer.to:
            yield Landing(card, conjunction(gone), transfer)
            return
        steps = [step for step in (transfer.to if transfer is not None else ()) if step not in seen]
        if rest or steps:
            yield from reached((*rest, *steps), seen | frozenset(steps), gone)

    yield from reached((card.id,), frozenset((card.id,)), ())


def _own(sheet: Sheet, card: Indicator, landings: Sequence[Landing]) -> Quotient:
    """The weight that a card's rules see: its own, and what came to rest there."""
    arrived = [_where(one.when, constant(one.origin.weight)) for one in landings if one.at == card.id]
    return total(sheet, [constant(card.weight), *arrived])


def _earned(
    sheet: Sheet,
    rubric: Rubric,
    card: CardColumns,
    here: Mapping[str, Node],
    own: Mapping[str, Quotient],
    landings: Sequence[Landing],
) -> Amounts:
    """What a card adds to the sums: its points, counting for more where weight is shared, within its own caps."""
    name, unit = card.indicator.id, constant(card.indicator.round)
    more = [
        _where(one.when, kept(sheet, divided(constant(one.origin.weight), _sharing(sheet, rubric, one.at, here, own))))
        for one in landings
        if isinstance(one.at, TransferSpec) and card.indicator in _named(rubric, one.at)
    ]
    factor = total(sheet, [constant(1), *more])
    points, low, high = (
        kept(sheet, multiplied(multiplied(Quotient(one), unit), factor)) for one in (card.entered, card.low, card.high)
    )
    for cap in (cap for cap in rubric.caps if cap.of == name):
        points = capped(sheet, points, [cap])
        low = _bounded(sheet, low, "<", cap.least)
        high = _bounded(sheet, high, ">", cap.most)
        low = kept(sheet, picked([(ordered(">", low, points), points), (TRUE, low)]))
        high = kept(sheet, picked([(ordered("<", high, points), points), (TRUE, high)]))
    return Amounts(points, low, high)


def _bounded(sheet: Sheet, value: Quotient, op: str, bound: Fraction | None) -> Quotient:
    if bound is None:
        return value
    return kept(sheet, picked([(ordered(op, value, constant(bound)), constant(bound)), (TRUE, value)]))


def _sharing(
    sheet: Sheet, rubric: Rubric, transfer: TransferSpec, here: Mapping[str, Node], own: Mapping[str, Quotient]
) -> Quotient:
    """The weight together of those that share by a transfer and apply."""
    return total(sheet, [_where(here[one.id], own[one.id]) for one in _named(rubric, transfer)])


def _named(rubric: Rubric, transfer: TransferSpec) -> list[Indicator]:
    return [one for one in rubric.weighted if transfer.share in (None, one.group, one.section)]


def _where(when: Node, value: Quotient) -> Quotient:
    """A number under a condition that is true or false, and 0 elsewhere."""
    return picked([(when, value), (TRUE, constant(0))])


def capped(sheet: Sheet, value: Quotient, caps: Sequence[CapSpec]) -> Quotient:
    """A number within caps, one after the other."""
    for cap in caps:
        sides: tuple[tuple[str, Fraction | None], ...] = ((">", cap.most), ("<", cap.least))
        cut = [(ordered(op, value, constant(at)), constant(at)) for op, at in sides if at is not None]
        value = kept(sheet, picked([*cut, (TRUE, value)]))
    return value
