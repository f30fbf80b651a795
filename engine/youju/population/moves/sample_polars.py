"""Which of the departments that move are shown: the same for the same table, whatever the order of its work."""

# Polars' own hints leave what an expression may be made of partly unknown.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, TypeAlias

import polars as pl

from youju.facts.spec import Known
from youju.feel import UNKNOWN, Unknown
from youju.population.columns.pair import Amount, PairQuery
from youju.population.moves.counts import Facts, Tally, Way
from youju.population.table.facts import FactsTable

Id: TypeAlias = int | str


def extremes(movers: Path, pair: PairQuery, tally: Tally) -> tuple[Id | None, Id | None]:
    """The department that gains most and the one that loses most, of several the least id; None where none does."""
    ends = max(tally.changes, default=Fraction(0)), min(tally.changes, default=Fraction(0))
    frame = pl.scan_parquet(movers, glob=False)
    gain, loss = (_first(frame.filter(_equals(pair.change, end)), 1) for end in ends)
    return (gain[0] if ends[0] > 0 else None), (loss[0] if ends[1] < 0 else None)


def sample(movers: Path, pair: PairQuery, tally: Tally, size: int) -> list[Id]:
    """So many ids of rows that move: the greatest gain and loss, then the least ids of each way in turn, those ways
    first that move the most rows."""
    frame = pl.scan_parquet(movers, glob=False)
    ways = sorted((way for way in tally.ways if way.moved), key=_order)[:size]
    queues = [_first(frame.filter(_went(way)), size) for way in ways]
    turns = (one for turn in zip_longest(*queues) for one in turn)
    wanted = dict.fromkeys(one for one in (*extremes(movers, pair, tally), *turns) if one is not None)
    return list(wanted)[:size]


def facts_of(table: FactsTable, ids: Sequence[Id]) -> dict[Id, Facts]:
    """The facts of some rows in base units, in the order asked for; UNKNOWN where nobody knows."""
    if not ids:
        return {}
    found = table.frame.filter(pl.col("id").is_in(ids)).collect(engine="streaming")
    rows = {row["id"]: dict(_values(table, row)) for row in found.to_dicts()}
    return {one: rows[one] for one in ids}


def _values(table: FactsTable, row: Mapping[str, Any]) -> Iterator[tuple[str, Known | Literal[Unknown.UNKNOWN]]]:
    for name, column in table.columns.items():
        cell = row[name]
        if cell is None:
            yield name, UNKNOWN
        else:
            yield name, cell if isinstance(cell, bool | str) else cell * column.step


def _order(way: Way) -> tuple[int, str, str]:
    return -way.moved, way.pair.indicator, repr((way.rules, way.states))


def _first(frame: pl.LazyFrame, size: int) -> list[Id]:
    return frame.select("id").sort("id").head(size).collect(engine="streaming").to_series().to_list()


def _equals(amount: Amount, value: Fraction) -> pl.Expr:
    top, bottom = (
        pl.col(one).cast(pl.Int128) if isinstance(one, str) else pl.lit(one, pl.Int128)
        for one in (amount.top, amount.bottom)
    )
    return top * value.denominator == bottom * value.numerator


def _went(way: Way) -> pl.Expr:
    sides = zip((way.pair.before, way.pair.after), way.rules, way.states, strict=True)
    same = [
        pl.col(name).eq_missing(pl.lit(value))
        for side, rule, state in sides
        if side is not None
        for name, value in ((side.rule, rule), (side.status, state))
    ]
    return reduce(lambda one, other: one & other, same, pl.col(way.pair.change.top) != 0)
