"""Three-valued truth: when a condition is true, when it is false; else it is unknown, as the interpreter has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from youju.prove.formula import FALSE, TRUE, Formula, both, either, opposite
from youju.structs import Struct


class Truth(Struct):
    """`yes` and `no` never hold together; where neither does, the truth is unknown."""

    yes: Formula
    no: Formula

    @property
    def unknown(self) -> Formula:
        """Where neither is known."""
        return opposite(either((self.yes, self.no)))


SURE: Final = Truth(TRUE, FALSE)
NEVER: Final = Truth(FALSE, TRUE)
NOT_KNOWN: Final = Truth(FALSE, FALSE)


def known(value: bool) -> Truth:
    """A truth value that is given."""
    return SURE if value else NEVER


def conjunction(parts: Sequence[Truth]) -> Truth:
    """Kleene's `and`."""
    return Truth(both(part.yes for part in parts), either(part.no for part in parts))


def disjunction(parts: Sequence[Truth]) -> Truth:
    """Kleene's `or`."""
    return Truth(either(part.yes for part in parts), both(part.no for part in parts))


def negation(part: Truth) -> Truth:
    """Kleene's `not`."""
    return Truth(part.no, part.yes)


def chosen(condition: Truth, then: Truth, otherwise: Truth) -> Truth:
    """`if`; where the condition is unknown, what both branches agree on."""

    def of(one: Formula, other: Formula) -> Formula:
        agree = both((condition.unknown, one, other))
        return either((both((condition.yes, one)), both((condition.no, other)), agree))

    return Truth(of(then.yes, otherwise.yes), of(then.no, otherwise.no))
