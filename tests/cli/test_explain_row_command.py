"""`youju explain-row`: the record of `audit`, byte for byte; what differs from the scores; what is typed next."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pl = pytest.importorskip("polars")
sys.path.append(str(Path(__file__).parents[1] / "population"))

from row_kit import write_boundary, write_scores

from youju.cli.main import cli
from youju.rubric import Rubric
from youju.source import CodedError


def run(*words: str | Path) -> Result:
    """A command in this process; what it refuses is raised."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if isinstance(result.exception, CodedError):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def tables(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Scores and facts of twenty departments."""
    folder = tmp_path_factory.mktemp("tables")
    facts = write_boundary(rubric, 20, folder / "facts.parquet")
    return write_scores(facts, rubric, folder / "scores.parquet"), facts


def changed(scores: Path, out: Path, digest: str | None = None) -> Path:
    """The same scores with another total, or said to be of another rubric."""
    told = json.loads(pl.read_parquet_metadata(scores)["youju"])
    frame = pl.read_parquet(scores)
    frame = frame if digest else frame.with_columns(pl.col("total") + 5)
    frame.write_parquet(out, metadata={"youju": json.dumps({**told, "digest": digest or told["digest"]})})
    return out


def test_what_is_written_is_what_audit_makes_of_it_byte_for_byte(tables: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "台账"
    told = run("explain-row", *tables, "7", "--out", out)
    asked = out / "department.txt", "--facts", out / "facts.yaml", "--rubric", "lechang-2023"
    records = [run(*words, "--json").stdout_bytes for words in (("audit", *asked), ("explain-row", *tables, "7"))]

    assert (0, True) == (told.exit_code, "161 列，161 列相同" in told.output)
    assert [(out / "audit.json").read_bytes()] * 2 == records
    assert 0 == run("verify", out / "audit.json", "--report", out / "department.txt").exit_code


@pytest.fixture(scope="module")
def third(tables: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the third department is written."""
    folder = tmp_path_factory.mktemp("third")
    assert 0 == run("explain-row", *tables, "3", "--out", folder).exit_code
    return folder


@pytest.mark.parametrize("command", ["why", "why-not", "regain", "what-if"])
def test_the_commands_that_explain_take_what_is_written(command: str, third: Path) -> None:
    about = "计划采购金额=5 万元" if command == "what-if" else "政府采购执行率"
    asked = "--facts", third / "facts.yaml", "--rubric", "lechang-2023"
    result = run(command, third / "department.txt", about, *asked)

    assert (0, True) == (result.exit_code, "政府采购执行率" in result.output)


def test_a_second_time_the_same_files_are_written_and_those_of_others_kept(
    tables: tuple[Path, Path], third: Path, tmp_path: Path
) -> None:
    shutil.copytree(third, tmp_path, dirs_exist_ok=True)
    before = {one.name: one.read_bytes() for one in third.iterdir()}
    code = run("explain-row", *tables, "3", "--out", tmp_path).exit_code
    with pytest.raises(CodedError) as error:
        run("explain-row", *tables, "8", "--out", tmp_path)

    assert (0, "export-exists") == (code, error.value.code)
    assert before == {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert 0 == run("explain-row", *tables, "8", "--out", tmp_path, "--force").exit_code


def test_a_score_that_was_changed_is_told_and_ends_with_status_1(tables: tuple[Path, Path], tmp_path: Path) -> None:
    scores = changed(tables[0], tmp_path / "scores.parquet")
    result = run("explain-row", scores, tables[1], "7", "--json")

    assert (1, ["scores-differ：total"]) == (
        result.exit_code,
        [line.rpartition("：得分表是")[0] for line in result.stderr.splitlines()[:-1]],
    )
    assert "ledger" in json.loads(result.stdout)


def test_other_facts_are_told_before_the_columns_that_differ(tables: tuple[Path, Path], tmp_path: Path) -> None:
    scores = tmp_path / "scores.parquet"
    told = json.loads(pl.read_parquet_metadata(tables[0])["youju"])
    frame = pl.read_parquet(tables[0]).with_columns(pl.col("total") + 5)
    frame.write_parquet(scores, metadata={"youju": json.dumps({**told, "facts": {"digest": "f" * 64}})})
    lines = run("explain-row", scores, tables[1], "7", "--json").stderr.splitlines()

    assert ("scores-differ：得分表是用另一份事实表算的", 3) == (lines[0].partition("，")[0], len(lines))


def test_another_rubric_is_told_first_and_asked_for_where_it_is_not_at_hand(
    tables: tuple[Path, Path], tmp_path: Path
) -> None:
    scores = changed(tables[0], tmp_path / "scores.parquet", "f" * 64)
    result = run("explain-row", scores, tables[1], "7", "--rubric", "lechang-2023")
    with pytest.raises(CodedError) as error:
        run("explain-row", scores, tables[1], "7")

    assert (1, True) == (
        result.exit_code,
        result.stderr.startswith("scores-other-rubric：") and len(result.stderr.splitlines()) == 1,
    )
    assert "scores-rubric" == error.value.code


def test_an_id_that_is_not_there_is_refused_by_its_code(tables: tuple[Path, Path]) -> None:
    with pytest.raises(CodedError) as error:
        run("explain-row", *tables, "77")

    assert ("row-not-found", True) == (error.value.code, "是否想查" in error.value.zh)
