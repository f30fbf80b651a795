"""A value of a relation as screens, pages and papers show it."""

from __future__ import annotations

from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.words import points_text


def amount(value: Fraction | None, relation: Relation) -> str:
    """A value in the unit of its relation, rounded to two digits where it never ends (`≈95.31%`); a stroke for none."""
    if value is None:
        return "—"
    joint = "" if relation.unit in ("", "%") else " "
    return f"{points_text(value / relation.scale)}{joint}{relation.unit}"
