"""The score of one indicator as a function of its facts: what it would be, were they to have other values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from youju.audit import Audit, values_of
from youju.audit.enter import EnteredOne, cap_one, enter_one
from youju.feel import Value
from youju.firing import Decide, case_of, exact, fire_case, fire_rules, program
from youju.ledger import Status
from youju.rubric import Indicator
from youju.structs import Struct, replace

T = TypeVar("T")
Asked = tuple[object, ...]
"""What was asked for, as a key under which the answer is kept."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What would be entered for an indicator: its points, before what rulings take, and how they come about.

    `status` is undetermined where rules cannot decide and the points are those of a claim or a printed rate. `exact`
    are the points before rounding and caps; `decided` tells that rules gave them all, if only over a printed rate.
    """

    points: Fraction
    status: Status
    rules: tuple[str, ...]
    low: Fraction
    high: Fraction
    exact: Fraction = field(compare=False)
    decided: bool = field(compare=False)


class Scoring(Struct, dict=True):
    """An audit seen as a function from values of facts to an indicator's points; weights and claims stay as they are.

    Of an indicator that reads whether another applies nothing of that is seen: weight that moves is for `what-if`.
    What it was asked once it keeps: answers depend on the audit and the values alone.
    """

    audit: Audit

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The values that rules saw."""
        return values_of(self.audit.rubric, self.audit.facts)

    @cached_property
    def decide(self) -> Decide:
        """Decides conditions exactly, whatever fired the rules of the audit."""
        return exact(program(self.audit.rubric))

    def applies(self, indicator: Indicator) -> bool:
        """Whether an indicator is scored: it applies, or nobody knows."""
        return self.audit.firings.applies[indicator.id] is not False

    def weighing(self, indicator_id: str) -> tuple[object, ...]:
        """What an indicator's points depend on before its rules: whether it applies, its weights, what moved to it."""
        fired = self.audit.firings
        moved = tuple(move for move in fired.moves if move.target == indicator_id)
        return fired.applies[indicator_id], fired.own.get(indicator_id), fired.weights.get(indicator_id), moved

    def at(self, indicator: Indicator, changes: Mapping[str, Value]) -> Scored:
        """The indicator's score with some values changed (UNKNOWN: nobody knows). It must apply.

        A named quantity of the indicator may be given a value too, whatever its figures are.
        """
        return self.once(("at", *self.asked(indicator, changes)), lambda: self._at(indicator, changes))

    def asked(self, indicator: Indicator, changes: Mapping[str, Value]) -> Asked:
        """What of these changes an indicator can see, as a key."""
        read = self.once(("read", indicator.id), lambda: {*indicator.facts, *(let.name for let in indicator.lets)})
        return indicator.id, frozenset((name, value) for name, value in changes.items() if name in read)

    def once(self, asked: Asked, answer: Callable[[], T]) -> T:
        """The answer to what is asked, worked out the first time."""
        if asked not in self._kept:
            self._kept[asked] = answer()
        return self._kept[asked]

    @cached_property
    def _kept(self) -> dict[Asked, Any]:
        return {}

    def _at(self, indicator: Indicator, changes: Mapping[str, Value]) -> Scored:
        one = self.entered(indicator, {**self.values, **changes})
        row, own = one.row, [entry for entry in one.entries if entry.kind != "cap"]
        rules = tuple(entry.rule for entry in own if entry.kind != "moved")
        exact = sum((entry.exact for entry in own), Fraction(0))
        decided = all(entry.kind in ("rule", "moved", "printed") for entry in own)
        return Scored(row.points, row.status, rules, row.low, row.high, exact, decided)

    def entered(self, indicator: Indicator, values: Mapping[str, Value]) -> EnteredOne:
        """The row and entries of an indicator over all these values, within its caps."""
        audit, own = self.audit, self.audit.firings.own
        figures, printed = fire_rules([indicator], values, own, self.decide)
        assumed = {let.name: values[let.name] for let in indicator.lets if let.name in values}
        if assumed:
            case = case_of(indicator, values, own.get(indicator.id, Fraction(0)), assumed=assumed)
            figures, printed = {indicator.id: fire_case(indicator, case, self.decide)}, {}
        firings = replace(audit.firings, figures=figures, printed=printed)
        one = enter_one(audit.rubric, indicator, firings, audit.reading.claims.get(indicator.id))
        return cap_one(audit.rubric, one, self.decide)
