"""Values that would meet an obligation, or the proof that there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import UNITS, UNKNOWN, Value, literal, show, show_number, show_quantity
from youju.prove import (
    Budget,
    Disagreement,
    Domain,
    Hunt,
    Laid,
    NotEncodable,
    Values,
    Weights,
    board,
    domain_of,
    readable,
    weights_of,
)
from youju.prove.hunt import Found
from youju.regress.obligations import Look, Obligation, look_at, read_facts
from youju.rubric import WEIGHT, Indicator, Rubric, Text

_MOST_DECIMALS = 4
"""With more of them an amount is written in 元."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Looks for values that meet obligations of an indicator; `weights` are those that its rules may see."""

    rubric: Rubric
    indicator: Indicator
    weights: Weights
    budget: Budget

    def find(self, obligation: Obligation, easy: bool = True) -> Found | NotEncodable:
        """Values that meet it, `easy` to read and without such as make no difference; or why there are none.

        Raises ProverMissing, and Disagreement where the evaluator does not confirm what the solver found.
        """
        found = self._found(obligation, missing=obligation.undecided, easy=easy)
        # A quantity takes another way of counting where facts are missing: that none of all facts will do is no proof.
        if found in ("none", "off grid") and any(len(let.alternatives) > 1 for let in self.indicator.lets):
            found = self._found(obligation, missing=True, easy=False)
        return found if not isinstance(found, Mapping) else self._fewer(obligation, found)

    def _found(self, obligation: Obligation, missing: bool, easy: bool) -> Found | NotEncodable:
        """Values that meet it, perhaps with facts that are `missing`."""
        try:
            hunt, laid = self._hunt(missing)
            formula = obligation.formula(laid)
        except NotEncodable as problem:
            return problem

        def accept(near: Values) -> bool:
            return obligation.met(self._look(near))

        # Where facts may be missing there is nothing to round: those of no account are dropped afterwards.
        if missing or not easy:
            found = hunt.find(formula, accept=accept)
        else:
            found = readable(hunt, self._specs, formula, accept=accept)
        if isinstance(found, Mapping) and not accept(found):
            raise Disagreement(f"{self.indicator.id} {obligation.id} at {dict(found)}")
        return found

    @property
    def every_weight(self) -> bool:
        """Whether all weights that the rules may see are among those asked about."""
        return self.weights.complete

    def told(self, values: Values) -> tuple[tuple[str, str], ...]:
        """Values as people write them in a case."""
        specs = self._specs
        facts = tuple((name, value_text(values[name], spec)) for name, spec in specs.items() if name in values)
        weight = values.get(WEIGHT)
        if not isinstance(weight, Fraction) or weight == self.indicator.weight:
            return facts
        return (*facts, ("effective_weight", show_number(weight)))

    @property
    def _specs(self) -> Mapping[str, FactSpec]:
        known = self.rubric.dictionary.facts
        return {name: known[name] for name in read_facts(self.indicator) if name in known}

    def _hunt(self, missing: bool) -> tuple[Hunt, Laid]:
        """A board for one obligation: whole numbers that it needs burden no other."""
        specs = self._specs
        weight = Domain("number", choices=self.weights.values)
        free = {name: domain_of(spec) for name, spec in specs.items()} | {WEIGHT: weight}
        without = (name for name, spec in specs.items() if spec.default is None)
        over = board([self.indicator], {}, free, frozenset(without) if missing else frozenset())
        return Hunt(over, self.budget), over.lay(self.indicator)

    def _look(self, values: Values) -> Look:
        weight = values.get(WEIGHT)
        facts = {name: spec.default.value for name, spec in self._specs.items() if spec.default is not None}
        given = {name: value for name, value in values.items() if name != WEIGHT and value is not UNKNOWN}
        return look_at(
            self.indicator, {**facts, **given}, weight if isinstance(weight, Fraction) else self.indicator.weight
        )

    def _fewer(self, obligation: Obligation, values: Values) -> Values:
        """Without the facts that may as well be unknown or keep their default."""
        kept = {name: value for name, value in values.items() if value is not UNKNOWN}
        for name in self._specs:
            fewer = {one: value for one, value in kept.items() if one != name}
            if obligation.met(self._look(fewer)):
                kept = fewer
        return kept


def seeker(rubric: Rubric, indicator: Indicator, budget: Budget) -> Seeker:
    """What looks for values of an indicator of a rubric."""
    return Seeker(rubric, indicator, weights_of(rubric, indicator), budget)


def value_text(value: Value, spec: FactSpec) -> str:
    """A value as a case gives it: `942 万元`, `24 人` as `24`, `89.99%`, `true`; an odd amount in 元."""
    if not isinstance(value, Fraction):
        assert isinstance(value, bool | str)
        return show(literal(value))
    unit = spec.shown_unit
    if spec.type == "money" and len(show_number(value / spec.scale).partition(".")[2]) > _MOST_DECIMALS:
        unit = "元"
    return show_quantity(value, unit if unit in UNITS else "")


def absence(found: Found | NotEncodable, every_weight: bool) -> Text | None:
    """Why no values can be told, in words; None where there are some."""
    match found:
        case NotEncodable():
            zh, en = (
                f"没有分析，因为求解器里没有它的写法：{found}",
                f"not analysed, because it has no encoding: {found}",
            )
        case "none" if every_weight:
            zh, en = "已证明：词典范围内没有这样的数", "proved: no values within the bounds of the dictionary do"
        case "none":
            zh, en = "没有分析完：可能调入的分值太多，没有逐一试", "not settled: too many weights may be moved to it"
        case "off grid":
            zh, en = "已证明：只有比最小单位更细的数才会这样", "proved: only values finer than a step of the facts do"
        case "unknown":
            zh, en = "求解器在限额之内没有结论", "the solver came to no end within its budget"
        case _:
            return None
    return Text(zh=zh, en=en)
