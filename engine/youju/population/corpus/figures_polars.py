"""The figures of made-up departments before any is put on a threshold: about its size, and near what they belong to."""

# Polars' own types name those of numpy and others that are not installed.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import polars as pl

from youju.facts import FactSpec
from youju.population.columns.capacity import capacity
from youju.population.corpus.draws_polars import DEPARTMENT, Draws
from youju.population.corpus.linear import Linear
from youju.population.corpus.plan import CorpusPlan, number_of
from youju.population.corpus.relations import Relation
from youju.structs import Struct

MEDIAN = {"money": 10_000_000.0, "count": 240.0, "percent": 0.9, "number": 2_000.0}
"""In base units: half of the departments have at most so much of the largest kind of figure."""
NOTHING = Fraction(1, 200)
"""How often a department has none at all of what others are part of."""
SEVERAL = (0.7, 0.85, 0.93, 0.97, 0.99, 0.997)
"""How many departments have at most 0, 1, 2 … of what is counted and part of nothing."""


class Figures(Struct):
    """The columns of a plan's facts, in layers of which each reads those before it."""

    plan: CorpusPlan
    draws: Draws

    def layers(self) -> Iterator[list[pl.Expr]]:
        """Size and quality of a department; what stands alone; then what is made of other figures."""
        yield [
            self.draws.spread("size", DEPARTMENT).alias("#size"),
            self.draws.share("quality", DEPARTMENT).alias("#quality"),
        ]
        yield list(self._alone())
        placed: dict[str, None] = {}
        waiting = list(self.plan.relations)
        made = {one.part for one in waiting}
        while waiting:
            ready = [one for one in waiting if all(name in placed or name not in made for name in one.reads)]
            yield [self._part(one) for one in ready]
            placed |= {one.part: None for one in ready}
            waiting = [one for one in waiting if one.part not in placed]

    def printed(self) -> list[pl.Expr]:
        """The rates printed of the figures there are, to the step; unknown where out of bounds, or of nothing."""
        found: list[pl.Expr] = []
        for one in self.plan.printed:
            top, bottom = in_base(one.ratio.top, self.plan.facts), in_base(one.ratio.bottom, self.plan.facts)
            value = pl.when(bottom != 0.0).then(top / bottom)
            steps = stepped(value.abs() if one.size else value, self.plan.facts[one.fact])
            low, high = capacity(self.plan.facts[one.fact])
            found.append(pl.when(steps.is_between(low, high)).then(steps).alias(one.fact))
        return found

    def _alone(self) -> Iterator[pl.Expr]:
        made = {*(one.part for one in self.plan.relations), *(one.fact for one in self.plan.printed)}
        wholes = {name for one in self.plan.relations for name in one.reads}
        for name, spec in self.plan.facts.items():
            if name in self.plan.usual:
                yield self._answer(name, self.plan.usual[name]).alias(name)
            elif name in self.plan.words:
                lot, words = self.draws.below(name, len(self.plan.words[name])), self.plan.words[name]
                said = [pl.when(lot == i).then(pl.lit(word)) for i, word in enumerate(words)]
                yield pl.coalesce(said).alias(name)
            elif name not in made:
                yield self._figure(name, spec, name in wholes).alias(name)

    def _answer(self, name: str, usual: bool | None) -> pl.Expr:
        """Yes or no: a department that is run well has more of what earns points."""
        lot = self.draws.share(name)
        if usual is None:
            return lot < 0.7
        as_usual = lot < pl.col("#quality") * 0.35 + 0.62
        return as_usual if usual else ~as_usual

    def _figure(self, name: str, spec: FactSpec, whole: bool) -> pl.Expr:
        if spec.type == "count" and not whole:
            lot = self.draws.share(name)
            return pl.sum_horizontal([(lot >= share).cast(pl.Int64) for share in SEVERAL]).pipe(clipped, spec)
        if spec.type == "percent":
            return whole_of(self.draws.share(name) * 0.5 + 0.5, spec)
        # A figure has a level of its own, from a sixteenth of the largest kind on, and grows with the department.
        level = MEDIAN[spec.type] * 2.0 ** -(number_of(name) % 9 / 2.0)
        size = pl.col("#size") if spec.type == "money" else pl.col("#size").sqrt()
        value = whole_of(size * self.draws.spread(name).sqrt().sqrt() * level, spec)
        return pl.when(~self.draws.happens(f"none/{name}", NOTHING)).then(value).otherwise(clipped(pl.lit(0), spec))

    def _part(self, one: Relation) -> pl.Expr:
        spec, (low, high) = self.plan.facts[one.part], map(float, one.span)
        rate = self.draws.share(f"rate/{one.rate}") * (high - low) + low
        whole, rest = in_base(one.whole, self.plan.facts), in_base(one.rest, self.plan.facts)
        return whole_of((rate * whole - rest) * float(one.share), spec).alias(one.part)


def in_base(linear: Linear, specs: Mapping[str, FactSpec]) -> pl.Expr:
    """A sum of facts in base units, nearly: of columns that hold steps."""
    parts = [pl.col(name).cast(pl.Float64) * float(k * (specs[name].step or 1)) for name, k in linear.terms.items()]
    return sum(parts, pl.lit(float(linear.constant)))


def whole_of(value: pl.Expr, spec: FactSpec) -> pl.Expr:
    """The nearest whole number of steps to a value in base units, within the fact's bounds."""
    return clipped(stepped(value, spec), spec)


def stepped(value: pl.Expr, spec: FactSpec) -> pl.Expr:
    """The nearest whole number of steps to a value in base units; unknown where no column could hold it."""
    return (value / float(spec.step or 1) + 0.5).floor().cast(pl.Int64, strict=False)


def clipped(steps: pl.Expr, spec: FactSpec) -> pl.Expr:
    """Whole steps within what the fact's column can hold."""
    low, high = capacity(spec)
    return steps.cast(pl.Int64).clip(low, high)
