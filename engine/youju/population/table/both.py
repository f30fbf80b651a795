"""What two rubrics read together: one table of facts is opened for both, and some of its rows may suit only one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.facts import FactSpec
from youju.population.columns.capacity import capacity
from youju.population.table.headings import wanted
from youju.rubric import Rubric
from youju.source import CodedError
from youju.structs import Struct, replace


class Limit(Struct):
    """Which whole numbers of a shared column one rubric can score: multiples of `by` from `low` to `high`."""

    name: str
    low: int
    high: int
    by: int


def rubric_of_both(old: Rubric, new: Rubric) -> Rubric:
    """A rubric that only tells what a table is read for: the facts of both, each as wide and as fine as either has it.

    CodedError `impact-fact-kind` where a fact is of one type in the old dictionary and of another in the new one.
    """
    before, after = wanted(old), wanted(new)
    joint = {name: _joined(name, before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))}
    # The cards are only asked which facts they read; an old one must not hide a new one of the same id.
    cards = {**{f"{name} old": card for name, card in old.indicators.items()}, **new.indicators}
    facts = {**old.dictionary.facts, **new.dictionary.facts, **joint}
    return replace(new, dictionary=replace(new.dictionary, facts=facts), indicators=cards)


def limits_of(rubric: Rubric, joint: Mapping[str, FactSpec]) -> tuple[Limit, ...]:
    """Where a rubric takes less than a table opened for both holds."""
    found: list[Limit] = []
    for name, spec in wanted(rubric).items():
        wide = joint[name]
        if spec.step is None or wide.step is None:
            continue
        by = int(spec.step / wide.step)
        low, high = capacity(spec)
        if by != 1 or (low, high) != capacity(wide):
            found.append(Limit(name, low * by, high * by, by))
    return tuple(found)


def _joined(name: str, old: FactSpec | None, new: FactSpec | None) -> FactSpec:
    specs = [one for one in (new, old) if one is not None]
    if len(specs) == 1 or specs[0] == specs[1]:
        return specs[0]
    if specs[0].type != specs[1].type or (specs[0].type == "count" and specs[0].unit != specs[1].unit):
        zh = f"“{name}”在两版的词典里是两种事实，一张表不能都算"
        raise CodedError("impact-fact-kind", zh, f"`{name}` is of one kind in one dictionary, of another in the other")
    if specs[0].step is None:
        return specs[0]
    finest = min(specs, key=lambda one: one.step or Fraction(1))
    lower = min(specs, key=lambda one: Fraction(capacity(one)[0]) * (one.step or 1))
    upper = max(specs, key=lambda one: Fraction(capacity(one)[1]) * (one.step or 1))
    bounds = replace(finest.bounds, min=lower.bounds.min, max=upper.bounds.max)
    return replace(finest, bounds=bounds, change=lower.change)
