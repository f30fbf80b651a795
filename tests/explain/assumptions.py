"""Assumptions as Hypothesis draws them, and what is compared of two audits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from youju.audit import Audit, judge
from youju.facts import Assumed, Fact, FactRuling, Rulings
from youju.feel import UNKNOWN


@st.composite
def assumptions(draw: st.DrawFn, audit: Audit, most: int = 4) -> dict[str, Assumed]:
    """Some facts with values of their kind, biased to those that other facts of the report have, and a step beside."""
    names = draw(st.lists(st.sampled_from(sorted(audit.facts)), min_size=1, max_size=most, unique=True))
    return {name: draw(st.sampled_from(values(audit.facts[name], audit))) for name in names}


def values(fact: Fact, audit: Audit) -> list[Any]:
    """Values that a fact may have, within its bounds; the first is that nobody knows it."""
    spec = fact.spec
    if spec.type == "boolean":
        return [UNKNOWN, False, True]
    if spec.type == "text":
        return [UNKNOWN, "甲", "乙"]
    step = spec.step or Fraction(1)
    alike = [other.value for other in audit.facts.values() if other.spec.feel_type == spec.feel_type]
    near = {Fraction(0), spec.scale, *(one for one in alike if isinstance(one, Fraction))}
    found = {one + beside * step for one in near for beside in (-1, 0, 1)}
    found = {one for one in found if spec.type != "count" or one.denominator == 1}
    low, high = min(found) if spec.least is None else spec.least, max(found) if spec.most is None else spec.most
    return [UNKNOWN, *sorted(one for one in found if low <= one <= high)]


def handed(audit: Audit, assumed: Mapping[str, Assumed]) -> Audit:
    """The audit of the same report with these facts in a file of `--facts`."""
    rulings = {name: FactRuling(name, value, "批复第 2 页") for name, value in assumed.items()}
    return judge(audit.document, audit.rubric, audit.reading, "exact", audit.on, Rulings("0" * 64, rulings))


def scored(audit: Audit) -> list[tuple[Any, ...]]:
    """Every row and entry of an audit with its points, and how they come about."""
    rows = [(row.indicator, row.status, row.effective_weight, row.points) for row in audit.ledger.rows]
    return [*rows, *((one.id, one.kind, one.rule, one.points, one.exact) for one in audit.ledger.entries)]
