"""Two rubrics over a table of facts: what comes of each row is laid by in a file, and counted from there."""

# Polars' own hints leave what an expression may be made of partly unknown.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.columns.pair import Amount, Pair, PairQuery, Side
from youju.population.engines.polars_columns import TooWide, scored
from youju.population.moves.counts import Place, Rejects, Tally, Way
from youju.population.table.both import Limit
from youju.population.table.facts import FactsTable
from youju.source import CodedError

KEYS: Final = ("id", "county", "year")
FIRST_REJECTED: Final = 10
_OPEN: Final = "undetermined"
_GROUP: Final = 1 << 16
"""Rows in a group of what is laid by."""


def tally(table: FactsTable, pair: PairQuery, limits: Sequence[Sequence[Limit]], movers: Path) -> Tally:
    """Counts every row once, and writes those that move to `movers`: keys and all results of the query, as Parquet.
    Beside it stand, until its folder goes, the same of all rows, and the rejected cells.

    `limits` are those of the old and of the new rubric. CodedError `impact-too-wide` where 128 bits might not do.
    """
    fits = [_fits(side) for side in limits]
    names = table.frame.collect_schema().names()
    keys = [key for key in KEYS if key in names]
    try:
        every = scored(table.frame.filter(fits[0] & fits[1]), pair.query, *keys)
    except TooWide:
        zh = "两版总分之差的分母太大，128 位的整数可能不够，没有算"
        raise CodedError(
            "impact-too-wide", zh, "the two totals differ by fractions that may outgrow 128 bits"
        ) from None
    # One after the other: of several that share a reading Polars would keep for the slowest what the others have had.
    rows, rejected = _laid(every, movers.parent / "rows.parquet"), _laid(table.rejected, movers.parent / "bad.parquet")
    _laid(rows.filter(_moved(pair)), movers)
    asked = {
        "counts": rows.select(_counts(pair)),
        "codes": rejected.group_by("code").agg(pl.len()).sort("code"),
        "rejected": rejected.select(pl.col("row").n_unique()),
        "first": rejected.sort("row", maintain_order=True).head(FIRST_REJECTED),
        "places": _by_place(rows, keys, pair),
        **{name: _spread(rows, name, one) for name, one in _totals(pair).items()},
        **{f"way {at}": _by_way(rows, one) for at, one in enumerate(pair.pairs)},
    }
    found = dict(zip(asked, pl.collect_all(list(asked.values()), engine="streaming"), strict=True))
    (counts,) = found["counts"].to_dicts()
    before, after, changes = (_values(found[name], one) for name, one in _totals(pair).items())
    ways = [way for at, one in enumerate(pair.pairs) for way in _ways(one, found[f"way {at}"].to_dicts())]
    return Tally(
        **counts,
        before=before,
        after=after,
        changes=changes,
        ways=tuple(ways),
        places=_places(found["places"], pair.change),
        rejects=_rejects(found, _sides(table, fits) if any(limits) else {}),
    )


def _laid(rows: pl.LazyFrame, path: Path) -> pl.LazyFrame:
    """Rows as a file, which is read again a few columns at a time."""
    rows.sink_parquet(path, row_group_size=_GROUP, compression="lz4", engine="streaming")
    return pl.scan_parquet(path, glob=False)


def _sides(table: FactsTable, fits: Sequence[pl.Expr]) -> dict[str, int]:
    """How many rows only one of the rubrics can score."""
    only = table.frame.select(only_old=(fits[0] & ~fits[1]).sum(), only_new=(fits[1] & ~fits[0]).sum())
    return only.collect(engine="streaming").to_dicts()[0]


def _totals(pair: PairQuery) -> dict[str, Amount]:
    return {"before": pair.before, "after": pair.after, "changes": pair.change}


def _fits(limits: Sequence[Limit]) -> pl.Expr:
    """Whether a rubric can score a row; a fact that nobody knows keeps none from it."""
    inside = [
        (pl.col(one.name).is_between(one.low, one.high) & (pl.col(one.name) % one.by == 0)).fill_null(True)
        for one in limits
    ]
    return reduce(lambda one, other: one & other, inside, pl.lit(True))


def _any(conditions: Sequence[pl.Expr]) -> pl.Expr:
    return reduce(lambda one, other: one | other, conditions, pl.lit(False))


def _moved(pair: PairQuery) -> pl.Expr:
    return _any([pl.col(one.change.top) != 0 for one in pair.pairs])


def _counts(pair: PairQuery) -> list[pl.Expr]:
    both = [
        (pl.col(one.before.status) if one.before else pl.lit(""), pl.col(one.after.status))
        for one in pair.pairs
        if one.after is not None
    ]
    turned = {
        "opened": [(old != _OPEN) & (new == _OPEN) for old, new in both],
        "settled": [(old == _OPEN) & (new != _OPEN) for old, new in both],
        "lapsed": [(old != "not_applicable") & (old != "") & (new == "not_applicable") for old, new in both],
    }
    sums = [_any(conditions).sum().alias(name) for name, conditions in turned.items()]
    return [pl.len().alias("rows"), _moved(pair).cast(pl.UInt32).sum().alias("moved"), *sums]


def _spread(rows: pl.LazyFrame, name: str, amount: Amount) -> pl.LazyFrame:
    return rows.select(pl.col(column).alias(f"{name} {column}") for column in amount.columns).group_by(pl.all()).len()


def _values(frame: pl.DataFrame, amount: Amount) -> dict[Fraction, int]:
    """How often each value is there, from the least up: the same number may stand over several bottoms."""
    found: Counter[Fraction] = Counter()
    for *halves, count in frame.iter_rows():
        found[amount.of(dict(zip(amount.columns, halves, strict=True)))] += count
    return dict(sorted(found.items()))


def _by_place(rows: pl.LazyFrame, keys: Sequence[str], pair: PairQuery) -> pl.LazyFrame:
    change = pl.col(pair.change.top)
    said = [key for key in keys if key != "id"]
    by = [*said, *pair.change.columns[1:]]
    told = [
        pl.len().alias("rows"), (change > 0).sum().alias("up"), (change < 0).sum().alias("down"),
        _moved(pair).sum().alias("moved"), _sum(pair.change.top, "sum"),
    ]  # fmt: skip
    return rows.group_by(by).agg(told) if by else rows.select(told)


def _places(frame: pl.DataFrame, change: Amount) -> tuple[Place, ...]:
    """A place has a row for each bottom that the differences of its rows stand over."""
    counts: dict[tuple[Any, Any], Counter[str]] = {}
    sums: dict[tuple[Any, Any], Fraction] = {}
    for row in frame.to_dicts():
        key = row.get("county"), row.get("year")
        counts.setdefault(key, Counter()).update({name: row[name] for name in ("rows", "up", "down", "moved")})
        sums[key] = sums.get(key, Fraction(0)) + change.of(row, "sum")
    order = sorted(counts, key=lambda key: tuple((part is None, part) for part in key))
    return tuple(
        Place(*key, counts[key]["rows"], counts[key]["up"], counts[key]["down"], counts[key]["moved"], sums[key])
        for key in order
    )


def _by_way(rows: pl.LazyFrame, pair: Pair) -> pl.LazyFrame:
    sides = [side for side in (pair.before, pair.after) if side is not None]
    by = [name for side in sides for name in (side.rule, side.status, *side.points.columns[1:])]
    sums = [_sum(side.points.top, side.points.top) for side in sides]
    moved = (pl.col(pair.change.top) != 0).sum().alias("moved")
    return rows.group_by([*by, *pair.change.columns[1:]]).agg(
        pl.len().alias("rows"), moved, *sums, _sum(pair.change.top, "change")
    )


def _ways(pair: Pair, rows: Sequence[Mapping[str, Any]]) -> Iterator[Way]:
    """A way has a row for each bottom that its points stand over."""
    ways: dict[Any, list[Way]] = {}
    for row in rows:
        way = _way(pair, row)
        ways.setdefault((way.rules, way.states), []).append(way)
    for (rules, states), ones in ways.items():
        before, after, change = (
            sum(column, Fraction(0))
            for column in zip(*((one.before, one.after, one.change) for one in ones), strict=True)
        )
        counts = sum(one.rows for one in ones), sum(one.moved for one in ones)
        yield Way(pair, rules, states, *counts, before, after, change)


def _way(pair: Pair, row: Mapping[str, Any]) -> Way:
    sides: Sequence[Side | None] = (pair.before, pair.after)
    before, after = (Fraction(0) if side is None else side.points.of(row) for side in sides)
    rule = tuple(None if side is None else row[side.rule] for side in sides)
    state = tuple(None if side is None else row[side.status] for side in sides)
    change = pair.change.of(row, "change")
    return Way(pair, (rule[0], rule[1]), (state[0], state[1]), row["rows"], row["moved"], before, after, change)


def _sum(column: str, name: str) -> pl.Expr:
    # 128 bits: sums of what fits in 64 must not wrap round.
    return pl.col(column).cast(pl.Int128).sum().alias(name)


def _rejects(found: Mapping[str, pl.DataFrame], sides: Mapping[str, int]) -> Rejects:
    codes = {row["code"]: row["len"] for row in found["codes"].to_dicts()}
    rows = found["rejected"].item() if codes else 0
    return Rejects(rows, codes, tuple(found["first"].to_dicts()), **sides)
