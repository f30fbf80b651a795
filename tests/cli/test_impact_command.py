"""`youju rubric diff` on rubrics made here, through a command of its own: what is told, written, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from tests.regress.impact_kit import done, laid, rubric, sheet

from youju.cli.asked import as_json, in_language
from youju.cli.diff import Sides, Told, run_diff
from youju.cli.errors import guarded
from youju.cli.impact import ImpactOptions, impact_options
from youju.structs import replace

OLD, NEW = rubric(), rubric("80%", open_points="3")
FILES = {"上.csv": done(85), "高.csv": done(95), "低.csv": done(50)}


@click.command()
@impact_options
@as_json
@in_language
def command(impact: ImpactOptions, as_json: bool, lang: str) -> None:
    raise SystemExit(run_diff(Sides(OLD, NEW), impact, Told(False, as_json, lang)))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def told(args: tuple[str, ...]) -> None:
    """The command with its mistakes told as on the command line."""
    raise SystemExit(guarded(lambda: command.main(list(args), standalone_mode=False)))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(told, [str(arg) for arg in args])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return laid(tmp_path / "corpus", FILES)


def test_the_screen_tells_who_moves_by_which_rules_and_why(corpus: Path) -> None:
    lines = run("--facts", corpus).stdout.splitlines()

    assert "总分升 1、降 2、不变 0；指标得分有变的部门 3" in lines
    assert "  办结  short → reached：1 个部门，共 +3 分" in lines
    assert "  公开  open：3 个部门，共 -3 分" in lines
    assert "  上  7 → 9（+2）" in lines
    assert "      reached：条件 比率 >= 90% → 比率 >= 80%" in lines
    assert "      open：计分 weight → 3" in lines


def test_in_english_it_tells_the_same(corpus: Path) -> None:
    lines = run("--facts", corpus, "--lang", "en").stdout.splitlines()

    assert "totals: 1 up, 2 down, 0 the same; departments with points that moved: 3" in lines
    assert "  上  7 → 9 (+2)" in lines


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ([], 0), (["changed"], 1), (["worse"], 1), (["worse:1"], 0), (["worse:0.99"], 1), (["undetermined"], 0),
        (["undetermined", "worse"], 1),
    ],
)  # fmt: skip
def test_the_exit_status_is_one_where_a_condition_is_met(conditions: list[str], status: int, corpus: Path) -> None:
    assert status == run("--facts", corpus, *(word for on in conditions for word in ("--fail-on", on))).exit_code


def test_a_corpus_that_was_read_in_part_never_passes(corpus: Path) -> None:
    laid(corpus, {"坏.csv": "x"})
    part, met = run("--facts", corpus, "--fail-on", "worse:5"), run("--facts", corpus, "--fail-on", "worse")

    assert (3, 1) == (part.exit_code, met.exit_code)
    assert "  有 1 处没有读到，以下各数不含它们：" in part.stdout.splitlines()
    assert "有 1 处没有读到，结果不是全部部门的（退出码 3）" in part.stderr


def test_all_files_are_written_and_json_is_alone_on_standard_output(corpus: Path, tmp_path: Path) -> None:
    names = ("t.xlsx", "s.sarif", "t.csv")
    found = run("--facts", corpus, "--table", tmp_path / names[0], "--sarif", tmp_path / names[1], "--json")
    again = run("--facts", corpus, "--table", tmp_path / names[2])
    record: Any = json.loads(found.stdout)

    assert [True] * 3 == [(tmp_path / name).is_file() for name in names]
    impact = record["impact"]
    assert ("youju-rubric-diff/1", 2) == (record["format"], record["counts"]["changed"])
    assert ("youju-rubric-impact/1", True, 3, 1) == (
        impact["format"], impact["complete"], impact["counts"]["departments"], impact["counts"]["up"],
    )  # fmt: skip
    assert f"已写 written  {tmp_path / 't.csv'}" in again.stdout.splitlines()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--table", "t.xlsx"], "impact-without-facts"),
        (["--picture", "p.svg", "--fail-on", "worse"], "impact-without-facts"),
        (["--fail-on", "worst"], "impact-fail-on"),
        (["--facts", "corpus", "--fail-on", "worst"], "impact-fail-on"),
        (["--facts", "corpus", "--table", "t.ods"], "impact-form"),
        (["--facts", "corpus", "--picture", "p.jpg"], "impact-form"),
        (["--facts", "corpus", "--sarif", "corpus/上.csv"], "export-exists"),
        (["--facts", "nowhere"], "corpus-unreadable"),
    ],
)
def test_a_mistake_is_told_before_anything_is_read(
    args: list[str], code: str, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    found = run(*args)

    assert (2, code) == (found.exit_code, found.stderr.partition("：")[0])


def test_with_a_corpus_the_proofs_come_first_and_short(corpus: Path) -> None:
    lines = run("--facts", corpus).stdout.splitlines()

    assert "2 项指标：有变 2" == lines[1]
    assert "  办结  办结  【有变】最多多得 3 分（已证明）；没有部门少得（已证明）" == lines[2]
    assert 0 < lines.index("") < lines.index("总分升 1、降 2、不变 0；指标得分有变的部门 3")


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ([], 0), (["changed"], 1), (["worse"], 1), (["worse:1"], 0), (["worse:0.99"], 1), (["undetermined"], 0),
        (["unproved"], 0), (["unproved", "worse"], 1),
    ],
)  # fmt: skip
def test_without_a_corpus_the_conditions_are_about_any_department(conditions: list[str], status: int) -> None:
    assert status == run(*(word for on in conditions for word in ("--fail-on", on))).exit_code


def test_losses_of_several_indicators_are_one_loss_of_a_department() -> None:
    """Each costs a point at most, and a department may lose both."""
    new = rubric(open_points="3", share_points="5")
    found = [run_diff(Sides(OLD, new), ImpactOptions(fail_on=(on,)), Told()) for on in ("worse:1.99", "worse:2")]

    assert [1, 0] == found


def test_what_no_proof_reaches_lets_nothing_pass_for_certain(capsys: pytest.CaptureFixture[str]) -> None:
    """Of an indicator that is gone no proof says who loses."""
    new = replace(NEW, indicators={name: one for name, one in NEW.indicators.items() if name != "公开"})
    found = [run_diff(Sides(OLD, new), ImpactOptions(fail_on=(on,)), Told()) for on in ("worse", "unproved", "changed")]

    assert [3, 1, 1] == found
    assert "没有全部证明：公开，所以不能说没有（退出码 3）" in capsys.readouterr().err.splitlines()


def test_without_a_corpus_sarif_tells_each_card_that_changed(tmp_path: Path) -> None:
    run("--sarif", tmp_path / "s.sarif")
    results = json.loads((tmp_path / "s.sarif").read_text("utf-8"))["runs"][0]["results"]

    assert [("办结", "updated", "note"), ("公开", "updated", "warning")] == [
        (one["ruleId"], one["baselineState"], one["level"]) for one in results
    ]
    assert "断点：80% ≤ 比率 < 90%：3 → 6 分；其余不变" in results[0]["message"]["text"]


def test_who_becomes_undetermined_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under the new rubric a fact counts that a sheet does not hold."""
    new = rubric(open_points="if 台账率 >= 50% then weight else 0", 台账率="percent")
    folder = laid(tmp_path / "corpus", {"甲.csv": done(95), "乙.csv": sheet(已公开="是") + "台账率,60%,账册\n"})
    options = ImpactOptions(facts=folder, fail_on=("undetermined",))

    assert 1 == run_diff(Sides(OLD, new), options, Told())
    assert "规则由判得出变为判不出的部门 1：甲" in capsys.readouterr().out.splitlines()
