"""The score over one number: where it stays and where it reaches a target, against a scan of every value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_made_up import judged

from small_rubrics import BASIS, build, card
from youju.explain.answers import Stay
from youju.explain.levels import Levels, Reach, levels, reach, stay
from youju.explain.scoring import Scored, Scoring
from youju.feel import UNKNOWN, Value
from youju.rubric import Rubric

SCAN = 130
COUNTS: Mapping[str, Any] = {"甲": "count", "乙": "count"}
SHARE = {"率": {"from": "甲 / 乙", "stated": "丙"}}


def formed(score: dict[str, Any], let: Mapping[str, Any] = SHARE, **more: Any) -> Rubric:
    one = {"indicator": "a", "title": {"zh": "a", "en": "a"}, "basis": BASIS, "weight": "5", "let": dict(let)}
    nothing = [{"when": f"{of} = 0", "because": {"zh": "没有", "en": "none"}} for of in ("乙", "甲 + 乙")]
    return build({**COUNTS, "丙": "percent", **more}, [{**one, "score": score, "open": nothing}])


def ruled(rules: dict[str, tuple[str, str]], hit: str = "first", **facts: Any) -> Rubric:
    return build({**COUNTS, **facts}, [card("a", "5", rules, hit=hit)])


BANDS = {
    "form": "bands",
    "of": "率",
    "bands": [
        {"id": "none", "is": "0", "points": "weight"},
        {"id": "low", "is": "(0..10%]", "points": "4"},
        {"id": "odd", "is": "25%, 30%", "points": "1"},
        {"id": "mid", "is": "< 50%", "points": "3"},
        {"id": "high", "points": "0"},
    ],
}
LINEAR = {
    "form": "linear",
    "of": "率",
    "through": [
        {"at": "20%", "points": "1"},
        {"at": "50%", "points": "3"},
        {"at": "90%", "points": "weight"},
    ],
}
AWAY = {"率": {"from": "甲 / 乙"}, "偏离": "abs(率 - 100%)"}


def per_unit(count: str, of: str = "率", over: str = "100%", **more: Any) -> dict[str, Any]:
    return {
        "form": "per_unit", "of": of, "over": over, "per": "7%", "lose": "weight * 10%", "count": count,
        "start": "weight", "least": "0", **more,
    }  # fmt: skip


RUBRICS: Mapping[str, Rubric] = {
    "bands": formed(BANDS),
    "linear": formed(LINEAR),
    "whole": formed(per_unit("whole")),
    "started": formed(per_unit("started")),
    "pro-rata": formed(per_unit("pro_rata")),
    "both-ends": formed(per_unit("started", "偏离", "0%"), AWAY),
    "change": formed(BANDS, {"率": "(甲 - 乙) / 乙"}),
    "of-the-sum": formed(LINEAR, {"率": "甲 / (甲 + 乙)"}),
    "if": formed(LINEAR, {"率": "if 甲 = 3 or 甲 > 40 then 0 else 甲 / 乙"}),
    "between": ruled({"in": ("甲 between 3 and 乙", "weight"), "out": ("甲 in (0, 2, [9..12), > 90)", "2"),
                      "else": ("true", "1")}),
    "extremes": ruled({"one": ("max(甲, 乙, 10) > 20", "min(weight, 甲 / 10)"), "two": ("true", "min(4, floor(甲 / 4))")}),
    "sum": ruled({"one": ("甲 > 5", "min(2, 甲 / 50)"), "two": ("乙 > 5", "min(2, 乙 / 40)"), "three": ("甲 + 乙 > 30", "1")}, "sum"),
    "unique": ruled({"one": ("甲 > 5", "3"), "two": ("甲 < 9", "2")}, "unique"),
    "mean": ruled({"one": ("mean([甲, 乙, 6]) >= 8 and not(甲 = 20)", "4"), "two": ("true", "round half up(甲 / 9, 1)")}),
    "minus": ruled({"one": ("甲 <= 100", "max(0, -甲 / 20 + 乙 / 30)"), "two": ("true", "0")}),
}  # fmt: skip
WHICH = st.sampled_from(sorted(RUBRICS))
NEAR = st.one_of(st.integers(0, 45), st.sampled_from([0, 1, 9, 10, 11, 20, 50, 90, 100, 101, 107, 108]))


def over(rubric: Rubric, said: Mapping[str, str], fact: str, claim: int | None = 2) -> Levels:
    found = levels(Scoring(judged(rubric, said, {"a": claim})), rubric.indicators["a"], fact)
    assert found is not None
    return found


def scan(found: Levels) -> dict[int, Scored]:
    return {value: found.at(Fraction(value)) for value in range(SCAN)}


def alike(one: Scored, other: Scored) -> bool:
    return (one.points, one.status) == (other.points, other.status)


@given(which=WHICH, a=NEAR, b=NEAR, fact=st.sampled_from("甲乙"))
def test_the_interval_in_which_the_score_stays_is_that_of_a_scan(which: str, a: int, b: int, fact: str) -> None:
    found = over(RUBRICS[which], {"甲": f"{a}", "乙": f"{b}"}, fact)
    every, here = scan(found), a if fact == "甲" else b
    low = next((n + 1 for n in range(here, -1, -1) if not alike(every[n], every[here])), 0)
    high = next((n - 1 for n in range(here, SCAN) if not alike(every[n], every[here])), None)
    held = stay(found)

    assert held is not None
    assert (low, high) == (held.low, held.high if held.high is not None and held.high < SCAN - 1 else None)


@given(which=WHICH, a=NEAR, b=NEAR, fact=st.sampled_from("甲乙"), target=st.sampled_from([1, 2, 3, 4, 5]))
def test_the_nearest_values_that_reach_a_target_are_those_of_a_scan(
    which: str, a: int, b: int, fact: str, target: int
) -> None:
    found = over(RUBRICS[which], {"甲": f"{a}", "乙": f"{b}"}, fact)
    every, here = scan(found), a if fact == "甲" else b

    def wanted(scored: Scored) -> bool:
        return scored.status == "scored" and scored.points >= target

    below = next((n for n in range(here, -1, -1) if wanted(every[n])), None)
    above = next((n for n in range(here, SCAN) if wanted(every[n])), None)
    near = reach(found, wanted)
    seen = Reach(near.below, near.above if near.above is not None and near.above < SCAN else None, near.exact)

    assert Reach(_exact(below), _exact(above), True) == seen


@given(which=WHICH, b=NEAR, given_b=NEAR)
def test_the_levels_over_a_number_that_nobody_knows_are_those_of_a_scan(which: str, b: int, given_b: int) -> None:
    rubric = RUBRICS[which]
    scoring = Scoring(judged(rubric, {"乙": f"{b}"}, {"a": 2}))
    changed: Mapping[str, Value] = {"乙": Fraction(given_b)}
    found = levels(scoring, rubric.indicators["a"], "甲", changed)

    assert found is not None
    assert (None, None, True) == (found.present, stay(found), found.exact)
    for span in found.spans:
        low, high = sorted((span.at_first.points, span.at_last.points))
        inner = [n for n in range(SCAN) if span.first <= n <= span.last]
        for n in inner:
            scored = scoring.at(rubric.indicators["a"], {**changed, "甲": Fraction(n)})
            assert span.at_first.status == scored.status
            assert low <= scored.points <= high


@given(which=WHICH, a=NEAR, b=NEAR, fact=st.sampled_from("甲乙"))
def test_spans_follow_one_another_without_a_gap(which: str, a: int, b: int, fact: str) -> None:
    found = over(RUBRICS[which], {"甲": f"{a}", "乙": f"{b}"}, fact)
    ends = [span.last + found.step for span in found.spans[:-1]]

    assert ends == [span.first for span in found.spans[1:]]
    assert found.exact


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("8%", ("0.01%", "10%")), ("10%", ("0.01%", "10%")), ("10.01%", ("10.01%", "24.99%")), ("0%", ("0%", "0%"))],
)
def test_a_printed_rate_stays_between_its_bands_where_it_decides(printed: str, expected: tuple[str, str]) -> None:
    held = stay(over(RUBRICS["bands"], {"丙": printed}, "丙"))

    assert held is not None
    assert expected == tuple(f"{float(end * 100):g}%" for end in (held.low, held.high) if end is not None)


def test_a_printed_rate_makes_no_difference_where_its_figures_decide() -> None:
    assert over(RUBRICS["bands"], {"甲": "1", "乙": "10", "丙": "50%"}, "丙").flat


MONEY = {"甲": {"type": "money", "unit": "万元"}, "乙": {"type": "money", "unit": "万元"}}
SPENT = {"full": ("甲 >= 乙 * 95%", "weight"), "less": ("甲 >= 乙 * 90%", "3"), "none": ("甲 < 乙 * 90%", "0")}


def test_money_stays_to_a_hundredth_of_its_unit() -> None:
    found = over(ruled(SPENT, **MONEY), {"甲": "940 万元", "乙": "1000 万元"}, "甲")

    assert Stay("甲", Fraction(9400000), Fraction(9000000), Fraction(9499900), Fraction(100)) == stay(found)
    assert Reach(None, Fraction(9500000), True) == reach(found, lambda scored: scored.points >= 5)


def test_a_value_finer_than_the_step_makes_the_step_finer() -> None:
    held = stay(over(ruled(SPENT, **MONEY), {"甲": "9400000.5 元", "乙": "1000 万元"}, "甲"))

    assert held is not None
    assert (Fraction(1, 10), Fraction(94999999, 10)) == (held.step, held.high)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"max": "100%"}, (Fraction(95, 100), Fraction(1))),
        ({}, (Fraction(95, 100), None)),
        ({"min": "96%", "max": "99%"}, (Fraction(96, 100), Fraction(99, 100))),
    ],
)
def test_an_interval_ends_with_the_domain_and_has_no_end_where_there_is_none(
    bounds: dict[str, str], expected: tuple[Fraction, Fraction | None]
) -> None:
    rubric = ruled({"yes": ("丁 >= 95%", "weight"), "no": ("丁 < 95%", "0")}, 丁={"type": "percent", "bounds": bounds})
    held = stay(over(rubric, {"丁": "98%"}, "丁"))

    assert held is not None
    assert expected == (held.low, held.high)


def test_a_change_has_no_lower_end() -> None:
    rubric = ruled({"down": ("丁 <= -5%", "weight"), "up": ("丁 > -5%", "0")}, 丁={"type": "percent", "change": "true"})
    held = stay(over(rubric, {"丁": "-7%"}, "丁"))

    assert held is not None
    assert (None, Fraction(-5, 100)) == (held.low, held.high)


@pytest.mark.parametrize(
    "points", ["甲 * 甲 / 100", "modulo(甲, 4)", "甲 / 30 - floor(甲 / 30)"], ids=["square", "modulo", "fraction"]
)
def test_what_is_no_quotient_of_lines_is_said_to_be_not_known(points: str) -> None:
    rubric = ruled({"one": ("甲 < 20", f"min(weight, {points})"), "two": ("甲 >= 20", "3")})
    found = over(rubric, {"甲": "10", "乙": "1"}, "甲")

    assert (False, None) == (found.exact, stay(found))
    assert not reach(found, lambda scored: scored.points >= 3).exact
    assert 20 == found.spans[-1].first


@settings(max_examples=50)
@given(a=st.decimals("0.01", 2000, places=2), b=st.decimals("0.01", 2000, places=2), fact=st.sampled_from("甲乙"))
def test_one_step_beyond_where_the_score_stays_it_changes(a: Any, b: Any, fact: str) -> None:
    shared = {"all": ("乙 > 0 元", "weight * min(1, 甲 / 乙)"), "none": ("乙 = 0 元", "0")}
    found = over(ruled(shared, **MONEY), {"甲": f"{a} 万元", "乙": f"{b} 万元"}, fact)
    held = stay(found)
    assert held is not None
    assert found.present is not None
    here = found.at(found.present)
    beyond = [held.low and held.low - held.step, held.high and held.high + held.step]

    assert all(alike(here, found.at(end)) for end in (held.low, held.high) if end is not None)
    assert not any(alike(here, found.at(end)) for end in beyond if end is not None and end >= 0)


def test_no_levels_over_what_is_no_number() -> None:
    rubric = ruled({"yes": ("戊", "weight"), "no": ("not(戊)", "0")}, 戊="boolean")

    assert levels(Scoring(judged(rubric, {}, {"a": 2})), rubric.indicators["a"], "戊", {"戊": UNKNOWN}) is None


def _exact(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
