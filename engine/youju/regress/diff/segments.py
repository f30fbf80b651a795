"""Two cards along one quantity: values and stretches between them on each of which either scores along one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from youju.audit.enter import round_half_up
from youju.feel import Env, Value
from youju.firing import case_of
from youju.regress.diff.model import Level
from youju.regress.diff.seen import Seen, seen
from youju.regress.diff.stretch import Steady, Stretch, Turn, Untold
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct, replace

MOST = 120
"""Into how many stretches a quantity is cut; what is left then is not described."""
Ends = tuple[Fraction | None, Fraction | None]


class Axis(Struct):
    """The quantity, a fact or a named one of both cards; the values of all other facts that decide; its ends."""

    name: str
    named: bool
    given: Mapping[str, Value]
    ends: Ends

    def values(self, at: Value) -> dict[str, Value]:
        """The values of the facts where the quantity has a value."""
        return dict(self.given) if self.named else {**self.given, self.name: at}

    def seen(self, card: Indicator, at: Value) -> Seen:
        """What a card comes to there."""
        return seen(card, self.values(at), {self.name: at} if self.named else None)

    def stretch(self, card: Indicator, low: Fraction | None, high: Fraction | None) -> Stretch:
        """The values between two ends, as a card sees them."""

        def env(at: Fraction) -> Env:
            weight, facts = self.given[WEIGHT], self.values(at)
            assumed = {self.name: at} if self.named else None
            return {**facts, **case_of(card, facts, weight, assumed=assumed).values}

        lets = {let.name: tuple(one.expr for one in let.alternatives) for let in card.lets if let.name != self.name}
        return Stretch(self.name, low, high, env, lets)


class Line(Struct):
    """How a card scores on a segment: along `slope · x + offset` of exact points; `curved`: through `samples` only."""

    seen: Seen
    slope: Fraction
    offset: Fraction
    curved: bool
    samples: tuple[Fraction, ...]

    @property
    def flat(self) -> bool:
        """Whether it is one number."""
        return not self.slope and not self.curved

    def same(self, other: Line) -> bool:
        """Whether both are one line of one kind."""
        return self._key() == other._key()

    def through(self, at: Fraction, point: Line) -> bool:
        """Whether it goes on to a single value as that scores there."""
        if (self.seen.applies, self.seen.exact is None) != (point.seen.applies, point.seen.exact is None):
            return False
        return self.seen.exact is None or (not self.curved and self.slope * at + self.offset == point.offset)

    def apart(self, other: Line) -> bool:
        """Whether two cards score otherwise on it, as entered."""
        if self.flat and other.flat:
            return self.seen.came != other.seen.came
        return not self.same(other) or self.seen.round != other.seen.round

    def level(self, low: Fraction | None, high: Fraction | None) -> Level:
        """The same to be told, over a row."""
        if self.seen.exact is None:
            return Level(None, applies=self.seen.applies)
        if self.flat:
            return Level(round_half_up(self.seen.exact, self.seen.round))
        ends = tuple(None if end is None or self.curved else self.slope * end + self.offset for end in (low, high))
        return Level(self.seen.exact, self.slope, (ends[0], ends[1]), self.curved)

    def _key(self) -> object:
        line = self.samples if self.curved else (self.slope, self.offset)
        return self.seen.applies, self.seen.exact is None, self.curved, line


class Segment(Struct):
    """A value, or the values between two; closed where an end belongs to it. Without lines it is not described."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool
    lines: tuple[Line, Line] | None

    @property
    def single(self) -> bool:
        """Whether it is one value."""
        return self.low is not None and self.low == self.high

    @property
    def apart(self) -> bool:
        """Whether the two cards differ there, or may."""
        return self.lines is None or self.lines[0].apart(self.lines[1])


def segments(axis: Axis, old: Indicator, new: Indicator) -> tuple[Segment, ...]:
    """The quantity from end to end, neighbours on which both cards go on as before made one."""
    found: list[Segment] = []
    for one in _cut(axis, old, new):
        joined = _joined(found[-1], one) if found else None
        if joined is None:
            found.append(one)
        else:
            found[-1] = joined
    return tuple(found)


def _cut(axis: Axis, old: Indicator, new: Indicator) -> Iterator[Segment]:
    low, high = axis.ends
    if low is not None:
        yield _point(axis, old, new, low)
    waiting, count = [(low, high)], 0
    while waiting:
        start, stop = waiting.pop()
        if start is not None and start == stop:
            if start not in axis.ends:
                yield _point(axis, old, new, start)
            continue
        count += 1
        try:
            yield _between(axis, (old, new), start, stop, count > MOST)
        except Turn as turn:
            waiting.extend([(turn.at, stop), (turn.at, turn.at), (start, turn.at)])
    if high is not None and high != low:
        yield _point(axis, old, new, high)


def _point(axis: Axis, old: Indicator, new: Indicator, at: Fraction) -> Segment:
    lines = tuple(_flat(axis.seen(card, at)) for card in (old, new))
    return Segment(at, True, at, True, (lines[0], lines[1]))


def _flat(one: Seen) -> Line:
    offset = one.exact or Fraction(0)
    return Line(one, Fraction(0), offset, False, (offset,))


def _between(
    axis: Axis, cards: tuple[Indicator, Indicator], low: Fraction | None, high: Fraction | None, give_up: bool
) -> Segment:
    try:
        if give_up:
            raise Untold
        for card in cards:
            _runs(axis.stretch(card, low, high), card)
    except Untold:
        return Segment(low, False, high, False, None)
    inside = axis.stretch(cards[0], low, high).inside
    gap = Fraction(1, 2) if low is None or high is None else (high - low) / 4
    at = (inside, inside - gap, inside + gap)
    lines = tuple(_line(at, lambda x, card=card: axis.seen(card, x)) for card in cards)
    return Segment(low, False, high, False, (lines[0], lines[1]))


def _runs(stretch: Stretch, card: Indicator) -> None:
    """Raises Turn or Untold unless every rule that may count has one truth, and points along a quotient of lines."""
    if card.applies is not None:
        stretch.form(card.applies.expr)
    for rule in card.rules:
        holds = stretch.form(rule.when.expr)
        if holds == Steady(False):
            continue
        stretch.form(rule.points.expr)
        if holds == Steady(True) and card.hit == "first":
            return


def _line(at: tuple[Fraction, ...], look: Callable[[Fraction], Seen]) -> Line:
    """Through three values: a sum of quotients that goes through three points of a line is that line."""
    found = [look(one) for one in at]
    if found[0].exact is None:
        return _flat(found[0])
    samples = tuple(one.exact or Fraction(0) for one in found)
    slope = (samples[2] - samples[1]) / (at[2] - at[1])
    curved = samples[0] != samples[1] + slope * (at[0] - at[1])
    offset = samples[0] - slope * at[0]
    return Line(found[0], slope, offset, curved, samples)


def _joined(left: Segment, right: Segment) -> Segment | None:
    """Both as one, where the two cards go on in the second as in the first."""
    if left.lines is None or right.lines is None:
        return None
    pairs = list(zip(left.lines, right.lines, strict=True))
    if right.single:
        assert right.low is not None
        goes_on, lines = all(one.through(right.low, other) for one, other in pairs), left.lines
    elif left.single:
        assert left.low is not None
        goes_on, lines = all(other.through(left.low, one) for one, other in pairs), right.lines
    else:
        goes_on, lines = left.high_in != right.low_in and all(one.same(other) for one, other in pairs), left.lines
    return replace(left, high=right.high, high_in=right.high_in, lines=lines) if goes_on else None
