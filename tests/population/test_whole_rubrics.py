"""Any rubric, compiled, says of any department what an audit says: rule by rule, range by range, caps and transfers."""

from __future__ import annotations

from typing import Any

from engines_asked import by_duckdb, by_polars, columns, unlike
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from outcomes import audited
from rubric_strategies import FACTS, departments, rubrics

from small_rubrics import build, card
from youju.firing import decider
from youju.rubric import Rubric

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(rubrics(), st.lists(departments(), min_size=12, max_size=12))
def test_a_rubric_at_random_comes_to_the_same_in_both_engines_as_in_an_audit(
    rubric: Rubric, rows: list[dict[str, Any]]
) -> None:
    decide, given_columns = decider(rubric, "exact"), columns(rubric)
    expected = [audited(rubric, row, decide) for row in rows]
    narrow = by_polars(rubric, given_columns, rows)
    event("too wide for Polars" if narrow is None else "narrow enough for Polars")
    for actual in (by_duckdb(rubric, given_columns, rows), *([] if narrow is None else [narrow])):
        for row, want, found in zip(rows, expected, actual, strict=True):
            assert {} == unlike(want, found), row


def test_of_a_card_that_does_not_apply_no_rule_counts_where_rules_are_summed_either() -> None:
    moved = {"id": "moved", "from": "b", "to": "a"}
    cards = [card("a", "1", {"x": ("true", "weight")}), card("b", "1", {"y": ("true", "1")}, hit="sum", applies="批了")]
    rubric = build(FACTS, cards, transfers=[moved])
    rows: list[dict[str, Any]] = [{"批了": False}, {"批了": True}, {}]
    found = by_duckdb(rubric, columns(rubric), rows)

    assert [None, 1, 1] == [row["b"]["rule"] for row in found]
    assert [audited(rubric, row, decider(rubric, "exact")) for row in rows] == found
