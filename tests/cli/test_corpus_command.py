"""`youju corpus` writes a table of facts that says it is made up, or says in a sentence why not."""

# What needs Polars is imported after the question whether it is here.
# ruff: noqa: E402
from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

pl = pytest.importorskip("polars")

from youju.cli.main import cli
from youju.source import CodedError


def run(*words: str) -> str:
    """What it prints."""
    result = CliRunner().invoke(cli, ["corpus", "--rubric", "hunan-2020", *words], catch_exceptions=False)
    return result.output


def test_the_file_and_the_screen_say_that_it_is_made_up(tmp_path: Path) -> None:
    out = tmp_path / "facts.parquet"
    told = run(
        "--rows", "500", "--seed", "9", "--missing", "2.5%", "--counties", "7", "--years", "2", "--out", str(out)
    )
    said = json.loads(pl.read_parquet_metadata(out)["youju"])
    made = {key: said["synthetic"][key] for key in ("rows", "seed", "missing", "boundary", "counties", "years")}
    frame = pl.read_parquet(out)

    assert "合成数据" in told
    assert "2.5%" in told
    assert ("facts", "100") == (said["table"], said["steps"]["年初预算数"])
    assert made == {
        "rows": "500", "seed": "9", "missing": "1/40", "boundary": "1/5", "counties": "7", "years": "2",
    }  # fmt: skip
    assert (500, 7, {2019, 2020}) == (frame.height, frame["county"].n_unique(), set(frame["year"]))
    assert [out] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--rows", "0"], "corpus-option"),
        (["--rows", "5", "--missing", "3"], "corpus-option"),
        (["--rows", "5", "--missing", "-3%"], "corpus-option"),
        (["--rows", "5", "--boundary", "很多"], "corpus-option"),
        (["--rows", "5", "--boundary", "20 元"], "corpus-option"),
        (["--rows", "5", "--counties", "0"], "corpus-option"),
        (["--rows", "5", "--years", "101"], "corpus-option"),
        (["--rows", "5", "--out", "facts.csv"], "corpus-option"),
        (["--rows", "5", "--rubric", "no-such"], "rubric-not-found"),
    ],
)
def test_options_that_make_no_sense_are_named(words: list[str], code: str, tmp_path: Path) -> None:
    out = [] if "--out" in words else ["--out", str(tmp_path / "facts.parquet")]
    with pytest.raises(CodedError) as error:
        run(*out, *words)

    assert (code, []) == (error.value.code, list(tmp_path.iterdir()))


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    out = tmp_path / "facts.parquet"
    out.write_bytes(b"mine")
    with pytest.raises(CodedError, match="export-exists"):
        run("--rows", "5", "--out", str(out))
    kept = out.read_bytes()
    run("--rows", "5", "--out", str(out), "--force")

    assert (b"mine", 5) == (kept, pl.read_parquet(out).height)
