"""Scores by DuckDB, which goes up to 128 bits at every step: for rubrics whose numbers are too wide for Polars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from youju.population.columns.query import Query
from youju.population.columns.term import Node, Term, bounds_of
from youju.population.engines.database import load
from youju.population.engines.sql import TooLarge, quoted, select
from youju.population.scores.errors import overflowed, writing

_TYPES: Final = ((7, "TINYINT"), (15, "SMALLINT"), (31, "INTEGER"), (63, "BIGINT"))


def write_scores(facts: Path, query: Query, keys: Sequence[str], path: Path, metadata: str, out: Path) -> None:
    """Scores of a Parquet of facts, within their bounds, in another, in its order. CodedError (`score-overflow`)
    where a number outgrows 128 bits, or a result 64; errors of the disk name `out`."""
    duckdb = load()
    try:
        inner = select(query, f"read_parquet({_text(str(facts))})", *keys)
    except TooLarge:
        raise overflowed(None) from None
    # Written as they are, numbers of 128 bits would become DOUBLE in a Parquet.
    results = [f"{quoted(name)}::{_type(value)} AS {quoted(name)}" for name, value in query.results]
    asked = f"SELECT {', '.join([*map(quoted, keys), *results])} FROM ({inner})"
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{youju: {_text(metadata)}}}"
    config = {"autoinstall_known_extensions": "false", "temp_directory": str(path.parent)}
    connection: Any = duckdb.connect(config=config)
    try:
        with writing(out):
            connection.execute(f"COPY ({asked}) TO {_text(str(path))} ({options})")
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise overflowed(None) from error
    finally:
        connection.close()


def _type(term: Term) -> str:
    """The narrowest type of a Parquet that a result fits; of what may be wider each is looked at."""
    if isinstance(term, Node) and term.kind != "whole":
        return "BOOLEAN" if term.kind == "truth" else "VARCHAR"
    low, high = bounds_of(term)
    bits = max(abs(low), abs(high)).bit_length()
    return next((name for most, name in _TYPES if bits <= most), "BIGINT")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
