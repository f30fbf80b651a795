"""What the interpreter makes of a card at values: decided points, by which rules; against it all that is told holds."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.audit.enter import round_half_up
from youju.feel import Value, evaluate
from youju.firing import case_of
from youju.prove import Came
from youju.prove.replay import points_of, settled
from youju.regress.diff.model import Sight
from youju.rubric import WEIGHT, Indicator
from youju.structs import Struct


class Seen(Struct):
    """What a card comes to: exact points, None where its rules do not decide, and the rules that gave them."""

    applies: bool
    exact: Fraction | None
    rules: tuple[str, ...]
    round: Fraction

    @property
    def came(self) -> Came:
        """The same as it is entered."""
        if not self.applies:
            return "not applicable"
        return "undecided" if self.exact is None else round_half_up(self.exact, self.round)

    def sight(self, weight: Fraction) -> Sight:
        """The same with the weight that the rules saw."""
        return Sight(weight, self.came, self.rules)


def seen(card: Indicator, values: Mapping[str, Value], assumed: Mapping[str, Value] | None = None) -> Seen:
    """What a card comes to at values of its facts and of `weight`; `assumed` are named quantities of a given value."""
    weight = values[WEIGHT]
    assert isinstance(weight, Fraction)
    case = case_of(card, values, weight, assumed=assumed)
    if card.applies is not None and evaluate(card.applies.expr, {**values, **case.values}) is False:
        return Seen(False, None, (), card.round)
    outcome = settled(card, case, weight)
    return Seen(True, points_of(outcome), tuple(rule.id for rule, _ in outcome.certain), card.round)
