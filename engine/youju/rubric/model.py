"""A rubric resolved: expressions parsed and typed, references followed, weights known to add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, TypeVar

from youju.facts import Dictionary, Sought
from youju.feel import Expr, names
from youju.rubric.check_spec import AtRiskSpec, CheckSpec, PrintedSpec
from youju.rubric.form_spec import Form
from youju.rubric.spec import AcceptSpec, Basis, CapSpec, CaseSpec, Hit, RubricSpec, Text, TransferSpec
from youju.structs import Entity, Struct

T = TypeVar("T")
WEIGHT = "weight"
"""The name by which a rule reads the weight of its indicator."""


class Formula(Struct, dict=True):
    """An expression with the words it was written in."""

    text: str
    expr: Expr

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The names it reads, in order; worked out once for however many departments."""
        return tuple(sorted(names(self.expr)))


class Rule(Struct):
    """A row of an indicator."""

    id: str
    when: Formula
    points: Formula
    because: Text | None
    basis: tuple[Basis, ...]


class Reading(Struct):
    """Another way to count a let, with a title for people."""

    id: str
    formula: Formula
    title: Text


class Let(Struct):
    """A named quantity: alternatives in order, the fact that holds it as printed, other readings."""

    name: str
    alternatives: tuple[Formula, ...]
    stated: str | None
    readings: tuple[Reading, ...]


class Open(Struct):
    """A case that no rule is meant to decide."""

    when: Formula
    because: Text


class Monotone(Struct):
    """More of a fact never earns fewer points (`up`), or never more (`down`), wherever `where` holds."""

    fact: str
    points: Literal["up", "down"]
    where: Formula


class Indicator(Struct):
    """An indicator ready to be fired.

    `weight` is 0 for an adjustment; `form` is what its rules were written as, for people to read, where they were
    not written out; `facts` are all the names its card reads.
    """

    id: str
    title: Text
    aliases: tuple[str, ...]
    weight: Fraction
    adjustment: bool
    basis: tuple[Basis, ...]
    applies: Formula | None
    lets: tuple[Let, ...]
    hit: Hit
    rules: tuple[Rule, ...]
    open: tuple[Open, ...]
    round: Fraction
    cases: tuple[CaseSpec, ...]
    section: str | None
    group: str | None
    form: Form | None
    facts: tuple[str, ...]
    monotone: tuple[Monotone, ...] = ()

    def rule(self, rule_id: str) -> Rule:
        """The rule of an id; KeyError where there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


class Check(Struct):
    """A declared contradiction: a condition or a printed rate, and what it puts at risk."""

    code: str
    spec: CheckSpec
    when: Formula | None
    printed: PrintedSpec | None
    at_risk: tuple[AtRiskSpec, ...]


class Rubric(Entity, dict=True):
    """A rubric in force: indicators in its order, adjustments last, and what is declared over them.

    `content` is all of it that decides a score, as plain JSON, and `digest` its SHA-256, so that a ledger can carry
    and name the rubric it was made with. Two rubrics are equal where their digests are.
    """

    id: str
    spec: RubricSpec
    dictionary: Dictionary
    indicators: Mapping[str, Indicator]
    checks: tuple[Check, ...]
    content: Mapping[str, Any]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rubric) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def once(self, make: Callable[[Rubric], T]) -> T:
        """What a room makes of this rubric: made when first asked for, and kept with it. It must not be changed."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return self._kept[make]

    @cached_property
    def _kept(self) -> dict[Callable[[Rubric], Any], Any]:
        return {}

    @cached_property
    def weighted(self) -> tuple[Indicator, ...]:
        """The indicators with a weight, in order."""
        return tuple(indicator for indicator in self.indicators.values() if not indicator.adjustment)

    @property
    def transfers(self) -> tuple[TransferSpec, ...]:
        """Where weights go that do not apply."""
        return self.spec.transfers

    @property
    def caps(self) -> tuple[CapSpec, ...]:
        """Bounds on sums, in order."""
        return self.spec.caps

    def accept(self, kind: str) -> AcceptSpec:
        """The rule by which undecided points are entered; the loader has seen to it that there is one."""
        return next(rule for rule in self.spec.accept if rule.kind == kind)

    def sought(self) -> Iterator[Sought]:
        """What to look for in a report: sections, groups, indicators, adjustments."""
        for section in self.spec.sections:
            yield Sought(section.id, (section.title.zh, *section.aliases), None, leaf=False)
            for group in section.groups:
                yield Sought(group.id, (group.title.zh, *group.aliases), section.id, leaf=False)
        for indicator in self.indicators.values():
            yield Sought(indicator.id, (indicator.title.zh, *indicator.aliases), indicator.group)


def score_name(title: str) -> str:
    """The name by which a check reads an indicator's points."""
    return f"{title}得分"


def claim_name(title: str) -> str:
    """The name by which a check reads an indicator's claim."""
    return f"{title}自评得分"


def weight_name(title: str) -> str:
    """The name by which a check reads an indicator's effective weight."""
    return f"{title}分值"
