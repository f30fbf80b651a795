"""Some departments put on the thresholds of the cards: exactly on, one step below, one step above, in whole steps."""

# Polars' own types name those of numpy and others that are not installed.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import polars as pl

from youju.facts import FactSpec
from youju.population.columns.capacity import capacity
from youju.population.corpus.draws_polars import Draws
from youju.population.corpus.thresholds import Cluster, Side, Threshold
from youju.structs import Struct


class Stand(Struct):
    """A threshold, and the numbers of a lot that put a department on each of its sides."""

    threshold: Threshold
    lot: str
    numbers: Mapping[Side, int]

    @property
    def here(self) -> pl.Expr:
        """Whether a department stands there."""
        return pl.col(self.lot).is_between(min(self.numbers.values()), max(self.numbers.values()))


class Edges(Struct):
    """In a share of the rows every cluster of facts stands at one of its thresholds, each side as likely as another."""

    clusters: tuple[Cluster, ...]
    specs: Mapping[str, FactSpec]
    draws: Draws
    share: Fraction

    def layers(self) -> Iterator[list[pl.Expr]]:
        """Where each cluster stands; figures that others are solved from, made multiples; the figures solved for."""
        if self.share == 0:
            return
        edge = self.draws.happens("boundary", self.share)
        yield [
            pl.when(edge).then(self.draws.below(f"at/{cluster.facts[0]}", count)).otherwise(-1).alias(f"#at.{i}")
            for i, cluster in enumerate(self.clusters)
            for count in (sum(len(one.sides) for one in cluster.thresholds),)
        ]
        stands = list(self._stands())
        facts = dict.fromkeys(name for one in stands for name in one.threshold.factors)
        yield [self._multiple(name, stands).alias(name) for name in facts]
        yield [self._solved(name, stands).alias(name) for name in facts]

    def hiding(self, fact: str) -> list[pl.Expr]:
        """Where a fact must be unknown, so that its card counts by another way."""
        stands = self._stands() if self.share else ()
        return [one.here for one in stands if fact in one.threshold.hidden]

    def _stands(self) -> Iterator[Stand]:
        for i, cluster in enumerate(self.clusters):
            number = 0
            for threshold in cluster.thresholds:
                numbers: dict[Side, int] = {side: number + j for j, side in enumerate(threshold.sides)}
                yield Stand(threshold, f"#at.{i}", numbers)
                number += len(numbers)

    def _multiple(self, fact: str, stands: list[Stand]) -> pl.Expr:
        """The fact, cut to the multiple (not 0) that the figure solved for needs to be whole."""
        value = pl.col(fact)
        _, high = capacity(self.specs[fact])
        for one in stands:
            by = one.threshold.multiples.get(fact, 1)
            if by > 1:
                cut = pl.col(fact) - pl.col(fact) % by
                value = pl.when(one.here).then(pl.when(cut == 0).then(min(by, high)).otherwise(cut)).otherwise(value)
        return value

    def _solved(self, fact: str, stands: list[Stand]) -> pl.Expr:
        """The fact where its threshold is, and a step to either side; as it was where that is out of bounds."""
        value = pl.col(fact)
        low, high = capacity(self.specs[fact])
        for one in stands:
            if one.threshold.driver != fact:
                continue
            k = one.threshold.factors[fact]
            others = [pl.col(name) * factor for name, factor in one.threshold.factors.items() if name != fact]
            at = -sum(others, pl.lit(one.threshold.constant)) // k
            up = 1 if k > 0 else -1
            for side, number in one.numbers.items():
                there = at + {"on": 0, "below": -up, "above": up}[side]
                value = pl.when((pl.col(one.lot) == number) & there.is_between(low, high)).then(there).otherwise(value)
        return value
