"""A whole rubric in SQL: what applies, where weights go, every card under its effective weight, caps, the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.population.card import CardSql, Column, applies_on, card_on
from youju.population.query import Query, card_results, number_results
from youju.population.quotient import Quotient, constant, divided, kept, multiplied, ordered, picked, reduced, total
from youju.population.sheet import Sheet
from youju.population.term import TRUE, Sql, conjunction, put
from youju.rubric import CapSpec, Indicator, Rubric, TransferSpec


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the weight of an indicator that does not apply comes to rest, and when: at an indicator, or with those
    that share it by a transfer."""

    origin: Indicator
    when: Sql
    at: str | TransferSpec


def rubric_query(rubric: Rubric, columns: Mapping[str, Column]) -> Query:
    """All cards of a rubric and their total. Raises NotCompilable.

    The results of a card follow its id and a dot, beside `weight_top` and `weight_bottom`, the weight its rules see.
    `total_top` and `total_bottom` are NULL where an indicator is undecided: claims are no facts, and have no column.
    """
    sheet = Sheet()
    read = {name: columns[name] for card in rubric.indicators.values() for name in card.facts}
    here = {
        card.id: sheet.truth(put("({} IS NOT FALSE)", applies_on(sheet, card, read)))
        for card in rubric.indicators.values()
    }
    landings = [landing for card in rubric.weighted for landing in _landings(rubric, card, here)]
    own = {card.id: _own(sheet, card, landings) for card in rubric.indicators.values()}
    cards = [card_on(sheet, card, read, own[card.id]) for card in rubric.indicators.values()]
    earned = [_earned(sheet, rubric, card, here, own, landings) for card in cards]
    whole = _capped(sheet, total(sheet, earned), [cap for cap in rubric.caps if cap.of == "total"])
    results = [one for card in cards for one in _results(card, own[card.indicator.id])]
    return Query(read, sheet, (*results, *number_results("total_", whole)))


def _results(card: CardSql, own: Quotient) -> tuple[tuple[str, Sql], ...]:
    prefix = f"{card.indicator.id}."
    return (*card_results(card, prefix), *number_results(f"{prefix}weight_", own))


def _landings(rubric: Rubric, card: Indicator, here: Mapping[str, Sql]) -> Iterator[Landing]:
    """All places where a weight may come to rest, each under the condition that it does."""
    transfers = {transfer.from_: transfer for transfer in rubric.transfers}
    if card.applies is None or card.id not in transfers:
        return

    def reached(frontier: Sequence[str], seen: frozenset[str], when: tuple[Sql, ...]) -> Iterator[Landing]:
        name, *rest = frontier
        if name != card.id:
            yield Landing(card, conjunction((*when, here[name])), name)
        if rubric.indicators[name].applies is None:
            return
        gone, transfer = (*when, put("(NOT {})", here[name])), transfers.get(name)
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
    card: CardSql,
    here: Mapping[str, Sql],
    own: Mapping[str, Quotient],
    landings: Sequence[Landing],
) -> Quotient:
    """What a card adds to the total: its points, counting for more where weight is shared, within its own caps."""
    name = card.indicator.id
    more = [
        _where(one.when, kept(sheet, divided(constant(one.origin.weight), _sharing(sheet, rubric, one.at, here, own))))
        for one in landings
        if isinstance(one.at, TransferSpec) and card.indicator in _named(rubric, one.at)
    ]
    factor = total(sheet, [constant(1), *more])
    points = reduced(sheet, kept(sheet, multiplied(card.entered, factor)))
    asked = kept(sheet, picked([(put("(NOT {})", here[name]), constant(0)), (TRUE, points)]))
    return _capped(sheet, asked, [cap for cap in rubric.caps if cap.of == name])


def _sharing(
    sheet: Sheet, rubric: Rubric, transfer: TransferSpec, here: Mapping[str, Sql], own: Mapping[str, Quotient]
) -> Quotient:
    """The weight together of those that share by a transfer and apply."""
    return total(sheet, [_where(here[one.id], own[one.id]) for one in _named(rubric, transfer)])


def _named(rubric: Rubric, transfer: TransferSpec) -> list[Indicator]:
    return [one for one in rubric.weighted if transfer.share in (None, one.group, one.section)]


def _where(when: Sql, value: Quotient) -> Quotient:
    """A number under a condition that is true or false, and 0 elsewhere."""
    return picked([(when, value), (TRUE, constant(0))])


def _capped(sheet: Sheet, value: Quotient, caps: Sequence[CapSpec]) -> Quotient:
    for cap in caps:
        sides: tuple[tuple[str, Fraction | None], ...] = ((">", cap.most), ("<", cap.least))
        cut = [(ordered(op, value, constant(at)), constant(at)) for op, at in sides if at is not None]
        value = kept(sheet, picked([*cut, (TRUE, value)]))
    return value
