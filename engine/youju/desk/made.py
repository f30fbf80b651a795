"""What workers make of a run and everybody asks for again: kept in a folder that may be emptied at any time."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from youju.desk.desk import Desk
from youju.desk.last import Last, asked_again, require_counted
from youju.desk.work.audit import AuditAsk
from youju.desk.work.said import said_of

MOST = 200
"""Folders that are kept; beyond that the ones made first go."""


def said(desk: Desk, last: Last) -> dict[str, Any]:
    """Findings, facts, questions and papers of the last run as plain values, see `desk/work/said.py`."""
    found = kept(desk, f"{last.run.bundle[:32]}-said", lambda: {"said.json": desk.work(said_of, _ask(desk, last))})
    return json.loads(found("said.json"))


def _ask(desk: Desk, last: Last) -> AuditAsk:
    require_counted(last)
    return asked_again(desk, last)


def kept(desk: Desk, name: str, make: Callable[[], Mapping[str, bytes]]) -> Callable[[str], bytes]:
    """Reads the files of a folder by name; they are made where the folder is not there."""
    home = desk.store.folder / "made" / name
    if home.is_dir():
        return lambda file: (home / file).read_bytes()
    files = make()
    # A disk that is full keeps nobody from what was made: it is made again the next time.
    with contextlib.suppress(OSError):
        _keep(home, files)
    return lambda file: files[file]


def _keep(home: Path, files: Mapping[str, bytes]) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=home.parent, prefix=".new-"))
    try:
        for name, data in files.items():
            (beside / name).write_bytes(data)
        os.replace(beside, home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    there = sorted((one for one in home.parent.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for old in there[:-MOST]:
        shutil.rmtree(old, ignore_errors=True)
