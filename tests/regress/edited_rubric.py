"""Copies of a rubric in which every card is otherwise: one in which it scores otherwise, one in which it does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

# A whole number other than 0 that ends a comparison, such as the 10 of `调整率 > 10%`.
THRESHOLD = re.compile(r"(?<=[<>=] )-?[1-9]\d*(?=%|$)")
Rules = list[dict[str, Any]]


def edited(rubric: Path, into: Path) -> Path:
    """The first threshold of each card grows by a tenth; where it has none, the first points that it gives are halved."""
    return _written(rubric, into, _edit)


def rewritten(rubric: Path, into: Path) -> Path:
    """Points are written in a longer way that comes to the same."""
    return _written(rubric, into, _rewrite)


def _written(rubric: Path, into: Path, change: Callable[[Rules], None]) -> Path:
    shutil.copytree(rubric, into)
    for path in sorted(into.glob("indicators/**/*.yaml")):
        card = yaml.safe_load(path.read_text("utf-8"))
        change(card["rules"])
        path.write_text(yaml.safe_dump(card, allow_unicode=True, sort_keys=False), "utf-8")
    return into


def _edit(rules: Rules) -> None:
    for rule in rules:
        rule["when"], moved = THRESHOLD.subn(lambda found: _tenth_more(found[0]), rule["when"])
        if moved:
            return
    giving = next(rule for rule in rules if str(rule["points"]) != "0")
    giving["points"] = f"({giving['points']}) / 2"


def _tenth_more(number: str) -> str:
    tenths = int(number) * 11
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def _rewrite(rules: Rules) -> None:
    for rule in rules:
        rule["points"] = f"({rule['points']}) + 1 - 1"
