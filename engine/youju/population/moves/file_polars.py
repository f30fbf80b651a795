"""The rows that move as a file of their own: .parquet in whole steps, .csv and .xlsx as people read them."""

# Polars' own hints leave what an expression may be made of partly unknown.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.columns.pair import Amount, PairQuery, Side
from youju.population.moves.count_polars import KEYS
from youju.population.moves.counts import Tally
from youju.rubric import Rubric
from youju.source import CodedError, canonical, fraction_text
from youju.structs import replace

MOST_XLSX: Final = 1_048_575
"""The rows below its heading that a sheet of Excel has."""


def write_moves(
    movers: Path, pair: PairQuery, tally: Tally, sides: tuple[Rubric, Rubric], into: Path, form: str
) -> None:
    """Writes the file in a form (".parquet", ".csv" or ".xlsx"): id, county, year, totals, and for each indicator of
    the pair points, deciding rules by name and status, before and after.

    In Parquet points are whole multiples of `steps` of the metadata, or a column over the one that ends in `.bottom`;
    elsewhere they are exact decimals (`1/3` where they never end). CodedError
    `impact-too-many` where a sheet of Excel has no room.
    """
    frame, pair = pl.scan_parquet(movers, glob=False), replace(pair, pairs=tally.turned)
    keys = [key for key in KEYS if key in frame.collect_schema().names()]
    frame = frame.with_columns(_named(side, tally) for one in pair.pairs for side in (one.before, one.after) if side)
    if form == ".parquet":
        told = _columns(pair, keys, bottoms=True)
        frame.select(told).sink_parquet(into, metadata=_metadata(pair, sides), compression="zstd", compression_level=1)
        return
    texts = frame.map_batches(partial(_texts, pair, keys), schema=_schema(frame, pair, keys), streamable=True)
    if form == ".csv":
        texts.sink_csv(into, include_bom=True)
    elif tally.moved > MOST_XLSX:
        zh = f"有 {tally.moved} 个部门变动，Excel 一张表放不下，请写 .parquet 或 .csv"
        raise CodedError("impact-too-many", zh, f"{tally.moved} rows move, more than a sheet has: .parquet or .csv")
    else:
        _write_xlsx(texts.collect(engine="streaming"), into)


def _named(side: Side, tally: Tally) -> pl.Expr:
    """The names of the deciding rules instead of their number; all numbers that are there have been counted."""
    at = {
        way.rules[place]
        for way in tally.ways
        for place, one in enumerate((way.pair.before, way.pair.after))
        if one is side
    }
    names = {number: "+".join(side.rules(number)) for number in at if number is not None}
    return pl.col(side.rule).replace_strict(names, default=None, return_dtype=pl.String)


def _metadata(pair: PairQuery, sides: tuple[Rubric, Rubric]) -> dict[str, str]:
    amounts = dict(_amounts(pair))
    told = {
        "table": "moves",
        **{when: {"rubric": one.id, "digest": one.digest} for when, one in zip(("old", "new"), sides, strict=True)},
        "steps": {name: f"1/{one.bottom}" for name, one in amounts.items() if isinstance(one.bottom, int)},
    }
    return {"youju": canonical(told).decode().strip()}


def _amounts(pair: PairQuery) -> Iterator[tuple[str, Amount]]:
    """All points of a row, by the column that has them."""
    for one in (pair.before, pair.after, pair.change):
        yield one.top, one
    for each in pair.pairs:
        for amount in (*(side.points for side in (each.before, each.after) if side is not None), each.change):
            yield amount.top, amount


def _schema(frame: pl.LazyFrame, pair: PairQuery, keys: list[str]) -> dict[str, pl.DataType]:
    schema = frame.collect_schema()
    return {name: schema[name] if name == "year" else pl.String() for name in _columns(pair, keys)}


def _columns(pair: PairQuery, keys: list[str], bottoms: bool = False) -> list[str]:
    def halves(amount: Amount) -> tuple[str, ...]:
        return amount.columns if bottoms else (amount.top,)

    columns = [*keys, *halves(pair.before), *halves(pair.after), *halves(pair.change)]
    for one in pair.pairs:
        for side in (one.before, one.after):
            columns += [] if side is None else [*halves(side.points), side.rule, side.status]
        columns += halves(one.change)
    return columns


def _texts(pair: PairQuery, keys: list[str], chunk: pl.DataFrame) -> pl.DataFrame:
    """A chunk with points as texts; each value is written out once."""
    amounts = dict(_amounts(pair))
    found: list[pl.Series] = []
    for name in _columns(pair, keys):
        column = chunk[name]
        if name in amounts:
            found.append(_written(chunk, amounts[name]))
        else:
            found.append(column if name == "year" else column.cast(pl.String).map_elements(_inert, pl.String))
    return pl.DataFrame(found)


def _written(chunk: pl.DataFrame, amount: Amount) -> pl.Series:
    told: Callable[[Mapping[str, Any]], str] = lambda row: fraction_text(amount.of(row))  # noqa: E731
    values = chunk.select(amount.columns)
    texts = values.unique().with_columns(pl.struct(amount.columns).map_elements(told, pl.String).alias(" text"))
    return values.join(texts, on=list(amount.columns), how="left", maintain_order="left")[" text"].alias(amount.top)


def _inert(text: str) -> str:
    # What a spreadsheet would take for a formula has an apostrophe before it.
    return f"'{text}" if text[:1] in (*"=+-@＝＋－＠", "\t", "\r") else text


def _write_xlsx(frame: pl.DataFrame, into: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(into), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet: Any = book.add_worksheet("变动 moves")
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, frame.columns)
        for at, row in enumerate(frame.iter_rows(), 1):
            sheet.write_row(at, 0, row)
        sheet.autofilter(0, 0, frame.height, frame.width - 1)
