"""Ends where several numbers act together: proved, or else bounds that enclose the points."""

from __future__ import annotations

from fractions import Fraction

from youju.explain.ends import Ends
from youju.explain.scoring import Scoring
from youju.explain.worlds import Setting, Values, choices_of, settings, worlds
from youju.feel import UNKNOWN
from youju.rubric import Indicator
from youju.structs import replace


def enclosed(scoring: Scoring, indicator: Indicator, way: Setting, given: Values, ends: Ends) -> Ends:
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
    from youju.prove import NotEncodable, ProverMissing, bounds, domain_of, scale_of

    free = {
        name: domain_of(scoring.audit.facts[name].spec, choices_of(scoring.audit, indicator, name) or ())
        for name in way.names
    }
    known = {name: value for name, value in {**scoring.values, **given}.items() if name not in free}
    weight = scoring.audit.firings.own.get(indicator.id, Fraction(0))
    scale = scale_of(scoring.audit, indicator)
    try:
        found = bounds(indicator, known, free, weight, scale, lambda at: scoring.at(indicator, {**given, **at}).points)
    except (ProverMissing, NotEncodable):
        return None
    low, high = found.low, found.high
    if low is None or high is None or found.undecided.at is not None or found.undecided.verdict == "unknown":
        return None
    if "unknown" in (low.verdict, high.verdict) or low.unbounded or high.unbounded:
        return None
    return Ends(low.points, high.points, low.at, high.at)
