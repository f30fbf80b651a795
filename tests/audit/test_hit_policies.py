"""What the rules of an indicator come to: first, unique, collect sum; decided, or open between bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from reports_made_up import judged

from small_rubrics import build, card
from youju.ledger import Row
from youju.rubric import Rubric

NO_TOTAL = [{"when": "总 = 0", "because": {"zh": "没有总数", "en": "no total"}}]
FACTS = {"甲": "boolean", "乙": "boolean", "数": "count", "总": "count", "率": "percent"}
TWO = {"one": ("甲", "1"), "two": ("乙", "2")}


def of(hit: str) -> Rubric:
    return build(FACTS, [card("a", "3", TWO, hit=hit)])


def row(rubric: Rubric, said: dict[str, str], claim: int | None = None) -> Row:
    return judged(rubric, said, {"a": claim}).ledger.row("a")


@pytest.mark.parametrize(
    ("hit", "one", "two", "points"),
    [
        ("first", "true", "true", 1),
        ("first", "false", "true", 2),
        ("unique", "true", "false", 1),
        ("unique", "false", "true", 2),
        ("sum", "true", "true", 3),
        ("sum", "false", "true", 2),
        ("sum", "false", "false", 0),
    ],
)
def test_a_policy_tells_which_rules_that_hold_give_points(hit: str, one: str, two: str, points: int) -> None:
    found = row(of(hit), {"甲": one, "乙": two})

    assert ("scored", points, points, points) == (found.status, found.points, found.low, found.high)


def test_two_rules_that_hold_where_one_alone_may_decide_nothing() -> None:
    found = row(of("unique"), {"甲": "true", "乙": "true"}, 3)

    assert ("undetermined", 1, 2) == (found.status, found.low, found.high)


def test_where_no_rule_holds_nothing_is_decided_and_the_claim_stands_within_the_weight() -> None:
    found = row(of("first"), {"甲": "false", "乙": "false"}, 9)

    assert ("undetermined", 3, 0, 3) == (found.status, found.points, found.low, found.high)


@pytest.mark.parametrize(
    ("hit", "said", "low", "high"),
    [
        ("first", {"甲": "true"}, 1, 1),
        ("first", {"乙": "true"}, 1, 2),
        ("sum", {"甲": "true"}, 1, 3),
        ("sum", {"乙": "false"}, 0, 1),
        ("sum", {}, 0, 3),
    ],
)
def test_what_is_not_answered_leaves_the_points_between_bounds(
    hit: str, said: dict[str, str], low: int, high: int
) -> None:
    found = row(of(hit), said)

    assert (low, high) == (found.low, found.high)


def test_a_printed_rate_gives_the_points_of_a_rule_that_needs_no_rate_to_hold() -> None:
    rules = {"share": ("true", "weight * 比")}
    let = {"比": {"from": "数 / 总", "stated": "率"}}
    rubric = build(FACTS, [card("a", "3", rules, let=let, open=NO_TOTAL)])

    assert ("undetermined", 2, 0, 3) == _points(row(rubric, {"率": "66.67%", "数": "5 项"}))
    assert ("scored", 1, 1, 1) == _points(row(rubric, {"率": "66.67%", "数": "1 项", "总": "3 项"}))


def test_a_quantity_may_be_built_on_another_one() -> None:
    let = {"比": {"from": "数 / 总", "stated": "率"}, "余": "1 - 比"}
    rules = {"little": ("余 <= 10%", "weight"), "much": ("余 > 10%", "1")}
    rubric = build(FACTS, [card("a", "3", rules, let=let, open=NO_TOTAL)])

    assert ("scored", 3, 3, 3) == _points(row(rubric, {"数": "9 项", "总": "10 项"}))
    assert ("undetermined", 3, 1, 3) == _points(row(rubric, {"率": "95%"}))
    assert ("undetermined", 1, 1, 3) == _points(row(rubric, {"率": "50%"}))


def _points(found: Row) -> tuple[str, Fraction, Fraction, Fraction]:
    return found.status, found.points, found.low, found.high
