"""The smallest change of several facts together, by the solver, where more than one number has to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from youju.explain.scoring import Scoring
from youju.feel import Value
from youju.rubric import Indicator

if TYPE_CHECKING:
    from youju.prove import Reach, Smallest


def jointly(
    scoring: Scoring, indicator: Indicator, names: Sequence[str], target: Fraction
) -> tuple[Mapping[str, Value] | None, bool]:
    """New values of all these facts with which rules give the target, by the fewest steps in all; and whether the
    answer is proved. None where there are none, or where the solver is not installed or cannot be asked."""
    found = _smallest(scoring, indicator, names, target)
    if found is None:
        return None, False
    whole = [way for way in found.ways if set(way.changes) == set(names)]
    return (whole[0].changes if whole else None), _proved(found, whole)


def fewest(
    scoring: Scoring, indicator: Indicator, names: Sequence[str], target: Fraction
) -> tuple[list[Mapping[str, Value]], bool] | None:
    """New values of as few of these facts as can be, of each set of so many; and whether that is proved and these are
    all. None where the solver is not installed, cannot be asked, or gives up."""
    found = _smallest(scoring, indicator, names, target)
    if found is None or (not found.ways and found.verdict == "unknown"):
        return None
    return [way.changes for way in found.ways], found.complete and _proved(found, found.ways)


def _proved(found: Smallest, ways: Sequence[Reach]) -> bool:
    return all(verdict != "unknown" for verdict in (found.verdict, *(way.verdict for way in ways)))


def _smallest(scoring: Scoring, indicator: Indicator, names: Sequence[str], target: Fraction) -> Smallest | None:
    from youju.prove import NotEncodable, ProverMissing, domain_of, scale_of, smallest

    facts = scoring.audit.rubric.dictionary.facts
    weight = scoring.audit.firings.own.get(indicator.id, Fraction(0))
    free = {name: domain_of(facts[name]) for name in names}
    scale = scale_of(scoring.audit, indicator)
    try:
        return smallest(
            indicator, scoring.values, free, weight, scale, target, lambda at: scoring.at(indicator, at).points
        )
    except (ProverMissing, NotEncodable):
        return None
