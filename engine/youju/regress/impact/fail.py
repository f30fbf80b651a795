"""How many departments of a corpus meet a condition of `--fail-on`."""

from __future__ import annotations

from youju.regress.fail_on import FailOn
from youju.regress.impact.impact import Impact
from youju.regress.impact.large import TableImpact


def departments_meeting(on: FailOn, impact: Impact | TableImpact) -> int:
    """Of `changed` those with any points that differ, of `worse` by their total, of `undetermined` by what rules
    decide no longer; no department meets `unproved`, which is about proofs."""
    table = isinstance(impact, TableImpact)
    match on.kind:
        case "changed":
            return impact.tally.moved if table else len(impact.movers)
        case "worse" if table:
            return sum(count for change, count in impact.tally.changes.items() if -change > on.by)
        case "worse":
            return sum(1 for move in impact.moves if -move.change > on.by)
        case "undetermined":
            return impact.tally.opened if table else len(impact.opened)
        case "unproved":
            return 0
