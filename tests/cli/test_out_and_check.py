"""`youju audit --out`, `--baseline` and `youju check`: what is written, what is left alone, what is said."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from forked import youju
from rich.console import Console
from tests.conftest import SAMPLE
from tests.publish.web_helpers import with_relations

from youju.audit import Audit
from youju.cli.check import asked_relations, check_record, show_relations
from youju.cli.files import put_files
from youju.cli.out import SUMS, made, write_out
from youju.source import CodedError
from youju.structs import replace

NAMES = ["audit.json", "audit.sarif", "report.html", "workpapers.xlsx", "workpapers.docx", "workpapers.pdf", SUMS]


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("out") / "deep" / "里"
    run = youju("audit", SAMPLE, "--out", folder)
    assert (0, "") == (run.returncode, run.stderr)
    return folder, run.stdout


@pytest.fixture(scope="module")
def files(sample_audit: Audit) -> dict[str, bytes]:
    """The files of the sample as they are made."""
    return made(sample_audit, "zh", None)


def test_every_file_is_written_and_told_in_a_line(written: tuple[Path, str]) -> None:
    folder, told = written

    assert set(NAMES) == {one.name for one in folder.iterdir()}
    assert NAMES == [Path(line.split()[2]).name for line in told.splitlines()]


def test_the_record_is_that_of_json_and_verifies(written: tuple[Path, str]) -> None:
    file = written[0] / "audit.json"

    assert file.read_text("utf-8") == youju("audit", SAMPLE, "--json").stdout
    assert 0 == youju("verify", file).returncode


def test_the_digests_are_those_of_the_files(written: tuple[Path, str]) -> None:
    there = contents(written[0])
    expected = "".join(f"{sha256(there[name]).hexdigest()}  {name}\n" for name in NAMES[:-1])

    assert expected == there[SUMS].decode()


def test_files_that_are_as_they_were_written_are_renewed(
    sample_audit: Audit, files: dict[str, bytes], tmp_path: Path
) -> None:
    write_out(sample_audit, tmp_path, "en", False, None)
    write_out(sample_audit, tmp_path, "zh", False, None)

    assert files == contents(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_somebody_else_is_left_alone_with_all_others(sample_audit: Audit, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("我写的", "utf-8")
    with pytest.raises(CodedError) as caught:
        write_out(sample_audit, tmp_path, "zh", False, None)

    assert ("export-exists", {name: "我写的".encode()}) == (caught.value.code, contents(tmp_path))
    assert name in caught.value.zh


def test_a_paper_that_was_filled_in_since_is_left_alone_until_forced(
    sample_audit: Audit, files: dict[str, bytes], tmp_path: Path
) -> None:
    put_files({tmp_path / name: data for name, data in files.items()})
    (tmp_path / "workpapers.docx").write_bytes(b"filled in")
    before = contents(tmp_path)
    with pytest.raises(CodedError):
        write_out(sample_audit, tmp_path, "en", False, None)

    assert before == contents(tmp_path)
    write_out(sample_audit, tmp_path, "zh", True, None)
    assert files == contents(tmp_path)


def test_where_one_file_cannot_be_written_none_is(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(CodedError) as caught:
        put_files({tmp_path / name: data for name, data in files.items()})

    assert ("file-unwritable", ["report.html"]) == (caught.value.code, [one.name for one in tmp_path.iterdir()])


@pytest.mark.parametrize("name", ["a", "a/b", "x" * 300])
def test_a_folder_that_is_a_file_or_cannot_be_is_said_so(sample_audit: Audit, tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_text("x", "utf-8")
    with pytest.raises(CodedError) as caught:
        write_out(sample_audit, tmp_path / name, "zh", False, None)

    assert "file-unwritable" == caught.value.code


@pytest.mark.parametrize(("name", "lang", "told"), [
    ("audit.json", "zh", r"与基准比较：新增 0、消失 0、不变 \d+\n"), ("audit.sarif", "en", r"against the baseline: 0 new, 0 gone, \d+ unchanged\n"),
])  # fmt: skip
def test_the_screen_tells_what_changed_since(written: tuple[Path, str], name: str, lang: str, told: str) -> None:
    run = youju("audit", SAMPLE, "--baseline", written[0] / name, "--lang", lang)

    assert (0, True) == (run.returncode, re.search(told, run.stdout) is not None)


def test_a_baseline_that_is_none_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    run = youju("audit", SAMPLE, "--baseline", SAMPLE, "--out", tmp_path / "out")

    assert (2, "baseline-unreadable") == (run.returncode, run.stderr.partition("：")[0])
    assert not (tmp_path / "out").exists()


def test_out_and_json_are_not_asked_for_together(tmp_path: Path) -> None:
    run = youju("audit", SAMPLE, "--out", tmp_path, "--json")

    assert (2, "", []) == (run.returncode, run.stdout, list(tmp_path.iterdir()))


def test_check_lists_what_fails_or_cannot_be_computed_and_all_where_asked(sample_audit: Audit) -> None:
    audit = with_relations(sample_audit, "核定编制40名")
    record = check_record(audit, asked_relations(audit, whole=True))

    assert ["fails", "unknown"] == [one.verdict for one in asked_relations(audit, whole=False)]
    assert ["holds", "fails", "unknown"] == [one["verdict"] for one in record["relations"]]
    assert {"fails": 1, "unknown": 1, "holds": 1} == record["counts"]


def test_check_shows_formula_values_difference_verdict_and_place(sample_audit: Audit) -> None:
    audit, out = with_relations(sample_audit, "核定编制40名"), StringIO()
    show_relations(Console(file=out, width=120), audit, asked_relations(audit, whole=False), "zh")
    lines = [line.split() for line in out.getvalue().splitlines()]

    assert ["1", "+", "2", "=", "3", "<b>", "3", "万元", "4", "万元", "1", "万元", "不符", "第", "29", "行"] in lines
    assert "不符 1、无法计算 1、相符 1（相符的没有列出" in out.getvalue()


def test_check_as_a_command_counts_what_the_record_of_the_audit_has() -> None:
    record = json.loads(youju("audit", SAMPLE, "--json").stdout)
    checked = json.loads(youju("check", SAMPLE, "--all", "--json").stdout)
    run = youju("check", SAMPLE, "--fail-on", "fails")

    assert record["relations"] == checked["relations"]
    assert (1 if checked["counts"]["fails"] else 0, "") == (run.returncode, run.stderr)


def test_an_audit_without_relations_says_that_there_are_none(sample_audit: Audit) -> None:
    out = StringIO()
    show_relations(Console(file=out, width=120), replace(sample_audit, relations=()), (), "en")

    assert "0 relations among figures: 0 differ, 0 cannot be computed, 0 agree\n" == out.getvalue()
