"""A case as it is written for a person to decide: values in the units of the dictionary, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.facts.spec import FactSpec
from youju.feel import UNKNOWN, Value
from youju.prove import Values
from youju.regress.given import value_text
from youju.regress.obligations import Obligation
from youju.rubric import CaseSpec
from youju.rubric.days import Day
from youju.structs import Struct

_MOST_NAMED = 3
"""How many of the things a case is for its note names."""


class Draft(Struct):
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
