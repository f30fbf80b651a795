"""`audit --out`: the files of an audit in a folder, all or none, and nothing of anybody else written over."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import click

from youju.audit import Audit
from youju.audit.words import printable
from youju.cli.files import put_files, writing
from youju.ledger.journal import Head
from youju.publish.files import SUMS, WHAT, made
from youju.publish.sarif import Baseline
from youju.source import CodedError

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_LARGEST = 1 << 20


def write_out(
    audit: Audit, folder: Path, lang: str, force: bool, baseline: Baseline | None, head: Head | None = None
) -> tuple[Path, ...]:
    """Writes all files of an audit into a folder, tells each in a line, and gives their paths.

    CodedError `export-exists` where a file is there that was not written so, unless with `force`. All files are made
    before the first is written, and each is written beside its place first: a failure leaves what was there.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise CodedError("file-unwritable", f"“{folder}”不是文件夹", f"“{folder}” is not a folder")
    # A folder that cannot be made is told before the papers are, which takes seconds.
    with writing(folder), contextlib.suppress(FileNotFoundError):
        os.lstat(folder)
    if not force:
        _require_own(folder)
    files = made(audit, lang, baseline, head)
    put_files({folder / name: data for name, data in files.items()})
    for name in files:
        zh, en = WHAT[name]
        click.echo(printable(f"已写 written  {folder / name}  {zh} / {en}"))
    return tuple(folder / name for name in files)


def _require_own(folder: Path) -> None:
    """Files of these names must be as they were written: one that somebody filled in since is theirs."""
    sums = folder / SUMS
    written = _listed(sums)
    others = [
        name for name in WHAT if name != SUMS and os.path.lexists(folder / name) and not _is(folder / name, written)
    ]
    if os.path.lexists(sums) and not written:
        others.append(SUMS)
    if others:
        named = "、".join(others)
        zh = f"“{folder}”里的 {named} 不是这样写出的，或写出后改过，没有覆盖；要覆盖请加 --force"
        en = f"{', '.join(others)} in “{folder}” were not written so, or changed since; --force writes over them"
        raise CodedError("export-exists", zh, en)


def _listed(sums: Path) -> Mapping[str, str]:
    """The digests that a folder lists, by name; none where the file is not there or is not of this kind."""
    if not os.path.isfile(sums) or sums.stat().st_size > _LARGEST:
        return {}
    lines = [_LINE.fullmatch(line) for line in sums.read_text("utf-8", errors="replace").splitlines()]
    found = {match[2]: match[1] for match in lines if match is not None}
    return found if len(found) == len(lines) and set(found) <= set(WHAT) else {}


def _is(path: Path, written: Mapping[str, str]) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == written.get(path.name)
