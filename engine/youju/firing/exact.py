"""The exact evaluator as a decider: the definition of what a condition means, and the oracle of the other one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youju.feel import UNKNOWN, Expr, Truth, evaluate
from youju.firing.program import Answers, Ask, Decide, Key


def decide_exactly(expr: Expr, ask: Ask) -> Truth:
    """The truth of one condition; only true, false, null and unknown come out of a condition that was checked."""
    value = evaluate(expr, ask.values)
    if isinstance(value, bool) or value is None or value is UNKNOWN:
        return value
    raise TypeError(f"the condition {ask.key} gave no truth value")


def exact(conditions: Mapping[Key, Expr]) -> Decide:
    """A decider that evaluates each condition on fractions."""

    def decide(asks: Sequence[Ask]) -> Answers:
        return {ask.key: decide_exactly(conditions[ask.key], ask) for ask in asks}

    return decide
