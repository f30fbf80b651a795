"""Whatever is handed in: a result, or one clear sentence and exit 2; never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from forked import youju
from tests.conftest import ROOT, SAMPLE

INDICATORS = "一、预算编制情况（28分）\n（1）预算编制合理性（5分）。\n自评得分5分。\n"


def refused(path: Path) -> str:
    """The sentence that a file is refused with; the test fails where it is not refused in one sentence."""
    run = youju("audit", path)
    assert 2 == run.returncode
    assert "" == run.stdout
    assert "Traceback" not in run.stderr
    lines = run.stderr.strip().splitlines()
    assert 1 == len(lines)
    return lines[0]


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")

    assert "report-empty" in refused(path)


def test_a_file_of_blanks(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text(" \n\n\t\u3000\n", encoding="utf-8")

    assert "report-empty" in refused(path)


def test_a_binary(tmp_path: Path) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(bytes(range(256)) * 64)

    assert "report-binary" in refused(path)


def test_a_word_file_by_another_name(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 400)

    assert "report-" in refused(path)


def test_a_text_without_any_indicator(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("尊敬的领导：\n    今年天气很好，庄稼长势喜人。\n", encoding="utf-8")

    assert "report-without-indicators" in refused(path)


def test_no_such_file(tmp_path: Path) -> None:
    assert "report-not-found" in refused(tmp_path / "没有这份.txt")


def test_a_folder(tmp_path: Path) -> None:
    assert "report-is-a-folder" in refused(tmp_path)


def test_fifty_megabytes_of_text_without_indicators(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("今年天气很好，庄稼长势喜人。\n" * 1_200_000, encoding="utf-8")

    assert 50_000_000 < path.stat().st_size
    assert "report-" in refused(path)


def test_bytes_that_are_neither_encoding(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Il était une fois à l'été déjà passé. ".encode("latin-1") * 50)

    assert "report-" in refused(path)


def test_a_few_damaged_bytes_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    data = bytearray(SAMPLE.read_bytes())
    data[data.index("水库".encode())] = 0xFF
    path.write_bytes(bytes(data))
    run = youju("audit", path)

    assert (0, True) == (run.returncode, "无法辨认" in run.stdout)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_same_report_in_another_encoding_has_the_same_scores(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(SAMPLE.read_text(encoding="utf-8").encode(encoding))
    here, there = (youju("audit", report).stdout.splitlines() for report in (path, SAMPLE))

    # The last lines name the file as it was typed.
    assert there[:-2] == here[:-2]


def test_a_fragment_is_audited_and_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "fragment.txt"
    path.write_text(INDICATORS, encoding="utf-8")
    run = youju("audit", path)

    assert (0, True) == (run.returncode, "indicator-absent" in run.stdout)


def test_verify_of_what_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")

    assert 1 == youju("verify", path).returncode
    assert 2 == youju("verify", tmp_path / "none.json").returncode


def test_a_rubric_with_mistakes_is_told_and_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "rubric.yaml").write_text("rubric: mine\ntitel: {zh: 甲, en: a}\n", encoding="utf-8")
    run = youju("audit", SAMPLE, "--rubric", folder)

    assert 2 == run.returncode
    assert "mine/rubric.yaml:2:1" in run.stderr
    assert "改成 `title`" in run.stderr


def test_markup_and_control_characters_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "markup.md"
    text = SAMPLE.read_text(encoding="utf-8").replace("实际采购57万元", "实际采购\x1b[2J[/]57万元")
    path.write_text(text, encoding="utf-8")
    run = youju("audit", path)

    assert (0, False) == (run.returncode, "\x1b" in run.stdout)


def test_a_title_with_markup_in_a_rubric_is_only_a_title(tmp_path: Path) -> None:
    folder = tmp_path / "lechang-2023"
    shutil.copytree(ROOT / "rules" / "lechang-2023", folder)
    card = folder / "indicators" / "execution" / "procurement-rate.yaml"
    card.write_text(
        card.read_text(encoding="utf-8")
        .replace("en: Procurement", 'en: "[/] Procurement [net]"', 1)
        .replace('[net]" execution', '[net] execution"'),
        encoding="utf-8",
    )
    run = youju("audit", SAMPLE, "--rubric", folder, "--lang", "en")

    assert (0, True) == (run.returncode, "[/] Procurement [net] execution" in run.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_result_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "youju.cli.main", "audit", str(SAMPLE)]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)

    assert (2, True) == (run.returncode, "写不出结果" in run.stderr)


def test_a_pipe_in_a_rubric_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    os.mkfifo(tmp_path / "mine" / "x.yaml")
    (tmp_path / "mine" / "rubric.yaml").write_text("rubric: mine\n", encoding="utf-8")
    (tmp_path / "mine" / "indicators").mkdir()
    os.mkfifo(tmp_path / "mine" / "indicators" / "y.yaml")
    run = youju("audit", SAMPLE, "--rubric", tmp_path / "mine")

    assert (2, True) == (run.returncode, "indicators/y.yaml:1:1" in run.stderr)


def test_what_is_proposed_can_be_typed_again() -> None:
    run = youju("audit", SAMPLE)

    assert f" why {SAMPLE} 指标名称" in run.stdout
