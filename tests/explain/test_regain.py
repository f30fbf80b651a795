"""What would win lost points back: it does, a step less does not, nothing smaller would, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged
from tests.audit.test_rulings import UNCLEAR, on_finding, under

from regained import failing
from small_rubrics import build, card
from youju.audit import Audit, audit
from youju.explain.answers import Change, Regain, Way
from youju.explain.regain import losing, regain
from youju.explain.scoring import Scoring
from youju.explain.tell.regain import regain_text, tell_regain
from youju.feel import Value
from youju.ledger.sentences.regain import FORMS
from youju.report import Document
from youju.rubric import dictionary_of, load_rubric, packs

ITEMS = {"one": ("甲", "1"), "two": ("乙 or 丁", "2"), "three": ("丙 and 丁", "1"), "four": ("戊", "1")}
FLAGS = "甲乙丙丁戊"
LISTED = build(dict.fromkeys(FLAGS, "boolean"), [card("a", "5", ITEMS, hit="sum")])
COUNTED = build(
    {"甲": "count", "乙": "boolean", "丙": "count"},
    [card("a", "5", {
        "breaches": ("甲 > 0", "max(0, weight - 甲)"),
        "fine": ("乙 and 丙 >= 7", "weight"),
        "half": ("乙", "2"),
        "none": ("not(乙)", "1"),
    })],
)  # fmt: skip


def ways(found: Regain) -> list[dict[str, Value]]:
    return [{change.fact: change.after for change in way.changes} for way in found.ways]


@pytest.mark.parametrize("which", ["sample_audit", "real_audit"])
def test_every_way_reaches_and_no_step_less_does_in_a_report(which: str, request: pytest.FixtureRequest) -> None:
    found: Audit = request.getfixturevalue(which)

    assert [] == [wrong for name in found.rubric.indicators for wrong in failing(found, name)]


def test_every_way_reaches_and_no_step_less_does_under_another_rubric(sample: Document) -> None:
    folder = next(pack.folder for pack in packs() if pack.name == "hunan-2020")
    found = audit(sample, load_rubric(folder, dictionary_of(folder)), "exact")

    assert [] == [wrong for name in found.rubric.indicators for wrong in failing(found, name)]


@given(values=st.lists(st.booleans(), min_size=5, max_size=5))
def test_the_ways_of_a_checklist_are_the_smallest_sets_of_answers(values: list[bool]) -> None:
    now: dict[str, Value] = dict(zip(FLAGS, values, strict=True))
    found_audit = judged(LISTED, {name: "true" if value else "false" for name, value in now.items()})
    scoring, one = Scoring(found_audit), LISTED.indicators["a"]
    full = [
        frozenset(names)
        for size in range(1, 6)
        for names in combinations(FLAGS, size)
        if scoring.at(one, {**now, **{name: not now[name] for name in names}}).points == 5
    ]
    least = {names for names in full if not any(other < names for other in full)}
    found = regain(found_audit, "a")

    assert found.lost == 0 or least == {frozenset(way) for way in ways(found)}


@settings(max_examples=60)
@given(a=st.integers(0, 7), yes=st.booleans(), c=st.integers(0, 12))
def test_answers_and_one_number_change_together_where_neither_alone_does(a: int, yes: bool, c: int) -> None:
    found_audit = judged(COUNTED, {"甲": f"{a}", "乙": f"{yes}".lower(), "丙": f"{c}"})
    found, scoring, one = regain(found_audit, "a"), Scoring(found_audit), COUNTED.indicators["a"]
    every: list[dict[str, Value]] = [
        {"甲": Fraction(x), "乙": y, "丙": Fraction(z)} for x, y, z in product(range(9), (True, False), range(14))
    ]
    reached = [values for values in every if scoring.at(one, values).points == 5]
    now: dict[str, Value] = {"甲": Fraction(a), "乙": yes, "丙": Fraction(c)}
    changed = [frozenset(name for name in now if values[name] != now[name]) for values in reached]
    least = {names for names in changed if not any(other < names for other in changed)}
    told = {frozenset(way) for way in ways(found)}

    assert [] == failing(found_audit, "a")
    assert found.lost == 0 or (least, True) == (told, found.exact)


def test_two_numbers_move_together_by_the_fewest_steps_in_all() -> None:
    rules = {"both": ("甲 >= 10 and 乙 >= 10 and 甲 + 2 * 乙 >= 40", "5"), "less": ("甲 < 10 or 甲 >= 10", "1")}
    found = regain(judged(build({"甲": "count", "乙": "count"}, [card("a", "5", rules)]), {"甲": "3", "乙": "4"}), "a")

    assert ([{"甲": Fraction(10), "乙": Fraction(15)}], True) == (ways(found), found.exact)


def test_of_many_items_the_fewest_that_do_are_found() -> None:
    pytest.importorskip("z3")
    flags = [f"事{n}" for n in range(12)]
    items = {f"r{n}": (flag, "1") for n, flag in enumerate(flags)}
    rubric = build(dict.fromkeys(flags, "boolean"), [card("a", "12", items, hit="sum")])
    found = regain(judged(rubric, dict.fromkeys(flags, "false")), "a")

    assert ([dict.fromkeys(flags, True)], True) == (ways(found), found.exact)


def test_of_many_items_all_that_are_needed_change_and_without_a_solver_it_is_said_that_less_may_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("youju.explain.regain.fewest", lambda *_: None)
    flags = [f"事{n}" for n in range(12)]
    items = {f"r{n}": (flag, "1") for n, flag in enumerate(flags)}
    rubric = build(dict.fromkeys(flags, "boolean"), [card("a", "12", items, hit="sum")])
    found = regain(judged(rubric, dict.fromkeys(flags, "false")), "a")

    assert ([dict.fromkeys(flags, True)], False) == (ways(found), found.exact)


@pytest.mark.parametrize(("over", "expected"), [(5, [4]), (3, [2]), (1, [])])
def test_of_points_taken_by_whole_units_one_unit_less_is_a_step_nearer(over: int, expected: list[int]) -> None:
    rules = {"each": ("甲 >= 0", "max(0, weight - floor(甲 / 1) * 1)")}
    found = regain(judged(build({"甲": "count"}, [card("a", "6", rules)]), {"甲": f"{over}"}), "a")

    assert [Fraction(value) for value in expected] == [way.changes[0].after for way in found.nearer]


def test_a_divisor_that_is_no_longer_nothing_brings_its_formula_back() -> None:
    share = {"率": {"from": ["甲 / 乙", "丙 / 10"]}}
    nothing = [{"when": "乙 = 0", "because": {"zh": "没有", "en": "none"}}]
    rules = {"full": ("率 >= 1", "5"), "less": ("率 < 1", "1")}
    rubric = build(dict.fromkeys("甲乙丙", "count"), [card("a", "5", rules, let=share, open=nothing)])
    found_audit = judged(rubric, {"甲": "3", "乙": "0", "丙": "4"})

    assert [{"丙": Fraction(10)}, {"乙": Fraction(1)}] == sorted(ways(regain(found_audit, "a")), key=list)
    assert [] == failing(found_audit, "a")


def test_what_is_missing_is_to_be_found_out_and_not_changed() -> None:
    rubric = build({"甲": "count", "乙": "count"}, [card("a", "5", {"yes": ("甲 > 乙", "5"), "no": ("甲 <= 乙", "0")})])
    found = regain(judged(rubric, {"甲": "3"}, {"a": 2}), "a")

    assert (("乙",), (), False, Fraction(3)) == (found.missing, found.ways, found.exact, found.lost)


def test_an_answer_that_was_not_given_is_to_be_shown() -> None:
    rubric = build(
        {"甲": "boolean", "乙": "boolean"}, [card("a", "3", {"x": ("甲", "1"), "y": ("乙", "2")}, hit="sum")]
    )
    found_audit = judged(rubric, {"乙": "true"}, {"a": 2})

    assert [{"甲": True}] == ways(regain(found_audit, "a"))
    assert "要得满分，“甲”须查明为“是”，报告没有说明" in regain_text(found_audit, regain(found_audit, "a"), "zh")


def test_where_rules_never_give_the_weight_the_target_is_the_most_they_give() -> None:
    rubric = build({"甲": "count"}, [card("a", "5", {"most": ("甲 >= 4", "3"), "less": ("甲 < 4", "1")})])
    found = regain(judged(rubric, {"甲": "2"}), "a")

    assert (Fraction(3), Fraction(2), [{"甲": Fraction(4)}]) == (found.target, found.lost, ways(found))


def test_an_adjustment_has_lost_nothing_and_stays_within_its_cap(sample_audit: Audit) -> None:
    found = regain(sample_audit, "bonus")

    assert (0, ()) == (found.lost, found.ways)
    assert "bonus" not in losing(sample_audit)


def test_bands_between_are_told_as_steps_nearer() -> None:
    bands = {"a": ("甲 >= 90", "5"), "b": ("甲 >= 60", "3"), "c": ("甲 >= 30", "2"), "d": ("甲 < 30", "0")}
    found = regain(judged(build({"甲": "count"}, [card("a", "5", bands)]), {"甲": "20"}), "a")
    nearer, full = (Change("甲", Fraction(20), Fraction(to), Fraction(1), "fixed") for to in (30, 90))

    assert (Way((full,), Fraction(5)),) == found.ways
    assert (Way((nearer,), Fraction(2)),) == found.nearer


SPENT = {"full": ("支出 >= 95 万元", "weight"), "less": ("支出 >= 90 万元", "3"), "none": ("支出 < 90 万元", "0")}


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        ("fixed", "支出达到 95 万元才得满分，实际 94 万元，差 1 万元；已成事实，如有误，凭原始凭证更正"),
        ("next-year", "要得满分，支出须达到 95 万元，实际 94 万元，差 1 万元；当年已成定局，来年改进"),
        ("rectifiable", "要得满分，支出须达到 95 万元，实际 94 万元，差 1 万元；可以整改，凭决算报表、明细账重新核定"),
    ],
)  # fmt: skip
def test_advice_is_worded_by_what_may_be_done_about_a_fact(remedy: str, expected: str) -> None:
    fact: Mapping[str, Any] = {"type": "money", "unit": "万元", "remedy": remedy, "papers": ["决算报表", "明细账"]}
    found_audit = judged(build({"支出": dict(fact)}, [card("a", "5", SPENT)]), {"支出": "94 万元"})
    head = "「a」得 3 分，满分 5 分，失 2 分"

    told = regain_text(found_audit, regain(found_audit, "a"), "zh")
    assert f"{head}\n  {expected}\n  支出在 90 万元至 94.99 万元之间得分不变" == told


@pytest.mark.parametrize("which", ["sample_audit", "real_audit"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_can_be_told_with_every_slot_filled(
    which: str, lang: str, request: pytest.FixtureRequest
) -> None:
    found: Audit = request.getfixturevalue(which)
    told = [one for name in found.rubric.indicators for one in tell_regain(found, regain(found, name))]

    assert [] == [one.key for one in told if one.form != FORMS[one.key] or "{" in one.text(lang)]
    assert len(found.rubric.indicators) <= len(told)


def test_of_a_figure_beside_which_the_points_are_only_undecided_it_is_not_said_that_they_change(
    real_audit: Audit,
) -> None:
    """Any other carry-over leaves the rate as printed, and the points, until the opening balance is known."""
    told = regain_text(real_audit, regain(real_audit, "carryover-rate"), "zh")

    assert "「结转结余率」得满分 3 分" == told


def test_what_is_missing_and_cannot_matter_is_not_asked_for(real_audit: Audit) -> None:
    """The stock at the year's end is 0: whatever it was before, the fall is 100 percent, or the claim stands."""
    told = regain_text(real_audit, regain(real_audit, "idle-funds-change"), "zh").splitlines()
    expected = "「国库集中支付结转结余存量资金效率性」暂计 3 分，满分 3 分；所缺数据不论是多少，按规则都是这些分"

    assert [expected, "  存量资金变动率不超过 -15%，得分不变"] == told


def test_where_only_rulings_took_points_no_fact_wins_them_back(sample_audit: Audit) -> None:
    ruling = on_finding(1, sample_audit, UNCLEAR, "accept")
    ruled = under(sample_audit, ruling)
    found = regain(ruled, f"{ruling.indicator}")

    assert sample_audit.ledger.row(found.indicator).points == found.target
    assert ((), (), True) == (found.ways, found.nearer, found.exact)
    assert 0 < found.lost == found.ruled
    assert "其中有审核裁定扣去的分，事实怎样都得不回" in regain_text(ruled, found, "zh")
