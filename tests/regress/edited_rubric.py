"""A copy of a rubric in which every card scores otherwise: a threshold moved where it has one, else points halved."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

# A number other than 0 that something is compared with, such as the 10 of `调整率 > 10%`.
THRESHOLD = re.compile(r"(?<=[<>=] )-?[1-9]\d*(?=%|$)")


def edited(rubric: Path, into: Path) -> Path:
    """Writes the copy; a threshold grows by a tenth, and points are halved in the first rule that may give any."""
    shutil.copytree(rubric, into)
    for path in sorted(into.glob("indicators/**/*.yaml")):
        card = yaml.safe_load(path.read_text("utf-8"))
        _edit(card["rules"])
        card.pop("cases", None)
        path.write_text(yaml.safe_dump(card, allow_unicode=True, sort_keys=False), "utf-8")
    return into


def _edit(rules: list[dict[str, Any]]) -> None:
    for rule in rules:
        when, moved = THRESHOLD.subn(lambda found: f"{float(Fraction(found[0]) * Fraction(11, 10)):g}", rule["when"])
        if moved:
            rule["when"] = when
            return
    giving = next(rule for rule in rules if str(rule["points"]) != "0")
    giving["points"] = f"({giving['points']}) / 2"
