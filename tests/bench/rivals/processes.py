"""What this process and those that it started used: Spark works in one of Java's. Linux tells; elsewhere this process alone."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")


def busy() -> float:
    """Seconds of all processors so far."""
    ticks = sum(int(times[11]) + int(times[12]) for process in _started(os.getpid()) if (times := _stat(process)))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def peak() -> int:
    """The most memory held, in MB. What `getrusage` says of a child starts with its parent's."""
    held = [_held(process) for process in (os.getpid(), *_started(os.getpid()))]
    return sum(held) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _started(parent: int) -> Iterator[int]:
    """The processes that one started, and those that these did."""
    for folder in PROCESSES.glob("[0-9]*"):
        told = _stat(int(folder.name))
        if told and int(told[1]) == parent:
            yield int(folder.name)
            yield from _started(int(folder.name))


def _stat(process: int) -> list[str]:
    """The fields behind the name, which may hold blanks; none where the process has ended."""
    try:
        return (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _held(process: int) -> int:
    try:
        lines = (PROCESSES / str(process) / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)
