"""This project's own engines: a query in Polars, in compiled loops and in DuckDB, from the file to arrays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from youju.population import Query, columns_of, rubric_query
from youju.rubric import Rubric

from .scores import Engine, Scores, from_file


def query_of(rubric: Rubric) -> Query:
    """Points, deciding rules and the total."""
    names = dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    query = rubric_query(rubric, columns_of(rubric.dictionary.facts, names))
    return query.only(*(f"{name}.{what}" for name in rubric.indicators for what in ("points", "rule")), "total")


def scores_of(rubric: Rubric, column: Callable[[str], Any]) -> Scores:
    """The arrays of a query's results, each asked for by its name."""
    return Scores(
        {name: column(f"{name}.points") for name in rubric.indicators},
        {name: column(f"{name}.rule") for name in rubric.indicators},
        column("total"),
    )


def by_polars(rubric: Rubric, path: Path) -> Scores:
    """Streamed; a rule that is not there is 0."""
    import polars as pl

    from youju.population.engines.polars_columns import scored

    frame = scored(pl.scan_parquet(path), query_of(rubric)).fill_null(0).collect(engine="streaming")
    return scores_of(rubric, lambda name: frame.get_column(name).to_numpy())


def by_compiled(rubric: Rubric, path: Path) -> Scores:
    """The same by compiled loops, over what Polars reads."""
    import polars as pl

    from youju.population.engines.compiled_polars import scored

    frame = scored(pl.scan_parquet(path), query_of(rubric)).fill_null(0).collect(engine="streaming")
    return scores_of(rubric, lambda name: frame.get_column(name).to_numpy())


def _in_memory(rubric: Rubric, _: Path) -> tuple[Callable[[Path], Any], Callable[[Any], Scores]]:
    """The same over columns that are loaded, as numpy and OpenFisca have them."""
    import polars as pl

    from youju.population.engines.polars_columns import scored

    query = query_of(rubric)

    def score(frame: Any) -> Scores:
        found = scored(frame.lazy(), query).fill_null(0).collect()
        return scores_of(rubric, lambda name: found.get_column(name).to_numpy())

    return (lambda path: pl.read_parquet(path, columns=list(query.inputs))), score


def by_duckdb(rubric: Rubric, path: Path) -> Scores:
    """The same as SQL."""
    import duckdb

    from youju.population.engines.sql import quoted, select

    query = query_of(rubric)
    results = ", ".join(f"coalesce({quoted(name)}, 0) AS {quoted(name)}" for name, _ in query.results)
    text = select(query, f"read_parquet('{path}')")
    connection = duckdb.connect(config={"threads": 2})
    arrays = connection.execute(f"SELECT {results} FROM ({text})").fetchnumpy()
    return scores_of(rubric, lambda name: arrays[name])


OURS: tuple[Engine, ...] = (
    from_file("youju, Polars", by_polars, "polars"),
    from_file("youju, compiled", by_compiled, "polars", "llvmlite", "nanoarrow"),
    Engine("youju, Polars in memory", _in_memory, ("polars",), loaded=True),
    from_file("youju, DuckDB", by_duckdb, "duckdb"),
)
