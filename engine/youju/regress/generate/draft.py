"""A case as it is written for a person to decide: values in the units of the dictionary, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.facts.spec import FactSpec
from youju.feel import UNITS, Value, literal, show, show_number, show_quantity
from youju.prove.hunt import Values
from youju.rubric import WEIGHT, CaseSpec
from youju.rubric.days import Day

_MOST_NAMED = 3
"""How many of the things a case is for its note names."""
_MOST_DECIMALS = 4
"""With more of them an amount is written in 元."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A case without anything expected, and all it is for, in both languages."""

    spec: CaseSpec
    purposes: tuple[tuple[str, str], ...]


def draft(
    values: Values,
    purposes: Sequence[tuple[str, str]],
    specs: Mapping[str, FactSpec],
    weight: Fraction,
    day: Day | None,
) -> Draft:
    """The case of some values of facts; the weight is written where it is not the one that holds without it."""
    given = {name: value_text(value, specs[name]) for name, value in values.items() if _known(name, value)}
    seen = values.get(WEIGHT, weight)
    effective = seen if isinstance(seen, Fraction) and seen != weight else None
    spec = CaseSpec(note=_note([zh for zh, _ in purposes]), day=day, given=given, effective_weight=effective)
    return Draft(spec, tuple(purposes))


def _known(name: str, value: Value) -> bool:
    return name != WEIGHT and isinstance(value, bool | Fraction | str)


def _note(purposes: Sequence[str]) -> str:
    more = f"；等 {len(purposes)} 处" if len(purposes) > _MOST_NAMED else ""
    return "；".join(purposes[:_MOST_NAMED]) + more


def value_text(value: Value, spec: FactSpec) -> str:
    """A value as a person would write it: `942 万元`, `24 人`, `89.99%`, `true`; an odd amount in 元."""
    if not isinstance(value, Fraction):
        assert isinstance(value, bool | str)
        return show(literal(value))
    unit = spec.shown_unit
    if spec.type == "money" and len(show_number(value / spec.scale).partition(".")[2]) > _MOST_DECIMALS:
        unit = "元"
    return show_quantity(value, unit if unit in UNITS else "")
