"""What is said to win points back, tried out: whatever does not hold of it, in words."""

from __future__ import annotations

from fractions import Fraction

from youju.audit import Audit
from youju.explain.answers import Change
from youju.explain.regain import regain
from youju.explain.scoring import Scoring
from youju.feel import Value


def failing(audit: Audit, indicator: str) -> list[str]:
    """Whatever does not hold of what is said about an indicator: nothing, if all is well."""
    found, scoring, card = regain(audit, indicator), Scoring(audit), audit.rubric.indicators[indicator]
    wrong: list[str] = []
    for way, target in ((way, way.points) for way in (*found.ways, *found.nearer)):
        after: dict[str, Value] = {change.fact: change.after for change in way.changes}
        wrong += [] if scoring.at(card, after).points == target else [f"{indicator}: {way} does not reach"]
        for change in way.changes:
            less = scoring.at(card, {**after, change.fact: one_less(change)})
            wrong += [f"{indicator}: less of {change.fact} does"] if less.points >= target else []
    wrong += [f"{indicator}: {way} is not to the target" for way in found.ways if way.points < found.target]
    for held in found.stays:
        ends = {end for end in (held.low, held.high, held.value) if end is not None}
        points = {(one.points, one.status) for end in ends for one in [scoring.at(card, {held.fact: end})]}
        wrong += [] if len(points) == 1 else [f"{indicator}: {held} does not stay"]
        spec = audit.facts[held.fact].spec
        for end, step in ((held.low, -held.step), (held.high, held.step)):
            if end is not None and (spec.least is None or end + step >= spec.least) and end + step != spec.most:
                scored = scoring.at(card, {held.fact: end + step})
                beyond = spec.most is not None and end + step > spec.most
                same = (scored.points, scored.status) in points and not beyond
                wrong += [f"{indicator}: {held} goes further"] if same else []
                kept = held.low == held.high and not beyond and scored.points in {one for one, _ in points}
                wrong += [f"{indicator}: {held} is not all that keeps the points"] if kept else []
    return wrong


def one_less(change: Change) -> Value:
    if not isinstance(change.before, Fraction) or not isinstance(change.after, Fraction) or change.step is None:
        return change.before
    return change.after + (change.step if change.after < change.before else -change.step)
