"""Processes that write into one store, each telling through a pipe what was kept, after it was."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filled import take_document

from youju.store import open_store


@dataclass(frozen=True, slots=True)
class Writing:
    """A process that writes; `kept` reads what it told: the number of a record and the text of its document."""

    pid: int
    pipe: int

    def kept(self) -> Iterator[tuple[int, str]]:
        """All that was told, until the process ends."""
        with os.fdopen(self.pipe, encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):  # what a killed process told half is not told
                    number, text = line.split()
                    yield int(number), text

    def end(self) -> int:
        """The status with which it ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def begin(folder: Path, url: str | None, name: str, times: int) -> Writing:
    """Begins a process that opens a store and hands in so many documents."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return Writing(pid, ours)
    status = 1
    try:
        _write(folder, url, name, times, theirs)
        status = 0
    except Exception:  # noqa: BLE001 - told here, as nobody else can
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _write(folder: Path, url: str | None, name: str, times: int, pipe: int) -> None:
    store = open_store(folder, url)
    for number in range(times):
        text = f"{name}-{number}"
        seq = take_document(store, "zhang", text.encode())
        os.write(pipe, f"{seq} {text}\n".encode())
