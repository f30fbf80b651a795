"""Assumptions as Hypothesis draws them, and what is compared of two audits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from youju.audit import Audit, judge
from youju.facts import Assumed, Fact, FactRuling, Rulings
from youju.feel import UNKNOWN

NOBODY = st.just(UNKNOWN)


def assumptions(audit: Audit, most: int = 4) -> st.SearchStrategy[dict[str, Assumed]]:
    """Some facts with values of their kind, biased to those that other facts of the report have, and a step beside."""
    one = st.sampled_from(list(audit.facts)).flatmap(
        lambda name: st.tuples(st.just(name), values(audit.facts[name], audit))
    )
    return st.lists(one, min_size=1, max_size=most).map(dict)


def values(fact: Fact, audit: Audit) -> st.SearchStrategy[Any]:
    """Values that a fact may have: within its bounds, or that nobody knows."""
    spec = fact.spec
    if spec.type == "boolean":
        return st.booleans() | NOBODY
    if spec.type == "text":
        return st.sampled_from(["甲", "乙"]) | NOBODY
    step, least = spec.step or Fraction(1), spec.least
    alike = [other.value for other in audit.facts.values() if other.spec.feel_type == spec.feel_type]
    near = {Fraction(0), spec.scale, *(one for one in alike if isinstance(one, Fraction))}
    found = {one + beside * step for one in near for beside in (-1, 0, 1)}
    found = {one for one in found if spec.type != "count" or one.denominator == 1}
    low, high = least if least is not None else min(found), spec.most if spec.most is not None else max(found)
    return st.sampled_from(sorted(one for one in found if low <= one <= high)) | NOBODY


def handed(audit: Audit, assumed: Mapping[str, Assumed]) -> Audit:
    """The audit of the same report with these facts in a file of `--facts`."""
    rulings = {name: FactRuling(name, value, "批复第 2 页") for name, value in assumed.items()}
    return judge(audit.document, audit.rubric, audit.reading, "exact", audit.on, Rulings("0" * 64, rulings))


def scored(audit: Audit) -> list[tuple[Any, ...]]:
    """Every row and entry of an audit with its points, and how they come about."""
    rows = [(row.indicator, row.status, row.effective_weight, row.points) for row in audit.ledger.rows]
    return [*rows, *((one.id, one.kind, one.rule, one.points, one.exact) for one in audit.ledger.entries)]
