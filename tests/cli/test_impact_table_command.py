"""`youju impact`, and `youju rubric diff --facts` on a table: exit statuses, files, JSON, and mistakes told."""

# What needs Polars is imported after the question whether it is here.
from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("polars")

import click

from youju.cli.errors import guarded
from youju.cli.main import cli
from youju.rubric import find_pack

CARD = "indicators/benefit/budget-adjustment-rate.yaml"
ROWS = (
    "id,县,年度,年初预算数,调整后预算数\n1,甲,2023,100,107\n2,甲,2023,100,101\n3,乙,2023,100,108\n4,乙,2023,100,120\n"
)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
def told(args: tuple[str, ...]) -> None:
    """The program with its mistakes told as on the command line."""
    raise SystemExit(guarded(lambda: cli.main(list(args), standalone_mode=False)))


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(told, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """lechang-2023 with the line of the adjustment at 5%."""
    pack = find_pack("lechang-2023")
    assert pack is not None
    folder = tmp_path_factory.mktemp("rubric") / "lechang"
    shutil.copytree(pack.folder, folder)
    text = (folder / CARD).read_text("utf-8")
    (folder / CARD).write_text(text.replace("> 10%", "> 5%").replace("<= 10%", "<= 5%"), "utf-8")
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.csv"
    path.write_text(ROWS, "utf-8")
    return path


def test_the_screen_tells_who_moves_by_which_rule_and_where(new: Path, facts: Path) -> None:
    lines = run("impact", "lechang-2023", new, facts).stdout.splitlines()

    assert "总分升 0、降 2、不变 2；指标得分有变的部门 2" in lines
    assert "降得最多：1（-2）" in lines
    assert any("up-to-10 → over-10" in line and "-4" in line for line in lines)
    assert any(line.startswith("│ 甲 ") for line in lines)
    assert "      over-10：条件 abs(调整率) > 10% → abs(调整率) > 5%" in lines


def test_the_record_has_the_keys_of_the_impact_on_a_corpus(new: Path, facts: Path) -> None:
    record = json.loads(run("impact", "lechang-2023", new, facts, "--json", "--sample", "1").stdout)
    switch = {"before": ["up-to-10"], "after": ["over-10"], "departments": 2, "change": "-4"}

    assert ("youju-table-impact/1", True) == (record["format"], record["complete"])
    assert (4, 0, 2, 2, 2) == tuple(record["counts"][key] for key in ("departments", "up", "down", "same", "moved"))
    assert switch == {key: record["switches"][0][key] for key in switch}
    assert ["1"] == [one["name"] for one in record["departments"]]
    assert [("乙", 2, 1), ("甲", 2, 1)] == sorted((p["county"], p["departments"], p["moved"]) for p in record["places"])


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([], 0),
        (["--fail-on", "changed"], 1),
        (["--fail-on", "worse:1.99"], 1),
        (["--fail-on", "worse:2"], 0),
        (["--fail-on", "undetermined"], 0),
        (["--fail-on", "worse:2", "--fail-on", "changed"], 1),
        (["--fail-on", "unproved"], 2),
    ],
)
def test_the_exit_status_says_whether_a_condition_is_met(
    new: Path, facts: Path, conditions: list[str], expected: int
) -> None:
    assert expected == run("impact", "lechang-2023", new, facts, *conditions).exit_code


def test_rows_that_were_not_scored_keep_it_from_being_certain(new: Path, facts: Path) -> None:
    facts.write_text(ROWS + "5,丙,2023,很多,1\n", "utf-8")
    result = run("impact", "lechang-2023", new, facts, "--fail-on", "worse:2")

    assert 3 == result.exit_code
    assert "facts-cell-value：1 格" in result.stdout


def test_files_are_written_all_or_none(new: Path, facts: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    out, picture = tmp_path / "out" / "moves.csv", tmp_path / "out" / "moves.svg"
    first = run("impact", "lechang-2023", new, facts, "--out", out, "--picture", picture)
    again = run("impact", "lechang-2023", new, facts, "--out", out, "--picture", picture)

    assert (0, 2) == (first.exit_code, again.exit_code)
    assert ["1,甲,2023,", "3,乙,2023,"] == [line[:9] for line in out.read_text("utf-8-sig").splitlines()[1:]]
    assert "由哪条规则到哪条规则" in picture.read_text("utf-8")
    assert sorted([out, picture]) == sorted(out.parent.iterdir())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--out", "moves.json"], "impact-form"),
        (["--picture", "moves.pdf"], "impact-form"),
        (["--fail-on", "better"], "impact-fail-on"),
    ],
)
def test_mistakes_are_told_before_anything_is_read(new: Path, words: list[str], code: str) -> None:
    result = run("impact", "lechang-2023", new, "no-such.parquet", *words)

    assert 2 == result.exit_code
    assert code in result.output


def test_a_diff_takes_the_same_table_and_says_the_same(new: Path, facts: Path, tmp_path: Path) -> None:
    pytest.importorskip("z3")
    own = json.loads(run("impact", "lechang-2023", new, facts, "--json").stdout)
    out = tmp_path / "moves.parquet"
    result = run("rubric", "diff", "lechang-2023", new, "--facts", facts, "--json", "--table", out)
    found = json.loads(result.stdout)["impact"]

    assert {key: value for key, value in own.items() if key != "fail_on"} == found
    assert out.is_file()


def test_a_diff_has_no_sarif_of_a_table(new: Path, facts: Path, tmp_path: Path) -> None:
    result = run("rubric", "diff", "lechang-2023", new, "--facts", facts, "--sarif", tmp_path / "a.sarif")

    assert 2 == result.exit_code
    assert "impact-no-sarif" in result.output
