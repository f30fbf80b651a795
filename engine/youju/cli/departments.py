"""Whole departments that `youju rubric generate --departments` puts together: as files, in a line, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from youju.cli.files import put_files, require_new, writing
from youju.regress.generate import Joined, department_text


def write_departments(found: Sequence[Joined], folder: Path, force: bool) -> None:
    """A file each, named by its number; none where one of that name is there, unless with `force`."""
    files: dict[Path, bytes] = {}
    for whole in found:
        for one in whole.departments:
            n = len(files) + 1
            files[folder / f"to-decide-{n}.yaml"] = department_text(f"待定部门 {n}", one, whole.day).encode()
    require_new(files, force)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    put_files(files)


def told_departments(whole: Joined) -> str:
    """How many departments there are, whether fewer would do, and what they do not show."""
    n, least = len(whole.departments), whole.at_least
    sure = (
        ("最少：已证明", "fewest: proved")
        if whole.proved
        else (f"至少要 {least}，找到 {n}", f"at least {least}, found {n}")
    )
    apart = len(whole.apart)
    zh = f"；分值有调入的 {apart} 例没有拼进去" if apart else ""
    en = f"; {apart} cases with weight moved in are not among them" if apart else ""
    return f"部门 {n}（{sure[0]}）{zh} / departments: {n} ({sure[1]}){en}"


def departments_record(whole: Joined) -> dict[str, Any]:
    """The departments with what each shows, as plain JSON values."""
    return {
        "departments": [
            {
                "given": dict(one.given),
                "meets": {name: [obligation.id for obligation in shown] for name, shown in one.shows.items()},
            }
            for one in whole.departments
        ],
        "at_least": whole.at_least,
        "proved": whole.proved,
        "apart": [{"indicator": name, "meets": [one.id for one in draft.meets]} for name, draft in whole.apart],
    }
