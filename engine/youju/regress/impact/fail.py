"""How many departments of a corpus meet a condition of `--fail-on`."""

from __future__ import annotations

from youju.regress.fail_on import FailOn
from youju.regress.impact.impact import Impact


def departments_meeting(on: FailOn, impact: Impact) -> int:
    """Of `changed` those with any points that differ, of `worse` by their total, of `undetermined` by what rules
    decide no longer; no department meets `unproved`, which is about proofs."""
    match on.kind:
        case "changed":
            return len(impact.movers)
        case "worse":
            return sum(1 for move in impact.moves if -move.change > on.by)
        case "undetermined":
            return len(impact.opened)
        case "unproved":
            return 0
