"""The table of the benchmark as Markdown: ratios within one run, the machine and the versions beside it."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from .scores import Engine

REFERENCE = "reading alone: Polars"
PACKAGES = ("polars", "pyarrow", "duckdb", "numba", "numpy", "openfisca-core", "zen-engine", "pyspark")


@dataclass(frozen=True, slots=True)
class Measured:
    """An engine's rounds, and how many departments differ from the exact evaluator (None where it only reads)."""

    engine: Engine
    rounds: Sequence[Mapping[str, Any]]
    differing: int | None
    compiling: float

    def seconds(self, rows: int, part: str = "second") -> list[float]:
        """Of every round, for all departments: what was measured on fewer is multiplied up. `busy` are those of all
        processors together, which others who use the machine disturb less."""
        share = 1 if self.engine.rows is None else rows / min(rows, self.engine.rows)
        return [one[part] * share for one in self.rounds]


def markdown(measured: Sequence[Measured], rows: int, compared: int, absent: Sequence[Engine] = ()) -> str:
    """The table, the fastest first among those that score; last those that could not run here, with what is missing."""
    reference = next((one for one in measured if one.engine.name == REFERENCE), None)
    ordered = sorted(measured, key=lambda one: (one.engine.scores, min(one.seconds(rows))))
    lines = [
        f"| {rows:,} 个部门 departments | 秒 s, min | median | × {REFERENCE} | 处理器秒 CPU s | × | 装入 loading, s | 内存峰值 peak, MB | 不同 differ, of {compared:,} |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_row(one, rows, reference) for one in ordered),
        *(f"| {one.name} | 没有安装 not installed: {', '.join(one.missing)} |{' |' * 7}" for one in absent),
    ]
    return "\n".join([*lines, "", machine(), "", versions(), *_notes(measured, rows)])


def _row(one: Measured, rows: int, reference: Measured | None) -> str:
    seconds = one.seconds(rows)
    wall, busy = (_ratio(one, reference, rows, part) for part in ("second", "busy"))
    loading = f"{min(each['loading'] for each in one.rounds):.2f}" if one.engine.loaded else "在内 within"
    sampled = one.engine.rows is not None and one.engine.rows < rows
    name, loading = (f"{one.engine.name} ¹", "") if sampled else (one.engine.name, loading)
    peak = max(each["peak"] for each in one.rounds)
    differ = "" if one.differing is None else one.differing
    return f"| {name} | {min(seconds):.2f} | {median(seconds):.2f} | {wall} | {min(one.seconds(rows, 'busy')):.2f} | {busy} | {loading} | {peak} | {differ} |"


def _ratio(one: Measured, reference: Measured | None, rows: int, part: str) -> str:
    return "" if reference is None else f"{min(one.seconds(rows, part)) / min(reference.seconds(rows, part)):.1f}"


def _notes(measured: Sequence[Measured], rows: int) -> list[str]:
    fewer = [one.engine for one in measured if one.engine.rows is not None and one.engine.rows < rows]
    told = ", ".join(f"{one.name} {one.rows:,}" for one in fewer)
    notes = (
        [
            "",
            f"¹ 量较少的部门，时间按比例推算，内存是这些部门的 · measured on fewer, seconds multiplied up, memory as it was: {told}.",
        ]
        if fewer
        else []
    )
    slow = [f"{one.engine.name} {one.compiling:.1f} s" for one in measured if one.engine.name == "numba"]
    return [*notes, *([f"\n编译，只一次 · compiled once and kept: {', '.join(slow)}."] if slow else [])]


def machine() -> str:
    """The processor, its cores, the memory, how busy it was."""
    told = Path("/proc/cpuinfo")
    models = (
        [line.split(":")[1].strip() for line in told.read_text().splitlines() if line.startswith("model name")]
        if told.exists()
        else []
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB; load {load:.1f}."


def versions() -> str:
    """Python and the packages that are installed."""
    found = [f"Python {platform.python_version()}"]
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return " · ".join(found)
