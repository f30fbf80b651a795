"""One explanation with all that it is checked against: world, row, entries and facts of the indicator, dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from youju.facts import FactSpec
from youju.feel import Expr, Value, evaluate, read_number
from youju.ledger.derive import scope_of
from youju.ledger.explained.amounts import has_number
from youju.ledger.explained.worded import reads_to
from youju.ledger.explained.world import World
from youju.ledger.moved import tree
from youju.structs import Struct

Record = dict[str, Any]


class Context(Struct, dict=True):
    """What references are about: one indicator's world, its row in the ledger, its line above, its explanation.

    `audit` is the whole record, `specs` the dictionary where it is at hand.
    """

    world: World
    row: Record
    line: Record
    said: Record
    audit: Record
    specs: Mapping[str, FactSpec] | None

    @cached_property
    def facts(self) -> Mapping[str, Record]:
        """The facts of the ledger by name."""
        return {fact["name"]: fact for fact in self.audit["ledger"]["facts"]}

    @cached_property
    def scope(self) -> Mapping[str, Value]:
        """The values that the card's expressions are read against: of a printed rate, as it is printed."""
        world = self.world
        printed = any(line[2] == "printed" for line in world.present.lines)
        return scope_of(world.card, world.values, world.frame.own(world.name), world.frame.known, printed)

    @cached_property
    def entries(self) -> Mapping[str, Record]:
        """The indicator's entries by id, what is cut from the total and charged to it among them."""
        every = self.audit["ledger"]["entries"]
        return {one["id"]: one for one in every if one["indicator"] == self.world.name}

    @cached_property
    def given(self) -> frozenset[str]:
        """The rules of the card that stand in entries."""
        return frozenset(one["rule"] for one in self.entries.values() if one["kind"] in ("rule", "printed"))

    @cached_property
    def rules(self) -> Mapping[str, Record]:
        """The rules of the card by id, as written."""
        return {rule["id"]: rule for rule in self.world.card["rules"]}

    @property
    def declared(self) -> list[Record]:
        """What the rubric declares for all indicators: transfers, caps, acceptances."""
        rubric = self.world.frame.rules["rubric"]
        return [one for part in ("transfers", "caps", "accept") for one in rubric.get(part, [])]

    @cached_property
    def lets(self) -> Mapping[str, Record]:
        """The named quantities of the card."""
        return {let["name"]: let for let in self.world.card.get("let", [])}

    @cached_property
    def english(self) -> Mapping[str, str] | None:
        """What English texts call facts, and the card's only quantity; None without the dictionary."""
        if self.specs is None:
            return None
        alone = {"the rate": next(iter(self.lets))} if len(self.lets) == 1 else {}
        return {**{self.specs[name].en: name for name in self.world.facts if name in self.specs}, **alone}

    @property
    def full(self) -> Fraction:
        """The weight with what moved to it; of an adjustment 0."""
        return read_number(self.row["effective_weight"])

    def tree(self, text: str) -> Expr:
        """An expression of the card."""
        return tree(text, self.world.words())

    def value(self, expr: Expr) -> Value:
        """What an expression of the card comes to."""
        return evaluate(expr, self.scope)

    def condition(self, rule: str) -> Expr:
        """The condition of a rule, or that of applicability (`applies`)."""
        return self.tree(self.world.card["applies"] if rule == "applies" else self.rules[rule]["when"])

    def worth(self, rule: str) -> Fraction:
        """The points that a rule would give, 0 where they cannot be worked out."""
        value = self.value(self.tree(self.rules[rule]["points"]))
        return value if isinstance(value, Fraction) else Fraction(0)

    def says(self, zh: str, en: str, exprs: Iterable[Expr]) -> bool:
        """Whether both texts say one of these expressions."""
        return reads_to(zh, en, exprs, self.world.words(), self.english)

    def called(self, name: str, zh: str, en: str) -> bool:
        """Whether a fact or a named quantity is called so; without the dictionary its English is one throughout."""
        if zh != name:
            return name == "weight" and (zh, en) == ("分值", "weight")
        if name in self.lets:
            alone = len(self.lets) == 1 and en == "the rate"
            return en == name or alone or self.says(name, en, [self.tree(name)]) or self._formula_says(name, en)
        if name not in self.world.facts:
            return False
        if self.specs is not None:
            return en in (self.specs[name].en, f"{self.specs[name].en} ({name})")
        return not has_number(en) and len(self._names_in_english(name)) == 1

    def _formula_says(self, name: str, en: str) -> bool:
        return self.english is None or any(self.says(text, en, [self.tree(text)]) for text in self.lets[name]["from"])

    def _names_in_english(self, name: str) -> set[str]:
        slots = [slot for texts in self.said["texts"].values() for text in texts for slot in text["slots"].values()]
        named = (slot for slot in slots if slot["of"] == f"name:{name}" or slot["of"].endswith(":name"))
        return {slot["en"].removesuffix(f" ({name})") for slot in named if slot["zh"] == name}
