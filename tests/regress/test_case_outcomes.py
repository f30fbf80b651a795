"""Cases run in every version, told with expected beside found, and copied only where somebody asked for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from youju.author.edits import plain
from youju.regress.outcomes import CaseRun, outcomes_of
from youju.regress.reasons import reasons
from youju.regress.tell import failure_lines
from youju.regress.update import copies, expected, written
from youju.rubric import dictionary_of, load_versions

GOOD = Path(__file__).parents[1] / "rubrics" / "good" / "departments"
CALLED, PRAISED, ON_TIME = "indicators/call-back.yaml", "indicators/praise.yaml", "indicators/on-time.yaml"
OLD = "cases/on-the-old-line.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "departments"))


def put(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")


def runs(folder: Path) -> tuple[CaseRun, ...]:
    return outcomes_of(load_versions(folder, dictionary_of(folder)).all)


def failing(folder: Path) -> list[str]:
    return [one.name for one in runs(folder) if one.failed]


def updated(folder: Path, file: str, decided: bool = False, pin_blank: bool = False) -> str:
    """The text of a file with what would be copied into its cases."""
    copied, _ = copies(runs(folder), decided, pin_blank)
    own = [one for one in copied if one.tested.place.file == f"departments/{file}"]
    return written((folder / file).read_text("utf-8"), own)


def test_every_case_is_tested_once_with_all_its_versions():
    found = {one.name: len(one.outcomes) for one in runs(GOOD)}

    expected = {
        "call-back::一半": 2,
        "call-back::新办法的窗口": 1,
        "call-back::旧办法的窗口": 1,
        "on-time::新办法的窗口": 1,
        "on-time::新线下": 1,
        "on-time::旧办法的窗口": 1,
        "on-time::旧线上": 1,
        "praise::一面": 2,
        "praise::旧办法的窗口": 1,
        "total::新办法的窗口": 1,
        "total::旧办法的窗口": 1,
        "total::样样做到的窗口": 2,
    }
    assert expected == found


@pytest.mark.parametrize(
    ("file", "old", "new", "failed"),
    [
        (PRAISED, "points: 1, rules", "points: 2, rules", ["praise::一面"]),
        (OLD, "total: 10", "total: 10.4", ["total::旧办法的窗口"]),
        (OLD, "calling: 2.4", "calling: 2.5", ["total::旧办法的窗口"]),
        (OLD, "points: 2, rules", "points: 3, rules", ["praise::旧办法的窗口"]),
        (ON_TIME, ">= 95%", ">= 90%", ["total::新办法的窗口", "on-time::新线下", "on-time::新办法的窗口"]),
    ],
)
def test_what_fails_is_just_what_a_slip_touches(folder: Path, file: str, old: str, new: str, failed: list[str]):
    put(folder, file, old, new)
    if file == ON_TIME:
        put(folder, ON_TIME, "按时办结数: 94 件", "按时办结数: 90 件")

    assert failed == failing(folder)


def test_a_failure_shows_its_place_both_values_and_why_the_expected_rule_did_not_count(folder: Path):
    put(folder, ON_TIME, "points: 6, rule: reached", "points: 5.4, rule: share")
    (one,) = [one for one in runs(folder) if one.failed]

    assert list(failure_lines(one, folder.parent)) == [
        f"✗ {folder}/indicators/on-time.yaml:18:5  按时办结率 on-time：旧线上（由人定的 decided）",
        "    2023-01-01 起的版本 / version from 2023-01-01",
        "                 应为 expected  算得 found",
        "    得分 points  5.4            6",
        "    规则 rule    share          reached",
        "    reached：按时办结率 90%，达到要求",
        "    为什么不是 share：办结率 = 按时办结数 ÷ 窗口办件数；按时办结数 90 件；窗口办件数 100 件；"
        "没有得 5.4 分，条件是 办结率 ≥ 0%：这也成立，但排在前面的 办结率 ≥ 90% 先成立，已经判定",
    ]


def test_why_is_told_in_english_too(folder: Path):
    put(folder, ON_TIME, "points: 6, rule: reached", "points: 5.4, rule: share")
    (one,) = [one for one in runs(folder) if one.failed]
    told = list(reasons(one, one.failed[0], "en"))

    assert [True, True] == [told[0] == "reached：90% on time, as required", told[1].startswith("why not share：")]


def test_what_a_person_decided_is_left_unless_it_is_named(folder: Path):
    put(folder, ON_TIME, "points: 6, rule: reached", "points: 5, rule: share")
    kept = copies(runs(folder), decided=False, pin_blank=True)

    assert ([], ["decided"]) == (list(kept[0]), [one.why for one in kept[1]])
    assert "expect: {points: 6, rule: reached}, pin: true}" in updated(folder, ON_TIME, decided=True)


def test_an_update_changes_the_expectation_alone_and_marks_it(folder: Path):
    put(folder, PRAISED, "expect: {points: 1, rules: [pennants]}}", "expect: {points: 2, rules: []}, pin: true}  # 注")
    before = (folder / PRAISED).read_text("utf-8")
    after = updated(folder, PRAISED)

    assert before.replace("{points: 2, rules: []}", "{points: 1, rules: [pennants]}") == after


def test_an_update_of_a_department_writes_sums_and_indicators_and_keeps_its_comments(folder: Path):
    put(folder, OLD, "total: 10", "total: 1  # 总分")
    put(folder, OLD, "praise: {points: 2,", "praise: {points: 1,")
    before = (folder / OLD).read_text("utf-8")
    after = updated(folder, OLD, decided=True)

    wanted = before.replace("total: 1 ", "total: 10 ").replace("praise: {points: 1,", "praise: {points: 2,")
    assert f"{wanted.rstrip()}\npin: true\n" == after


@pytest.mark.parametrize("blank", ["expect: }", "expect: {}}"])
def test_a_blank_case_is_pinned_only_when_that_is_asked_for(folder: Path, blank: str):
    put(folder, CALLED, "expect: {points: 2, rule: share}}", blank)
    before = (folder / CALLED).read_text("utf-8")
    (case,) = plain(updated(folder, CALLED, pin_blank=True))["cases"]  # pyright: ignore

    assert before == updated(folder, CALLED)
    assert ({"points": "2", "rule": "share"}, "true") == (case["expect"], case["pin"])


def test_a_case_whose_versions_differ_is_not_copied(folder: Path):
    put(
        folder,
        ON_TIME,
        "day: 2023-12-31, given: {窗口办件数: 100 件, 按时办结数: 90 件",
        "given: {窗口办件数: 100 件, 按时办结数: 90 件",
    )
    copied, left = copies(runs(folder), decided=True, pin_blank=False)

    assert ((), [("on-time::旧线上", "versions")]) == (copied, [(one.tested.name, one.why) for one in left])


def test_a_rule_that_no_longer_gives_points_makes_way_for_what_does(folder: Path):
    put(
        folder,
        CALLED,
        "回访数: 5 件, 需要回访: true}, expect: {points: 2, rule: share}}",
        "需要回访: true}, expect: {points: 2, rule: share}}",
    )
    (copied,), _ = copies(runs(folder), decided=True, pin_blank=False)
    before = (folder / CALLED).read_text("utf-8")
    after = written(before, [copied])

    assert "{points: 0, status: undetermined}" == expected(after, before, copied)
    (folder / CALLED).write_text(after, "utf-8")
    assert [] == failing(folder)
