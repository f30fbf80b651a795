"""What a process and all it has started hold of memory, as Linux tells it, and whether that stays."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

FLAT = Fraction(11, 10)
"""So many times what they held before the processes may hold at the end."""


@dataclass(slots=True)
class Memory:
    """KiB by process, the first one first, at moments in seconds."""

    held: dict[float, dict[int, int]] = field(default_factory=dict[float, dict[int, int]])

    async def watch(self, pid: int, seconds: float, every: float) -> None:
        """Notes what a process and those below it hold, until the seconds are over."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for moment in range(int(seconds / every) + 1):
            await asyncio.sleep(began + moment * every - loop.time())
            self.held[moment * every] = held(pid)

    def growth(self) -> Fraction:
        """What the last third holds on average, over the first, both after a fifth for warming up."""
        sums = [sum(one.values()) for one in self.held.values()]
        warm = sums[len(sums) // 5 :]
        third = max(1, len(warm) // 3)
        return Fraction(sum(warm[-third:]), sum(warm[:third]))

    def table(self) -> str:
        """A line about every minute: MiB, all and each; and whether they are flat."""
        step = max(1, round(len(self.held) / 12))
        rows = list(self.held.items())
        lines = [_line(moment, pids) for moment, pids in (*rows[:-1:step], rows[-1])]
        said = "flat" if self.growth() <= FLAT else "not flat"
        return "\n".join([*lines, f"{said}: the last third holds {float(self.growth()):.2f} times the first"])


def held(pid: int) -> dict[int, int]:
    """KiB of memory (VmRSS) of a process and all it has started, by their numbers; the process itself first."""
    found: dict[int, int] = {}
    for one in (pid, *_below(pid)):
        with suppress(OSError):
            rss = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{one}/status").read_text())
            if rss:
                found[one] = int(rss[1])
    return found


def worked(pid: int) -> list[float]:
    """Seconds of a processor that a process and those below it have used, the process itself first."""
    found: list[float] = []
    for one in (pid, *_below(pid)):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            found.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return found


def _line(moment: float, pids: Mapping[int, int]) -> str:
    return f"{moment:6.0f} s {sum(pids.values()) / 1024:6.0f}: {' '.join(f'{kib / 1024:.0f}' for kib in pids.values())}"


def _below(pid: int) -> Iterator[int]:
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, listed.read_text().split()):
                yield child
                yield from _below(child)
