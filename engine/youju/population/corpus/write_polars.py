"""A made-up corpus as columns: any stretch of its rows by itself, and all of it streamed to a file."""

# Polars' own types name those of numpy and others that are not installed.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from youju.facts import FactSpec
from youju.population.columns.capacity import capacity
from youju.population.corpus.draws_polars import DEPARTMENT, ROW, Draws
from youju.population.corpus.edges_polars import Edges
from youju.population.corpus.figures_polars import Figures
from youju.population.corpus.plan import CorpusOptions, CorpusPlan, last_year, metadata_of, missing_share

BATCH = 1 << 16
INT32 = 1 << 31

Progress = Callable[[int, int], None]


def corpus(
    plan: CorpusPlan, options: CorpusOptions, first: int = 0, rows: int | None = None, tell: Progress | None = None
) -> pl.LazyFrame:
    """The Table of facts: all rows, or `rows` of them from `first` on; `tell` hears how far it is."""
    last = options.rows if rows is None else min(options.rows, first + rows)
    draws = Draws(options.seed)
    frame = _numbered(first, last, tell).with_columns(*_department(plan, options, draws))
    figures = Figures(plan, draws)
    for layer in figures.layers():
        frame = frame.with_columns(*layer)
    edges = Edges(plan.clusters, plan.facts, draws, options.boundary)
    for layer in edges.layers():
        frame = frame.with_columns(*layer)
    frame = frame.with_columns(*figures.printed())
    return frame.select("id", "county", "year", *_columns(plan, options, draws, edges))


def write_corpus(plan: CorpusPlan, options: CorpusOptions, path: Path, tell: Progress | None = None) -> None:
    """The corpus into a Parquet file, in parts: memory does not grow with the rows. OSError where that fails."""
    corpus(plan, options, tell=tell).sink_parquet(
        path, metadata=metadata_of(plan, options), row_group_size=BATCH, compression="zstd", compression_level=1
    )


def _numbered(first: int, last: int, tell: Progress | None) -> pl.LazyFrame:
    schema = {"row": pl.UInt64}

    def batches(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        del columns, size
        end = last if rows is None else min(last, first + rows)
        for start in range(first, end, BATCH):
            stop = min(end, start + BATCH)
            made = pl.select(pl.int_range(start, stop, dtype=pl.UInt64).alias("row"))
            yield made if predicate is None else made.filter(predicate)
            if tell is not None:
                tell(stop - first, last - first)

    return register_io_source(batches, schema=schema, is_pure=True)


def _department(plan: CorpusPlan, options: CorpusOptions, draws: Draws) -> Iterator[pl.Expr]:
    """The keys of a row; its department is as large in one year as in another, and as well run as it is."""
    row = pl.col("row").cast(pl.Int64)
    department = row // options.years
    yield (row + 1).alias("id")
    yield pl.format("县{}", (department % options.counties + 1).cast(pl.String).str.zfill(4)).alias("county")
    yield (last_year(plan.rubric) - options.years + 1 + row % options.years).cast(pl.Int32).alias("year")
    yield draws.mixed(row).alias(ROW)
    yield draws.mixed(department).alias(DEPARTMENT)


def _columns(plan: CorpusPlan, options: CorpusOptions, draws: Draws, edges: Edges) -> Iterator[pl.Expr]:
    for name, spec in plan.facts.items():
        unknown = draws.happens(f"missing/{name}", missing_share(plan, name, options.missing))
        for hidden in edges.hiding(name):
            unknown = unknown | hidden
        yield pl.when(~unknown).then(pl.col(name)).cast(kind_of(spec)).alias(name)


def kind_of(spec: FactSpec) -> pl.DataType:
    """The type of a column of facts: of numbers the narrower one that their capacity fits."""
    if spec.step is None:
        return pl.Boolean() if spec.type == "boolean" else pl.String()
    return pl.Int32() if all(-INT32 <= end < INT32 for end in capacity(spec)) else pl.Int64()
