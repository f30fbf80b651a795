"""Between what bounds an indicator's points lie, exactly: over all values of what is missing or said in several ways.

A range depends on what the rules give and not on how they are written: its ends are points that some values of the
open facts give. What is open: a missing fact that the rules read (over the values of its dictionary: bounds and grid),
a fact in conflict (over the values stated), and for a rate that its figures do not give the readings that its check
declares. A rate whose figures are missing may come from each of its formulas, or as printed. With values that let the
rules decide nothing, as after a division by zero, the points are those that the audit would then enter by the claim.
What rulings took stays taken. Where it is open whether an indicator applies, its range counts the points wherever its
weight would be. Points that are now entered by a claim may lie outside: then no value of the open facts gives them, and
the range does not stretch for them, since another writing of the same rule might have decided and taken no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.audit.doubt import Doubt
from youju.audit.enter import enter
from youju.explain.answers import Range
from youju.explain.applying import open_applicability, scoring_in, worlds_of_applicability
from youju.explain.enclosed import enclosed
from youju.explain.ends import Ends
from youju.explain.factors import factors
from youju.explain.scoring import Scoring
from youju.explain.worlds import Setting, Values, settings, worlds
from youju.feel import Value
from youju.firing import fire
from youju.rubric import Indicator
from youju.structs import replace

ZERO = Fraction(0)


def range_of(audit: Audit, indicator_id: str) -> Range:
    """The exact range of an indicator's points; KeyError where the rubric has no such indicator.

    `open` names the rate of a reading in doubt. `low_at` and `high_at` hold values of open facts (of a named quantity,
    for a declared reading), to be replayed by `Scoring.at`; they are empty where nothing is open, and for an end of a
    range that is not exact.
    """
    indicator = audit.rubric.indicators[indicator_id]
    row = audit.ledger.row(indicator_id)
    applying = open_applicability(audit, indicator)
    ends = _over_applicability(audit, indicator, applying) if applying else ends_of(audit.once(Scoring), indicator, {})
    ends = less_taken(audit, indicator, ends)
    opened = (
        *applying,
        *opened_of(audit.once(Scoring), indicator),
        *(doubt.facts[0] for doubt in rates_in_doubt(audit, indicator)),
        # A printed rate may give an end that the figures, one of them being nought, cannot.
        *(name for name in (*ends.low_at, *ends.high_at) if name in audit.rubric.dictionary.facts),
    )
    return Range(
        indicator_id, row.points, ends.low, ends.high, ends.low_at, ends.high_at,
        tuple(dict.fromkeys(opened)), ends.complete,
    )  # fmt: skip


def between(audit: Audit, indicator_id: str) -> tuple[Fraction, Fraction]:
    """The bounds to be told of an indicator: its exact range, down to what a declared check leaves of its points."""
    found = range_of(audit, indicator_id)
    own = (entry for entry in audit.ledger.of(indicator_id) if not entry.cuts_total)
    risk = sum((entry.at_risk for entry in own), ZERO)
    return min(found.low, found.points - risk), found.high


def less_taken(audit: Audit, indicator: Indicator, ends: Ends) -> Ends:
    """The ends less what rulings took of the indicator, which stays taken: down to nothing, or to where it was."""
    taken = -sum((one.points for one in audit.ledger.of(indicator.id) if one.kind == "ruling"), ZERO)
    floor = min(ends.low, ZERO)
    return replace(ends, low=max(ends.low - taken, floor), high=max(ends.high - taken, floor))


def opened_of(scoring: Scoring, indicator: Indicator) -> tuple[str, ...]:
    """The open facts that an indicator's rules read; none where it does not apply."""
    if not scoring.applies(indicator):
        return ()
    return settings(scoring, indicator, {})[0].names


def ends_of(scoring: Scoring, indicator: Indicator, given: Values) -> Ends:
    """The least and most points of an indicator with its weight as it is, some open facts being given.

    What rulings took is not taken off: all that counts is what the rules give, whichever way they are written.
    """
    if not scoring.applies(indicator):
        return Ends(ZERO, ZERO, {}, {})
    whole, *parts = settings(scoring, indicator, given)
    ends = _over(scoring, indicator, whole, given) or _stuck(scoring, indicator, given)
    for part in parts:
        if (found := _over(scoring, indicator, part, given)) is not None:
            ends = ends.with_(found)
    for at in _readings(scoring.audit, indicator):
        ends = ends.plus(scoring.at(indicator, {**given, **at}).points, at)
    return ends if ends.complete else enclosed(scoring, indicator, whole, given, ends)


def _stuck(scoring: Scoring, indicator: Indicator, given: Values) -> Ends:
    """As it stands, where there is too much to try."""
    points = scoring.at(indicator, given).points
    return Ends(points, points, {}, {}, complete=False)


def _readings(audit: Audit, indicator: Indicator) -> Iterator[Values]:
    """The values of named quantities under the readings of a rate that its figures do not give."""
    for doubt in rates_in_doubt(audit, indicator):
        yield from (world.facts for world in doubt.worlds)


def rates_in_doubt(audit: Audit, indicator: Indicator) -> tuple[Doubt, ...]:
    """The contradictions between a printed rate and its figures; the first fact of each is the rate."""
    own = (doubt for doubt in audit.doubts if doubt.indicator == indicator.id and doubt.check is not None)
    return tuple(doubt for doubt in own if doubt.worlds)


def _over(scoring: Scoring, indicator: Indicator, way: Setting, given: Values) -> Ends | None:
    """The ends over one way of coming to know; None where nothing counts, or there is too much to try."""
    parts = factors(indicator, way.names) if indicator.hit == "sum" else (way.names,)
    if len(parts) > 1 and (ends := _by_factor(scoring, indicator, parts, given)) is not None:
        return ends
    found = worlds(scoring, indicator, way.names, given)
    if found is None:
        return None
    scored = [(one, scoring.at(indicator, {**given, **one})) for one in found.values]
    counted = [(score.points, one) for one, score in scored if way.whole or score.decided]
    if not counted:
        return None
    low, high = _least(counted), _most(counted)
    return Ends(low[0], high[0], low[1], high[1], found.complete)


def _by_factor(scoring: Scoring, indicator: Indicator, parts: Sequence[tuple[str, ...]], given: Values) -> Ends | None:
    """The ends of a sum whose parts share no open fact, each tried alone; None where some part decides nothing.

    Rounding, moved weight and caps never turn more points into fewer, so that the ends of a sum are those of its parts.
    """
    found = [worlds(scoring, indicator, part, given) for part in parts]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    base = {name: value for one in known for name, value in one.values[0].items()}
    least: dict[str, Value] = {}
    most: dict[str, Value] = {}
    for one in known:
        scored = [(at, scoring.at(indicator, {**given, **base, **at})) for at in one.values]
        if not all(score.decided for _, score in scored):
            return None
        exact = [(score.exact, at) for at, score in scored]
        least.update(_least(exact)[1])
        most.update(_most(exact)[1])
    low, high = (scoring.at(indicator, {**given, **at}).points for at in (least, most))
    return Ends(low, high, least, most, all(one.complete for one in known))


def _least(scored: Sequence[tuple[Fraction, Values]]) -> tuple[Fraction, Values]:
    """The fewest points, with values near at hand where several give them."""
    return min(scored, key=lambda one: (one[0], _size(one[1])))


def _most(scored: Sequence[tuple[Fraction, Values]]) -> tuple[Fraction, Values]:
    return min(scored, key=lambda one: (-one[0], _size(one[1])))


def _size(values: Values) -> Fraction:
    return sum((abs(value) for value in values.values() if isinstance(value, Fraction)), ZERO)


def _over_applicability(audit: Audit, indicator: Indicator, applying: Sequence[str]) -> Ends:
    """The ends over whether it applies: what its facts may give, and what the other indicators then have more or less.

    The other indicators are taken as they stand; only their weights move.
    """
    now = _others(audit, indicator, {})
    found: Ends | None = None
    for chosen, whole in worlds_of_applicability(audit, applying):
        more = _others(audit, indicator, chosen) - now
        ends = ends_of(scoring_in(audit, chosen), indicator, chosen)
        ends = Ends(
            ends.low + more, ends.high + more, {**chosen, **ends.low_at}, {**chosen, **ends.high_at},
            ends.complete and whole,
        )  # fmt: skip
        found = ends if found is None else found.with_(ends)
    assert found is not None, "an open fact has a value"
    return found


def _others(audit: Audit, indicator: Indicator, chosen: Values) -> Fraction:
    """The points of all other indicators where facts of applicability are chosen, before caps of the total."""
    scoring = audit.once(Scoring)
    firings = fire(audit.rubric, {**scoring.values, **chosen}, scoring.decide)
    entered = enter(audit.rubric, firings, audit.reading.claims, scoring.decide)
    return sum((row.points for row in entered.rows if row.indicator != indicator.id), ZERO)
