"""What to ask first: the open facts by the points they move, and which of them need not be asked.

The list of questions is the smallest set of facts that decides the total: a fact that moves it with some values of the
others must be in any such set, and the others need not be. They are `moot`: whatever they are, the total is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import prod

from youju.audit import Audit
from youju.audit.doubt import Doubt
from youju.explain.answers import Asked, Range, Swing
from youju.explain.applying import scoring_in, worlds_of_applicability
from youju.explain.ends import Ends
from youju.explain.factors import factors
from youju.explain.levels import levels
from youju.explain.ranges import ends_of, opened_of, range_of, rates_in_doubt
from youju.explain.scoring import Scoring
from youju.explain.total import applying_of, total_ends
from youju.explain.worlds import MAX_WORLDS, Values, along, choices_of, stand_of, worlds
from youju.feel import UNKNOWN, Value
from youju.rubric import Indicator
from youju.structs import Struct, replace

ZERO = Fraction(0)


class Answer(Struct):
    """What an answer to a question would leave open: the indicator's points with it, and the questions it settles.

    `value` is the answer; of a number `upto` the last value of a stretch over which the points run from `low` to
    `high` (None: nothing bounds it), for one answer the same as `value`.
    """

    value: Value
    upto: Value
    low: Fraction
    high: Fraction
    settles: tuple[str, ...] = ()


def ask(audit: Audit) -> Asked:
    """The shortest list of questions that decides the total, the most points first, and the bounds of all.

    What nothing proves moot is asked too, if it moved no points where it was tried.
    """
    ends = total_ends(audit)
    ranges = tuple(range_of(audit, name) for name in audit.rubric.indicators)
    opened = tuple(dict.fromkeys(name for one in ranges for name in one.open))
    swings = [_swing(audit, name, ranges, ends) for name in opened]
    doubted = {name for one in ranges if not _tried_out(audit, one) for name in one.open}
    questions = [one for one in swings if one.points or one.fact in doubted]
    asked = {one.fact for one in questions}
    return Asked(
        tuple(sorted(questions, key=lambda one: -one.points)), ranges, ends.low, ends.high,
        tuple(name for name in opened if name not in asked), ends.complete,
    )  # fmt: skip


def _tried_out(audit: Audit, found: Range) -> bool:
    """Whether what moves no points in a range is proved to move none: not where several numbers act together."""
    specs = [audit.facts[name].spec for name in found.open if audit.facts[name].status == "missing"]
    return found.exact and (found.low == found.high or sum(spec.step is not None for spec in specs) <= 1)


def _swing(audit: Audit, name: str, ranges: Sequence[Range], ends: Ends) -> Swing:
    """By how much a fact moves the total: no more than the total can move at all."""
    own = [one for one in ranges if name in one.open]
    readers = tuple(one.indicator for one in own)
    fact = audit.facts[name]
    applying = applying_of(audit)
    exact = True
    if name in applying:
        points, exact = _moving_weight(audit, name, applying)
    elif rates := [doubt for one in readers for doubt in _rates(audit, one) if doubt.facts[0] == name]:
        points = sum((doubt.loss + doubt.gain for doubt in rates), ZERO)
    else:
        each = [_widest(scoring, name, ranges, chosen) for scoring, chosen in _weighings(audit, readers, applying)]
        points, exact = max((found for found, _ in each), default=ZERO), all(whole for _, whole in each)
    most = min(ends.high - ends.low, sum((one.high - one.low for one in own), ZERO)) if not applying else None
    exact = exact or (most is not None and points >= most)
    return Swing(name, min(points, ends.high - ends.low), readers, fact.spec.papers, exact)


def _weighings(audit: Audit, readers: Sequence[str], applying: Sequence[str]) -> list[tuple[Scoring, Values]]:
    """The worlds of applicability in which some reader has another weight than in those before."""
    found: dict[tuple[object, ...], tuple[Scoring, Values]] = {}
    for chosen, _ in worlds_of_applicability(audit, applying):
        scoring = scoring_in(audit, chosen)
        found.setdefault(tuple(scoring.weighing(name) for name in readers), (scoring, chosen))
    return list(found.values())


def _moving_weight(audit: Audit, name: str, applying: Sequence[str]) -> tuple[Fraction, bool]:
    """The widest difference of the total between two values of a fact of applicability, whatever the other open ones,
    and whether all were tried: of each indicator by how much its points differ at most, its facts being the same."""
    by_rest: dict[tuple[tuple[str, Value], ...], list[Values]] = {}
    whole = True
    for chosen, every in worlds_of_applicability(audit, applying):
        whole = whole and every
        rest = tuple((other, value) for other, value in chosen.items() if other != name)
        by_rest.setdefault(rest, []).append(chosen)
    pairs = ((one, other) for own in by_rest.values() for one, other in permutations(own, 2))
    found = [_between(audit, one, other) for one, other in pairs]
    return max((points for points, _ in found), default=ZERO), whole and all(sure for _, sure in found)


def _between(audit: Audit, one: Values, other: Values) -> tuple[Fraction, bool]:
    here, there = scoring_in(audit, one), scoring_in(audit, other)
    total, whole = ZERO, True
    for indicator in audit.rubric.indicators.values():
        if here.weighing(indicator.id) == there.weighing(indicator.id):
            continue
        found = [
            worlds(scoring, indicator, opened_of(scoring, indicator), given)
            for scoring, given in ((here, one), (there, other))
        ]
        whole = whole and all(each is not None and each.complete for each in found)
        tried: list[Values] = [at for each in found if each is not None for at in each.values]
        total += max(
            _points(here, indicator, {**at, **one}) - _points(there, indicator, {**at, **other}) for at in tried or [{}]
        )
    return total, whole


def _points(scoring: Scoring, indicator: Indicator, at: Values) -> Fraction:
    return scoring.at(indicator, at).points if scoring.applies(indicator) else ZERO


def _rates(audit: Audit, name: str) -> tuple[Doubt, ...]:
    return rates_in_doubt(audit, audit.rubric.indicators[name])


def _widest(scoring: Scoring, name: str, ranges: Sequence[Range], given: Values) -> tuple[Fraction, bool]:
    """The widest difference of the readers' points together over the values of a fact, whatever the other open ones,
    and whether all that count were tried: not where other numbers act together with it."""
    readers = [one.indicator for one in ranges if name in one.open]
    indicators = [scoring.audit.rubric.indicators[one] for one in readers]
    applying = [one for one in indicators if name in opened_of(scoring, one)]
    beside = tuple(
        dict.fromkeys(other for one in applying for other in _beside(scoring, one, name) if other not in given)
    )
    contexts, every = _contexts(scoring, applying, beside)
    # Of one number that several indicators read their points may run against each other.
    found, whole = ZERO, every and (len(applying) <= 1 or choices_of(scoring.audit, applying[0], name) is not None)
    for base in _bases(ranges, readers):
        for context in contexts:
            around = {**base, **given, **context}
            each = [_values(scoring, one, name, around) for one in applying]
            whole = whole and all(sure for _, sure in each)
            values = dict.fromkeys(value for own, _ in each for value in own)
            points = [
                sum((scoring.at(one, {**around, name: value}).points for one in applying), ZERO) for value in values
            ]
            found = max(found, max(points, default=ZERO) - min(points, default=ZERO))
    return found, whole


def _beside(scoring: Scoring, indicator: Indicator, name: str) -> tuple[str, ...]:
    """The other open facts that matter together with one: of a sum those that its rules read."""
    opened = opened_of(scoring, indicator)
    parts = factors(indicator, opened) if indicator.hit == "sum" else (opened,)
    return tuple(other for part in parts if name in part for other in part if other != name)


def _bases(ranges: Sequence[Range], readers: Sequence[str]) -> Iterator[Values]:
    """Where all open facts stand while some move: at the least and at the most of their indicators."""
    own = [one for one in ranges if one.indicator in readers]
    for at in ([one.low_at for one in own], [one.high_at for one in own]):
        yield {name: value for one in at for name, value in one.items() if value is not UNKNOWN}


def _contexts(
    scoring: Scoring, indicators: Sequence[Indicator], beside: Sequence[str]
) -> tuple[tuple[Values, ...], bool]:
    """Values of the facts beside one that moves, numbers where they stand still; and whether these are all."""
    audit = scoring.audit
    choices = [choices_of(audit, indicators[0], name) for name in beside]
    listed = [own or stand_of(audit.facts[name]) for own, name in zip(choices, beside, strict=True)]
    few = prod(map(len, listed)) <= MAX_WORLDS
    kept = listed if few else [own[:1] for own in listed]
    found = tuple(dict(zip(beside, combination, strict=True)) for combination in product(*kept))
    return found, few and None not in choices


def _values(scoring: Scoring, indicator: Indicator, name: str, beside: Values) -> tuple[Sequence[Value], bool]:
    """The values at which points may turn, and whether all of them."""
    choices = choices_of(scoring.audit, indicator, name)
    return along(scoring, indicator, name, beside) if choices is None else (choices, True)


def answers_of(audit: Audit, question: Swing, asked: Asked) -> dict[str, tuple[Answer, ...]]:
    """What each answer would leave of each indicator that reads the fact, before what rulings took.

    Of a number they are the stretches over which the points stay or run one way; none where other numbers are open
    beside it, so that it decides nothing alone. Whether an indicator applies is no answer about its points.
    """
    scoring = audit.once(Scoring)
    found: dict[str, tuple[Answer, ...]] = {}
    for name in question.indicators:
        indicator = audit.rubric.indicators[name]
        rates = [doubt for doubt in _rates(audit, name) if doubt.facts[0] == question.fact]
        if rates:
            values = dict.fromkeys((value, world.points) for world in rates[0].worlds for value in world.facts.values())
            found[name] = tuple(Answer(value, value, points, points) for value, points in values)
            continue
        if question.fact not in opened_of(scoring, indicator):
            continue
        choices = choices_of(audit, indicator, question.fact)
        if choices is not None:
            found[name] = tuple(_answer(scoring, indicator, question.fact, value, asked) for value in choices)
        elif len(opened_of(scoring, indicator)) == 1:
            found[name] = tuple(_stretches(scoring, indicator, question.fact))
        else:
            found[name] = ()
    return found


def _answer(scoring: Scoring, indicator: Indicator, fact: str, value: Value, asked: Asked) -> Answer:
    given = {fact: value}
    ends = ends_of(scoring, indicator, given)
    others = [one for one in asked.questions if one.indicators == (indicator.id,) and one.fact != fact]
    opened = opened_of(scoring, indicator)
    settled = (
        one.fact for one in others if one.fact in opened and _settled(scoring, indicator, one.fact, given, asked)
    )
    return Answer(value, value, ends.low, ends.high, tuple(settled))


def _settled(scoring: Scoring, indicator: Indicator, name: str, given: Values, asked: Asked) -> bool:
    """Whether a fact moves nothing any more once another is given."""
    beside = [other for other in _beside(scoring, indicator, name) if other not in given]
    for base in _bases(asked.ranges, [indicator.id]):
        for context in _contexts(scoring, [indicator], beside)[0]:
            around = {**base, **given, **context}
            values, _ = _values(scoring, indicator, name, around)
            if len({scoring.at(indicator, {**around, name: value}).points for value in values}) > 1:
                return False
    return True


def _stretches(scoring: Scoring, indicator: Indicator, fact: str) -> Iterator[Answer]:
    """The values of a number in stretches: with one score next to each other, or running from one to another."""
    found = levels(scoring, indicator, fact)
    runs: list[Answer] = []
    for span in found.spans if found is not None and found.exact else ():
        low, high = sorted((span.at_first.points, span.at_last.points))
        if runs and low == high == runs[-1].low == runs[-1].high:
            runs[-1] = replace(runs[-1], upto=span.last)
        else:
            runs.append(Answer(span.first, span.last, low, high))
    bounded = scoring.audit.facts[fact].spec.most is not None
    yield from (one if bounded or one is not runs[-1] else replace(one, upto=None) for one in runs)
