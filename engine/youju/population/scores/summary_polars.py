"""The summary of a table of scores: whole numbers summed by columns, put together as exact fractions."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any, Final, TypeAlias

import polars as pl

from youju.firing.strata import effective_weights, moves_of
from youju.population.columns.query import Query
from youju.population.scores.score import Wanted
from youju.population.scores.summary import Band, Group, Judged, Scored, Support, Totals
from youju.rubric import Indicator, Rubric
from youju.structs import Struct

CENT: Final = Fraction(1, 100)
"""What totals are rounded to where they are put in order."""
BANDS: Final = 20
Found: TypeAlias = tuple[Totals | None, tuple[Scored, ...], Support | None, tuple[Group, ...]]
Row: TypeAlias = Mapping[str, Any]


class Amount(Struct):
    """Points as columns: whole multiples of `step`, divided by the column `bottom` where there is one."""

    top: str
    bottom: str | None
    step: Fraction


def amount_of(query: Query, name: str) -> Amount:
    """The columns of points of a name."""
    if name in query.steps:
        return Amount(name, None, query.steps[name])
    return Amount(f"{name}.top", f"{name}.bottom", Fraction(1))


def rounded(amount: Amount, unit: Fraction) -> pl.Expr:
    """The nearest whole multiple of a unit, half up, in 128 bits."""
    scale = amount.step / unit
    top = pl.col(amount.top).cast(pl.Int128) * pl.lit(2 * scale.numerator, pl.Int128)
    bottom = pl.lit(scale.denominator, pl.Int128)
    if amount.bottom is not None:
        bottom = bottom * pl.col(amount.bottom).cast(pl.Int128)
    return (top + bottom) // (bottom * 2)


def summarised(path: Path, rubric: Rubric, query: Query, wanted: Wanted) -> Found:
    """Totals, indicators, support and groups, as far as the columns of the form tell them. The file is read again,
    a few columns at a time."""
    frame = pl.scan_parquet(path, glob=False)
    totals = groups = None
    if wanted.form != "points":
        totals, groups = _totals(frame, rubric, amount_of(query, "total"), wanted.by)
    cards = () if wanted.form == "totals" else tuple(rubric.indicators.values())
    weights = _weights(frame, rubric) if wanted.form == "full" else None
    rows = [_card(frame, card, query, weights) for card in cards]
    counted = [one.to_dicts() for one in pl.collect_all(rows, engine="streaming")]
    scored = tuple(_scored(card, query, weights, found) for card, found in zip(cards, counted, strict=True))
    support = None
    if weights is not None:
        support = _support(zip(cards, counted, strict=True), query)
    return totals, scored, support, groups or ()


def _totals(frame: pl.LazyFrame, rubric: Rubric, amount: Amount, by: str | None) -> tuple[Totals, tuple[Group, ...]]:
    apart = [] if by is None else [by]
    keys = [*apart, *([] if amount.bottom is None else [amount.bottom])]
    cents = frame.select(*apart, rounded(amount, CENT).cast(pl.Int64).alias("cents"))
    exact = frame.group_by(keys) if keys else frame.group_by(pl.lit(0).alias("all"))
    sums, counts = pl.collect_all(
        [exact.agg(_sum(amount.top)), cents.group_by([*apart, "cents"]).len()], engine="streaming"
    )
    spread = Counter[int]()
    for row in counts.iter_rows(named=True):
        spread[row["cents"]] += row["len"]
    together = sum((_value(amount, row) for row in sums.iter_rows(named=True)), Fraction(0))
    rows = spread.total()
    totals = Totals(together / rows, _deciles(spread), tuple(_bands(spread, rubric.spec.total)))
    return totals, () if by is None else tuple(_groups(sums, counts, amount, by))


def _groups(sums: pl.DataFrame, counts: pl.DataFrame, amount: Amount, by: str) -> Iterator[Group]:
    together: dict[Any, Fraction] = {}
    for row in sums.iter_rows(named=True):
        together[row[by]] = together.get(row[by], Fraction(0)) + _value(amount, row)
    spread = counts.group_by(by).agg(pl.col("len").sum(), least=pl.col("cents").min(), most=pl.col("cents").max())
    for row in spread.sort(by, nulls_last=True).iter_rows(named=True):
        name, rows = row[by], row["len"]
        yield Group(
            None if name is None else str(name), rows, together[name] / rows, row["least"] * CENT, row["most"] * CENT
        )


def _deciles(spread: Mapping[int, int]) -> tuple[Fraction, ...]:
    """By nearest rank. Rounding keeps the order, so each is a total rounded and not a rounded mean of two."""
    rows = sum(spread.values())
    ranks = [max(1, ceil(Fraction(rows * tenth, 10))) for tenth in range(11)]
    found, passed = list[Fraction](), 0
    for value in sorted(spread):
        passed += spread[value]
        while len(found) < len(ranks) and ranks[len(found)] <= passed:
            found.append(value * CENT)
    return tuple(found)


def _bands(spread: Mapping[int, int], full: Fraction) -> Iterator[Band]:
    """Bands of a twentieth of the rubric's total, from the first that has a department to the last."""
    width = full / BANDS
    counts = Counter[int]()
    for value, count in spread.items():
        place = (value * CENT) // width
        counts[place - 1 if value * CENT == full else place] += count
    for place in range(min(counts), max(counts) + 1):
        yield Band(place * width, (place + 1) * width, counts[place])


class _Weights(Struct):
    """Effective weights by what applies: `key` numbers the ways, `rows` counts each, `weights` has them by card."""

    key: pl.Expr
    rows: Mapping[int, int]
    weights: Mapping[int, Mapping[str, Fraction]]

    def together(self, card: Indicator) -> Fraction:
        """The weight of a card over all rows."""
        return sum((count * self.weights[key][card.id] for key, count in self.rows.items()), Fraction(0))


def _weights(frame: pl.LazyFrame, rubric: Rubric) -> _Weights:
    asked = [card.id for card in rubric.indicators.values() if card.applies is not None]
    whole = pl.Int64 if len(asked) < 63 else pl.Int128
    bits = [
        (pl.col(f"{name}.status") == "not_applicable").cast(whole) * pl.lit(1 << place, whole)
        for place, name in enumerate(asked)
    ]
    key = pl.sum_horizontal(bits) if bits else pl.lit(0, whole)
    counts = frame.select(key.alias("key")).group_by("key").len().collect(engine="streaming")
    rows = dict(counts.iter_rows())
    weights: dict[int, Mapping[str, Fraction]] = {}
    for one in rows:
        applies = dict.fromkeys(rubric.indicators, True)
        applies |= {name: not one >> place & 1 for place, name in enumerate(asked)}
        weights[one] = effective_weights(rubric, moves_of(rubric, applies))
    return _Weights(key, rows, weights)


def _card(frame: pl.LazyFrame, card: Indicator, query: Query, weights: _Weights | None) -> pl.LazyFrame:
    """A card's points summed by status, rule and, where weight is shared, what they are divided by."""
    amount = amount_of(query, f"{card.id}.points")
    status = [] if weights is None else [f"{card.id}.status"]
    keys = [*status, f"{card.id}.rule", *([] if amount.bottom is None else [amount.bottom])]
    losing = pl.lit(False) if weights is None or card.adjustment else _losing(card, amount, weights)
    return frame.group_by(keys).agg(_sum(amount.top), pl.len(), losing=losing.sum())


def _losing(card: Indicator, amount: Amount, weights: _Weights) -> pl.Expr:
    """Whether the points are less than the weight."""
    own = {key: named[card.id] for key, named in weights.weights.items()}
    if amount.bottom is None:
        whole = {key: ceil(weight / amount.step) for key, weight in own.items()}
        return pl.col(amount.top).cast(pl.Int64) < _by(weights, whole)
    tops, bottoms = ({key: getattr(weight, part) for key, weight in own.items()} for part in _PARTS)
    top, bottom = (pl.col(name).cast(pl.Int128) for name in (amount.top, amount.bottom))
    return top * _by(weights, bottoms) < bottom * _by(weights, tops)


_PARTS: Final = ("numerator", "denominator")


def _by(weights: _Weights, values: Mapping[int, int]) -> pl.Expr:
    """A whole number for each of the ways."""
    if len(set(values.values())) == 1:
        return pl.lit(next(iter(values.values())), pl.Int64)
    return weights.key.replace_strict(list(values), list(values.values()), return_dtype=pl.Int64)


def _scored(card: Indicator, query: Query, weights: _Weights | None, found: Sequence[Row]) -> Scored:
    amount = amount_of(query, f"{card.id}.points")
    points = sum((_value(amount, row) for row in found), Fraction(0))
    rules = Counter[str]()
    for row in found:
        for rule in rules_of(card, row[f"{card.id}.rule"]):
            rules[rule] += row["len"]
    ordered = {rule.id: rules[rule.id] for rule in card.rules if rules[rule.id]}
    if weights is None:
        return Scored(card.id, card.title, points, ordered, None)
    statuses = Counter[str]()
    for row in found:
        statuses[row[f"{card.id}.status"]] += row["len"]
    weight = Fraction(0) if card.adjustment else weights.together(card)
    lost = Fraction(0) if card.adjustment else weight - points
    losing = sum(row["losing"] for row in found)
    judged = Judged(weight, lost, losing, statuses["undetermined"], statuses["not_applicable"])
    return Scored(card.id, card.title, points, ordered, judged)


def rules_of(card: Indicator, number: int | None) -> tuple[str, ...]:
    """The ids of the rules that a number in the column `rule` names."""
    if number is None:
        return ()
    if card.hit != "sum":
        return (card.rules[number - 1].id,)
    return tuple(rule.id for place, rule in enumerate(card.rules) if number >> place & 1)


def _support(counted: Iterator[tuple[Indicator, list[dict[str, Any]]]], query: Query) -> Support:
    sums = dict.fromkeys(("figures", "printed", "least"), Fraction(0))
    for card, rows in counted:
        amount = amount_of(query, f"{card.id}.points")
        for row in rows:
            if row[f"{card.id}.status"] == "undetermined":
                printed = card.hit != "sum" and row[f"{card.id}.rule"] is not None
                sums["printed" if printed else "least"] += _value(amount, row)
            else:
                sums["figures"] += _value(amount, row)
    return Support(**sums)


def _sum(name: str) -> pl.Expr:
    """The sum of a column, which 64 bits might not hold."""
    return pl.col(name).cast(pl.Int128).sum().alias("sum")


def _value(amount: Amount, row: Row) -> Fraction:
    """What a sum is in points."""
    return row["sum"] * amount.step / (1 if amount.bottom is None else row[amount.bottom])
