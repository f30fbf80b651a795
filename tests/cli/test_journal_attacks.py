"""A journal where the system is another, the place is a link, the disk is full, or the clock was set back."""

from __future__ import annotations

import errno
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from youju.cli import keep
from youju.cli.keep import append
from youju.ledger.journal import backwards, check
from youju.source import CodedError

DAY = date(2024, 5, 2)


def appended(file: Path, number: int = 1, day: date = DAY) -> None:
    append(file, "audit", {"number": number}, day)


def test_where_fcntl_is_absent_the_lock_is_that_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[tuple[int, int]] = []
    busy = iter([True, False])

    def locking(handle: int, mode: int, count: int) -> None:
        locked.append((mode, count))
        if next(busy):
            raise PermissionError(errno.EACCES, "busy")

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    appended(tmp_path / "j.jsonl")

    assert [(2, 1), (2, 1)] == locked
    assert ((), 1) == ((found := check((tmp_path / "j.jsonl").read_bytes())).faults, found.head.count)


def test_without_any_lock_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", None)
    with pytest.raises(CodedError) as told:
        appended(tmp_path / "j.jsonl")

    assert ("file-unwritable", b"") == (told.value.code, (tmp_path / "j.jsonl").read_bytes())


def test_a_link_is_no_journal_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    with pytest.raises(CodedError) as told:
        appended(tmp_path / "link.jsonl")

    assert ("file-unwritable", False) == (told.value.code, (tmp_path / "elsewhere.jsonl").exists())


def test_a_full_disk_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "j.jsonl"
    appended(file)
    before = file.read_bytes()

    def full(handle: int, line: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keep.os, "write", full)
    with pytest.raises(CodedError) as told:
        appended(file, 2)

    assert ("file-unwritable", before) == (told.value.code, file.read_bytes())


def test_a_clock_that_was_set_back_is_told_and_refuses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    appended(tmp_path / "j.jsonl")
    appended(tmp_path / "j.jsonl", 2, date(2024, 5, 1))
    found = check((tmp_path / "j.jsonl").read_bytes())

    assert "2024-05-01 早于前一条的 2024-05-02" in capsys.readouterr().err
    assert ((), [2]) == (found.faults, [one.number for one in backwards(found.records)])
