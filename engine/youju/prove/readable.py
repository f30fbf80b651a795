"""Values that a person reads easily, among all that show the same thing: round figures instead of a solver's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from youju.facts.spec import FactSpec
from youju.feel import UNKNOWN, Value
from youju.prove.fact import Fact
from youju.prove.formula import Flag, Formula, both, opposite, zero
from youju.prove.hunt import Found, Hunt, Values
from youju.prove.polynomial import constant, quantity

_ROUND = {
    "money": ("100", "1000", "50", "10", "0"),
    "percent": ("100", "90", "50", "10", "0"),
    "count": ("10", "100", "1", "0"),
    "number": ("10", "100", "1", "0"),
}
"""Figures that come to mind first, in the unit a fact is shown in."""
_PINNED = 2
"""How many of them the solver is asked for, where the rest of the values has to follow."""
_COARSE = tuple(Fraction(10) ** power for power in (3, 2, 1, 0, -1, -2))


def readable(
    hunt: Hunt, specs: Mapping[str, FactSpec], *conditions: Formula, accept: Callable[[Values], bool]
) -> Found:
    """Values on the grid at which the conditions hold, as easy to read as was found; `accept` tells it of values.

    One fact after the other, in the order of the board, is given a round figure: at once where that is accepted, else
    by asking the solver for the others to follow. What stays is rounded as coarsely as is accepted, never to more than
    twice itself. `specs` tell the units of the facts.
    """
    found = hunt.find(*conditions, accept=accept)
    if not isinstance(found, Mapping):
        return found
    values: dict[str, Value] = dict(found)
    pins: list[Formula] = []
    for name, fact in hunt.board.facts.items():
        chosen = _chosen(hunt, (*conditions, *pins), fact, _first(fact, specs.get(name)), values, accept)
        if chosen is not None:
            values = dict(chosen)
            pins.append(having(fact, values[name]))
    for name, fact in hunt.board.facts.items():
        values[name] = next(_coarser(name, fact, specs.get(name), values, accept), values[name])
    return values


def easier(
    at: Values, hunt: Hunt, specs: Mapping[str, FactSpec], *conditions: Formula, accept: Callable[[Values], bool]
) -> Values:
    """As `readable`; the values at hand where none is found and accepted."""
    found = readable(hunt, specs, *conditions, accept=accept)
    return found if isinstance(found, Mapping) and accept(found) else at


def _chosen(
    hunt: Hunt,
    asked: Sequence[Formula],
    fact: Fact,
    firsts: Sequence[Value],
    values: Values,
    accept: Callable[[Values], bool],
) -> Values | None:
    first, rest = firsts[:_PINNED], firsts[_PINNED:]
    at_once = _accepted(fact, first, values, accept)
    if at_once is not None:
        return at_once
    for value in first:
        found = hunt.find(
            *asked, having(fact, value), accept=lambda near, at=value: near[fact.name] == at and accept(near)
        )
        if isinstance(found, Mapping):
            return found
    # One of something, or nothing, is plain too, but says less than a figure for which the others have to follow.
    return _accepted(fact, rest, values, accept)


def _accepted(fact: Fact, figures: Sequence[Value], values: Values, accept: Callable[[Values], bool]) -> Values | None:
    """The values with the first of some figures for a fact that is accepted."""
    changes = ({**values, fact.name: value} for value in figures)
    return next((changed for changed in changes if accept(changed)), None)


def _first(fact: Fact, spec: FactSpec | None) -> list[Value]:
    """The values to be tried first, such as its domain has."""
    domain = fact.domain
    if domain.choices or domain.kind == "text":
        return list(domain.choices or fact.texts)
    if domain.kind == "boolean":
        return [True, False]
    scale, kind = (spec.scale, spec.type) if spec is not None else (Fraction(1), "number")
    figures = (Fraction(figure) * scale for figure in _ROUND.get(kind, _ROUND["number"]))
    return [figure for figure in figures if _allowed(fact, figure)]


def _coarser(
    name: str, fact: Fact, spec: FactSpec | None, values: Values, accept: Callable[[Values], bool]
) -> Iterator[Fraction]:
    """Rounder figures beside a value that are accepted, the roundest first."""
    value = values[name]
    if fact.step is None or not isinstance(value, Fraction):
        return
    scale = spec.scale if spec is not None else Fraction(1)
    # No coarser than the value itself: 10 is not told as 1000.
    for unit in (coarse * scale for coarse in _COARSE if coarse * scale <= abs(value)):
        for figure in dict.fromkeys((floor(value / unit) * unit, ceil(value / unit) * unit)):
            if figure == value or (_allowed(fact, figure) and accept({**values, name: figure})):
                yield figure


def _allowed(fact: Fact, figure: Fraction) -> bool:
    low, high, step = fact.domain.least, fact.domain.most, fact.step
    on_grid = step is None or (figure / step).denominator == 1
    return on_grid and (low is None or figure >= low) and (high is None or figure <= high)


def having(fact: Fact, value: Value) -> Formula:
    """That a fact has a value, or none where that is UNKNOWN."""
    if value is UNKNOWN:
        return opposite(fact.known)
    if isinstance(value, bool):
        return both((fact.known, Flag(fact.name) if value else opposite(Flag(fact.name))))
    at = value if isinstance(value, Fraction) else Fraction(fact.texts.index(str(value)))
    return both((fact.known, zero(quantity(fact.name) - constant(at))))
