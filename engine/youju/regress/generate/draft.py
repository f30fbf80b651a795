"""A case as it is written for a person to decide: values in the units of the dictionary, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.facts.spec import FactSpec
from youju.feel import UNITS, UNKNOWN, Value, literal, show, show_number, show_quantity
from youju.prove.hunt import Values
from youju.regress.obligations import Obligation
from youju.rubric import CaseSpec
from youju.rubric.days import Day

_MOST_NAMED = 3
"""How many of the things a case is for its note names."""
_MOST_DECIMALS = 4
"""With more of them an amount is written in 元."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A case without anything expected, and the obligations it is written for: those that no case before it meets."""

    spec: CaseSpec
    meets: tuple[Obligation, ...]


def draft(values: Values, meets: Sequence[Obligation], specs: Mapping[str, FactSpec], day: Day | None) -> Draft:
    """The case of some values of facts; those that are unknown are left out."""
    given = {name: value_text(values[name], spec) for name, spec in specs.items() if _known(values.get(name, UNKNOWN))}
    return Draft(CaseSpec(note=_note([one.zh for one in meets]), day=day, given=given), tuple(meets))


def _known(value: Value) -> bool:
    return isinstance(value, bool | Fraction | str)


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
