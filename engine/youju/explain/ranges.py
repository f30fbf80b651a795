"""Between what bounds an indicator's points lie, exactly: over all values of what is missing or said in several ways.

A range depends on what the rules give and not on how they are written: its ends are points that some values of the
open facts give. What is open: a missing fact that the rules read (over the values of its dictionary: bounds and grid),
a fact in conflict (over the values stated), and for a rate that its figures do not give the readings that its check
declares. A rate whose figures are missing may come from each of its formulas, or as printed. With values that let the
rules decide nothing, as after a division by zero, the points are those that the audit would then enter by the claim.
What rulings took stays taken. Where it is open whether an indicator applies, its range counts the points wherever its
weight would be. The points now entered always lie within.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from youju.audit import Audit, values_of
from youju.audit.doubt import Doubt
from youju.audit.enter import enter
from youju.explain.answers import Range
from youju.explain.scoring import Scoring
from youju.explain.worlds import Setting, Values, choices_of, settings, worlds
from youju.feel import UNKNOWN, Value, names
from youju.firing import fire
from youju.prove import NotEncodable, ProverMissing, Scale, bounds, domain_of
from youju.rubric import Indicator

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and most points found, with the values that give them; `complete`: there are no fewer and no more."""

    low: Fraction
    high: Fraction
    low_at: Values
    high_at: Values
    complete: bool = True

    def plus(self, points: Fraction, at: Values) -> Ends:
        """The ends with more points among them."""
        low = (points, at) if points < self.low else (self.low, self.low_at)
        high = (points, at) if points > self.high else (self.high, self.high_at)
        return Ends(low[0], high[0], low[1], high[1], self.complete)

    def with_(self, other: Ends) -> Ends:
        """The ends of both together."""
        both = self.plus(other.low, other.low_at).plus(other.high, other.high_at)
        return replace(both, complete=self.complete and other.complete)


def range_of(audit: Audit, indicator_id: str) -> Range:
    """The exact range of an indicator's points; KeyError where the rubric has no such indicator.

    `open` names the rate of a reading in doubt. `low_at` and `high_at` hold values of open facts (of a named quantity,
    for a declared reading), to be replayed by `Scoring.at`; they are empty for the points as entered, and for an end
    of a range that is not exact.
    """
    indicator = audit.rubric.indicators[indicator_id]
    row = audit.ledger.row(indicator_id)
    applying = open_applicability(audit, indicator)
    ends = _over_applicability(audit, indicator, applying) if applying else ends_of(Scoring(audit), indicator, {})
    ends = less_taken(audit, indicator, ends).plus(row.points, {})
    opened = (
        *applying,
        *opened_of(Scoring(audit), indicator),
        *(doubt.facts[0] for doubt in rates_in_doubt(audit, indicator)),
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


def open_applicability(audit: Audit, indicator: Indicator) -> tuple[str, ...]:
    """The open facts on which it depends whether an indicator applies; none where that is known all the same."""
    if indicator.applies is None or audit.firings.applies[indicator.id] is not UNKNOWN:
        return ()
    values = values_of(audit.rubric, audit.facts)
    return tuple(name for name in sorted(names(indicator.applies.expr)) if values.get(name, UNKNOWN) is UNKNOWN)


def ends_of(scoring: Scoring, indicator: Indicator, given: Values) -> Ends:
    """The least and most points of an indicator with its weight as it is, some open facts being given.

    What rulings took is not taken off, and the points now entered need not lie within: all that counts is what the
    rules give, whichever way they are written.
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
    return ends if ends.complete else _enclosed(scoring, indicator, whole, given, ends)


def scoring_in(audit: Audit, chosen: Values) -> Scoring:
    """The score as a function of facts where facts of applicability are chosen, and weights follow."""
    if not chosen:
        return Scoring(audit)
    scoring = Scoring(audit)
    some = next(iter(audit.rubric.indicators))
    fired = fire(audit.rubric, {**scoring.values, **chosen}, scoring.decide, some)
    firings = replace(audit.firings, applies=fired.applies, moves=fired.moves, weights=fired.weights, own=fired.own)
    return Scoring(replace(audit, firings=firings))


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


def factors(indicator: Indicator, opened: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Open facts in groups such that no rule reads facts of two groups."""
    groups: list[frozenset[str]] = []
    for rule in indicator.rules:
        read = reach(indicator, names(rule.when.expr) | names(rule.points.expr)) & frozenset(opened)
        touched = [group for group in groups if group & read]
        groups = [group for group in groups if group not in touched] + [read.union(*touched)]
    kept = [group for group in groups if group]
    return tuple(tuple(name for name in opened if name in group) for group in kept)


def reach(indicator: Indicator, read: frozenset[str]) -> frozenset[str]:
    """The names read, and those behind named quantities."""
    for let in reversed(indicator.lets):
        if let.name in read:
            behind = frozenset[str]().union(*(names(formula.expr) for formula in let.alternatives))
            read = read | behind | frozenset([let.stated] if let.stated else [])
    return read


def _enclosed(scoring: Scoring, indicator: Indicator, way: Setting, given: Values, ends: Ends) -> Ends:
    """The ends, proved where Kleene's bounds are attained; else an end that is not attained is only a bound.

    Kleene's bounds hold whatever the unknown numbers are; the other open facts are tried one by one.
    """
    listed = {name: choices_of(scoring.audit, indicator, name) for name in way.names}
    number = {name: UNKNOWN for name, choices in listed.items() if choices is None}
    found = worlds(scoring, indicator, [name for name in way.names if name not in number], given)
    tried = found.values if found is not None else (dict.fromkeys(way.names, UNKNOWN),)
    outer = [scoring.at(indicator, {**given, **number, **one}) for one in tried]
    low, high = min(one.low for one in outer), max(one.high for one in outer)
    # What is taken without a bound is not within Kleene's: of an adjustment they prove nothing.
    if ends.low <= low and ends.high >= high and not indicator.adjustment:
        return replace(ends, complete=True)
    if (proved := _proved(scoring, indicator, way, given)) is not None:
        return replace(proved.with_(ends), complete=True)
    return Ends(
        min(low, ends.low), max(high, ends.high),
        ends.low_at if ends.low <= low else {}, ends.high_at if ends.high >= high else {},
        complete=False,
    )  # fmt: skip


def _proved(scoring: Scoring, indicator: Indicator, way: Setting, given: Values) -> Ends | None:
    """The ends by the solver, where it is at hand, can say the card, and finds values that always let rules decide."""
    if len(settings(scoring, indicator, given)) > 1:
        return None
    free = {
        name: domain_of(scoring.audit.facts[name].spec, choices_of(scoring.audit, indicator, name) or ())
        for name in way.names
    }
    own, full = (
        weights.get(indicator.id, ZERO) for weights in (scoring.audit.firings.own, scoring.audit.firings.weights)
    )
    caps = [cap for cap in scoring.audit.rubric.caps if cap.of == indicator.id]
    least = max((cap.least for cap in caps if cap.least is not None), default=None)
    most = min((cap.most for cap in caps if cap.most is not None), default=None)
    scale = Scale(indicator.round, full / own if own else Fraction(1), least, most)
    values = {**scoring.values, **given}
    try:
        found = bounds(
            indicator, {name: value for name, value in values.items() if name not in free}, free, own, scale,
            lambda at: scoring.at(indicator, {**given, **at}).points,
        )  # fmt: skip
    except (ProverMissing, NotEncodable):
        return None
    low, high = found.low, found.high
    if low is None or high is None or found.undecided.at is not None or found.undecided.verdict == "unknown":
        return None
    if "unknown" in (low.verdict, high.verdict) or low.unbounded or high.unbounded:
        return None
    return Ends(low.points, high.points, low.at, high.at)


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


def worlds_of_applicability(audit: Audit, applying: Sequence[str]) -> Iterator[tuple[Values, bool]]:
    """Every combination of values of facts of applicability; False beside it where numbers are not all tried."""
    listed: list[tuple[Value, ...]] = []
    whole = True
    for name in applying:
        fact = audit.facts[name]
        readers = (one for one in audit.rubric.indicators.values() if name in one.facts)
        choices = choices_of(audit, next(readers), name)
        whole = whole and choices is not None
        listed.append(choices or (fact.spec.least or ZERO, fact.spec.scale * 100))
    for combination in product(*listed):
        yield dict(zip(applying, combination, strict=True)), whole


def _others(audit: Audit, indicator: Indicator, chosen: Values) -> Fraction:
    """The points of all other indicators where facts of applicability are chosen, before caps of the total."""
    scoring = Scoring(audit)
    firings = fire(audit.rubric, {**scoring.values, **chosen}, scoring.decide)
    entered = enter(audit.rubric, firings, audit.reading.claims, scoring.decide)
    return sum((row.points for row in entered.rows if row.indicator != indicator.id), ZERO)
