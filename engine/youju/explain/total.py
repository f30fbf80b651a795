"""The least and greatest total over all that is open: indicator by indicator, jointly only where they share a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from youju.audit import Audit
from youju.explain.applying import open_applicability, scoring_in, worlds_of_applicability
from youju.explain.ends import Ends
from youju.explain.levels import Span, levels
from youju.explain.ranges import ends_of, less_taken, opened_of, rates_in_doubt
from youju.explain.scoring import Scoring
from youju.explain.worlds import MAX_WORLDS, Values, choices_of, settings, worlds
from youju.feel import Value
from youju.rubric import Indicator
from youju.structs import Struct, replace

ZERO = Fraction(0)
Known = dict[tuple[object, ...], Ends]
"""The ends of indicators under their weights and the facts given, so that none is looked for twice."""


class Part(Struct):
    """Indicators that are open together: through facts that several of them read."""

    indicators: tuple[Indicator, ...]
    shared: tuple[str, ...]


def applying_of(audit: Audit) -> tuple[str, ...]:
    """The open facts on which it depends which indicators apply."""
    every = audit.rubric.indicators.values()
    return tuple(dict.fromkeys(name for one in every for name in open_applicability(audit, one)))


def total_ends(audit: Audit) -> Ends:
    """The ends of the total after caps and what rulings took: over every world of applicability, and in each the sum
    of its parts."""
    applying = applying_of(audit)
    found: Ends | None = None
    known: Known = {}
    for chosen, whole in worlds_of_applicability(audit, applying):
        ends = total_in(scoring_in(audit, chosen), chosen, known)
        ends = replace(ends, complete=ends.complete and whole)
        found = ends if found is None else found.with_(ends)
    assert found is not None, "there is one world at least"
    return found


def total_in(scoring: Scoring, chosen: Values, known: Known) -> Ends:
    """The ends of the total with these weights, facts of applicability being chosen; `known` keeps what is found."""
    low = high = ZERO
    low_at, high_at = dict(chosen), dict(chosen)
    complete = True
    for part in parts_of(scoring, chosen):
        ends = _ends(scoring, part, chosen, known)
        low, high, complete = low + ends.low, high + ends.high, complete and ends.complete
        low_at.update(ends.low_at)
        high_at.update(ends.high_at)
    audit = scoring.audit
    return Ends(capped(audit, low), capped(audit, high), low_at, high_at, complete)


def capped(audit: Audit, total: Fraction) -> Fraction:
    """A sum of indicators within the caps of the total."""
    for cap in audit.rubric.caps:
        if cap.of == "total":
            total = total if cap.most is None else min(total, cap.most)
            total = total if cap.least is None else max(total, cap.least)
    return total


def parts_of(scoring: Scoring, chosen: Values) -> tuple[Part, ...]:
    """The indicators in groups of which no two share an open fact."""
    groups: list[tuple[set[str], list[Indicator]]] = []
    for indicator in scoring.audit.rubric.indicators.values():
        read = set(opened_of(scoring, indicator)) - set(chosen)
        touched = [group for group in groups if group[0] & read]
        groups = [group for group in groups if not group[0] & read]
        groups.append(
            (read.union(*(names for names, _ in touched)), [*(one for _, own in touched for one in own), indicator])
        )
    return tuple(Part(tuple(own), _shared(scoring, own, chosen)) for _, own in groups)


def _shared(scoring: Scoring, indicators: Sequence[Indicator], chosen: Values) -> tuple[str, ...]:
    read = [name for one in indicators for name in opened_of(scoring, one) if name not in chosen]
    return tuple(dict.fromkeys(name for name in read if read.count(name) > 1))


def _ends(scoring: Scoring, part: Part, chosen: Values, known: Known) -> Ends:
    alone = _sum(scoring, part.indicators, chosen, known)
    if not part.shared:
        return alone
    # What each has alone encloses what all have together; where that is attained it is proved.
    found: Ends | None = None
    for shared in _together(scoring, part, chosen):
        ends = _sum(scoring, part.indicators, {**chosen, **shared}, known)
        ends = replace(ends, low_at={**shared, **ends.low_at}, high_at={**shared, **ends.high_at})
        found = ends if found is None else found.with_(ends)
    if found is None:
        return replace(alone, complete=False)
    if (found.complete and _all_tried(scoring, part, chosen)) or (
        alone.complete and (found.low, found.high) == (alone.low, alone.high)
    ):
        return replace(found, complete=True)
    return replace(alone, complete=False)


def _all_tried(scoring: Scoring, part: Part, chosen: Values) -> bool:
    """Whether the values tried of shared facts (`_together`) are all that count.

    So it is where they can be listed; and of one number among them where between any two values at which some indicator
    turns the points of all run the same way, whatever the other open facts are.
    """
    listed = {name: choices_of(scoring.audit, part.indicators[0], name) for name in part.shared}
    numbers = [name for name, choices in listed.items() if choices is None]
    if len(numbers) != 1:
        return not numbers
    running: list[Span] = []
    for indicator in part.indicators:
        if (spans := _spans(scoring, indicator, numbers[0], chosen)) is None:
            return False
        running += spans
    rising = [one for one in running if one.at_first.points < one.at_last.points]
    falling = [one for one in running if one.at_first.points > one.at_last.points]
    return not any(max(one.first, two.first) < min(one.last, two.last) for one in rising for two in falling)


def _spans(scoring: Scoring, indicator: Indicator, number: str, chosen: Values) -> list[Span] | None:
    """The spans of an indicator over a number, whatever its other open facts; None where these are not all tried."""
    opened = [name for name in opened_of(scoring, indicator) if name not in chosen]
    if number not in opened:
        return []
    listed = {name: choices_of(scoring.audit, indicator, name) for name in opened if name != number}
    tried = worlds(scoring, indicator, opened, chosen)
    ways = len(settings(scoring, indicator, chosen)) + len(rates_in_doubt(scoring.audit, indicator))
    if tried is None or not tried.complete or None in listed.values() or ways > 1 or indicator.adjustment:
        return None
    found: list[Span] = []
    for combination in product(*(choices or () for choices in listed.values())):
        over = levels(scoring, indicator, number, {**chosen, **dict(zip(listed, combination, strict=True))})
        found += over.spans if over is not None else ()
    return found


def _sum(scoring: Scoring, indicators: Sequence[Indicator], given: Values, known: Known) -> Ends:
    low = high = ZERO
    low_at: dict[str, Value] = {}
    high_at: dict[str, Value] = {}
    complete = True
    for indicator in indicators:
        own = {name: value for name, value in given.items() if name in indicator.facts}
        key = indicator.id, scoring.weighing(indicator.id), tuple(own.items())
        if key not in known:
            known[key] = less_taken(scoring.audit, indicator, ends_of(scoring, indicator, own))
        ends = known[key]
        low, high, complete = low + ends.low, high + ends.high, complete and ends.complete
        low_at.update(ends.low_at)
        high_at.update(ends.high_at)
    return Ends(low, high, low_at, high_at, complete)


def _together(scoring: Scoring, part: Part, chosen: Values) -> Iterator[Values]:
    """The values of shared facts that count for one of their indicators; none where there are too many."""
    values: dict[str, dict[Value, None]] = {name: {} for name in part.shared}
    for indicator in part.indicators:
        found = worlds(scoring, indicator, opened_of(scoring, indicator), chosen)
        for one in found.values if found is not None else ():
            for name in set(one) & set(values):
                values[name][one[name]] = None
    if 0 < prod(len(own) for own in values.values()) <= MAX_WORLDS:
        for combination in product(*values.values()):
            yield dict(zip(values, combination, strict=True))
