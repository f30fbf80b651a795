"""A run of scoring: the facts streamed once into scores and rejected rows, put in their place when all is whole."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.columns.query import Query
from youju.population.engines import compiled_polars
from youju.population.engines.instructions import NotFused
from youju.population.engines.polars_columns import TooWide, scored
from youju.population.errors import Overflow
from youju.population.scores.database import write_scores
from youju.population.scores.errors import nothing_scored, overflowed, putting, writing
from youju.population.scores.score import (
    Counts,
    Progress,
    Wanted,
    compiled,
    digest_of,
    metadata_of,
    rejected_path,
    wrong,
)
from youju.population.scores.sheet_polars import write_rejected, write_sheet
from youju.population.scores.summary import Summary
from youju.population.scores.summary_polars import summarised
from youju.population.table.facts import FactsTable, open_facts
from youju.rubric import Rubric
from youju.source.exact_json import read_json
from youju.structs import Struct

_DAMAGE: Final = (pl.exceptions.ComputeError, pl.exceptions.PanicException)
INT64: Final = (-(2**63), 2**63 - 1)
_GROUP: Final = 1 << 17
"""Rows in a group of the Parquet."""


class _Run(Struct):
    """What a run is about, and the folder in which its files are made."""

    facts: Path
    rubric: Rubric
    out: Path
    wanted: Wanted
    progress: Progress | None
    folder: Path

    @property
    def scores(self) -> Path:
        """The scores as they are made."""
        return self.folder / "scores.parquet"

    @property
    def rejected(self) -> Path:
        """The rejected cells as they are found."""
        return self.folder / "rejected.parquet"


def run(facts: Path, rubric: Rubric, out: Path, wanted: Wanted, progress: Progress | None) -> Summary:
    """See `score`."""
    with open_facts(facts, rubric) as table, _beside(out) as folder:
        if wanted.by is not None and wanted.by not in table.frame.collect_schema().names():
            raise wrong("--by", wanted.by, "事实表里有的一列", "a column that the table of facts has")
        query = compiled(rubric, table.columns, wanted.form)
        asked = _Run(facts, rubric, out, wanted, progress, folder)
        engine, counts = _scored(asked, table, query)
        return _finished(asked, table, query, engine, counts)


def dictionary_told(facts: Path) -> str | None:
    """The rubric whose dictionary the metadata of a Parquet names."""
    try:
        told = read_json(pl.read_parquet_metadata(facts).get("youju", "null").encode())
    except (*_DAMAGE, ValueError, OSError):
        # `open_facts` tells what is wrong with it.
        return None
    name = told.get("dictionary") if isinstance(told, dict) else None
    return name if isinstance(name, str) else None


def _scored(run: _Run, table: FactsTable, query: Query) -> tuple[str, Counts]:
    """Scores and rejected cells as Parquet, by the engine that can."""
    engine = run.wanted.engine
    keys = _keys(table.frame)
    if engine == "polars":
        try:
            scored(table.frame, query, *keys)
        except TooWide:
            engine = "duckdb"
    if engine == "polars" and run.facts.suffix.lower() == ".parquet":
        return engine, _streamed(run, table, query)
    frame, counts = _staged(run, table)
    metadata = metadata_of(run.rubric, query, run.wanted.form, digest_of(run.facts), counts)
    if engine == "duckdb":
        write_scores(run.folder / "facts.parquet", query, keys, run.scores, metadata, run.out)
        return engine, counts
    if engine == "spark":
        _on_spark(run, query, keys, metadata)
        return engine, counts
    _collected(
        run, query, keys, frame, [_sink(_fitting(frame, query, keys, counts.scored), run.scores, {"youju": metadata})]
    )
    return engine, counts


def _streamed(run: _Run, table: FactsTable, query: Query) -> Counts:
    """The scores in one reading; what they say of themselves is written last, when all is counted. Only where rows
    were missing then is the file read again for the reasons."""
    rows: int = pl.scan_parquet(run.facts, glob=False).select(pl.len()).collect().item()
    digest, keys, seen = digest_of(run.facts), _keys(table.frame), _Seen(rows, run.progress)

    def told(_: Any) -> dict[str, str]:
        counts = Counts(seen.rows, rows - seen.rows)
        return {"youju": metadata_of(run.rubric, query, run.wanted.form, digest, counts)}

    frame = table.frame.map_batches(seen.pass_on, schema=table.frame.collect_schema(), streamable=True)
    _collected(run, query, keys, table.frame, [_sink(_fitting(frame, query, keys, rows), run.scores, told)])
    with writing(run.out):
        rejected = table.rejected if seen.rows < rows else table.rejected.clear()
        _sink(rejected, run.rejected).collect(engine="streaming")
    return Counts(seen.rows, rows - seen.rows)


def _staged(run: _Run, table: FactsTable) -> tuple[pl.LazyFrame, Counts]:
    """The rows that can be scored as a Parquet of our own, and how many they and the others are."""
    path = run.folder / "facts.parquet"
    with writing(run.out):
        pl.collect_all([_sink(table.frame, path), _sink(table.rejected, run.rejected)], engine="streaming")
    frame = pl.scan_parquet(path, glob=False)
    kept: int = frame.select(pl.len()).collect().item()
    rejected: int = pl.scan_parquet(run.rejected).select(pl.col("row").n_unique()).collect(engine="streaming").item()
    return frame, Counts(kept, rejected)


def _on_spark(run: _Run, query: Query, keys: list[str], metadata: str) -> None:
    """The scores by Spark on this machine, whose parts become one Parquet that says what it is."""
    # With it comes sqlglot, which the other engines do without.
    from youju.population.engines.spark import score_on_spark

    parts = run.folder / "parts"
    try:
        score_on_spark("local[*]", str(run.folder / "facts.parquet"), query, tuple(keys), str(parts))
    except Overflow as error:
        raise overflowed(None) from error
    with writing(run.out):
        _sink(pl.scan_parquet(parts / "*.parquet"), run.scores, {"youju": metadata}).collect(engine="streaming")


def _finished(run: _Run, table: FactsTable, query: Query, engine: str, counts: Counts) -> Summary:
    """The summary, and every file in its place."""
    rejected = pl.scan_parquet(run.rejected)
    cells: int = rejected.select(pl.len()).collect().item()
    place = rejected_path(run.out, run.wanted)
    # An older file of that name would be taken for this run's.
    told = bool(cells) or run.wanted.rejected is not None or os.path.lexists(place)
    if told:
        with putting(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            with writing(place), _beside(place) as folder:
                write_rejected(rejected, folder / place.name)
                os.replace(folder / place.name, place)
    if not counts.scored:
        raise nothing_scored(run.facts.name, rejected.head(1).collect().to_dicts(), place if told else None)
    found = summarised(run.scores, run.rubric, query, run.wanted)
    made = run.folder / f"made{run.out.suffix.lower()}"
    with writing(run.out):
        made = run.scores if made.suffix == ".parquet" else write_sheet(run.scores, run.rubric, query, made)
    with putting(run.out):
        os.replace(made, run.out)
    unused = tuple(one.heading for one in table.unused)
    name = str(place) if told else None
    return Summary(run.rubric, run.wanted.form, engine, counts, cells, name, table.absent, unused, *found)


def _keys(frame: pl.LazyFrame) -> list[str]:
    return [name for name in ("id", "county", "year") if name in frame.collect_schema().names()]


def _fitting(frame: pl.LazyFrame, query: Query, keys: list[str], rows: int) -> pl.LazyFrame:
    """The results; those worked out in 128 bits in 64, which every reader of Parquet knows. One that is larger ends
    the run."""
    wide = _sooner(frame, query, keys, rows)
    return wide.with_columns(pl.col(name).cast(pl.Int64) for name in _wide(wide))


def _sooner(frame: pl.LazyFrame, query: Query, keys: list[str], rows: int) -> pl.LazyFrame:
    """The results by what is sooner done with so many rows: they are the same."""
    if compiled_polars.worth(rows):
        with suppress(NotFused):
            return compiled_polars.scored(frame, query, *keys)
    return scored(frame, query, *keys)


def _wide(frame: pl.LazyFrame) -> list[str]:
    return [name for name, kind in frame.collect_schema().items() if kind == pl.Int128]


def _sink(frame: pl.LazyFrame, path: Path, metadata: dict[str, str] | Callable[[Any], dict[str, str]] | None = None):
    return frame.sink_parquet(
        path, metadata=metadata, row_group_size=_GROUP, compression="zstd", compression_level=1, lazy=True
    )


def _collected(run: _Run, query: Query, keys: list[str], frame: pl.LazyFrame, sinks: list[pl.LazyFrame]) -> None:
    try:
        with writing(run.out):
            pl.collect_all(sinks, engine="streaming")
    except pl.exceptions.InvalidOperationError as error:
        wide = scored(frame, query, *keys)
        within = [pl.col(name).is_between(*INT64) for name in _wide(wide)]
        beyond = wide.filter(~pl.all_horizontal(within)).select("id").head(1).collect(engine="streaming")
        if not beyond.height:
            raise
        raise overflowed(str(beyond.item())) from error


class _Seen:
    """Counts the rows that pass. Chunks come one after the other."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.rows, self._total, self._progress = 0, total, progress

    def pass_on(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """The chunk as it came."""
        self.rows += chunk.height
        if self._progress is not None:
            self._progress(self.rows, self._total)
        return chunk


@contextmanager
def _beside(path: Path) -> Generator[Path]:
    """A folder in that of a file, so that what is made can be put in its place at once; it goes in the end."""
    with putting(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(0, "Is a directory")
        made = tempfile.TemporaryDirectory(prefix=".youju-", dir=path.parent, ignore_cleanup_errors=True)
    with made as folder:
        yield Path(folder)
