"""A relation as screens and papers tell it: its verdict in a word, its values in its unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.words import points_text

VERDICTS: Mapping[str, Mapping[str, str]] = {
    "holds": {"zh": "相符", "en": "agrees"},
    "fails": {"zh": "不符", "en": "differs"},
    "unknown": {"zh": "无法计算", "en": "cannot be computed"},
}


def amount(value: Fraction | None, relation: Relation) -> str:
    """A value in the unit of its relation, rounded to two digits where it never ends (`≈95.31%`); a stroke for none."""
    if value is None:
        return "—"
    joint = "" if relation.unit in ("", "%") else " "
    return f"{points_text(value / relation.scale)}{joint}{relation.unit}"
