"""The fewest cases of one card that meet its obligations, or those that no case at hand meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.facts import FactSpec, defaults, without_default
from youju.feel import UNKNOWN, Arithmetic, Expr, Value, children, names
from youju.prove import (
    Board,
    Budget,
    Free,
    Hunt,
    Laid,
    NotEncodable,
    Values,
    board,
    came_to,
    domain_of,
    laid_weight,
    weights_of,
)
from youju.prove.formula import Formula, both, either, opposite, sign, zero
from youju.prove.polynomial import constant, quantity
from youju.regress.generate.draft import Draft, draft
from youju.regress.generate.goals import Goals, in_plausible
from youju.regress.generate.made import Made, made
from youju.regress.generate.pool import fewest_sets
from youju.regress.obligations import Obligation, look_at, look_of, obligations
from youju.rubric import WEIGHT, CaseSpec, Indicator, Rubric
from youju.rubric.days import Day
from youju.structs import Struct, replace

Why: TypeAlias = Literal["none", "off grid", "unknown", "not analysed"]
"""Why no case is written for an obligation: proved that none meets it; none on the grid of the facts; given up within
the budget; or it cannot be said to the solver."""


class Generated(Struct):
    """The cases written for a card, and how sure it is that fewer do not suffice.

    `met` are the obligations that cases at hand meet; `drafts` meet all others but `unmet`, of which it is told why.
    The number is about cases with plausible values, for obligations that such values meet.
    """

    indicator: Indicator
    obligations: tuple[Obligation, ...]
    met: tuple[Obligation, ...]
    drafts: tuple[Draft, ...]
    at_least: int
    unmet: Mapping[str, Why]

    @property
    def proved(self) -> bool:
        """Whether fewer cases cannot do."""
        return len(self.drafts) == self.at_least


def generate(
    rubric: Rubric,
    indicator: Indicator,
    cases: Sequence[CaseSpec],
    day: Day | None = None,
    budget: Budget | None = None,
) -> Generated:
    """The fewest cases that meet what `cases` leave unmet; caps are for whole departments. Raises ProverMissing;
    ValueError where a case at hand gives no constant."""
    every = tuple(one for one in obligations(rubric, indicator) if one.kind != "cap")
    looks = [look_of(rubric, indicator, case) for case in cases]
    met = tuple(one for one in every if any(map(one.met, looks)))
    card = _Card(rubric, indicator, day)
    left = tuple(one for one in every if one not in met)
    try:
        over = card.board()
        laid = over.lay(indicator)
    except NotEncodable:
        return Generated(indicator, every, met, (), 0, {one.id: "not analysed" for one in left})
    said = {one: formula for one in left if (formula := _said(one, laid)) is not None}
    asked = tuple(said)
    hunt = Hunt(over, budget or Budget())
    goals = in_plausible(Goals(hunt, tuple(said.values()), lambda near: card.met(asked, near)), card.plausible(over))
    found = fewest_sets(goals)
    cases_made = made(goals, found.sets, card.specs, card.same)
    unmet: dict[str, Why] = {one.id: "not analysed" for one in left if one not in said}
    unmet |= {asked[i].id: why for i, why in found.unmet.items()}
    drafts = tuple(card.draft(one, asked) for one in cases_made)
    return Generated(indicator, every, met, drafts, found.at_least, unmet)


def _said(obligation: Obligation, laid: Laid) -> Formula | None:
    try:
        return obligation.formula(laid)
    except NotEncodable:
        return None


class _Card(Struct):
    """A card with what its cases may give, what holds where they give nothing, and what values come to."""

    rubric: Rubric
    indicator: Indicator
    day: Day | None

    @property
    def specs(self) -> Mapping[str, FactSpec]:
        """The facts it reads."""
        known = self.rubric.dictionary.facts
        return {name: known[name] for name in self.indicator.facts if name in known}

    @property
    def weights(self) -> tuple[Fraction, ...]:
        """The weights its rules may see, its own first."""
        own = self.indicator.weight
        return (own, *(one for one in weights_of(self.rubric, self.indicator).values if one != own))

    def board(self) -> Board:
        """All facts free; those without a default may stay unknown.

        What others are divided by comes first, and so gets the rounder figures: 91 of 100, not 10 of 11.
        """
        below = _divisors(self.indicator)
        order = sorted(self.specs, key=lambda name: name not in below)
        values, weight = laid_weight(self.weights)
        free: Free = {**{name: domain_of(self.specs[name]) for name in order}, **weight}
        return board([self.indicator], values, free, frozenset(without_default(self.specs)))

    def plausible(self, over: Board) -> Formula:
        """Where what others are divided by is nothing or an amount worth dividing by: 0, unknown, or 10 units."""
        below = _divisors(self.indicator)
        return both(
            either(
                (opposite(fact.known), zero(quantity(name)), sign(quantity(name) - constant(spec.scale * 10), False))
            )
            for name, spec in self.specs.items()
            if name in below and (fact := over.facts.get(name)) is not None and spec.type in ("money", "number")
        )

    def facts(self, values: Values) -> dict[str, Value]:
        """The facts of a case that gives these values: what it leaves out is its default, or unknown."""
        return defaults(self.specs) | {
            name: value for name, value in values.items() if value is not UNKNOWN and name != WEIGHT
        }

    def met(self, asked: Sequence[Obligation], values: Values) -> frozenset[int]:
        """The obligations that a case of these values meets, by their places."""
        look = look_at(self.indicator, self.facts(values), self._weight(values))
        return frozenset(i for i, one in enumerate(asked) if one.met(look))

    def same(self, values: Values, fewer: Values) -> bool:
        """Whether the rules come to the same with fewer values given."""
        both = ({**self.facts(one), WEIGHT: self._weight(one)} for one in (values, fewer))
        before, after = (came_to(self.indicator, one) for one in both)
        return before == after

    def draft(self, one: Made, asked: Sequence[Obligation]) -> Draft:
        """A case of values that were made, with what it is for."""
        without = draft(one.values, [asked[i] for i in sorted(one.new)], self.specs, self.day)
        look = look_of(self.rubric, self.indicator, without.spec)
        seen = self._weight(one.values)
        if not look.applies or seen == look.weight:
            return without
        return replace(without, spec=replace(without.spec, effective_weight=seen))

    def _weight(self, values: Values) -> Fraction:
        found = values.get(WEIGHT, UNKNOWN)
        return found if isinstance(found, Fraction) else self.indicator.weight


def _divisors(indicator: Indicator) -> frozenset[str]:
    """The facts that a quantity of a card is divided by."""
    exprs = [formula.expr for let in indicator.lets for formula in let.alternatives]
    exprs += [formula.expr for rule in indicator.rules for formula in (rule.when, rule.points)]
    return frozenset[str]().union(*map(_below, exprs))


def _below(expr: Expr) -> frozenset[str]:
    own = names(expr.right) if isinstance(expr, Arithmetic) and expr.op == "/" else frozenset[str]()
    return own.union(*map(_below, children(expr)))
