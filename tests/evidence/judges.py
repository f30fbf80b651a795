"""Who judges what an explanation claims: neither of them made it.

`Replay` works points out of the rules as text in a saved record, with what `verify` has: no card, no engine.
`handed_in` has the report audited anew, the facts handed in by rulings as an auditor would.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Any

from youju.audit import Audit, judge
from youju.audit.record import to_record
from youju.facts import FactRuling, Rulings
from youju.feel import UNKNOWN, Value, read_number
from youju.ledger import Ledger
from youju.ledger.derive import Outcome, outcome_of, scope_of
from youju.ledger.moved import SCALES, Frame, applies_by, frame_of, value_of, values_in
from youju.report import Document
from youju.source import canonical
from youju.structs import replace

Record = dict[str, Any]
Values = Mapping[str, Value]
Domain = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value that a fact may have, in base units; None where nothing bounds it."""
NO_TEXT = Document("", "0" * 64, "utf-8", 0, "")
"""In place of the report where an audit is made anew: what was read of it is at hand, and its text is not scored."""


@dataclass(frozen=True)
class Replay:
    """A saved audit as a function of its facts, by the replay of certificates; `domains` are those of the dictionary."""

    record: Record
    domains: Mapping[str, Domain]

    @property
    def ledger(self) -> Record:
        return self.record["ledger"]

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.ledger)

    @cached_property
    def torn(self) -> frozenset[str]:
        """The facts of which the report says several things."""
        return frozenset(name for name, fact in self.facts.items() if fact["status"] == "conflicting")

    @cached_property
    def values(self) -> dict[str, Value]:
        return values_in(self.ledger)

    @cached_property
    def facts(self) -> dict[str, Record]:
        return {fact["name"]: fact for fact in self.ledger["facts"]}

    @cached_property
    def rows(self) -> dict[str, Record]:
        return {row["indicator"]: row for row in self.ledger["rows"]}

    def card(self, name: str) -> Record:
        return self.frame.rules["cards"][name]

    def applies(self, name: str, changes: Values | None = None) -> Value:
        """Whether an indicator applies with some values changed."""
        return applies_by(self.card(name), {**self.values, **(changes or {})}, set(), self.frame.known)

    def at(self, name: str, changes: Values) -> Outcome:
        """What an indicator comes to with some values changed; weights as they are."""
        return self.over(name, {**self.values, **changes})

    def over(self, name: str, values: Values) -> Outcome:
        """What an indicator comes to with these values and no others; quantities of the card may be given among them."""
        given = {let["name"] for let in self.card(name).get("let", [])} & set(values)
        frame = self._given(name, given) if given else self.frame
        claimed = self.rows[name]["claimed"]
        return outcome_of(frame, name, values, None if claimed is None else read_number(claimed))

    def _given(self, name: str, given: Collection[str]) -> Frame:
        """The rules with some quantities of a card taken as they are given."""
        card = self.card(name)
        kept = [let for let in card["let"] if let["name"] not in given]
        cards = {**self.frame.rules["cards"], name: {**card, "let": kept}}
        return replace(self.frame, rules={**self.frame.rules, "cards": cards}, known=[*self.frame.known, *given])

    def scope(self, name: str) -> dict[str, Value]:
        """The values that the rules of an indicator are read against, a rate as printed where it counted so."""
        printed = any(entry["indicator"] == name and entry["kind"] == "printed" for entry in self.ledger["entries"])
        return scope_of(self.card(name), self.values, self.frame.own(name), self.frame.known, printed)

    def step(self, fact: str) -> Fraction:
        """The least by which a fact is told apart: one, or a hundredth of its unit, finer where its value is."""
        told = self.frame.rules["facts"][fact]
        step = Fraction(1) if told["type"] == "count" else SCALES.get(told["unit"], Fraction(1)) / 100
        value = self.values.get(fact, UNKNOWN)
        for finer in range(9):
            if isinstance(value, Fraction) and (value * 10**finer / step).denominator == 1:
                return step / 10**finer
        return step

    def allowed(self, fact: str, value: Value) -> bool:
        """Whether a fact may have a value."""
        least, most = self.domains[fact]
        if not isinstance(value, Fraction):
            return True
        return (least is None or value >= least) and (most is None or value <= most)

    def some(self, fact: str, rng: Random) -> Value:
        """A value that a fact may have, often near to its own."""
        kind = self.frame.rules["facts"][fact]["type"]
        if kind == "boolean":
            return rng.random() < 0.5
        if kind == "text":
            return rng.choice(["甲", "乙"])
        step, value = self.step(fact), self.values.get(fact, UNKNOWN)
        if isinstance(value, Fraction) and rng.random() < 0.5:
            found = value + step * rng.choice([-100, -10, -1, 0, 1, 10, 100])
        else:
            found = rng.choice([0, 1, 2, 5, 99, 100, 101, rng.randrange(10**6)]) * step * rng.choice([1, 100])
        least, most = self.domains[fact]
        found = found if least is None else max(found, least)
        return found if most is None else min(found, most)

    def stated(self, fact: str) -> list[Value]:
        """The values that the report gives a fact."""
        told = self.facts[fact]
        return [value_of({**told, "value": statement[0]}) for statement in told["statements"]]


def replay_of(audit: Audit) -> Replay:
    """The replay of an audit as it is when saved and read back."""
    domains = {name: (spec.least, spec.most) for name, spec in audit.rubric.dictionary.facts.items()}
    return Replay(json.loads(canonical(to_record(audit))), domains)


def handed_in(audit: Audit, values: Values) -> Ledger:
    """The ledger of an audit made anew in which an auditor hands in these values."""
    rulings = {name: FactRuling(name, value, "试", by="试") for name, value in values.items()}
    return judge(NO_TEXT, audit.rubric, audit.reading, "exact", audit.on, Rulings(None, rulings)).ledger
