"""`pytest rules/`: one item a case, told as the command tells it, and nothing else of anybody's run touched."""

from __future__ import annotations

import shutil
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
GOOD = Path(__file__).parents[1] / "rubrics" / "good" / "departments"
PLUGIN = "youju.regress.pytest_plugin"
# An installed package registers it already, and a second time would be refused.
NAMED = () if any(one.value == PLUGIN for one in entry_points(group="pytest11")) else ("-p", PLUGIN)


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    return Path(shutil.copytree(GOOD, pytester.path / "departments"))


def ran(pytester: pytest.Pytester, *words: str) -> tuple[dict[str, int], str]:
    result = pytester.runpytest_inprocess(*NAMED, "-rs", *words)
    return result.parseoutcomes(), result.stdout.str()


def test_every_case_of_a_rubric_is_an_item_with_its_name(pytester: pytest.Pytester, folder: Path):
    outcomes, _ = ran(pytester, str(folder))
    _, listed = ran(pytester, "--collect-only", "-q", str(folder))

    assert {"passed": 12} == outcomes
    assert "departments/indicators/on-time.yaml::on-time::旧线上" in listed
    assert "departments/cases/all-done.yaml::total::样样做到的窗口" in listed


def test_one_file_and_one_case_can_be_asked_for(pytester: pytest.Pytester, folder: Path):
    file = folder / "indicators" / "on-time.yaml"

    assert {"passed": 2} == ran(pytester, str(file))[0]
    assert {"passed": 1, "deselected": 1} == ran(pytester, str(file), "-k", "新线下")[0]


def test_a_failing_case_reads_as_the_command_tells_it(pytester: pytest.Pytester, folder: Path):
    file = folder / "indicators" / "praise.yaml"
    file.write_text(file.read_text("utf-8").replace("points: 1, rules", "points: 2, rules"), "utf-8")
    outcomes, told = ran(pytester, str(folder))

    assert {"passed": 11, "failed": 1} == outcomes
    assert "praise.yaml:12:5  锦旗 praise：一面（由人定的 decided）" in told
    assert "得分 points  2              1" in told
    assert "Traceback" not in told


def test_a_blank_case_is_skipped_with_a_reason(pytester: pytest.Pytester, folder: Path):
    file = folder / "indicators" / "praise.yaml"
    file.write_text(file.read_text("utf-8").replace("expect: {points: 1, rules: [pennants]}", "expect: {}"), "utf-8")
    outcomes, told = ran(pytester, str(folder))

    assert {"passed": 11, "skipped": 1} == outcomes
    assert "没有写应得几分，等人来定" in told


def test_a_rubric_with_a_mistake_is_told_once(pytester: pytest.Pytester, folder: Path):
    file = folder / "indicators" / "praise.yaml"
    file.write_text(file.read_text("utf-8").replace("hit: sum", "hit: som"), "utf-8")
    outcomes, told = ran(pytester, str(folder), "--continue-on-collection-errors")

    assert {"errors": 1} == outcomes
    assert "departments/indicators/praise.yaml:5:6: source-bad-value" in told


@pytest.mark.parametrize(
    ("words", "ini"), [(("--no-youju-cases",), ""), ((), "[pytest]\nyouju_cases = false\n")], ids=["option", "ini"]
)
def test_it_can_be_switched_off(pytester: pytest.Pytester, folder: Path, words: tuple[str, ...], ini: str):
    pytester.makefile(".ini", pytest=ini)

    assert {} == ran(pytester, *words, str(folder))[0]


def test_other_files_are_left_to_others(pytester: pytest.Pytester, folder: Path):
    (folder / "notes.yaml").write_text("a: [1", "utf-8")
    for name in ("cases", "indicators"):
        path = pytester.path / "theirs" / name
        path.mkdir(parents=True)
        (path / "one.yaml").write_text("a: [1", "utf-8")
    pytester.makepyfile(test_theirs="def test_it():\n    assert 1 + 1 == 2\n")

    assert {"passed": 13} == ran(pytester)[0]


@pytest.mark.parametrize(
    ("rubric", "collected"),
    [("criteria:\n  - {criterion: rubric, points: 5}\n", False), ("# rubric: ours\n", False), ('"rubric": x\n', True)],
)
def test_what_others_call_a_rubric_breaks_no_run_of_theirs(pytester: pytest.Pytester, rubric: str, collected: bool):
    (pytester.mkdir("cases") / "one.yaml").write_text("a: 1\n", "utf-8")
    pytester.makefile(".yaml", rubric=rubric)
    pytester.makepyfile("def test_theirs():\n    pass\n")

    assert ({"errors": 1} if collected else {"passed": 1}) == ran(pytester)[0]
