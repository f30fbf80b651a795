"""The one place that knows DuckDB: a table of facts, queries over it. It is imported when first asked for."""

# What a query gives back is `Any` to its types; it leaves this file as whole numbers, truth values and texts only.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from youju.feel import UNKNOWN, Value
from youju.population.columns.card import Column
from youju.population.columns.query import Query
from youju.population.engines.sql import TooLarge, quoted, select, type_of
from youju.population.errors import ColumnKind, Overflow, PopulationMissing

KEY = "row"
"""The column that names a row of a table made here, of whole numbers."""
Cell: TypeAlias = int | bool | str | None
WHOLE = frozenset(
    f"{sign}{size}" for sign in ("", "U") for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)
"""The types that whole numbers may have in a table. Others, such as DOUBLE, would be rounded as they are read."""


def load() -> Any:
    """The module duckdb. Raises PopulationMissing."""
    try:
        import duckdb
    except ImportError:
        raise PopulationMissing from None
    return duckdb


class Database:
    """A DuckDB of its own, in memory. It fetches nothing and writes nothing."""

    def __init__(self) -> None:
        self._duckdb = load()
        self._connection = self._duckdb.connect(config={"autoinstall_known_extensions": "false"})

    def execute(self, text: str) -> None:
        """A statement whose answer nobody reads, such as one that makes a table."""
        self._connection.execute(text)

    def table(self, name: str, columns: Mapping[str, Column], rows: Sequence[Mapping[str, Value]]) -> None:
        """A table of facts, the key counting its rows from 0; what a row lacks is unknown in it.

        Raises ValueError on a number that is no multiple of its column's step.
        """
        kinds = ", ".join(f"{quoted(one.name)} {type_of(one.node)}" for one in columns.values())
        self.execute(f"CREATE OR REPLACE TABLE {quoted(name)} ({quoted(KEY)} BIGINT, {kinds})")
        cells = [[_cell(one, row.get(one.name, UNKNOWN)) for row in rows] for one in columns.values()]
        lists = ", ".join(f"unnest(?::{type_of(one.node)}[])" for one in columns.values())
        numbered = f"INSERT INTO {quoted(name)} SELECT unnest(?::BIGINT[]), {lists}"
        self._connection.execute(numbered, [list(range(len(rows))), *cells])

    def ask(self, query: Query, source: str) -> list[dict[str, Cell]]:
        """The results of a query in order of the key. Raises ColumnKind, and Overflow: then no row has a result."""
        self._require(query, source)
        names = (KEY, *(name for name, _ in query.results))
        try:
            text = select(query, source, KEY)
        except TooLarge:
            raise Overflow("a constant of more than 128 bits") from None
        rows = self._fetched(f"SELECT * FROM ({text}) ORDER BY {quoted(KEY)}")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _fetched(self, text: str) -> Sequence[Sequence[Cell]]:
        try:
            return self._connection.execute(text).fetchall()
        except self._duckdb.OutOfRangeException as error:
            raise Overflow(str(error)) from None

    def _require(self, query: Query, source: str) -> None:
        """Looks at the types of the columns that are read, and at their bounds, on which all widths rest."""
        found = {row[0]: str(row[1]) for row in self._fetched(f"DESCRIBE SELECT * FROM {source}")}
        for name, column in query.inputs.items():
            kind = type_of(column.node)
            fits = WHOLE if kind.endswith("INT") else {kind}
            if found.get(name) not in fits:
                raise ColumnKind(name, kind, found.get(name, "missing"))
        numbers = [column for column in query.inputs.values() if column.node.kind == "whole"]
        ends = ", ".join(f"min({quoted(one.name)}), max({quoted(one.name)})" for one in numbers)
        (row,) = self._fetched(f"SELECT {ends} FROM {source}") if numbers else ((),)
        for one, low, high in zip(numbers, row[::2], row[1::2], strict=True):
            least, most = one.bounds
            if low is not None and not (least <= int(low) and int(high or 0) <= most):
                raise Overflow(f"column `{one.name}` holds {low} to {high}, not {least} to {most}")


def _cell(column: Column, value: Value) -> Cell:
    if value is UNKNOWN:
        return None
    if isinstance(value, Fraction):
        multiple = value / column.step
        if multiple.denominator != 1:
            raise ValueError(f"{column.name}: {value} is no multiple of {column.step}")
        return multiple.numerator
    if isinstance(value, bool | str):
        return value
    raise ValueError(f"{column.name}: {value!r} is no value of a column")
