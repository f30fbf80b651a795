"""`--journal FILE`: what a command decided or wrote is appended to a journal, by one process at a time."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from youju.audit import Audit
from youju.audit.record import to_record
from youju.audit.words import one_line
from youju.cli.files import writing
from youju.cli.locks import lock
from youju.ledger.journal import Checked, Head, backwards, check, record_after
from youju.source import CodedError
from youju.structs import Struct

_AS_IT_IS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""Windows would write other line ends; elsewhere a link could be laid after it was looked for."""


class Journal(Struct):
    """A journal to append to, and the day that its records get: no audit knows a day, what was done has one."""

    file: Path
    day: date

    def audited(self, audit: Audit) -> Head:
        """Appends that a report was audited, with its scores."""
        totals = audit.ledger.totals
        sums = {name: getattr(totals, name) for name in ("claimed", "recomputed", "low", "high")}
        levels = {level: sum(one.level == level for one in audit.findings) for level in ("P0", "P1", "P2")}
        more = {"totals": sums, "findings": levels, "rulings": len(audit.ledger.rulings)}
        return append(self.file, "audit", {**_about(audit), **more}, self.day)

    def exported(self, audit: Audit, written: Iterable[Path], certificate: str | None = None) -> Head:
        """Appends which files were written of an audit; `certificate` is the digest of that of its explanations."""
        more = {} if certificate is None else {"certificate": certificate}
        return append(self.file, "export", {**_about(audit), **more, "files": files_in(self.file, written)}, self.day)

    def ruled(self, audit: Audit, ruling: Mapping[str, Any], written: Path) -> Head:
        """Appends a ruling, or that one was withdrawn, as it was written; `audit` is the one with it."""
        kind = "withdrawal" if "withdrawn" in ruling else "ruling"
        more = {"ruling": ruling, "recomputed": audit.ledger.totals.recomputed, "files": files_in(self.file, [written])}
        return append(self.file, kind, {**_about(audit), **more}, self.day)


def files_in(journal: Path, written: Iterable[Path]) -> list[dict[str, str]]:
    """The files with their digests, by their paths from the folder of a journal, so that both may move together."""
    home = os.path.abspath(journal.parent)
    return [
        {
            "path": one_line(Path(os.path.relpath(path, home)).as_posix()),
            "sha256": sha256(path.read_bytes()).hexdigest(),
        }
        for path in written
    ]


def journal_of(file: Path | None) -> Journal | None:
    """The journal asked for, found sound before anything is done; CodedError `journal-damaged` where it is not."""
    if file is None:
        return None
    with _locked(file, os.O_RDWR | os.O_CREAT) as handle:
        _sound(_whole(handle), file)
    return Journal(file, date.today())


def append(file: Path, kind: str, body: Mapping[str, Any], day: date) -> Head:
    """Appends a record, and gives the new head.

    The chain is read again under a lock, so that two who append at once make one chain. Nothing that stands there is
    written over; an append that fails leaves the file as it was. CodedError `journal-damaged` where the chain is
    broken, `file-unwritable` where the file cannot be written.
    """
    with _locked(file, os.O_RDWR | os.O_CREAT | os.O_APPEND) as handle:
        data = _whole(handle)
        checked = _sound(data, file)
        line, head = record_after(checked.head, kind, body, day)
        try:
            _write(handle, line)
        except OSError:
            os.ftruncate(handle, len(data))
            raise
    for one in backwards(checked.records, day):
        click.echo(f"{one.zh} / {one.en}", err=True)
    return head


def keep_export(kept: Path | None, file: Path | None, option: str) -> Callable[[Audit], None]:
    """What enters the one file that a command writes in a journal, if one is asked for; `option` names the file."""
    if kept is not None and file is None:
        raise click.UsageError(f"--journal 记写出的文件，请加 {option} / --journal needs {option}")
    journal = journal_of(kept)

    def keep(audit: Audit) -> None:
        if journal is not None and file is not None:
            tell_head(journal.exported(audit, [file]))

    return keep


def tell_head(head: Head, *, aside: bool = False) -> None:
    """Prints the head of a journal, in both languages; `aside` on standard error, where the output is data."""
    click.echo(f"{head.of('zh')} / {head.of('en')}", err=aside)


def _about(audit: Audit) -> dict[str, Any]:
    return {
        "report": {"name": one_line(audit.document.name), "sha256": audit.document.sha256},
        "rubric": {"id": audit.rubric.id, "digest": audit.rubric.digest},
        "record": to_record(audit)["digest"],
    }


@contextlib.contextmanager
def _locked(file: Path, flags: int) -> Generator[int]:
    """The file open, and nobody else at it; a link is none: its records would name files from another folder."""
    with writing(file):
        if file.is_symlink():
            raise OSError(0, "是链接，请写日志本身 a link, give the journal itself")
        handle = os.open(file, flags | _AS_IT_IS, 0o644)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(0, "不是文件 not a file")
            lock(handle)
            yield handle
        finally:
            os.close(handle)


def _whole(handle: int) -> bytes:
    with open(handle, "rb", closefd=False) as stream:
        return stream.read()


def _write(handle: int, line: bytes) -> None:
    while line:
        line = line[os.write(handle, line) :]
    os.fsync(handle)


def _sound(data: bytes, file: Path) -> Checked:
    """The journal to append to."""
    checked = check(data)
    if not checked.faults:
        return checked
    first, more = checked.faults[0], len(checked.faults)
    zh = (
        f"日志“{file.name}”不是原样，没有写入：第 {first.number} 条，{first.zh}（共 {more} 处）。"
        "用 youju journal verify 看全部；请从副本恢复，或换个文件名另起一份"
    )
    en = (
        f"the journal “{file.name}” is not as it was written, and nothing was appended: record {first.number}, "
        f"{first.en}; see youju journal verify, then restore it from a copy or begin another"
    )
    raise CodedError("journal-damaged", zh, en)
