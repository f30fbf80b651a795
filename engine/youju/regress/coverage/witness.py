"""Values that would meet an obligation, or the proof that there are none."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.facts import FactSpec, defaults, without_default
from youju.feel import UNKNOWN, show_number
from youju.prove import (
    Budget,
    Disagreement,
    Domain,
    Found,
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
from youju.regress.given import value_text
from youju.regress.obligations import Look, Obligation, look_at, read_facts
from youju.rubric import WEIGHT, Indicator, Rubric, Text
from youju.structs import Struct, field


class Seeker(Struct):
    """Looks for values that meet obligations of an indicator; `weights` and `specs` are those it may see."""

    indicator: Indicator
    weights: Weights
    specs: Mapping[str, FactSpec]
    budget: Budget
    _laid: dict[bool, tuple[Hunt, Laid, int]] = field(default_factory=dict[bool, tuple[Hunt, Laid, int]])

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
            found = readable(hunt, self.specs, formula, accept=accept)
        if isinstance(found, Mapping) and not accept(found):
            raise Disagreement(f"{self.indicator.id} {obligation.id} at {dict(found)}")
        return found

    @property
    def every_weight(self) -> bool:
        """Whether all weights that the rules may see are among those asked about."""
        return self.weights.complete

    def told(self, values: Values) -> tuple[tuple[str, str], ...]:
        """Values as people write them in a case."""
        facts = tuple((name, value_text(values[name], spec)) for name, spec in self.specs.items() if name in values)
        weight = values.get(WEIGHT)
        if not isinstance(weight, Fraction) or weight == self.indicator.weight:
            return facts
        return (*facts, ("effective_weight", show_number(weight)))

    def _hunt(self, missing: bool) -> tuple[Hunt, Laid]:
        """What was laid for the last question, unless that needed whole numbers, which would burden all others."""
        if missing in self._laid:
            hunt, laid, wholes = self._laid[missing]
            if len(hunt.board.wholes) == wholes:
                return hunt, laid
        weight = Domain("number", choices=self.weights.values)
        free = {name: domain_of(spec) for name, spec in self.specs.items()} | {WEIGHT: weight}
        without = without_default(self.specs) if missing else ()
        over = board([self.indicator], {}, free, frozenset(without))
        hunt, laid = Hunt(over, self.budget), over.lay(self.indicator)
        self._laid[missing] = (hunt, laid, len(over.wholes))
        return hunt, laid

    def _look(self, values: Values) -> Look:
        weight = values.get(WEIGHT)
        given = {name: value for name, value in values.items() if name != WEIGHT and value is not UNKNOWN}
        return look_at(
            self.indicator,
            {**defaults(self.specs), **given},
            weight if isinstance(weight, Fraction) else self.indicator.weight,
        )

    def _fewer(self, obligation: Obligation, values: Values) -> Values:
        """Without the facts that may as well be unknown or keep their default."""
        kept = {name: value for name, value in values.items() if value is not UNKNOWN}
        for name in self.specs:
            fewer = {one: value for one, value in kept.items() if one != name}
            if obligation.met(self._look(fewer)):
                kept = fewer
        return kept


def seeker(rubric: Rubric, indicator: Indicator, budget: Budget) -> Seeker:
    """What looks for values of an indicator of a rubric."""
    known = rubric.dictionary.facts
    specs = {name: known[name] for name in read_facts(indicator) if name in known}
    return Seeker(indicator, weights_of(rubric, indicator), specs, budget)


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
