"""One case of one indicator as its obligations look at it: what every condition comes to, by the exact evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.audit.cases import given_values
from youju.feel import UNKNOWN, Expr, Value, evaluate, names
from youju.firing import case_of, exact, program
from youju.firing.strata import applicability, moves_of, own_weights
from youju.prove import exact_points
from youju.rubric import CaseSpec, Indicator, Rubric
from youju.structs import Entity, Struct, field

NOW = "#now"
"""The name under which a condition about a changed fact reads a value as it is without the change."""


class Shift(Struct):
    """A fact changed by so much, in base units."""

    fact: str
    by: Fraction


class Asked(Struct):
    """An expression, and whether it is to be true or to be false.

    With `shift` it is asked after that fact has changed; `kept` is an expression whose value without the change it
    reads by the name NOW.
    """

    expr: Expr
    holds: bool = True
    shift: Shift | None = None
    kept: Expr | None = None


class Look(Entity):
    """The facts of a case (defaults among them), the weight that the rules see, and whether the indicator applies.

    `applies` is false only where that is known; what was worked out once is remembered.
    """

    indicator: Indicator
    facts: Mapping[str, Value]
    weight: Fraction
    applies: bool
    _values: dict[Shift | None, Mapping[str, Value]] = field(default_factory=dict[Shift | None, Mapping[str, Value]])
    _found: dict[tuple[int, Shift | None, int], tuple[Asked, Value]] = field(
        default_factory=dict[tuple[int, Shift | None, int], tuple[Asked, Value]]
    )
    _decided: list[bool] = field(default_factory=list[bool])

    def meets(self, asked: Asked) -> bool:
        """Whether an expression comes to what is asked of it; what is unknown does not."""
        key = (id(asked.expr), asked.shift, id(asked.kept))
        if key not in self._found:
            # The expression is kept beside its value, so that its id stays its own.
            self._found[key] = (asked, evaluate(asked.expr, self._env(asked)))
        return self._found[key][1] is asked.holds

    @property
    def decided(self) -> bool:
        """Whether the rules decide on points."""
        if not self._decided:
            self._decided.append(exact_points(self.indicator, self.facts, self.weight) is not None)
        return self._decided[0]

    def values(self, shift: Shift | None = None) -> Mapping[str, Value]:
        """All that conditions read, named quantities among them, perhaps with a fact changed."""
        if shift not in self._values:
            facts = self.facts if shift is None else {**self.facts, shift.fact: _changed(self.facts, shift)}
            self._values[shift] = case_of(self.indicator, facts, self.weight).values
        return self._values[shift]

    def _env(self, asked: Asked) -> Mapping[str, Value]:
        values = self.values(asked.shift)
        return values if asked.kept is None else {**values, NOW: evaluate(asked.kept, self.values())}


def read_facts(indicator: Indicator) -> tuple[str, ...]:
    """The facts that its conditions and points read; not those that only hold a rate as it is printed."""
    formulas = [formula for rule in indicator.rules for formula in (rule.when, rule.points)]
    formulas += [one for let in indicator.lets for one in let.alternatives]
    formulas += [one.when for one in indicator.open]
    formulas += [indicator.applies] if indicator.applies is not None else []
    read = frozenset[str]().union(*(names(formula.expr) for formula in formulas))
    return tuple(name for name in indicator.facts if name in read)


def look_at(indicator: Indicator, facts: Mapping[str, Value], weight: Fraction) -> Look:
    """The look of facts with their values (defaults included by the caller) and the weight the rules see."""
    truth = True if indicator.applies is None else evaluate(indicator.applies.expr, facts)
    return Look(indicator, facts, weight, truth is not False)


def look_of(rubric: Rubric, indicator: Indicator, case: CaseSpec) -> Look:
    """The look of a golden case. ValueError where a given value is no constant."""
    facts = given_values(rubric, case)
    return look_at(indicator, facts, _weight(rubric, indicator, case, facts))


def _weight(rubric: Rubric, indicator: Indicator, case: CaseSpec, facts: Mapping[str, Value]) -> Fraction:
    """The weight that a case gives, or that the whole rubric makes of the facts."""
    if case.effective_weight is not None:
        return case.effective_weight
    if all(indicator.id not in transfer.to for transfer in rubric.transfers):
        return indicator.weight
    applies = applicability(rubric, facts, exact(rubric.once(program)))
    return own_weights(rubric, moves_of(rubric, applies))[indicator.id]


def _changed(facts: Mapping[str, Value], shift: Shift) -> Value:
    value = facts.get(shift.fact, UNKNOWN)
    return value + shift.by if isinstance(value, Fraction) else UNKNOWN
