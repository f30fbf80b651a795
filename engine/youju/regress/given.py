"""Values of facts as a case gives them."""

from __future__ import annotations

from fractions import Fraction

from youju.facts import FactSpec
from youju.feel import UNITS, Value, literal, show, show_number, show_quantity

_MOST_DECIMALS = 4
"""With more of them an amount is written in 元."""


def value_text(value: Value, spec: FactSpec) -> str:
    """A value as a person would write it: `942 万元`, `24 人`, `89.99%`, `true`; an odd amount in 元."""
    if not isinstance(value, Fraction):
        assert isinstance(value, bool | str)
        return show(literal(value))
    unit = spec.shown_unit
    if spec.type == "money" and len(show_number(value / spec.scale).partition(".")[2]) > _MOST_DECIMALS:
        unit = "元"
    return show_quantity(value, unit if unit in UNITS else "")
