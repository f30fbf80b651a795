"""What of a comparison meets a condition of `--fail-on` for some department or other, and what is not proved of it.

A condition that is not met is a guarantee only where nothing is unproved.
"""

from __future__ import annotations

from fractions import Fraction

from youju.regress.diff.model import NOT_SAME, IndicatorDiff, Part, RubricDiff
from youju.regress.fail_on import FailOn

_BEYOND = frozenset({"transfer", "cap", "fact type", "fact bounds", "fact default", "fact phrases"})
"""Parts of a rubric that may move a total though no card gives other points."""


def meeting(on: FailOn, found: RubricDiff) -> tuple[str, ...]:
    """The names of the indicators and parts that meet a condition."""
    match on.kind:
        case "changed":
            kinds = [one.id for one in found.indicators if one.kind in NOT_SAME]
            return (*kinds, *(_named(part) for part in found.parts if not part.words))
        case "worse":
            return _worse(found, on.by)
        case "undetermined":
            return tuple(one.id for one in found.indicators if one.kind == "missing" or one.turn is not None)
        case "unproved":
            return unproved(found)


def unproved(found: RubricDiff) -> tuple[str, ...]:
    """What is not known wholly: cards not analysed or not settled, that came or went, and parts whose effect is no
    matter of one card."""
    cards = [one.id for one in found.indicators if _unknown(one)]
    return (*cards, *(_named(part) for part in found.parts if part.what in _BEYOND and _silent(part)))


def _unknown(one: IndicatorDiff) -> bool:
    if one.kind in ("unanalysed", "added", "removed"):
        return True
    swings = [swing for swing in (one.gain, one.loss) if swing is not None]
    return bool(one.unsure) or any(swing.verdict == "unknown" and not swing.unbounded for swing in swings)


def _silent(part: Part) -> bool:
    return not part.words and part.loss is None


def _worse(found: RubricDiff, by: Fraction) -> tuple[str, ...]:
    """Whatever can lose, where the sum is beyond what one department is allowed to lose in all."""
    losses = {one.id: (-one.loss.points, one.loss.unbounded) for one in found.indicators if one.loss is not None}
    losses |= {_named(part): (part.loss, False) for part in found.parts if part.loss is not None}
    losing = {name: loss for name, (loss, unbounded) in losses.items() if loss > 0 or unbounded}
    beyond = sum(losing.values(), Fraction(0)) > by or any(unbounded for _, unbounded in losses.values())
    return tuple(losing) if beyond else ()


def _named(part: Part) -> str:
    return part.what if part.name is None else f"{part.what} {part.name}"
