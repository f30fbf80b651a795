"""Reading the same columns and doing nothing with them: what no engine that reads the file can beat."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from youju.rubric import Rubric

from .cards import columns_of
from .scores import Engine


def _polars(path: Path, facts: list[str]) -> None:
    import polars

    polars.scan_parquet(path).select(facts).collect(engine="streaming")


def _pyarrow(path: Path, facts: list[str]) -> None:
    import pyarrow.parquet as pq

    pq.read_table(path, columns=facts)


def _duckdb(path: Path, facts: list[str]) -> None:
    import duckdb

    named = ", ".join(f'"{fact}"' for fact in facts)
    duckdb.connect().sql(f"SELECT {named} FROM read_parquet(?)", params=[str(path)]).to_arrow_table()


def _reader(name: str, read: Callable[[Path, list[str]], None], *needs: str) -> Engine:
    def made(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], None]]:
        facts = [column.fact for column in columns_of(rubric)]
        return (lambda path: path), (lambda path: read(path, facts))

    return Engine(f"reading alone: {name}", made, needs, loaded=False, exact=False, scores=False)


READERS = (
    _reader("Polars", _polars, "polars"),
    _reader("pyarrow", _pyarrow, "pyarrow"),
    _reader("DuckDB", _duckdb, "duckdb", "pyarrow"),
)
