"""`--journal` and `youju journal`: what is done is kept, the papers print its head, and damage is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from forked import youju
from tests.conftest import SAMPLE
from tests.publish.web_helpers import parsed

from youju.cli.keep import append
from youju.ledger.journal import Head, check
from youju.source import CodedError

DAY = date(2024, 5, 1)
SIGNED = ("--reason", "已核对原件", "--by", "审核员甲")
MANY = """
import sys
from datetime import date
from pathlib import Path
from youju.cli.keep import append
for number in range(40):
    append(Path(sys.argv[1]), "audit", {"by": sys.argv[2], "number": number}, date(2024, 5, 1))
"""


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which a report was audited, written out, ruled on and drawn, with its journal; all that was said."""
    folder = tmp_path_factory.mktemp("history")
    (folder / "report.md").write_bytes(SAMPLE.read_bytes())
    value = ("--fact", "计划采购金额", "--value", "100 万元", "--source", "批复第 2 页")
    finding = ("--finding", "targets-admitted-unclear", "--reject")
    commands = (
        ("audit", "report.md"),
        ("audit", "report.md", "--out", "out"),
        ("rule", "report.md", *value, *SIGNED),
        ("rule", "report.md", *finding, *SIGNED, "--on-day", "2024-05-01"),
        ("rule", "report.md", "--withdraw", "1", "--reason", "查到原件", "--by", "审核员乙"),
        ("graph", "report.md", "--output", "graph.svg"),
        ("facts", "report.md", "--xlsx", "facts.xlsx"),
    )
    told = ""
    for command in commands:
        run = youju(*command, "--journal", "j.jsonl", cwd=folder)
        assert (0, "") == (run.returncode, run.stderr)
        told += run.stdout
    return folder, told


@pytest.fixture
def folder(history: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy to meddle with."""
    return Path(shutil.copytree(history[0], tmp_path / "copy"))


def heads(folder: Path) -> list[Head]:
    return [Head(one.seq, one.hash) for one in check((folder / "j.jsonl").read_bytes()).records]


def test_the_history_is_told_in_words(history: tuple[Path, str]) -> None:
    run = youju("journal", "show", "j.jsonl", cwd=history[0])
    told = [line.split("  ", 2)[2] for line in run.stdout.splitlines()]

    assert (0, "") == (run.returncode, run.stderr)
    assert told == [
        "审核 report.md（lechang-2023）：自评 100，复核 98.08，区间 94.08～98.08；疑点 P0 1 P1 7 P2 18",
        "审核 report.md（lechang-2023）：自评 100，复核 98.08，区间 94.08～98.08；疑点 P0 1 P1 7 P2 18",
        "写出 report.md 的 7 个文件：out/audit.json、out/audit.sarif、out/report.html……",
        "裁定 report.md 第 1 条：计划采购金额 改为 100 万元，来源：批复第 2 页；理由：已核对原件（审核员甲）；复核成为 97.32",
        "裁定 report.md 第 2 条：疑点 targets-admitted-unclear 不实；理由：已核对原件（审核员甲，2024-05-01）；复核成为 97.32",
        "撤回 report.md 第 1 条裁定（计划采购金额）；理由：查到原件（审核员乙）；复核成为 98.08",
        "写出 report.md 的 1 个文件：graph.svg",
        "写出 report.md 的 1 个文件：facts.xlsx",
    ]  # fmt: skip


def test_the_history_is_told_in_english(history: tuple[Path, str]) -> None:
    told = youju("journal", "show", "j.jsonl", "--lang", "en", cwd=history[0]).stdout

    assert "audited report.md (lechang-2023): claimed 100, recomputed 98.08, 94.08 to 98.08; P0 1 P1 7 P2 18" in told


def test_every_head_is_printed_when_it_is_made(history: tuple[Path, str]) -> None:
    printed = [line.split(" / ")[0] for line in history[1].splitlines() if line.startswith("审计日志第")]

    assert [head.of("zh") for head in heads(history[0]) if head.count != 2] == printed


def test_the_papers_and_the_page_print_the_head_of_their_audit(history: tuple[Path, str]) -> None:
    out, head = history[0] / "out", heads(history[0])[1]
    document = docx.Document(str(out / "workpapers.docx"))
    book = openpyxl.load_workbook(BytesIO((out / "workpapers.xlsx").read_bytes()))
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert head.of("zh") in texts
    assert head.of("zh") in cells
    assert head.of("zh") in parsed((out / "report.html").read_bytes()).named("footer")[0].text


def test_the_record_does_not_know_of_a_journal(history: tuple[Path, str]) -> None:
    plain = youju("audit", "report.md", "--no-rulings", "--json", cwd=history[0]).stdout

    assert plain == (history[0] / "out" / "audit.json").read_text("utf-8")


def test_of_data_on_standard_output_the_head_is_told_beside(folder: Path) -> None:
    run = youju("audit", "report.md", "--json", "--journal", "j.jsonl", cwd=folder)

    assert "youju-audit/1" == json.loads(run.stdout)["format"]
    assert run.stderr.startswith(heads(folder)[-1].of("zh"))


def test_a_journal_as_it_was_written_is_accepted_with_every_head_and_file(folder: Path) -> None:
    for head in heads(folder):
        run = youju(
            "journal", "verify", "j.jsonl", "--head", f"{head.hash[:16]}…", "--count", str(head.count), "--files", ".",
            cwd=folder,
        )  # fmt: skip

        assert (0, "日志是原样，共 8 条 / as it was written, 8 records") == (run.returncode, run.stdout.splitlines()[0])


def test_a_journal_cut_off_is_found_by_the_head_on_the_papers(folder: Path) -> None:
    head, journal = heads(folder)[-1], folder / "j.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:6]))
    blind = youju("journal", "verify", journal)
    run = youju("journal", "verify", journal, "--count", "8", "--head", head.hash)

    assert 0 == blind.returncode
    assert "末尾有没有被截去，要对照纸面上的链首" in blind.stdout
    assert 1 == run.returncode
    assert "第 7 条：日志只到第 6 条，纸面上写的是第 8 条：末尾被截去" in run.stdout


def test_an_altered_record_is_named_and_nothing_is_appended(folder: Path) -> None:
    journal = folder / "j.jsonl"
    journal.write_bytes(journal.read_bytes().replace("100 万元".encode(), "900 万元".encode(), 1))
    altered, rulings = journal.read_bytes(), folder / "report.md.裁定.yaml"
    ruled = rulings.read_bytes()
    verified = youju("journal", "verify", journal, "--json")
    shown = youju("journal", "show", journal)
    run = youju("rule", "report.md", "--fact", "在职人数", "--accept", *SIGNED, "--journal", "j.jsonl", cwd=folder)

    assert [4] == [one["record"] for one in json.loads(verified.stdout)["reasons"]]
    assert (1, 1) == (verified.returncode, shown.returncode)
    assert (2, "journal-damaged") == (run.returncode, run.stderr.split("：")[0])
    assert (altered, ruled) == (journal.read_bytes(), rulings.read_bytes())


def test_a_torn_line_is_refused_and_left_as_it_is(folder: Path) -> None:
    journal = folder / "j.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])
    torn = journal.read_bytes()
    run = youju("audit", "report.md", "--journal", "j.jsonl", cwd=folder)

    assert (2, "", torn) == (run.returncode, run.stdout, journal.read_bytes())
    assert "请从副本恢复，或换个文件名另起一份" in run.stderr


def test_files_that_were_changed_or_removed_are_named_by_the_record_that_wrote_them(folder: Path) -> None:
    (folder / "out" / "audit.json").write_bytes(b"{}")
    (folder / "graph.svg").unlink()
    run = youju("journal", "verify", "j.jsonl", "--files", folder, cwd=folder)

    assert 1 == run.returncode
    assert "第 3 条：写出的“out/audit.json”改动过" in run.stdout
    assert "第 7 条：写出的“graph.svg”不在文件夹里" in run.stdout


def test_of_a_file_written_twice_the_last_counts(folder: Path) -> None:
    again = youju("audit", "report.md", "--out", "out", "--journal", "j.jsonl", cwd=folder)
    run = youju("journal", "verify", "j.jsonl", "--files", ".", cwd=folder)

    assert (0, 0) == (again.returncode, run.returncode)


def test_two_who_write_at_once_make_one_chain(tmp_path: Path) -> None:
    journal = tmp_path / "j.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(journal), name]) for name in ("甲", "乙", "丙")]
    ended = [one.wait(60) for one in writers]
    checked = check(journal.read_bytes())
    kept = [(one.body["by"], one.body["number"]) for one in checked.records]

    assert [0, 0, 0] == ended
    assert ((), 120) == (checked.faults, checked.head.count)
    assert all([number for by, number in kept if by == name] == list(range(40)) for name in ("甲", "乙", "丙"))


def test_an_append_that_fails_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full after the first ten bytes."""
    journal, write = tmp_path / "j.jsonl", os.write
    append(journal, "audit", {}, DAY)
    before = journal.read_bytes()

    def full(handle: int, data: bytes) -> int:
        if len(journal.read_bytes()) > len(before):
            raise OSError(28, "No space left on device")
        return write(handle, data[:10])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CodedError, match="file-unwritable"):
        append(journal, "audit", {}, DAY)

    assert before == journal.read_bytes()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("journal", "verify", "none.jsonl"), "journal-unreadable"),
        (("journal", "verify", "."), "journal-unreadable"),
        (("audit", "report.md", "--journal", "."), "file-unwritable"),
        (("audit", "report.md", "--journal", "no/j.jsonl"), "file-unwritable"),
        (("audit", "report.md", "--journal", "report.md"), "journal-damaged"),
        (("audit", "report.md", "--journal", "pipe"), "file-unwritable"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_a_journal_is_refused(args: tuple[str, ...], said: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    report = (folder / "report.md").read_bytes()
    run = youju(*args, cwd=folder)

    assert (2, "", said) == (run.returncode, run.stdout, run.stderr.split("：")[0])
    assert report == (folder / "report.md").read_bytes()


@pytest.mark.parametrize("args", [("graph", "report.md"), ("facts", "report.md")], ids=" ".join)
def test_a_command_that_writes_no_file_has_nothing_to_keep(args: tuple[str, ...], folder: Path) -> None:
    run = youju(*args, "--journal", "j.jsonl", cwd=folder)

    assert (2, "") == (run.returncode, run.stdout)
    assert "--journal 记写出的文件" in run.stderr
