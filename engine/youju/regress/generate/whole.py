"""The cases that a rubric still needs, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youju.prove import Budget
from youju.regress.cases import cases_of
from youju.regress.generate.of_card import Generated, generate
from youju.rubric import Authored
from youju.rubric.days import Day


def generated(
    authored: Authored, indicators: Sequence[str], every: bool, day: Day | None = None, budget: Budget | None = None
) -> Iterator[Generated]:
    """What is generated for some indicators of a version, in that order.

    Obligations that a case meets which a person decided, or is still to decide, ask for no other; with `every` all
    are met anew. `day` is written on the cases.
    """
    at_hand = [] if every else [case for case in cases_of(authored) if case.spec.standing != "pinned"]
    for name in indicators:
        cases = [case.spec for case in at_hand if case.indicator == name]
        yield generate(authored.rubric, authored.rubric.indicators[name], cases, day, budget)
