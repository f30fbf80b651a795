"""Open facts in groups that do not act together: the points of a sum are those of its groups."""

from __future__ import annotations

from collections.abc import Sequence

from youju.feel import names
from youju.rubric import Indicator


def factors(indicator: Indicator, opened: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Open facts in groups such that no rule reads facts of two groups."""
    groups: list[frozenset[str]] = []
    for rule in indicator.rules:
        read = reach(indicator, names(rule.when.expr) | names(rule.points.expr)) & frozenset(opened)
        touched = [group for group in groups if group & read]
        groups = [group for group in groups if group not in touched] + [read.union(*touched)]
    kept = [group for group in groups if group]
    return tuple(tuple(name for name in opened if name in group) for group in kept)


def reach(indicator: Indicator, read: frozenset[str]) -> frozenset[str]:
    """The names read, and those behind named quantities."""
    for let in reversed(indicator.lets):
        if let.name in read:
            behind = frozenset[str]().union(*(names(formula.expr) for formula in let.alternatives))
            read = read | behind | frozenset([let.stated] if let.stated else [])
    return read
