"""Facts on which it depends whether indicators apply, and the weights that follow what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from youju.audit import Audit, values_of
from youju.explain.scoring import Scoring
from youju.explain.worlds import Values, choices_of
from youju.feel import UNKNOWN, Value, names
from youju.firing import fire
from youju.rubric import Indicator
from youju.structs import replace

ZERO = Fraction(0)


def open_applicability(audit: Audit, indicator: Indicator) -> tuple[str, ...]:
    """The open facts on which it depends whether an indicator applies; none where that is known all the same."""
    if indicator.applies is None or audit.firings.applies[indicator.id] is not UNKNOWN:
        return ()
    values = values_of(audit.rubric, audit.facts)
    return tuple(name for name in sorted(names(indicator.applies.expr)) if values.get(name, UNKNOWN) is UNKNOWN)


def worlds_of_applicability(audit: Audit, applying: Sequence[str]) -> Iterator[tuple[Values, bool]]:
    """Every combination of values of facts of applicability; False beside it where numbers are not all tried."""
    listed: list[tuple[Value, ...]] = []
    whole = True
    for name in applying:
        fact = audit.facts[name]
        readers = (one for one in audit.rubric.indicators.values() if name in one.facts)
        choices = choices_of(audit, next(readers), name)
        whole = whole and choices is not None
        listed.append(choices or (fact.spec.least or ZERO, fact.spec.scale * 100))
    for combination in product(*listed):
        yield dict(zip(applying, combination, strict=True)), whole


def scoring_in(audit: Audit, chosen: Values) -> Scoring:
    """The score as a function of facts where facts of applicability are chosen, and weights follow."""
    scoring = audit.once(Scoring)
    return scoring.once(("in", frozenset(chosen.items())), lambda: _weighed(scoring, chosen)) if chosen else scoring


def _weighed(scoring: Scoring, chosen: Values) -> Scoring:
    audit = scoring.audit
    some = next(iter(audit.rubric.indicators))
    fired = fire(audit.rubric, {**scoring.values, **chosen}, scoring.decide, some)
    firings = replace(audit.firings, applies=fired.applies, moves=fired.moves, weights=fired.weights, own=fired.own)
    return Scoring(replace(audit, firings=firings))
