"""The score of an indicator over one numeric fact, the others fixed: where it stays, and where it reaches a target.

Breakpoints are found by solving conditions and points for the fact (`course`); between two of them the score runs one
way, so that `Scoring.at` and a binary search on the fact's grid tell every boundary exactly.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from youju.explain.answers import Stay
from youju.explain.course import Along, last_where
from youju.explain.forms import ITSELF
from youju.explain.pieces import pieces, runs_one_way
from youju.explain.ratio import ZERO
from youju.explain.scoring import Scored, Scoring
from youju.facts import FactSpec
from youju.feel import Env, Value
from youju.firing import case_of
from youju.rubric import Indicator
from youju.structs import Struct, replace

FAR = 10**15
"""How many steps are looked at where nothing bounds a fact."""
FINEST = 12
"""By how many decimals a value may be finer than the step of its fact."""


class Span(Struct):
    """Values of the fact from `first` to `last`, ends included, over which one set of rules decides.

    The score runs one way from `at_first` to `at_last`, the status is one, unless it is not `known` how it runs.
    """

    first: Fraction
    last: Fraction
    at_first: Scored
    at_last: Scored
    known: bool = True

    @property
    def flat(self) -> bool:
        """Whether one score holds all along."""
        return self.known and self.at_first == self.at_last


class Levels(Struct):
    """An indicator's score over one fact: spans without a gap, in order, on the multiples of `step`.

    `present` is the fact's value, None where nobody knows it. `bounded` tells of either end whether the fact's own
    domain ends there. It is `exact` where it is known of every span how the score runs.
    """

    fact: str
    step: Fraction
    present: Fraction | None
    spans: tuple[Span, ...]
    bounded: tuple[bool, bool]
    at: Callable[[Fraction], Scored]

    @property
    def exact(self) -> bool:
        """Whether every span is known."""
        return all(span.known for span in self.spans)

    @property
    def flat(self) -> bool:
        """Whether the fact makes no difference: one score and status over all its values."""
        kinds = {(one.points, one.status) for span in self.spans for one in (span.at_first, span.at_last)}
        return self.exact and len(kinds) == 1


class Reach(Struct):
    """The values nearest to the present one at which something is so; None where it is so at none on that side.

    `exact` is False where a span in between is not known: a nearer value may lie there.
    """

    below: Fraction | None
    above: Fraction | None
    exact: bool


def levels(
    scoring: Scoring, indicator: Indicator, fact: str, given: Mapping[str, Value] | None = None
) -> Levels | None:
    """The score over all values of a numeric fact, known or not; other facts have their values, or those `given`.

    None where the fact is no number, or its value lies on no grid of decimals. The indicator must apply.
    """
    asked = ("levels", fact, *scoring.asked(indicator, given or {}))
    return scoring.once(asked, lambda: _levels(scoring, indicator, fact, given))


def _levels(scoring: Scoring, indicator: Indicator, fact: str, given: Mapping[str, Value] | None) -> Levels | None:
    spec = scoring.audit.rubric.dictionary.facts[fact]
    known = {**scoring.values, **(given or {})}
    present = known.get(fact)
    value = present if isinstance(present, Fraction) else None
    step = step_of(spec, value)
    if step is None:
        return None
    first, last = _ends(spec, step, value)
    weight = scoring.audit.firings.own.get(indicator.id, ZERO)

    @functools.cache
    def score(point: int) -> Scored:
        return scoring.at(indicator, {**(given or {}), fact: point * step})

    @functools.cache
    def values(point: int, printed: bool) -> Env:
        return case_of(indicator, {**known, fact: point * step}, weight, printed).values

    def course(first: int, last: int) -> bool:
        def along(printed: bool) -> Along:
            return Along(first, last, step, lambda point: values(point, printed), {fact: ITSELF})

        return runs_one_way(indicator, along)

    cut = pieces(first, last, course)
    spans = (Span(a * step, b * step, score(a), score(b), sure) for a, b, sure in cut)
    bounded = spec.least is not None, spec.most is not None
    return Levels(fact, step, value, tuple(_joined(spans)), bounded, lambda value: score(int(value / step)))


def step_of(spec: FactSpec, value: Fraction | None) -> Fraction | None:
    """The step of a fact, finer by tens where its value is; None where it is no number, or fits no such step."""
    step = spec.step
    for _ in range(FINEST):
        if step is None or value is None or (value / step).denominator == 1:
            return step
        step /= 10
    return None


def stay(found: Levels) -> Stay | None:
    """All values around the present one with the same points and status: one step further they change.

    None where the fact has no value, or where it is not known how the score runs there.
    """
    if found.present is None:
        return None
    here = found.at(found.present)

    def same(scored: Scored) -> bool:
        return (scored.points, scored.status) == (here.points, here.status)

    ends: list[Fraction] = []
    for upwards in (False, True):
        end = found.present
        for start, stop, span in _outward(found, upwards):
            if not span.known:
                return None
            if not same(found.at(start)):
                break
            if not same(found.at(stop)):
                end = _turn(found, start, stop, same)
                break
            end = stop
        ends.append(end)
    low, high = ends
    no_low = low == found.spans[0].first and not found.bounded[0]
    no_high = high == found.spans[-1].last and not found.bounded[1]
    return Stay(found.fact, found.present, None if no_low else low, None if no_high else high, found.step)


def reach(found: Levels, wanted: Callable[[Scored], bool]) -> Reach:
    """The nearest values on both sides of the present one whose score is wanted.

    Of two scores by the same rules, with one status, that with more points is wanted where the other is.
    """
    if found.present is None:
        return Reach(None, None, False)
    exact, ends = True, list[Fraction | None]()
    for upwards in (False, True):
        nearest = None
        for start, stop, span in _outward(found, upwards):
            if not span.known:
                exact = False
            elif wanted(found.at(start)):
                nearest = start
            elif wanted(found.at(stop)):
                nearest = _turn(found, stop, start, wanted)
            if nearest is not None:
                break
        ends.append(nearest)
    return Reach(ends[0], ends[1], exact)


def furthest(found: Levels, start: Fraction, upwards: bool, wanted: Callable[[Scored], bool]) -> Fraction | None:
    """Up to which value, from one on which something is so, it is known to stay so; None where nothing bounds it."""
    end = start
    for first, last, span in _outward(replace(found, present=start), upwards):
        if not span.known or not wanted(found.at(first)):
            return end
        if not wanted(found.at(last)):
            return _turn(found, first, last, wanted)
        end = last
    return None


def _turn(found: Levels, start: Fraction, stop: Fraction, holds: Callable[[Scored], bool]) -> Fraction:
    """The last value from `start` towards `stop` with which something holds; it turns once."""
    sign = 1 if stop > start else -1
    steps = int(abs(stop - start) / found.step)
    return start + sign * found.step * last_where(
        0, steps, lambda count: holds(found.at(start + sign * count * found.step))
    )


def _outward(found: Levels, upwards: bool) -> Iterator[tuple[Fraction, Fraction, Span]]:
    """The spans from the present value outwards: of each its near end, its far end."""
    assert found.present is not None, "seen to by the caller"
    for span in found.spans if upwards else reversed(found.spans):
        if upwards and span.last >= found.present:
            yield max(span.first, found.present), span.last, span
        if not upwards and span.first <= found.present:
            yield min(span.last, found.present), span.first, span


def _ends(spec: FactSpec, step: Fraction, value: Fraction | None) -> tuple[int, int]:
    """The first and last point of the grid that the fact may have; a value outside of its domain is let in."""
    at = 0 if value is None else int(value / step)
    first = at - FAR if spec.least is None else ceil(spec.least / step)
    last = max(at, first) + FAR if spec.most is None else floor(spec.most / step)
    return (first, last) if value is None else (min(first, at), max(last, at))


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Neighbours over which one and the same score holds are one span."""
    before: Span | None = None
    for span in spans:
        if before is not None and before.flat and span.flat and before.at_last == span.at_first:
            before = Span(before.first, span.last, before.at_first, span.at_last)
            continue
        if before is not None:
            yield before
        before = span
    if before is not None:
        yield before
