"""Assumptions: facts as they would be, to see what would follow. Nobody has decided them, and nothing records them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from youju.facts.spec import Known
from youju.facts.statements import Fact
from youju.feel import UNKNOWN, Unknown
from youju.structs import replace

Assumed = Known | Literal[Unknown.UNKNOWN]
"""A value in the base unit, or UNKNOWN: nobody knows it."""


def assume(facts: Mapping[str, Fact], assumed: Mapping[str, Assumed]) -> dict[str, Fact]:
    """The same facts with the values assumed; in place of what the report, the dictionary or a ruling says of them.

    A fact that has the value already, undisputed, stays as it is, with all that is said of it.
    """
    return {name: _assumed(fact, assumed[name]) if name in assumed else fact for name, fact in facts.items()}


def _assumed(fact: Fact, value: Assumed) -> Fact:
    if fact.value == value and fact.status != "conflicting":
        return fact
    status = "missing" if value is UNKNOWN else "assumed"
    return replace(fact, status=status, value=value, statements=(), chosen=None, ruling=None, overruled=())
