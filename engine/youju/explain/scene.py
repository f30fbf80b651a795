"""An indicator as `regain` sees it: its score as a function, the facts that its rules read, and which may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from youju.explain.levels import Levels, levels
from youju.explain.scoring import Scored, Scoring
from youju.feel import UNKNOWN, Value, names
from youju.rubric import Indicator, Let, Rule
from youju.structs import Struct


class Scene(Struct, dict=True):
    """An indicator, its score as a function, and the facts that its rules read."""

    scoring: Scoring
    indicator: Indicator

    def score(self, changes: Mapping[str, Value]) -> Scored:
        return self.scoring.at(self.indicator, changes)

    def value(self, fact: str) -> Value:
        return self.scoring.values.get(fact, UNKNOWN)

    def kind(self, fact: str) -> str:
        return self.scoring.audit.rubric.dictionary.facts[fact].type

    def wins(self, scored: Scored, target: Fraction) -> bool:
        """Whether that many points are won: by rules, or by an answer accepted, but not by a claim that stands in."""
        return (scored.decided or scored.status == "scored") and scored.points >= target

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What the rules read, in the card's order: of a named quantity the formula that gives it, or the rate as
        printed; and its other formulas where these are known: a divisor that turns 0, or 0 no more, swaps them."""
        lets = self.scoring.audit.entered.cases[self.indicator.id].lets
        others = {let.name: _known_of(let, self.scoring.values) for let in self.indicator.lets}
        read, waiting = set[str](), {name for rule in self.indicator.rules for name in _names(rule)}
        while waiting:
            name = waiting.pop()
            read.add(name)
            waiting |= (set(lets[name].facts) | others[name]) - read if name in lets else set()
        return tuple(name for name in self.indicator.facts if name in read)

    @cached_property
    def alone(self) -> Mapping[str, Levels]:
        """The score over each number by itself, where it makes a difference."""
        every = ((name, levels(self.scoring, self.indicator, name)) for name in self.facts if self.is_number(name))
        return {name: found for name, found in every if found is not None and not found.flat}

    def is_number(self, fact: str) -> bool:
        return self.kind(fact) not in ("boolean", "text")

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that nobody knows and that would settle the score, where it is open."""
        row = self.scoring.audit.entered
        return row.missing.get(self.indicator.id, ()) if self.score({}).status == "undetermined" else ()

    @cached_property
    def movable(self) -> tuple[str, ...]:
        """The facts with whose values something may be won: known numbers, and answers that are not what they were."""
        helping = {name for rule in _lost_rules(self) for name in _names(rule)} if self.indicator.hit == "sum" else None
        return tuple(
            name
            for name in self.facts
            if (helping is None or name in helping or self.is_number(name))
            and (self.kind(name) == "boolean" or isinstance(self.value(name), Fraction))
        )


def _known_of(let: Let, values: Mapping[str, Value]) -> frozenset[str]:
    """The names in those formulas of a quantity of which every name is known."""
    read = [names(formula.expr) for formula in let.alternatives]
    return frozenset[str]().union(
        *(one for one in read if all(values.get(name, UNKNOWN) is not UNKNOWN for name in one))
    )


def _names(rule: Rule) -> frozenset[str]:
    return names(rule.when.expr) | names(rule.points.expr)


def _lost_rules(scene: Scene) -> Iterator[Rule]:
    """The items of a sum that do not give their points now, or take some, or whose points vary."""
    given = set(scene.score({}).rules)
    lets = {let.name for let in scene.indicator.lets}
    for rule in scene.indicator.rules:
        if rule.id not in given or names(rule.points.expr) - {"weight"} or names(rule.when.expr) & lets:
            yield rule
