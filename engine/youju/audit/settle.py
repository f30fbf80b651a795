"""What the rules of one indicator come to under its hit policy: decided, or open between bounds."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import UNKNOWN, Truth, Value, evaluate
from youju.firing import Case, Fired
from youju.rubric import Indicator, Rule
from youju.structs import Struct

Bounds = tuple[Fraction, Fraction]


class Outcome(Struct):
    """The certain rules with their exact points, and what the uncertain ones leave open.

    `decided` tells that no fact is missing. `low` and `high` bound the sum of points; `missing` are the facts whose
    values would be needed.
    """

    decided: bool
    certain: tuple[tuple[Rule, Fraction], ...]
    low: Fraction
    high: Fraction
    missing: tuple[str, ...]


def settle(indicator: Indicator, fired: Fired, bounds: Bounds) -> Outcome:
    """The outcome of an indicator's rules. `bounds` limit points that cannot be worked out (0 and the weight)."""
    if indicator.hit == "sum":
        return _sum(indicator, fired, bounds)
    return _first(indicator, fired, bounds, unique=indicator.hit == "unique")


def facts_read(rule: Rule, case: Case) -> tuple[str, ...]:
    """The facts a rule reads, those behind its named quantities included, in order of reading."""
    read: dict[str, None] = {}
    for formula in (rule.when, rule.points):
        for name in formula.reads:
            _expand(name, case, read)
    return tuple(read)


def _expand(name: str, case: Case, read: dict[str, None]) -> None:
    if name in case.lets:
        for inner in case.lets[name].facts:
            _expand(inner, case, read)
    elif name != "weight":
        read[name] = None


def _points(rule: Rule, case: Case) -> Value:
    return evaluate(rule.points.expr, case.values)


def _bounds_of(rule: Rule, case: Case, bounds: Bounds) -> Bounds:
    points = _points(rule, case)
    return (points, points) if isinstance(points, Fraction) else bounds


def _missing(rules: list[Rule], case: Case) -> tuple[str, ...]:
    read = dict.fromkeys(name for rule in rules for name in facts_read(rule, case))
    return tuple(name for name in read if case.values.get(name, UNKNOWN) is UNKNOWN)


def _sum(indicator: Indicator, fired: Fired, bounds: Bounds) -> Outcome:
    certain: list[tuple[Rule, Fraction]] = []
    unsure: list[Rule] = []
    low = high = Fraction(0)
    for rule in indicator.rules:
        truth = fired.truths[rule.id]
        points = _points(rule, fired.case)
        if truth is True and isinstance(points, Fraction):
            certain.append((rule, points))
            low, high = low + points, high + points
        elif truth is not False:
            unsure.append(rule)
            least, most = _bounds_of(rule, fired.case, bounds)
            low, high = low + min(least, Fraction(0)), high + max(most, Fraction(0))
    if indicator.adjustment:
        return Outcome(not unsure, tuple(certain), low, high, _missing(unsure, fired.case))
    return Outcome(not unsure, tuple(certain), max(low, bounds[0]), min(high, bounds[1]), _missing(unsure, fired.case))


def _first(indicator: Indicator, fired: Fired, bounds: Bounds, unique: bool) -> Outcome:
    open_rules: list[Rule] = []
    hits: list[Rule] = []
    for rule in indicator.rules:
        truth = fired.truths[rule.id]
        if truth is not True and truth is not False:
            open_rules.append(rule)
        elif truth is True:
            hits.append(rule)
            if not unique:
                break
    case = fired.case
    if len(hits) == 1 and not open_rules:
        points = _points(hits[0], case)
        if isinstance(points, Fraction):
            return Outcome(True, ((hits[0], points),), points, points, ())
    ranges = [_bounds_of(rule, case, bounds) for rule in (*open_rules, *hits)] or [bounds]
    if open_rules and not hits:
        ranges.extend(_no_hit(indicator, fired.truths, bounds))
    low, high = min(least for least, _ in ranges), max(most for _, most in ranges)
    return Outcome(False, (), low, high, _missing([*open_rules, *hits], case))


def _no_hit(indicator: Indicator, truths: Mapping[str, Truth], bounds: Bounds) -> list[Bounds]:
    """With a single open rule, that it may fail leaves nothing that fires, and so nothing known."""
    still_open = [rule for rule in indicator.rules if truths[rule.id] is UNKNOWN]
    return [bounds] if len(still_open) == 1 else []
