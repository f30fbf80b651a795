"""Where two cards differ, told along one quantity: rows with the points of both, held against the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor

from youju.feel import UNKNOWN, Value
from youju.prove import Found, Unlike, Values, domain_of
from youju.prove.formula import Formula, both, holds, opposite
from youju.prove.readable import having
from youju.regress.diff.axes import Quantity, quantities
from youju.regress.diff.bench import Bench
from youju.regress.diff.model import Course, Level, Row
from youju.regress.diff.seen import Seen
from youju.regress.diff.segments import Axis, Segment, segments
from youju.rubric import WEIGHT

MOST_SETTINGS = 16
"""How many combinations of truth values of other facts are looked at."""
MOST_COURSES = 3
"""How many settings are told."""


def courses(bench: Bench, at: Values) -> tuple[tuple[Course, ...], int]:
    """The rows that differ along the quantity that tells most, other facts as at a witness, and under how many other
    settings of them there are more. None where no quantity is a number."""
    found: tuple[list[Course], int] = [], 0
    counting = bench.looked(at).facts
    for quantity in quantities(bench.cards.old, bench.cards.new):
        if not quantity.named and (bench.specs[quantity.name].step is None or quantity.name not in counting):
            continue
        told, more = _told(bench, quantity, at)
        # Of several facts that decide together one along which a stretch differs tells more than one with a point.
        if told and (quantity.named or any(row.low != row.high for course in told for row in course.rows)):
            return tuple(told), more
        if told and not found[0]:
            found = told, more
    return tuple(found[0]), found[1]


def _told(bench: Bench, quantity: Quantity, at: Values) -> tuple[list[Course], int]:
    told: list[Course] = []
    more = 0
    for given in _settings(bench, quantity, at):
        course = _course(bench, quantity, given)
        if not course.rows and course.unknown is None:
            continue
        if any((one.rows, one.unknown) == (course.rows, course.unknown) for one in told):
            continue
        if len(told) == MOST_COURSES:
            more += 1
        else:
            told.append(course)
    return told, more


def _settings(bench: Bench, quantity: Quantity, at: Values) -> Iterator[Mapping[str, Value]]:
    """The other facts as at the witness first, then with other truth values and weights."""
    flags = [name for name in quantity.others if bench.specs[name].type == "boolean"]
    weights = [at[WEIGHT], *(one for one in bench.cards.pairs if one != at[WEIGHT])]
    own = {name: at[name] for name in quantity.others}
    sides = [weights, *([at[name], not at[name]] for name in flags)]
    for count, (weight, *chosen) in enumerate(product(*sides)):
        if count == MOST_SETTINGS:
            return
        yield {**own, **dict(zip(flags, chosen, strict=True)), WEIGHT: weight}


def _course(bench: Bench, quantity: Quantity, given: Mapping[str, Value]) -> Course:
    spec = None if quantity.named else bench.specs[quantity.name]
    domain = None if spec is None else domain_of(spec)
    axis = Axis(quantity.name, quantity.named, given, (None, None) if domain is None else (domain.least, domain.most))
    found = (one for one in segments(axis, bench.cards.old, bench.cards.new) if one.apart)
    rows = tuple(row for one in found if (row := _row(bench, axis, one)) is not None)
    weight = given[WEIGHT]
    assert isinstance(weight, Fraction)
    others = {name: value for name, value in given.items() if name != WEIGHT}
    return Course(quantity.name, spec, others, bench.cards.pairs[weight], rows, _unknown(bench, axis))


def _row(bench: Bench, axis: Axis, segment: Segment) -> Row | None:
    """A segment as a row; None where the quantity has no such value, or none that shows a difference."""
    ends = segment.low, segment.low_in, segment.high, segment.high_in
    if segment.lines is None:
        found = bench.pair.find(_where(bench, axis, *bench.within(axis.name, segment)))
        if isinstance(found, Unlike):
            return Row(*ends, None, None, bench.looked(found.at))
        return Row(*ends, None, None) if found == "unknown" else None
    there = _attained(bench, axis, segment) if axis.named else _on_grid(bench, axis.name, segment)
    before, after = (line.level(segment.low, segment.high) for line in segment.lines)
    return Row(*ends, before, after) if there else None


def _on_grid(bench: Bench, name: str, segment: Segment) -> bool:
    step = bench.specs[name].step
    if step is None or segment.low is None or segment.high is None:
        return True
    first, last = ceil(segment.low / step), floor(segment.high / step)
    first += first * step == segment.low and not segment.low_in
    last -= last * step == segment.high and not segment.high_in
    return first <= last


def _attained(bench: Bench, axis: Axis, segment: Segment) -> bool:
    """Whether the quantity may have such a value; where that is not known, it is told."""
    return _found(bench, _where(bench, axis, *bench.within(axis.name, segment))) not in ("none", "off grid")


def _where(bench: Bench, axis: Axis, *conditions: Formula) -> Formula:
    """Where these hold and the other facts that decide have their values."""
    facts = bench.pair.board.facts
    return both((*conditions, *(having(facts[name], value) for name, value in axis.given.items() if name in facts)))


def _found(bench: Bench, where: Formula) -> Found:
    board = bench.pair.board

    def accept(at: Values) -> bool:
        point = board.point(at)
        return holds(where, point.numbers, point.flags)

    return bench.pair.hunt.find(where, accept=accept)


def _unknown(bench: Bench, axis: Axis) -> tuple[Level, Level] | None:
    """What both come to where a named quantity cannot be worked out, if that differs."""
    if not axis.named:
        return None
    before, after = (axis.seen(card, UNKNOWN) for card in (bench.cards.old, bench.cards.new))
    if before.came == after.came:
        return None
    nowhere = _where(bench, axis, opposite(bench.quantity(axis.name).defined))
    if not isinstance(_found(bench, nowhere), Mapping):
        return None
    return _level(before), _level(after)


def _level(one: Seen) -> Level:
    came = one.came
    return Level(came if isinstance(came, Fraction) else None, applies=one.applies)
