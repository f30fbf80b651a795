"""The most that anybody gains or loses by a change: the bounds of a difference, found by bisection and replayed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd

from youju.prove import Found, NotEncodable, Values, Verdict, easier
from youju.prove.bounds import FARTHEST, verdict_of
from youju.prove.differ import together
from youju.prove.domain import Direction
from youju.prove.formula import Formula, both, either
from youju.prove.number import Number, number, times
from youju.regress.diff.bench import Bench
from youju.regress.diff.model import Swing
from youju.structs import Struct

ZERO = Fraction(0)


class _Search(Struct):
    """A direction (1: gain, -1: loss), in steps of which both cards' roundings are multiples.

    The exact points are asked about first: they differ by `slack` at most from those entered, which is easier to
    refute. Only where that does not settle it the roundings themselves are put into the question.
    """

    bench: Bench
    direction: Direction
    exact: Number
    step: Fraction
    slack: Fraction
    scored: Formula

    def reaching(self, steps: int) -> Found:
        """Values at which so many steps or more are gained."""
        found = self._hunted(self.near(steps), steps)
        if not isinstance(found, Mapping) or self._accepts(found, steps):
            return found
        found = self._hunted(self.formula(steps), steps)
        return found if not isinstance(found, Mapping) or self._accepts(found, steps) else "unknown"

    def formula(self, steps: int) -> Formula:
        """Where so many steps or more are gained, as entered."""
        pair = self.bench.pair
        with together(pair.new.indicator):
            entered = pair.board.reckon.add(pair.entered(pair.new), times(pair.entered(pair.old), Fraction(-1)))
            return self._beyond(times(entered, Fraction(self.direction)), steps * self.step, strict=False)

    def near(self, steps: int) -> Formula:
        """A condition that all such values meet. Halves go away from zero: one of them below it, `slack` is reached."""
        pair, limit = self.bench.pair, steps * self.step - self.slack
        lower = (pair.old if self.direction == 1 else pair.new).points
        with together(pair.new.indicator):
            below = pair.board.reckon.at_least(number(ZERO), lower, strict=True).yes
            just = both((below, self._beyond(self.exact, limit, strict=False)))
            return either((self._beyond(self.exact, limit, strict=True), just))

    def steps(self, at: Values) -> int | None:
        """How many steps are gained at values; None where a card decides nothing."""
        gap = self.bench.gap(at)
        return None if gap is None else int(gap * self.direction / self.step)

    def _accepts(self, at: Values, steps: int) -> bool:
        return (gained := self.steps(at)) is not None and gained >= steps

    def _hunted(self, formula: Formula, steps: int) -> Found:
        return self.bench.pair.hunt.find(formula, accept=lambda at: self._accepts(at, steps))

    def _beyond(self, gap: Number, limit: Fraction, strict: bool) -> Formula:
        return both((self.scored, self.bench.pair.board.reckon.at_least(gap, number(limit), strict=strict).yes))


def swing(bench: Bench, direction: Direction) -> Swing:
    """The greatest gain, or loss, over all values and weights with which both cards apply and decide."""
    try:
        return _swing(bench, _search(bench, direction))
    except NotEncodable:
        return Swing(ZERO, None, "unknown")


def _swing(bench: Bench, search: _Search) -> Swing:
    best: Values | None = None
    gained, refused = 0, None
    verdict: Verdict = "proved"
    while refused is None or gained + 1 < refused:
        if gained > FARTHEST:
            assert best is not None
            return Swing(_points(search, gained), bench.looked(best), "unknown", unbounded=True)
        # One step more first: what was found last is often the most.
        tried = gained + 1 if refused is None else (gained + refused) // 2
        found = search.reaching(tried)
        if isinstance(found, Mapping):
            best, gained = found, search.steps(found) or tried
            if refused is None and isinstance(found := search.reaching(2 * gained), Mapping):
                best, gained = found, search.steps(found) or 2 * gained
            elif refused is None:
                refused = 2 * gained
        else:
            refused, verdict = tried, verdict_of(found)
        if verdict == "unknown":
            # More questions of the kind would be given up too, each at the cost of the whole budget.
            break
    return Swing(_points(search, gained), None if best is None else bench.looked(_plain(search, gained, best)), verdict)


def _search(bench: Bench, direction: Direction) -> _Search:
    pair = bench.pair
    old, new = pair.old, pair.new
    old_step, new_step = old.indicator.round, new.indicator.round
    with together(new.indicator):
        difference = pair.board.reckon.add(new.points, times(old.points, Fraction(-1)))
    step = Fraction(
        gcd(*(one.numerator * other.denominator for one, other in ((old_step, new_step), (new_step, old_step)))),
        old_step.denominator * new_step.denominator,
    )
    slack = (old_step + new_step) / 2
    return _Search(bench, direction, times(difference, Fraction(direction)), step, slack, pair.scored())


def _points(search: _Search, steps: int) -> Fraction:
    return steps * search.step * search.direction


def _plain(search: _Search, steps: int, best: Values) -> Values:
    def accept(at: Values) -> bool:
        return search.steps(at) == steps

    return easier(best, search.bench.pair.hunt, search.bench.specs, search.near(steps), accept=accept)
