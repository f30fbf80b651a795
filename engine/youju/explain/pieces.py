"""Where the grid of a number has to be cut so that on each piece the points of an indicator run one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor

from youju.explain.course import Along, Cut
from youju.explain.forms import WILD, Form, Steady, Wild, slope
from youju.feel import UNKNOWN
from youju.rubric import Indicator, Let

MOST_PIECES = 2_000


def pieces(first: int, last: int, course: Callable[[int, int], bool]) -> Iterator[tuple[int, int, bool]]:
    """The points from first to last in pieces that need no further cut, and whether the score runs one way there."""
    waiting, count = [(first, last)], 0
    while waiting:
        start, stop = waiting.pop()
        count += 1
        try:
            yield start, stop, start == stop or (count <= MOST_PIECES and course(start, stop))
        except Cut as cut:
            waiting.extend(reversed(list(_cut(start, stop, cut.at))))


def _cut(start: int, stop: int, at: Fraction) -> Iterator[tuple[int, int]]:
    """What is left, right and at the place of a cut, without empty pieces."""
    for one, other in ((start, ceil(at) - 1), (ceil(at), floor(at)), (floor(at) + 1, stop)):
        if one <= other:
            yield one, other


def runs_one_way(indicator: Indicator, along: Callable[[bool], Along]) -> bool:
    """Whether every condition has one truth on a piece and all points that count go one way; raises Cut."""
    slopes: set[int | None] = set()
    figures = _with_lets(indicator.lets, along(False), printed=False)
    slopes |= set(_slopes(indicator, figures))
    if any(figures.forms[let.name] in (Steady(UNKNOWN), WILD) for let in indicator.lets):
        slopes |= set(_slopes(indicator, _with_lets(indicator.lets, along(True), printed=True)))
    return None not in slopes and len(slopes - {0}) <= 1


def _slopes(indicator: Indicator, along: Along) -> Iterator[int | None]:
    """How the points run of every rule that may count; None for one of which that, or its condition, is not known.

    What is rounded, capped, summed, or bounds an undecided score goes with them.
    """
    for rule in indicator.rules:
        holds = along.form(rule.when.expr)
        if isinstance(holds, Wild):
            yield None
        if holds == Steady(False):
            continue
        points = along.form(rule.points.expr)
        yield 0 if isinstance(points, Steady) else slope(points)
        if holds == Steady(True) and indicator.hit == "first":
            return


def _with_lets(lets: tuple[Let, ...], along: Along, printed: bool) -> Along:
    """The same with the forms of named quantities, each of the first alternative that is known."""
    forms = dict(along.forms)
    for let in lets:
        here = Along(along.first, along.last, along.step, along.values, forms)
        forms[let.name] = _let(let, here, printed)
    return Along(along.first, along.last, along.step, along.values, forms)


def _let(let: Let, along: Along, printed: bool) -> Form:
    for formula in let.alternatives:
        form = along.form(formula.expr)
        if form != Steady(UNKNOWN):
            return form
    stated = along.forms.get(let.stated or "")
    if printed and let.stated is not None:
        return stated or Steady(along.values(along.first).get(let.stated, UNKNOWN))
    return Steady(UNKNOWN)
