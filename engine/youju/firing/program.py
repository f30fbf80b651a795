"""What can be asked of a rubric: every condition under a key, and an ask of one with the values it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from youju.feel import Compare, Expr, Name, Truth, Value, literal
from youju.rubric import Rubric
from youju.structs import Struct

Key = tuple[str, ...]


class Ask(Struct):
    """A condition to decide under some values. A name that is not in `values` is unknown."""

    key: Key
    values: Mapping[str, Value]


Answers = Mapping[Key, Truth]
Decide = Callable[[Sequence[Ask]], Answers]
"""Decides asks, each key at most once: true, false, or unknown. Two deciders give the same answers."""


def program(rubric: Rubric) -> dict[Key, Expr]:
    """All conditions of a rubric: applicability, rules, caps (on the name `sum`) and checks."""
    conditions: dict[Key, Expr] = {}
    for indicator in rubric.indicators.values():
        if indicator.applies is not None:
            conditions["applies", indicator.id] = indicator.applies.expr
        for rule in indicator.rules:
            conditions["rule", indicator.id, rule.id] = rule.when.expr
    for cap in rubric.caps:
        if cap.most is not None:
            conditions["cap", cap.id, "most"] = Compare(">", Name("sum"), literal(cap.most))
        if cap.least is not None:
            conditions["cap", cap.id, "least"] = Compare("<", Name("sum"), literal(cap.least))
    for check in rubric.checks:
        if check.when is not None:
            conditions["check", check.code] = check.when.expr
    return conditions
