"""Rulings on facts: what an auditor decides a value to be, against the report or in its silence, and on what paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from youju.facts.statements import Fact, FactRuling
from youju.feel import UNKNOWN


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings that one file hands in, by the name of the fact, and the SHA-256 of its bytes."""

    sha256: str
    facts: Mapping[str, FactRuling]


def overrule(facts: Mapping[str, Fact], rulings: Rulings | None) -> dict[str, Fact]:
    """The same facts, those that are ruled on with the ruling's value, and the report's own statements set aside."""
    if rulings is None:
        return dict(facts)
    return {name: _ruled(fact, rulings.facts.get(name)) for name, fact in facts.items()}


def _ruled(fact: Fact, ruling: FactRuling | None) -> Fact:
    if ruling is None:
        return fact
    status = "missing" if ruling.value is UNKNOWN else "ruled"
    return replace(
        fact,
        status=status,
        value=ruling.value,
        statements=(),
        chosen=None,
        ruling=ruling,
        overruled=(*fact.overruled, *fact.statements),
    )
