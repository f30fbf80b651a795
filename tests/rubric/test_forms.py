"""Scoring forms: what each is worth on, beside and between its thresholds, against formulas written here."""

from __future__ import annotations

import shutil
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_rubrics import BASIS, build
from youju.audit.cases import CaseResult, run_case
from youju.facts import Dictionary, load_dictionary
from youju.feel import show, show_number
from youju.rubric import CaseSpec, Rubric, load_rubric
from youju.rubric.forms import grow
from youju.rubric.spec import ExpectSpec
from youju.source import RefusedError
from youju.source.yaml import parse_yaml

WEIGHT = 5
Score = dict[str, Any]


def rubric(score: Score, **facts: str) -> Rubric:
    card = {"indicator": "one", "title": {"zh": "一", "en": "one"}, "basis": BASIS, "weight": str(WEIGHT)}
    return build(facts or {"甲": "number"}, [{**card, "score": score}])


def run(rubric: Rubric, **given: Fraction | int | str) -> CaseResult:
    values = {name: value if isinstance(value, str) else show_number(Fraction(value)) for name, value in given.items()}
    case = CaseSpec(given=values, expect=ExpectSpec())
    return run_case(rubric, rubric.indicators["one"], case, "exact")


def cent(value: Fraction) -> Fraction:
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def near(*thresholds: Fraction | int | str) -> st.SearchStrategy[Fraction]:
    """A threshold, a hair beside it, or anything about it; uniform numbers find nothing."""
    hair = st.sampled_from([Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 100), Fraction(-1, 100)])
    on = st.builds(lambda at, by: at + by, st.sampled_from([Fraction(one) for one in thresholds]), hair)
    return st.one_of(on, st.fractions(-1, 3, max_denominator=200))


BANDS = rubric(
    {
        "form": "bands",
        "of": "甲",
        "bands": [
            {"id": "none", "is": "0", "points": "weight"},
            {"id": "low", "is": "(0..10%]", "points": "4"},
            {"id": "mid", "is": "<= 20%", "points": "3"},
            {"id": "odd", "is": "25%, 27%", "points": "1"},
            {"id": "high", "is": "< 30%", "points": "2"},
            {"id": "rest", "points": "0"},
        ],
    }
)


@settings(deadline=None)
@given(near(0, "0.1", "0.2", "0.25", "0.27", "0.3"))
def test_bands_give_the_points_of_the_first_that_holds(value: Fraction):
    bands = [
        (value == 0, 5), (0 < value <= Fraction(1, 10), 4), (value <= Fraction(1, 5), 3),
        (value in (Fraction(1, 4), Fraction(27, 100)), 1), (value < Fraction(3, 10), 2), (True, 0),
    ]  # fmt: skip

    assert run(BANDS, 甲=value).points == next(points for holds, points in bands if holds)


LINEAR = rubric(
    {
        "form": "linear",
        "of": "甲",
        "through": [{"at": "60%", "points": "0"}, {"at": "80%", "points": "2"}, {"at": "100%", "points": "weight"}],
    }
)


@settings(deadline=None)
@given(near("0.6", "0.8", 1))
def test_a_line_goes_through_its_points_and_is_flat_outside(value: Fraction):
    if value <= Fraction(3, 5):
        expected = Fraction(0)
    elif value <= Fraction(4, 5):
        expected = (value - Fraction(3, 5)) * 10
    else:
        expected = min(2 + (value - Fraction(4, 5)) * 15, Fraction(5))

    assert run(LINEAR, 甲=value).points == cent(expected)


@settings(deadline=None)
@given(near("0.6", "0.8", 1), near("0.6", "0.8", 1))
def test_a_rising_line_never_gives_less_for_more(one: Fraction, other: Fraction):
    low, high = sorted((one, other))

    assert run(LINEAR, 甲=low).points <= run(LINEAR, 甲=high).points


def over(count: str) -> Rubric:
    return rubric({"form": "per_unit", "of": "甲", "over": "100%", "per": "1%", "lose": "weight * 10%", "count": count})


OVER = {count: over(count) for count in ("whole", "started", "pro_rata")}


@settings(deadline=None)
@given(near(1, "1.01", "1.02", "1.05", "1.1", "1.11"), st.sampled_from(sorted(OVER)))
def test_each_unit_over_the_threshold_costs_its_points(value: Fraction, count: str):
    units = max(value - 1, Fraction(0)) * 100
    counted = {"whole": Fraction(floor(units)), "started": Fraction(ceil(units)), "pro_rata": units}[count]
    expected = max(5 - counted / 2, Fraction(0))

    assert run(OVER[count], 甲=value).points == cent(expected)


@given(st.integers(0, 15))
def test_at_whole_units_the_three_ways_to_count_agree(units: int):
    assert len({run(one, 甲=1 + Fraction(units, 100)).points for one in OVER.values()}) == 1


def test_points_may_be_gained_below_a_threshold_up_to_a_bound():
    score = {"form": "per_unit", "of": "甲", "under": "10", "per": "2", "gain": "1.5", "count": "whole", "start": "1"}
    found = [run(rubric(score), 甲=value).points for value in (11, 10, 9, 8, "6.01", 6, 4, 2)]

    assert found == [1, 1, 1, Fraction(5, 2), Fraction(5, 2), 4, 5, 5]


@pytest.mark.parametrize(("met", "points"), [("", 0), ("甲", "5/3"), ("甲乙", "10/3"), ("甲乙丙", 5)])
def test_a_checklist_without_points_shares_the_weight(met: str, points: str):
    items = [{"id": f"item-{i}", "when": name} for i, name in enumerate("甲乙丙")]
    found = rubric({"form": "checklist", "items": items}, 甲="boolean", 乙="boolean", 丙="boolean")
    given = {name: "true" if name in met else "false" for name in "甲乙丙"}

    assert run(found, **given).points == cent(Fraction(points))


@settings(deadline=None)
@given(st.integers(0, 6), st.integers(0, 6))
def test_occurrences_cost_points_down_to_the_floor(one: int, other: int):
    found = run(DEDUCTION, 甲=one, 乙=other)

    assert found.points == max(Fraction(1), 5 - one - Fraction(other, 2))


DEDUCTION = rubric(
    {"form": "deduction", "items": [{"of": "甲", "each": "1"}, {"of": "乙", "each": "0.5"}], "least": "1"},
    甲="count",
    乙="count",
)


@given(st.integers(0, 9))
def test_a_bonus_ends_at_its_bound(count: int):
    found = rubric({"form": "bonus", "items": [{"of": "甲", "each": "1"}], "most": "3"})

    assert run(found, 甲=count).points == min(count, 3)


READINGS = {
    "form": "readings",
    "readings": [
        {"id": count, "title": {"zh": count, "en": count}, "score": {
            "form": "per_unit", "of": "甲", "over": "100%", "per": "1%", "lose": "weight * 10%", "count": count}}
        for count in ("whole", "pro_rata")
    ],
}  # fmt: skip


@pytest.mark.parametrize(("use", "points"), [("whole", "4.5"), ("pro_rata", "4.25")])
def test_the_reading_in_use_decides(use: str, points: str):
    assert run(rubric({**READINGS, "use": use}), 甲="101.5%").points == Fraction(points)


def test_an_unknown_quantity_leaves_the_whole_range_open():
    found = [run(one) for one in (BANDS, LINEAR, OVER["whole"])]

    assert [(one.status, one.low, one.high) for one in found] == [("undetermined", 0, 5)] * 3


def test_a_form_becomes_rules_that_can_be_read():
    rules = [(rule.id, show(rule.when.expr), show(rule.points.expr)) for rule in BANDS.indicators["one"].rules]

    assert rules == [
        ("none", "甲 = 0", "weight"),
        ("low", "甲 > 0 and 甲 <= 10%", "4"),
        ("mid", "甲 <= 20%", "3"),
        ("odd", "甲 in (25%, 27%)", "1"),
        ("high", "甲 < 30%", "2"),
        ("rest", "甲 >= 30%", "0"),
    ]


SENTENCES = {
    "{form: bands, of: 率, bands: [{id: a, is: '0', points: 5}, {id: b, is: '<= 10%', points: 4}, {id: c, is: ≤ 20%, points: 3}, {id: d, points: 0}]}": [
        ("率 {率}", "a value of {率}"),
        ("率 {率}，不超过 10%", "a value of {率}, at most 10%"),
        ("率 {率}，超过 10%，不超过 20%", "a value of {率}, over 10% and at most 20%"),
        ("率 {率}，超过 20%", "a value of {率}, over 20%"),
    ],
    "{form: bands, of: 率, bands: [{id: a, is: '>= 95%', points: 5}, {id: b, is: '> 90%', points: 4}, {id: c, is: '> 80%', points: 3}, {id: d, points: 0}]}": [
        ("率 {率}，达到 95%", "a value of {率}, at least 95%"),
        ("率 {率}，超过 90%", "a value of {率}, over 90%"),
        ("率 {率}，超过 80%，不超过 90%", "a value of {率}, over 80% and at most 90%"),
        ("率 {率}，不超过 80%", "a value of {率}, at most 80%"),
    ],
    "{form: bands, of: 率, bands: [{id: a, is: '(10%..20%]', points: 5}, {id: b, is: '5%, 7%', points: 4}, {id: c, is: '< 计划', points: 3}, {id: d, is: '!= 1', points: 2}, {id: e, points: 0}]}": [
        ("率 {率}，超过 10%，不超过 20%", "a value of {率}, over 10% and at most 20%"),
        ("率 {率}，为 5%, 7% 之一", "a value of {率}, one of 5%, 7%"),
        ("率 {率}，不到 计划 {计划}", "a value of {率}, below {计划}"),
        ("率 {率}，不等于 1", "a value of {率}, other than 1"),
        ("率 {率}，其余情况", "a value of {率}, anything else"),
    ],
    "{form: linear, of: 甲 / 乙, through: [{at: 60%, points: 0}, {at: 100%, points: weight}]}": [
        ("甲 / 乙，不超过 60%", "the value, at most 60%"),
        ("甲 / 乙，在 60% 至 100% 之间，按比例计分", "the value, between 60% and 100%, points in proportion"),
        ("甲 / 乙，超过 100%", "the value, over 100%"),
    ],
    "{form: per_unit, of: 率, over: 100%, per: 1%, lose: 0.5, count: whole}": [
        ("率 {率}，不超过 100%", "a value of {率}, at most 100%"),
        ("率 {率}，超过 100% 的部分，每满 1 个百分点扣 0.5 分", "a value of {率}, over 100%: 0.5 points off for each full percentage point"),
    ],
    "{form: per_unit, of: 率, under: 90%, per: 5%, lose: weight * 10%, count: started}": [
        ("率 {率}，达到 90%", "a value of {率}, at least 90%"),
        (
            "率 {率}，不到 90% 的部分，每 5 个百分点扣分值的 10%，不满 5 个百分点的按 5 个百分点计",
            "a value of {率}, below 90%: 10% of the weight off for each 5 percentage points, a part of it counting as one",
        ),
    ],
    "{form: per_unit, of: 量, over: '10', per: '2', gain: weight / 6, count: pro_rata}": [
        ("量 {量}，不超过 10", "a value of {量}, at most 10"),
        (
            "量 {量}，超过 10 的部分，每 2 加分值的 1/6，不满 2 的按比例计",
            "a value of {量}, over 10: 1/6 of the weight added for each 2, a part of it in proportion",
        ),
    ],
    "{form: checklist, items: [{id: rules-on-paper, when: 有制度}, {id: kept, when: 执行}]}": [
        ("有制度", "rules on paper"),
        ("执行", "kept"),
    ],
    "{form: deduction, items: [{of: 甲, each: 1}, {of: 乙, each: 0.5}]}": [
        ("甲、乙均为 0", "none counted"),
        (
            "甲 {甲}，各扣 1 分；乙 {乙}，各扣 0.5 分，扣完为止",
            "a value of {甲}, 1 point off for each; a value of {乙}, 0.5 points off for each, down to 0",
        ),
    ],
    "{form: bonus, items: [{of: 甲, each: 1}], most: 3}": [
        ("甲为 0", "none counted"),
        ("甲 {甲}，各加 1 分，最多 3 分", "a value of {甲}, 1 point added for each, at most 3 points"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("score", SENTENCES)
def test_a_form_without_words_of_its_own_speaks_as_a_finance_officer_would(score: str):
    card, problems = parse_yaml(f"score: {score}\n", "card.yaml")
    assert (card is not None, problems) == (True, ())
    rules = grow(card)[0].get("rules")
    said = [tuple(rule.get("because").get(lang).text for lang in ("zh", "en")) for rule in rules.items]

    assert said == SENTENCES[score]


def test_a_card_without_a_form_is_left_as_it_is():
    card, _ = parse_yaml("hit: first\nrules: []\n", "card.yaml")
    assert card is not None

    assert grow(card) == (card, ())


WRONG = {
    "unknown": ("{form: band, of: 率, bands: []}", "rubric-form", "band"),
    "both-thresholds": (
        "{form: per_unit, of: 率, over: 1, under: 2, per: 1%, lose: 1, count: whole}", "source-bad-value", "{form"),
    "no-count": ("{form: per_unit, of: 率, over: 100%, per: 1%, lose: 1}", "source-missing-key", "{form"),
    "per-zero": ("{form: per_unit, of: 率, over: 100%, per: 0%, lose: 1, count: whole}", "rubric-form", "0%"),
    "falling": ("{form: linear, of: 率, through: [{at: 90%, points: 0}, {at: 60%, points: weight}]}", "rubric-form", "60%"),
    "name": ("{form: bands, of: 率, bands: [{id: a, is: '<= 预祘', points: 1}]}", "feel-unknown-name", "预祘"),
    "quantity": ("{form: bands, of: 律, bands: [{id: a, is: '<= 10%', points: 1}]}", "feel-unknown-name", "律"),
    "points": ("{form: bands, of: 率, bands: [{id: a, is: '(0..10%]', points: weigth}]}", "feel-unknown-name", "weigth"),
    "unit": ("{form: bands, of: 实付, bands: [{id: a, is: <= 10%, points: 1}]}", "feel-dimension", ""),
    "rest-first": ("{form: bands, of: 率, bands: [{id: a, points: 1}]}", "source-bad-value", "{form"),
    "mixed-items": (
        "{form: checklist, items: [{id: a, when: 率 > 0%, points: 1}, {id: b, when: 率 > 1%}]}", "source-bad-value", "{form"),
    "reading": (
        "{form: readings, use: x, readings: [{id: a, title: {zh: 甲, en: a}, score: {form: bonus, items: [{of: 率, each: 1}], most: 3}},"
        " {id: b, title: {zh: 乙, en: b}, score: {form: bonus, items: [{of: 率, each: 2}], most: 3}}]}", "rubric-form", "x"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_form_is_refused_at_its_words(wrong: str, tmp_path: Path):
    score, code, at = WRONG[wrong]
    folder = copied(tmp_path, score)
    with pytest.raises(RefusedError) as error:
        load_rubric(folder, dictionary())
    found = error.value.diagnostics[0]
    line = (tmp_path / "minimal/indicators/part/rate.yaml").read_text("utf-8").splitlines()[found.place.line - 1]

    assert {one.code for one in error.value.diagnostics} == {code}
    assert line[found.place.column - 1 :].startswith(at)


def test_a_form_beside_rules_is_refused(tmp_path: Path):
    folder = copied(tmp_path, "{form: bonus, items: [{of: 率, each: 1}], most: 3}\nhit: first")
    with pytest.raises(RefusedError) as error:
        load_rubric(folder, dictionary())

    assert [(one.code, one.place.line) for one in error.value.diagnostics] == [("rubric-form", 11)]


RUBRICS = Path(__file__).parents[1] / "rubrics"


def dictionary() -> Dictionary:
    return load_dictionary(RUBRICS / "dictionary")


def copied(tmp_path: Path, score: str) -> Path:
    """The minimal rubric whose first card is scored by a form, without cases and readings."""
    folder = shutil.copytree(RUBRICS / "good" / "minimal", tmp_path / "minimal")
    # Its checks name a rule that is no more.
    shutil.rmtree(folder / "checks")
    card = folder / "indicators" / "part" / "rate.yaml"
    kept = card.read_text("utf-8").partition("hit:")[0]
    card.write_text(f"{kept}score: {score}\n", "utf-8")
    return folder
