"""The exact least and greatest points of an indicator over all values of its free facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from youju.feel import Value
from youju.prove.answers import Bounds, End, Replay, Undecided, Verdict
from youju.prove.domain import Budget, Direction, Free, Scale
from youju.prove.formula import Formula, opposite
from youju.prove.hunt import Found, Hunt, Values
from youju.prove.points import Posed, pose
from youju.prove.replay import Court
from youju.prove.rounding import ROUNDINGS
from youju.rubric import Indicator
from youju.structs import Struct

FARTHEST = 1 << 40
"""Steps of rounding beyond which points are called unbounded."""


def bounds(
    indicator: Indicator,
    values: Mapping[str, Value],
    free: Free,
    weight: Fraction,
    scale: Scale,
    replay: Replay,
    budget: Budget | None = None,
) -> Bounds:
    """The bounds of the points entered; facts that are not free keep their values, those without are unknown.

    `weight` is what the rules see. Raises ProverMissing, NotEncodable, and Disagreement where the interpreter does
    not confirm a witness.
    """
    posed = pose(indicator, {name: value for name, value in values.items() if name not in free}, free, weight)
    search = _Search(
        posed, Hunt(posed.board, budget or Budget()), Court(indicator, values, weight, scale, replay), scale
    )
    undecided = search.undecided()
    start = search.start()
    if not isinstance(start, Mapping):
        return Bounds(None, None, verdict_of(start), undecided)
    low = search.end(-1, start, scale.mark(Fraction(0)))
    high = search.end(1, start, scale.mark(weight))
    return Bounds(low, high, "proved", undecided)


def threshold(posed: Posed, scale: Scale, mark: int, direction: Direction) -> Formula:
    """Where the rules decide on that many steps of rounding or more (1), or that many or less (-1)."""
    cut, beyond = ROUNDINGS["round half up"](mark if direction == 1 else mark + 1)
    if direction == 1:
        return posed.reaching(cut * scale.round, beyond)
    return posed.at_most(cut * scale.round, not beyond)


class _Search(Struct):
    """What the search for an end needs."""

    posed: Posed
    hunt: Hunt
    court: Court
    scale: Scale

    def start(self) -> Found:
        """Any values with which the rules decide: often the first that come to hand are such."""
        first = self.hunt.find(accept=lambda near: self.posed.at(near) is not None)
        if isinstance(first, Mapping) and self.posed.at(first) is not None:
            return first
        return self.hunt.find(self.posed.points.defined, accept=lambda near: self.posed.at(near) is not None)

    def undecided(self) -> Undecided:
        """Values with which they do not."""
        open_ = opposite(self.posed.points.defined)
        found = self.hunt.find(open_, accept=lambda near: self.posed.at(near) is None)
        if isinstance(found, Mapping):
            return Undecided(found, self.court.undecided(found), "proved")
        return Undecided(None, None, verdict_of(found))

    def end(self, direction: Direction, start: Values, guess: int) -> End:
        """The farthest points in a direction: marks are tried between the farthest found and the nearest refused."""
        best, refused = start, self.scale.fence(direction)
        verdict: Verdict = "proved"
        while (at := self._mark(best)) + direction != refused:
            if abs(at) > FARTHEST:
                return self._ended(best, "unknown", unbounded=True)
            mark = _between(at, refused, guess, direction)
            found = self.hunt.find(
                threshold(self.posed, self.scale, mark, direction), accept=self._beyond(mark, direction)
            )
            if isinstance(found, Mapping):
                best = found
                assert (self._mark(best) - mark) * direction >= 0
            else:
                refused, verdict = mark, verdict_of(found)
        return self._ended(best, verdict)

    def _ended(self, at: Values, verdict: Verdict, unbounded: bool = False) -> End:
        return End(self.court.confirmed(at, self._points(at)), at, verdict, unbounded)

    def _beyond(self, mark: int, direction: Direction) -> Callable[[Values], bool]:
        def accept(near: Values) -> bool:
            exact = self.posed.at(near)
            return exact is not None and (self.scale.mark(exact) - mark) * direction >= 0

        return accept

    def _points(self, at: Values) -> Fraction:
        exact = self.posed.at(at)
        assert exact is not None
        return exact

    def _mark(self, at: Values) -> int:
        return self.scale.mark(self._points(at))


def _between(at: int, refused: int | None, guess: int, direction: Direction) -> int:
    """The next mark to try: the guess, then one farther, then twice as far; halfway once some mark is refused."""
    if (guess - at) * direction > 0 and (refused is None or (refused - guess) * direction > 0):
        return guess
    if refused is not None:
        return at + direction * (abs(refused - at) // 2)
    return at + direction * (1 if at == guess else max(1, abs(at)))


def verdict_of(found: Found) -> Verdict:
    """How sure it is that there is nothing where nothing was found."""
    if found == "none":
        return "proved"
    return "on grid" if found == "off grid" else "unknown"
