"""`youju score` writes scores, a summary and a picture, or says in a sentence why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from forked import youju

pl = pytest.importorskip("polars")

from youju.population.corpus.plan import CorpusOptions, plan_of  # noqa: E402
from youju.population.corpus.write_polars import write_corpus  # noqa: E402
from youju.rubric import dictionary_of, find_pack, load_rubric  # noqa: E402

ENGINE = Path(__file__).parents[2] / "engine"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up table, which names its rubric."""
    path, folder = tmp_path_factory.mktemp("facts") / "facts.parquet", find_pack("hunan-2020").folder
    write_corpus(plan_of(load_rubric(folder, dictionary_of(folder))), CorpusOptions(300, 1, counties=4), path)
    return path


def test_the_screen_tells_totals_losses_support_and_counties(facts: Path, tmp_path: Path) -> None:
    run = youju("score", facts, "--out", tmp_path / "scores.parquet", "--by", "county")

    assert (0, "") == (run.returncode, run.stderr)
    for part in (
        "hunan-2020",
        "计分 300 行，不收 0 行",
        "十分位",
        "预算调整率",
        "由数据算出",
        "县0004",
        "已写 written",
    ):
        assert part in run.stdout
    assert ["scores.parquet"] == [path.name for path in tmp_path.iterdir()]


def test_the_record_is_the_same_on_screen_and_in_the_file(facts: Path, tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("scores.parquet", "summary.json", "picture.svg")]
    out, summary, picture = places
    run = youju("score", facts, "--out", out, "--summary", summary, "--picture", picture, "--json")
    told: Any = json.loads(run.stdout)

    assert (0, 300) == (run.returncode, told["rows"]["scored"])
    assert run.stdout.encode() == summary.read_bytes()
    assert "总分分布" in picture.read_text("utf-8")
    assert [f"已写 written  {path}" for path in places] == run.stderr.splitlines()


def test_rejected_rows_are_told_and_end_in_status_3(facts: Path, tmp_path: Path) -> None:
    frame = pl.read_parquet(facts)
    text = frame.head(3).with_columns(
        pl.when(pl.col("id") == 2).then(-5).otherwise(pl.col("年初预算数")).alias("年初预算数")
    )
    text.write_parquet(tmp_path / "facts.parquet", metadata={"youju": pl.read_parquet_metadata(facts)["youju"]})
    out, rejected = tmp_path / "scores.csv", tmp_path / "apart.parquet"
    run = youju("score", tmp_path / "facts.parquet", "--out", out, "--rejected", rejected)

    assert (3, True) == (run.returncode, "计分 2 行，不收 1 行（1 格不对）" in run.stdout)
    assert [(2, "2", "年初预算数", "facts-cell-bounds")] == pl.read_parquet(rejected).select(
        "row", "id", "column", "code"
    ).rows()
    assert 3 == len(out.read_text("utf-8-sig").splitlines())


def test_english_and_smaller_forms(facts: Path, tmp_path: Path) -> None:
    points = youju("score", facts, "--out", tmp_path / "points.parquet", "--points", "--lang", "en")
    totals = youju("score", facts, "--out", tmp_path / "totals.xlsx", "--totals", "--lang", "en")

    assert (0, True, False) == (points.returncode, "Budget adjustment" in points.stdout, "deciles" in points.stdout)
    assert (0, False, True) == (totals.returncode, "Budget adjustment" in totals.stdout, "deciles" in totals.stdout)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--out", "scores.txt"], "score-option"),
        (["--out", "facts.parquet", "--force"], "score-option"),
        (["--out", "s.parquet", "--points", "--totals"], "score-option"),
        (["--out", "s.parquet", "--points", "--picture", "p.svg"], "score-option"),
        (["--out", "s.parquet", "--picture", "p.gif"], "score-option"),
        (["--out", "s.parquet", "--summary", "s.parquet"], "score-option"),
        (["--out", "s.parquet", "--rejected", "s.txt"], "score-option"),
        (["--out", "taken.parquet"], "export-exists"),
        (["--out", "taken.parquet/s.parquet"], "file-unwritable"),
        (["--out", "s.parquet", "--rubric", "no-such"], "rubric-not-found"),
    ],
)
def test_what_cannot_be_done_is_told_by_a_code_and_changes_nothing(
    words: list[str], code: str, facts: Path, tmp_path: Path
) -> None:
    (tmp_path / "facts.parquet").write_bytes(facts.read_bytes())
    (tmp_path / "taken.parquet").write_bytes(b"mine")
    run = youju("score", "facts.parquet", *words, cwd=tmp_path)

    assert (2, code) == (run.returncode, run.stderr.partition("：")[0])
    assert ["facts.parquet", "taken.parquet"] == sorted(path.name for path in tmp_path.iterdir())
    assert b"mine" == (tmp_path / "taken.parquet").read_bytes()


def test_a_table_that_names_no_rubric_needs_one(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("部门,年初预算数\n甲,5\n", "utf-8")
    without = youju("score", tmp_path / "facts.csv", "--out", tmp_path / "scores.parquet")
    given = youju("score", tmp_path / "facts.csv", "--out", tmp_path / "scores.parquet", "--rubric", "hunan-2020")

    assert (2, True) == (without.returncode, "hunan-2020" in without.stderr)
    assert (0, True) == (given.returncode, "每行都按不知道算" in given.stdout)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.argv = ["youju", "score", *sys.argv[1:]]
from youju.cli.main import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(engine: str, facts: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", FULL, str(facts), "--out", "scores.parquet", "--engine", engine]
    run = subprocess.run(words, cwd=tmp_path, env=_environment(), capture_output=True, check=False)

    assert (2, "file-unwritable") == (run.returncode, run.stderr.decode().partition("：")[0])
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_leaves_no_file(facts: Path, tmp_path: Path) -> None:
    interrupting = FULL.replace("(4096, 4096)", "(1 << 40, 1 << 40)").replace(
        "from youju.cli.main",
        "import os, youju.population.scores.summary_polars as late\n"
        "late.pl.collect_all = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "from youju.cli.main",
    )
    words = [sys.executable, "-c", interrupting, str(facts), "--out", "scores.parquet"]
    run = subprocess.run(words, cwd=tmp_path, env=_environment(), capture_output=True, check=False)

    assert (2, "已中断 / interrupted") == (run.returncode, run.stderr.decode().strip())
    assert [] == list(tmp_path.iterdir())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ENGINE), "PYTHONIOENCODING": "utf-8"}
