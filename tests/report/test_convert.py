"""Files of older programs are read through another one, or the reader is told what to do."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.report.offices import made, office
from tests.report.word_files import silent, word_file

from youju.report import Document, ReportError, fold, read_bytes
from youju.report.convert import read_converted
from youju.report.word import read_docx
from youju.report.worker import read_apart

SAMPLE = (ROOT / "facts" / "examples" / "qinghe-water" / "report.md").read_text("utf-8")
OLE = b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")


def converted(data: bytes, kind: str = "doc") -> Document:
    return read_converted(kind, data, f"自评报告.{kind}", silent, read_docx)


def refusal(data: bytes, kind: str = "doc") -> tuple[str, str]:
    with pytest.raises(ReportError) as caught:
        converted(data, kind)
    return caught.value.code, caught.value.zh


def program(folder: Path, name: str, script: str) -> None:
    """A program of that name which does what the shell script says."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all the programs there are, but for those of the system."""
    for name in ("sh", "cat", "sleep", "cp", "mkdir"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("kind", "automatic"), [("doc", False), ("doc", True), ("rtf", False)])
def test_an_old_file_says_what_the_new_one_says(kind: str, automatic: bool, tmp_path: Path) -> None:
    text = SAMPLE + "\n指标\t分值\n支出率\t3\n"
    office()
    file = word_file(text, automatic=automatic, inserted=["40名"], deleted={"40名": "44名"})
    data = made(file, ".docx", kind, tmp_path)
    document = read_bytes(data, f"自评报告.{kind}")

    assert fold(read_docx(file, "a.docx", silent)).text == fold(document).text
    assert [remark.code for remark in document.remarks] == ["tracked-deletion"]
    assert (document.sha256, document.encoding) == (hashlib.sha256(data).hexdigest(), kind)


def test_a_clean_old_file_has_no_remark(tmp_path: Path) -> None:
    office()

    assert read_bytes(made(word_file(SAMPLE), ".docx", "doc", tmp_path), "a.doc").remarks == ()


def test_a_file_that_no_program_can_open_is_broken() -> None:
    office()

    assert refusal(OLE + b"\0" * 4000)[0] == "report-broken"


@pytest.mark.parametrize(("kind", "form"), [("doc", ".docx"), ("rtf", ".docx"), ("xls", ".xlsx")])
def test_without_a_program_it_is_said_what_to_do(kind: str, form: str, only: Path) -> None:
    code, words = refusal(OLE, kind)

    assert code == "report-needs-converter"
    assert f"另存为 {form}" in words


def test_an_office_without_the_part_that_opens_it_is_none(only: Path) -> None:
    program(only, "soffice", "exit 0")

    assert refusal(OLE)[0] == "report-needs-converter"


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_bare_text_is_better_than_none_and_told(name: str, only: Path) -> None:
    program(only, name, "echo 一、总则; echo 编制40名。")
    document = converted(OLE)

    assert document.text == "一、总则\n编制40名。\n"
    assert [(remark.code, remark.level) for remark in document.remarks] == [("layout-lost", "P2")]
    assert document.sha256 == hashlib.sha256(OLE).hexdigest()


def test_a_program_that_says_nothing_found_nothing_to_read(only: Path) -> None:
    program(only, "antiword", "exit 1")

    assert refusal(OLE)[0] == "report-broken"


@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_the_text_of_a_real_file_is_the_same_without_libreoffice(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shutil.which(name) or pytest.skip(f"{name} is not installed")
    office()
    data = made(word_file(SAMPLE), ".docx", "doc", tmp_path)
    there = tmp_path / "only"
    there.mkdir()
    (there / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(there))

    assert fold(read_docx(word_file(SAMPLE), "a.docx", silent)).text == fold(converted(data)).text


def fake_office(folder: Path, script: str) -> None:
    """A LibreOffice with what opens text; its `$made` is the file it should write."""
    program(
        folder, "soffice", f'while [ "$1" != --outdir ]; do shift; done; made=$2/report.docx; mkdir -p "$2"; {script}'
    )
    (folder / "libswlo.so").touch()


def test_what_the_program_made_is_read(only: Path, tmp_path: Path) -> None:
    (tmp_path / "there.docx").write_bytes(word_file("正文。"))
    fake_office(only, f'cp "{tmp_path}/there.docx" "$made"')

    assert converted(OLE).text == "正文。\n"


@pytest.mark.parametrize("script", ["exit 1", "kill -SEGV $$", 'echo nonsense > "$made"', 'cat /dev/zero > "$made"'])
def test_a_program_that_fails_leaves_one_clear_sentence(script: str, only: Path) -> None:
    fake_office(only, script)

    assert refusal(OLE)[0] == "report-broken"


@pytest.mark.parametrize("given_up_by", ["convert.SECONDS = 0.5", "pass"])
def test_a_program_that_hangs_is_ended_with_its_children(
    given_up_by: str, only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("youju.report.worker.CONVERTING", 3.0)
    scratch = only / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    left = only / "child"
    fake_office(only, f'sleep 60 & echo $! > "{left}"; wait')
    frame = f"import sys; from youju.report import convert, work; {given_up_by}; work.main(sys.argv[1])"
    with pytest.raises(ReportError) as caught:
        read_apart("doc", OLE, "a.doc", reader=(sys.executable, "-P", "-c", frame), seconds=1.0)

    assert caught.value.code == "report-too-slow"
    assert _ends(int(left.read_text()))
    assert [] == list(scratch.iterdir())


def test_what_the_program_made_is_read_within_the_limit_of_memory(only: Path, tmp_path: Path) -> None:
    (tmp_path / "there.docx").write_bytes(word_file("正文。"))
    fake_office(only, f'cp "{tmp_path}/there.docx" "$made"')
    frame = "import sys; from youju.report import word, work; word.read_docx = lambda *_: bytearray(3 << 30);"
    with pytest.raises(ReportError) as caught:
        read_apart("doc", OLE, "a.doc", reader=(sys.executable, "-P", "-c", f"{frame} work.main(sys.argv[1])"))

    assert caught.value.code == "report-too-heavy"


def test_a_program_sees_nothing_of_our_surroundings(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    program(only, "antiword", "echo 甲${SECRET_OF_OURS:-乙}")

    assert converted(OLE).text == "甲乙\n"


def test_macros_of_an_old_file_are_told(only: Path) -> None:
    program(only, "antiword", "echo 甲")

    assert [each.code for each in converted(OLE + "_VBA_PROJECT".encode("utf-16-le")).remarks] == [
        "layout-lost",
        "macros-not-run",
    ]


def _ends(process: int) -> bool:
    """Whether a process ends soon; that it was told to takes effect a moment later."""
    until = time.monotonic() + 20
    while _runs(process) and time.monotonic() < until:
        time.sleep(0.05)
    return not _runs(process)


def _runs(process: int) -> bool:
    """Whether a process is there and no mere remnant."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
