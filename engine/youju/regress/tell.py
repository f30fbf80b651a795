"""The outcome of cases in words: what was expected beside what was found, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from youju.audit.departments import DepartmentResult
from youju.feel import show_number
from youju.regress.outcomes import CaseRun, Outcome
from youju.regress.reasons import reasons
from youju.rubric import Authored, Rubric
from youju.source.excerpt import width

STANDINGS = {
    "decided": ("由人定的", "decided"),
    "pinned": ("锁定", "pinned"),
    "blank": ("待定", "blank"),
}
BLANK = "没有写应得几分，等人来定 / nothing is expected yet: it waits for a person"
_WHAT = {
    "points": "得分 points",
    "rule": "规则 rule",
    "rules": "规则 rules",
    "status": "状态 status",
    "low": "最少 low",
    "high": "最多 high",
    "total": "总分 total",
}


def failure_lines(tested: CaseRun, folder: Path) -> Iterator[str]:
    """A case that fails, version by version; `folder` is where the folder of the rubric stands."""
    yield f"✗ {heading(tested, folder)}"
    for outcome in tested.failed:
        yield from _outcome(tested, outcome)


def heading(tested: CaseRun, folder: Path) -> str:
    """Where a case is, what it is called, and who answers for it."""
    version = tested.outcomes[-1].version
    known = version.rubric.indicators.get(tested.indicator or "")
    called = f"{known.title.zh} {known.id}" if known else "总分和各部分 total and sections"
    place, standing = tested.place, " ".join(STANDINGS[tested.standing])
    return f"{folder / place.file}:{place.line}:{place.column}  {called}：{tested.title}（{standing}）"


def _outcome(tested: CaseRun, outcome: Outcome) -> Iterator[str]:
    if (since := since_when(outcome.version)) is not None:
        yield f"    {since}"
    rows = [("", "应为 expected", "算得 found")]
    for way, one in outcome.differences:
        what = f"一级指标 {way[-1]}" if way[0] == "sections" else _WHAT.get(one.what, one.what)
        rows.append((what, one.expected or "没有 none", one.found or "没有 none"))
    widths = [max(width(row[i]) for row in rows) for i in (0, 1)]
    for what, expected, found in rows:
        yield f"    {_padded(what, widths[0])}  {_padded(expected, widths[1])}  {found}"
    if isinstance(outcome.found, DepartmentResult):
        yield f"    {_parts(outcome.version.rubric, outcome.found)}"
    for reason in reasons(tested, outcome):
        yield f"    {reason}"


def _parts(rubric: Rubric, found: DepartmentResult) -> str:
    """What a total is made of, for whoever adds it up by hand."""
    parts = (f"{rubric.indicators[name].title.zh} {show_number(one.points)}" for name, one in found.indicators.items())
    return f"各项 its parts：{'，'.join(parts)}"


def since_when(version: Authored) -> str | None:
    """Which version is meant; None where there is only one."""
    start, end = version.span.start, version.span.end
    if start is None and end is None:
        return None
    return f"{start} 起的版本 / version from {start}" if start else "最早的版本 / the first version"


def _padded(text: str, to: int) -> str:
    return text + " " * (to - width(text))
