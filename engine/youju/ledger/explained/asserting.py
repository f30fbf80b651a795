"""A sentence with all that its form may assert something of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from youju.ledger.explained.context import Context


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: the key of its form, its slots, and what the letters of its bindings are."""

    context: Context
    key: str
    slots: Mapping[str, dict[str, Any]]
    letters: Mapping[str, str]


Claim = Callable[[Told], bool]
"""Whether what a form says, beside what stands in its slots, is so."""
