"""`youju rubric test` as a policy officer types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from youju.cli.main import cli

GOOD = Path(__file__).parents[1] / "rubrics" / "good" / "departments"
PRAISED = "indicators/praise.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "departments"))


def youju(*words: str | Path, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["rubric", "test", *map(str, words)], input=said)


def slipped(folder: Path, new: str = "points: 2, rules", more: str = "") -> str:
    text = (
        (folder / PRAISED)
        .read_text("utf-8")
        .replace("points: 1, rules", new)
        .replace("pennants]}", f"pennants]}}{more}")
    )
    (folder / PRAISED).write_text(text, "utf-8")
    return text


def test_a_rubric_whose_cases_hold_says_so_in_one_line(folder: Path):
    told = youju(folder)

    assert 0 == told.exit_code
    assert (
        "departments：由人定的 12，锁定 0，待定 0；没通过 0 / 12 decided, 0 pinned, 0 blank; 0 failed\n" == told.stdout
    )


def test_a_failing_case_is_told_and_exits_1(folder: Path):
    slipped(folder)
    told = youju(folder)

    assert 1 == told.exit_code
    assert f"✗ {folder}/indicators/praise.yaml:12:5  锦旗 praise：一面（由人定的 decided）" in told.stdout
    assert "没通过 1" in told.stdout


def test_a_day_asks_for_its_version_alone(folder: Path):
    slipped(folder)
    told = youju(folder, "--on", "2023-05-01").stdout

    assert (1, 0) == (told.count("2023-01-01 起的版本"), told.count("2024-01-01 起的版本"))


@pytest.mark.parametrize(("words", "status"), [((), 0), (("--strict",), 1), (("--only", "decided"), 0)])
def test_a_case_that_waits_is_told_and_fails_only_under_strict(folder: Path, words: tuple[str, ...], status: int):
    text = (folder / PRAISED).read_text("utf-8")
    (folder / PRAISED).write_text(text.replace("{points: 1, rules: [pennants]}", "{}"), "utf-8")
    told = youju(folder, *words)

    assert (status, "--only" not in words) == (told.exit_code, "没有写应得几分" in told.stdout)


def test_the_record_has_the_counts_and_what_failed(folder: Path):
    slipped(folder, more=", pin: true")
    told = youju(folder, "--json")
    record = json.loads(told.stdout_bytes)
    (one,) = record["rubrics"]
    (case,) = one["cases"]

    counts = {"decided": (11, 0), "pinned": (1, 1), "blank": (0, 0)}
    assert ("youju-rubric-test/1", 1) == (record["format"], told.exit_code)
    assert counts == {key: (found["cases"], found["failed"]) for key, found in one["counts"].items()}
    assert ("departments/indicators/praise.yaml:12:5", "praise", "pinned") == (
        case["place"], case["indicator"], case["standing"]
    )  # fmt: skip
    assert [{"at": ["points"], "expected": "2", "found": "1"}] == case["failures"][0]["differences"]


@pytest.mark.parametrize(("said", "written"), [("n\n", False), ("y\n", True)])
def test_update_shows_old_and_new_and_asks_before_it_writes(folder: Path, said: str, written: bool):
    before = slipped(folder, more=", pin: true")
    told = youju(folder, "--update", said=said)

    assert "原来 was  {points: 2, rules: [pennants]}\n    改为 new  {points: 1, rules: [pennants]}" in told.stdout
    after = before.replace("points: 2", "points: 1") if written else before
    assert after == (folder / PRAISED).read_text("utf-8")
    assert (0 if written else 1, written) == (told.exit_code, "锁定只说明程序现在这样算，不是谁定的" in told.stdout)


def test_update_leaves_what_a_person_decided(folder: Path):
    before = slipped(folder)
    told = youju(folder, "--update", "--yes")

    assert (1, before) == (told.exit_code, (folder / PRAISED).read_text("utf-8"))
    assert "由人定的，没有动" in told.stdout


def test_update_of_a_decided_case_that_is_named_makes_it_a_pin(folder: Path):
    slipped(folder)
    told = youju(folder, "--update", "--decided", "--yes")

    assert 0 == told.exit_code
    assert "expect: {points: 1, rules: [pennants]}, pin: true}" in (folder / PRAISED).read_text("utf-8")
    assert "由人定的 11，锁定 1" in youju(folder).stdout


def test_update_and_json_do_not_go_together(folder: Path):
    assert 2 == youju(folder, "--update", "--json").exit_code


def test_a_layout_that_cannot_be_changed_in_place_is_told_and_nothing_is_written(folder: Path):
    rules = "{points: 1, rules: [pennants]}}"
    block = "{points: 1}}\n  -\n    given: {锦旗数: 1 次}\n    pin: true\n    expect:\n      rules:\n        -\n          pennants\n        -\n          pennants"
    before = (folder / PRAISED).read_text("utf-8").replace(rules, block)
    (folder / PRAISED).write_text(before, "utf-8")
    told = youju(folder, "--update", "--yes")

    assert "case-not-updated" in told.output + str(told.exception)
    assert before == (folder / PRAISED).read_text("utf-8")


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_update_leaves_a_byte_order_mark_and_the_ends_of_lines(folder: Path, mark: bytes, newline: bytes):
    text = slipped(folder, more=", pin: true").encode()
    file = folder / PRAISED
    file.write_bytes(mark + text.replace(b"\n", newline))
    told = youju(folder, "--update", "--yes")

    assert 0 == told.exit_code
    assert mark + text.replace(b"points: 2, rules", b"points: 1, rules").replace(b"\n", newline) == file.read_bytes()


def test_what_is_saved_while_update_asks_is_not_written_over(folder: Path, monkeypatch: pytest.MonkeyPatch):
    text = slipped(folder, more=", pin: true")
    file = folder / PRAISED

    def saved_meanwhile(*_: object, **__: object) -> bool:
        file.write_text(text + "# 别人刚写的\n", "utf-8")
        return True

    monkeypatch.setattr("click.confirm", saved_meanwhile)
    told = youju(folder, "--update")

    assert "case-not-updated" in told.output + str(told.exception)
    assert text + "# 别人刚写的\n" == file.read_text("utf-8")
