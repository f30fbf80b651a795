"""The book of a saved ledger: what its facts, rules, claims and rulings come to, worked out anew from top to bottom.

Written apart from the passes that make a ledger, and importing none of them, so that an error in one shows in the
other. book.py enters; doubts.py finds contradictions and what they cost; posted.py puts both together.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from fractions import Fraction
from functools import cached_property
from typing import Any

from youju.feel import Value, read_number
from youju.ledger.derive import Outcome, Posted, capped, outcome_of, sum_of
from youju.ledger.moved import Frame, frame_over, seen_in
from youju.structs import Struct, replace

Record = dict[str, Any]
ZERO = Fraction(0)


class Book(Struct, dict=True):
    """Rules over the facts that a ledger lists, the values that rules see of them, and what the report claims."""

    rules: Record
    facts: Mapping[str, Record]
    values: Mapping[str, Value]
    claims: Mapping[str, Fraction | None]

    @cached_property
    def frame(self) -> Frame:
        """Which indicators apply, and the weights that moved."""
        return frame_over(self.rules, self.values)

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What every indicator comes to within its own caps, in the rubric's order."""
        return {name: self.outcome(name) for name in self.frame.order}

    @cached_property
    def earned(self) -> list[Posted]:
        """The entries of all indicators, then what caps cut of them, in the order of the caps."""
        caps = [cap for cap in self.rules["rubric"].get("caps", []) if cap["of"] != "total"]
        every = [entry for one in self.outcomes.values() for entry in zip(one.lines, one.facts, strict=True)]
        return capped(caps, [entry for entry in every if entry[0][2] != "cap"])

    @property
    def torn(self) -> Set[str]:
        """The facts of which the report makes opposing statements."""
        return {name for name, fact in self.facts.items() if fact["status"] == "conflicting"}

    def outcome(self, name: str, assumed: Mapping[str, Value] | None = None) -> Outcome:
        """What an indicator comes to, were named quantities to have the values assumed."""
        return outcome_of(self.frame, name, self.values, self.claims[name], assumed)

    def having(self, values: Mapping[str, Value]) -> Book:
        """The same, were facts to have these values."""
        return replace(self, values={**self.values, **values})

    def with_total_caps(self, entries: list[Posted]) -> list[Posted]:
        """The entries with what the caps of the whole cut of them."""
        return capped([cap for cap in self.rules["rubric"].get("caps", []) if cap["of"] == "total"], entries)


def book_of(ledger: Record) -> Book:
    """The book of a saved ledger."""
    claims = {
        row["indicator"]: None if row["claimed"] is None else read_number(row["claimed"]) for row in ledger["rows"]
    }
    return Book(ledger["rules"], {fact["name"]: fact for fact in ledger["facts"]}, seen_in(ledger), claims)


def points_of(entries: list[Posted], indicator: str) -> Fraction:
    """The points that an indicator has of these entries."""
    return sum_of(entry for entry in entries if entry[0][1] == indicator)
