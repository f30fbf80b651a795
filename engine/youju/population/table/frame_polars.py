"""A table of facts read by Polars: rows accepted or rejected, chunk by chunk, so that memory stays bounded."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from youju.population.table.cell import CellProblem
from youju.population.table.cells_polars import dtype_of, read_column, reasons
from youju.population.table.csv_polars import csv_source
from youju.population.table.facts import FactColumn, FactsTable, column_of
from youju.population.table.headings import wanted
from youju.population.table.parquet_polars import parquet_source
from youju.population.table.source_polars import CELLS, ID, NO_ID, ROW, Source, ids_of
from youju.population.table.twice_polars import among, duplicated
from youju.population.table.xlsx_polars import xlsx_source
from youju.rubric import Rubric
from youju.source import CodedError
from youju.structs import Struct, replace

REJECTED: Final = pl.Schema(
    {
        "row": pl.Int64(), "id": pl.String(), "column": pl.String(), "value": pl.String(),
        "code": pl.String(), "zh": pl.String(), "en": pl.String(),
    }
)  # fmt: skip
"""What a rejected cell is told with."""
_LONGEST = 200
_DAMAGE = (pl.exceptions.ComputeError, pl.exceptions.PanicException)


@contextmanager
def opened(path: Path, rubric: Rubric) -> Generator[FactsTable]:
    """See `open_facts`."""
    with opened_source(path, rubric) as source:
        yield table_of(source, rubric)


@contextmanager
def opened_source(path: Path, rubric: Rubric) -> Generator[Source]:
    """A file of facts by its form, before anything is judged; CodedError where it cannot be used as a whole."""
    readers = {".parquet": parquet_source, ".csv": csv_source, ".xlsx": xlsx_source}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        zh, en = f"“{path.name}”不是 .parquet、.csv 或 .xlsx 文件", f"“{path.name}” is no .parquet, .csv or .xlsx file"
        raise CodedError("facts-table-unreadable", zh, en)
    if not path.is_file():
        raise CodedError("facts-table-unreadable", f"没有文件“{path.name}”", f"there is no file “{path.name}”")
    with tempfile.TemporaryDirectory(prefix="youju-") as folder:
        try:
            source = reader(path, rubric, Path(folder))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise _unreadable(path.name, error) from error
        try:
            yield source
        except (*_DAMAGE, pl.exceptions.DuplicateError, OSError) as error:
            raise _unreadable(path.name, error) from error


def _unreadable(name: str, error: BaseException) -> CodedError:
    why = " ".join(str(error).split())[:_LONGEST]
    zh, en = f"“{name}”读不了，可能已损坏：{why}", f"“{name}” cannot be read and may be damaged: {why}"
    return CodedError("facts-table-unreadable", zh, en)


def table_of(source: Source, rubric: Rubric, *beside: str) -> FactsTable:
    """The rows of a file judged; accepted ones with columns of the source `beside` their own: `ROW`."""
    layout, read = source.layout, wanted(rubric)
    twice = duplicated(source) if source.has_id else None
    absent = tuple(name for name in read if name not in layout.facts)
    columns = {name: layout.facts.get(name) or column_of(name, spec) for name, spec in read.items()}
    filled = [pl.lit(None, dtype_of(columns[name])).alias(name) for name in absent]
    kinds = {name: dtype_of(column) for name, column in layout.read.items()}
    rows = {name: source.frame.collect_schema()[name] for name in beside}
    accepted = _mapped(
        source, partial(_accepted, source, twice, beside), pl.Schema({"id": source.id_dtype, **kinds, **rows})
    )
    return FactsTable(
        frame=accepted.with_columns(filled).select("id", *layout.passed, *columns, *beside),
        rejected=_mapped(source, partial(_rejected, source, twice), REJECTED),
        columns=columns,
        absent=absent,
        unused=layout.unused,
        id_heading=None if layout.id_at is None else layout.headings[layout.id_at],
        synthetic=source.synthetic,
    )


def _mapped(source: Source, each: Callable[[pl.DataFrame], pl.DataFrame], schema: pl.Schema) -> pl.LazyFrame:
    """Every chunk through a function. Nothing may be pushed below it: a row is judged by all of its figures."""
    return source.frame.map_batches(
        each,
        schema=schema,
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )


def _accepted(source: Source, twice: pl.Series | None, beside: tuple[str, ...], chunk: pl.DataFrame) -> pl.DataFrame:
    """The rows of a chunk that can be scored."""
    values, wrong = _judged(source, twice, chunk)
    frame = pl.DataFrame([*values, *(chunk[name] for name in beside)])
    if not wrong:
        return frame
    bad = wrong[0].places
    for one in wrong[1:]:
        bad = bad | one.places
    return frame.filter(~bad)


def _rejected(source: Source, twice: pl.Series | None, chunk: pl.DataFrame) -> pl.DataFrame:
    """The bad cells of the rows of a chunk that cannot be scored."""
    values, wrong = _judged(source, twice, chunk)
    ids = values[0].cast(pl.String).str.slice(0, _LONGEST)
    lines = [_told(chunk, ids, one) for one in wrong]
    return pl.concat([REJECTED.to_frame(), *lines]).sort("row", maintain_order=True)


class _Wrong(Struct):
    """Cells of one column that are wrong, as a mask over the chunk; `why` is the column's to say, or one for all."""

    name: str
    heading: str
    places: pl.Series
    why: FactColumn | CellProblem


def _told(chunk: pl.DataFrame, ids: pl.Series, wrong: _Wrong) -> pl.DataFrame:
    """A line of `REJECTED` for each wrong cell of a column."""
    cells = chunk[wrong.name].filter(wrong.places)
    if isinstance(wrong.why, CellProblem):
        why = cells.cast(pl.String).to_frame("value")
        why = why.with_columns(pl.lit(getattr(wrong.why, name)).alias(name) for name in ("code", "zh", "en"))
    else:
        why = reasons(cells, wrong.why)
    return why.select(
        chunk[ROW].filter(wrong.places).cast(pl.Int64).alias("row"),
        ids.filter(wrong.places).alias("id"),
        pl.lit(wrong.heading).alias("column"),
        pl.col("value").str.slice(0, _LONGEST),
        "code",
        "zh",
        "en",
    )


def _judged(source: Source, twice: pl.Series | None, chunk: pl.DataFrame) -> tuple[list[pl.Series], list[_Wrong]]:
    """The columns of a chunk in the form that they are scored in, and what is wrong by column."""
    ids = ids_of(source, chunk)
    values, wrong = [ids], list[_Wrong]()
    if source.layout.id_at is not None:
        heading = source.layout.headings[source.layout.id_at]
        if ids.null_count():
            wrong.append(_Wrong(ID, heading, ids.is_null(), NO_ID))
        if twice is not None and len(twice) and (again := among(ids, twice)).any():
            wrong.append(_Wrong(ID, heading, again, _TWICE))
    for name, column in source.layout.read.items():
        reading = read_column(chunk[name], column)
        values.append(reading.values.alias(name))
        if reading.wrong is not None:
            wrong.append(_Wrong(name, column.heading, reading.wrong, column))
    return values, _ragged(source, chunk, wrong) if CELLS in chunk.columns else wrong


def _ragged(source: Source, chunk: pl.DataFrame, wrong: list[_Wrong]) -> list[_Wrong]:
    """Of rows with too few or too many cells no single cell is said to be wrong."""
    uneven = chunk[CELLS].is_not_null()
    if not uneven.any():
        return wrong
    others = [replace(one, places=one.places & ~uneven) for one in wrong]
    counts = [str(count) for count in chunk[CELLS].drop_nulls().unique().sort()]
    wanted = len(source.layout.headings)
    rows = [_Wrong(CELLS, "", (chunk[CELLS] == count).fill_null(False), _uneven(count, wanted)) for count in counts]
    return others + rows


_TWICE = CellProblem(
    "facts-row-id",
    "编号不止一行有：不知道哪一行算；同一部门各年各用一个编号",
    "the id is that of several rows, and nobody knows which one counts; each year of a department needs its own",
)


def _uneven(cells: str, wanted: int) -> CellProblem:
    zh = f"这一行有 {cells} 格，表头有 {wanted} 格：不知道哪一格是哪一列的"
    return CellProblem("facts-row-cells", zh, f"{cells} cells under {wanted} headings: nobody knows which is which")
