"""The smallest change of several facts together, by the solver, where more than one number has to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.explain.scoring import Scoring
from youju.feel import Value
from youju.prove import NotEncodable, ProverMissing, domain_of, scale_of, smallest
from youju.rubric import Indicator


def jointly(
    scoring: Scoring, indicator: Indicator, names: Sequence[str], target: Fraction
) -> tuple[Mapping[str, Value] | None, bool]:
    """New values of all these facts with which rules give the target, by the fewest steps in all; and whether the
    answer is proved. None where there are none, or where the solver is not installed or cannot be asked."""
    facts = scoring.audit.rubric.dictionary.facts
    weight = scoring.audit.firings.own.get(indicator.id, Fraction(0))
    free = {name: domain_of(facts[name]) for name in names}
    try:
        found = smallest(
            indicator,
            scoring.values,
            free,
            weight,
            scale_of(scoring.audit, indicator),
            target,
            lambda changes: scoring.at(indicator, changes).points,
        )
    except (ProverMissing, NotEncodable):
        return None, False
    whole = [way for way in found.ways if set(way.changes) == set(names)]
    proved = all(verdict != "unknown" for verdict in (found.verdict, *(way.verdict for way in whole)))
    return (whole[0].changes if whole else None), proved
