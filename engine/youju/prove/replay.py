"""Points by the reference interpreter, against which every witness of the solver is held."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.audit.settle import Outcome, settle
from youju.feel import Value
from youju.firing import exact
from youju.firing.cases import Case, case_of
from youju.firing.strata import fire_case
from youju.prove.answers import Replay
from youju.prove.domain import Scale
from youju.prove.errors import Disagreement
from youju.rubric import Indicator
from youju.structs import Struct


def exact_points(indicator: Indicator, values: Mapping[str, Value], weight: Fraction) -> Fraction | None:
    """An indicator's points before rounding; None where its rules do not decide."""
    return points_of(settled(indicator, case_of(indicator, values, weight), weight))


def settled(indicator: Indicator, case: Case, weight: Fraction) -> Outcome:
    """What the rules of an indicator come to in a case, by the interpreter."""
    conditions = {("rule", indicator.id, rule.id): rule.when.expr for rule in indicator.rules}
    return settle(indicator, fire_case(indicator, case, exact(conditions)), (Fraction(0), weight))


def points_of(outcome: Outcome) -> Fraction | None:
    """The points before rounding; None where the rules do not decide."""
    return sum((points for _, points in outcome.certain), Fraction(0)) if outcome.decided else None


class Court(Struct):
    """Holds witnesses against the interpreter: by the rules themselves, and by the caller's own replay."""

    indicator: Indicator
    values: Mapping[str, Value]
    weight: Fraction
    scale: Scale
    replay: Replay

    def exact(self, changes: Mapping[str, Value]) -> Fraction | None:
        """The exact points with these values changed; None where the rules do not decide."""
        return exact_points(self.indicator, {**self.values, **changes}, self.weight)

    def confirmed(self, changes: Mapping[str, Value], claimed: Fraction) -> Fraction:
        """The points entered for a witness that claims these exact points. Raises Disagreement."""
        found, entered = self.exact(changes), self.replay(changes)
        if found != claimed or entered != self.scale.entered(claimed):
            raise Disagreement(f"{self.indicator.id} at {dict(changes)}: {claimed}, but {found}, entered {entered}")
        return entered

    def undecided(self, changes: Mapping[str, Value]) -> Fraction:
        """The points entered for a witness with which the rules are to decide nothing. Raises Disagreement."""
        found = self.exact(changes)
        if found is not None:
            raise Disagreement(f"{self.indicator.id} at {dict(changes)}: undecided, but {found}")
        return self.replay(changes)
