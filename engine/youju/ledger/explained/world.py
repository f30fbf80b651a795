"""One indicator of a saved audit as a function of its facts, by the replay alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from youju.feel import UNKNOWN, Expr, Value, names, read_number
from youju.ledger.derive import Line, Outcome, outcome_of
from youju.ledger.moved import SCALES, Frame, applies_by, tree
from youju.source import fraction_text
from youju.structs import Struct, replace

Record = dict[str, Any]
ZERO = Fraction(0)
Domain = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value that a fact may have, in base units; None where nothing bounds it."""


class World(Struct, dict=True):
    """An indicator `name` over the values of a saved ledger: what it comes to, and would with others.

    `facts` are the facts as the rules declare them, `domains` what values some of them may have.
    """

    frame: Frame
    name: str
    values: Mapping[str, Value]
    claim: Fraction | None
    domains: Mapping[str, Domain]

    @property
    def card(self) -> Record:
        """The indicator's card."""
        return self.frame.rules["cards"][self.name]

    @property
    def facts(self) -> Mapping[str, Record]:
        """The facts as the rules declare them: type, unit."""
        return self.frame.rules["facts"]

    @cached_property
    def applies(self) -> bool:
        """Whether the indicator counts at all."""
        return self.frame.applies[self.name] is not False

    @cached_property
    def present(self) -> Outcome:
        """What it comes to as things are."""
        return self.over(self.values)

    def at(self, changes: Mapping[str, Value]) -> Outcome:
        """What it would come to with some values changed, all others as they are."""
        return self.over({**self.values, **changes})

    def assuming(self, quantities: Mapping[str, Fraction]) -> World:
        """The same where named quantities have these values, whatever their figures are."""
        lets = [
            {**let, "from": [fraction_text(quantities[let["name"]])]} if let["name"] in quantities else let
            for let in self.card.get("let", [])
        ]
        cards = {**self.frame.rules["cards"], self.name: {**self.card, "let": lets}}
        return replace(self, frame=replace(self.frame, rules={**self.frame.rules, "cards": cards}))

    def alone(self, cited: Collection[str]) -> Outcome:
        """What it comes to where only these facts are known."""
        return self.over({name: value for name, value in self.values.items() if name in cited})

    def over(self, values: Mapping[str, Value]) -> Outcome:
        """What it would come to with these values and no others.

        One that does not apply has no points to vary: it is decided with its entry while it does not, and without one
        where it would.
        """
        if self.applies:
            return outcome_of(self.frame, self.name, values, self.claim)
        truth = applies_by(self.card, values, set(), self.frame.known)
        lines: tuple[Line, ...] = ((f"{self.name}/1", self.name, "not_applicable", "", "0", "0"),)
        return Outcome(ZERO, () if truth is True else lines, isinstance(truth, bool), frozenset())

    def same(self, other: Outcome) -> bool:
        """Whether an outcome is the present one: the same points decided by rules, else the same entries."""
        if self.applies and self.present.decided:
            return other.decided and other.points == self.present.points
        return (other.decided, other.lines) == (self.present.decided, self.present.lines)

    def differs(self, other: Outcome) -> bool:
        """Whether an outcome is surely another one: other points, decided by rules if the present ones are."""
        if not self.applies:
            return other.decided and not other.lines
        return other.points != self.present.points and (other.decided or not self.present.decided)

    def read(self, fact: str, shown: object) -> Value:
        """A value of a fact in base units, from its unit of display (None: unknown). ValueError where it is none."""
        kind = self.facts[fact]["type"]
        if shown is None:
            return UNKNOWN
        if kind in ("boolean", "text"):
            if not isinstance(shown, bool if kind == "boolean" else str):
                raise ValueError("no value of its type")
            return shown
        return number_in(shown) * self.scale(fact)

    def scale(self, fact: str) -> Fraction:
        """Base units in one unit of display."""
        return SCALES.get(self.facts[fact]["unit"], Fraction(1))

    def step(self, fact: str) -> Fraction | None:
        """The smallest change of a fact that counts, finer where its value is; None where it is no number."""
        kind, value = self.facts[fact]["type"], self.values.get(fact, UNKNOWN)
        if kind in ("boolean", "text"):
            return None
        step = Fraction(1) if kind == "count" else self.scale(fact) / 100
        if isinstance(value, Fraction) and _ends(value / step):
            while (value / step).denominator != 1:
                step /= 10
        return step

    def allowed(self, fact: str, value: Value) -> bool:
        """Whether a fact may have a value: of its type, and in its domain where the certificate gives one."""
        if value is UNKNOWN:
            return False
        least, most = self.domains.get(fact, (None, None))
        if not isinstance(value, Fraction):
            return True
        return (least is None or value >= least) and (most is None or value <= most)

    def words(self) -> list[str]:
        """The names that expressions of the card may have."""
        return [*self.frame.known, *(let["name"] for let in self.card.get("let", [])), "weight"]

    def reads(self) -> set[str]:
        """The facts that the card reads, in its rules, its quantities and what tells whether it applies."""
        card, words = self.card, self.words()
        texts = [rule[key] for rule in card["rules"] for key in ("when", "points")]
        texts += [text for let in card.get("let", []) for text in let["from"]]
        texts += [card["applies"]] if "applies" in card else []
        exprs: list[Expr] = [tree(text, words) for text in texts]
        stated = {let["stated"] for let in card.get("let", []) if "stated" in let}
        return {name for expr in exprs for name in names(expr) if name in self.facts} | stated


def number_in(shown: object) -> Fraction:
    """An exact number from its one canonical text; ValueError where it is written otherwise."""
    if not isinstance(shown, str) or fraction_text(number := read_number(shown)) != shown:
        raise ValueError("no exact number")
    return number


def _ends(number: Fraction) -> bool:
    """Whether the decimals of a number end."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
