"""A sentence with all that its form may assert something of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from youju.ledger.explained.context import Context
from youju.structs import Struct


class Told(Struct):
    """A sentence: the key of its form, its slots, what the letters of its bindings are, and the sentences around it.

    `texts` are those of its group, of which it is the one `at`.
    """

    context: Context
    key: str
    slots: Mapping[str, dict[str, Any]]
    letters: Mapping[str, str]
    texts: Sequence[dict[str, Any]]
    at: int

    def beside(self, by: int) -> str:
        """The key of the sentence so many further on, or (negative) before; empty where there is none."""
        at = self.at + by
        return str(self.texts[at]["key"]) if 0 <= at < len(self.texts) else ""

    def said_at(self, by: int, slot: str) -> str:
        """What a slot of that sentence stands for; empty where it has none such."""
        return str(self.texts[self.at + by]["slots"].get(slot, {"of": ""})["of"]) if self.beside(by) else ""


Claim = Callable[[Told], bool]
"""Whether what a form says, beside what stands in its slots, is so."""
