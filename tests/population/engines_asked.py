"""A whole rubric's query put to DuckDB and to Polars over the same departments, every result in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import polars as pl
from outcomes import Said, read

from youju.feel import BOOLEAN, TEXT, UNKNOWN, Value
from youju.population import Column, Database, Query, columns_of, rubric_query
from youju.population.engines.polars_columns import TooWide, scored
from youju.rubric import Rubric


def columns(rubric: Rubric) -> dict[str, Column]:
    """The columns of a rubric's facts in the steps and bounds of its dictionary."""
    names = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    return columns_of(rubric.dictionary.facts, names)


def frame(given: Mapping[str, Column], rows: Sequence[Mapping[str, Value]]) -> pl.DataFrame:
    """Departments as a table of facts: `id` from 0, and whole multiples of each column's step."""
    kinds = {BOOLEAN: pl.Boolean, TEXT: pl.String}
    made = {one.name: [_cell(one, row.get(one.name, UNKNOWN)) for row in rows] for one in given.values()}
    schema = {"id": pl.Int64, **{one.name: kinds.get(one.type, pl.Int64) for one in given.values()}}
    return pl.DataFrame({"id": range(len(rows)), **made}, schema=schema)


def by_duckdb(rubric: Rubric, given: Mapping[str, Column], rows: Sequence[Mapping[str, Value]]) -> list[Said]:
    """What DuckDB says of departments."""
    query, database = rubric_query(rubric, given), Database()
    database.table("facts", query.columns, rows)
    return _read(rubric, query, database.ask(query, "facts"))


def by_polars(rubric: Rubric, given: Mapping[str, Column], rows: Sequence[Mapping[str, Value]]) -> list[Said] | None:
    """What Polars says of them; None where a number might be too wide for it, which it says beforehand."""
    query = rubric_query(rubric, given)
    try:
        asked = scored(frame(query.columns, rows).lazy(), query, "id")
    except TooWide:
        return None
    return _read(rubric, query, asked.collect().sort("id").iter_rows(named=True))


def unlike(expected: Said, actual: Said) -> dict[str, tuple[Any, Any]]:
    """What two say differently of one department, by its place: `bonus.points` and the like."""
    return {
        f"{name}.{part}": (value, actual[name][part])
        for name, outcome in expected.items()
        for part, value in outcome.items()
        if value != actual[name][part]
    }


def _read(rubric: Rubric, query: Query, rows: Iterable[Mapping[str, Any]]) -> list[Said]:
    return [read(rubric, query.steps, row) for row in rows]


def _cell(column: Column, value: Value) -> int | bool | str | None:
    if isinstance(value, bool | str):
        return value
    if value is UNKNOWN:
        return None
    assert isinstance(value, Fraction)
    multiple = value / column.step
    assert multiple.denominator == 1, f"{column.name}: {value} is no multiple of {column.step}"
    return multiple.numerator
