"""How many departments of a corpus meet a condition of `--fail-on`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from youju.regress.fail_on import FailOn
from youju.regress.impact.impact import Impact
from youju.regress.impact.large import TableImpact


def departments_meeting(on: FailOn, impact: Impact | TableImpact) -> int:
    """Of `changed` those with any points that differ, of `worse` by their total, of `undetermined` by what rules
    decide no longer; no department meets `unproved`, which is about proofs."""
    match on.kind:
        case "changed":
            return impact.tally.moved if isinstance(impact, TableImpact) else len(impact.movers)
        case "worse":
            return sum(count for change, count in _changes(impact).items() if -change > on.by)
        case "undetermined":
            return impact.tally.opened if isinstance(impact, TableImpact) else len(impact.opened)
        case "unproved":
            return 0


def _changes(impact: Impact | TableImpact) -> Mapping[Fraction, int]:
    return impact.tally.changes if isinstance(impact, TableImpact) else Counter(move.change for move in impact.moves)
