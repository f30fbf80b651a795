"""A table of facts read by Polars: rows accepted or rejected, chunk by chunk, so that memory stays bounded."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.cells_polars import dtype_of, read_column, text_of
from youju.population.facts_cell import CellProblem
from youju.population.facts_columns import wanted
from youju.population.facts_csv_polars import csv_source
from youju.population.facts_parquet_polars import parquet_source
from youju.population.facts_source_polars import CELLS, ID, ROW, Source, duplicated, ids_of
from youju.population.facts_table import FactsTable, column_of
from youju.population.facts_xlsx_polars import xlsx_source
from youju.rubric import Rubric
from youju.source import CodedError

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
            yield reader(path, rubric, Path(folder))
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
    bad = pl.repeat(False, len(chunk), eager=True).scatter(sorted(wrong), True)
    return frame.filter(~bad)


def _rejected(source: Source, twice: pl.Series | None, chunk: pl.DataFrame) -> pl.DataFrame:
    """The bad cells of the rows of a chunk that cannot be scored."""
    values, wrong = _judged(source, twice, chunk)
    lines = [
        (
            chunk[ROW][at],
            _text(values[0][at]),
            heading,
            _text(chunk[name][at]),
            problem.code,
            problem.zh,
            problem.en,
        )
        for at, found in sorted(wrong.items())
        for name, heading, problem in found
    ]
    return pl.DataFrame(lines, schema=REJECTED, orient="row")


Wrong = Mapping[int, list[tuple[str, str, CellProblem]]]


def _judged(source: Source, twice: pl.Series | None, chunk: pl.DataFrame) -> tuple[list[pl.Series], Wrong]:
    """The columns of a chunk in the form that they are scored in, and by row every cell that is wrong."""
    wrong: dict[int, list[tuple[str, str, CellProblem]]] = {}
    ids = ids_of(source, chunk)
    values = [ids.values]
    if source.has_id:
        heading = source.layout.headings[source.layout.id_at or 0]
        for at, problem in ids.wrong.items():
            wrong.setdefault(at, []).append((ID, heading, problem))
        if twice is not None and len(twice):
            for at in ids.values.is_in(twice.implode()).fill_null(False).arg_true():
                wrong.setdefault(at, []).append((ID, heading, _TWICE))
    for name, column in source.layout.read.items():
        reading = read_column(chunk[name], column)
        values.append(reading.values.alias(name))
        for at, problem in reading.wrong.items():
            wrong.setdefault(at, []).append((name, column.heading, problem))
    if CELLS in chunk.columns:
        for at in chunk[CELLS].is_not_null().arg_true():
            wrong[at] = [(CELLS, "", _ragged(str(chunk[CELLS][at]), len(source.layout.headings)))]
    return values, wrong


_TWICE = CellProblem(
    "facts-row-id",
    "编号不止一行有：不知道哪一行算；同一部门各年各用一个编号",
    "the id is that of several rows, and nobody knows which one counts; each year of a department needs its own",
)


def _ragged(cells: str, wanted: int) -> CellProblem:
    zh = f"这一行有 {cells} 格，表头有 {wanted} 格：不知道哪一格是哪一列的"
    return CellProblem("facts-row-cells", zh, f"{cells} cells under {wanted} headings: nobody knows which is which")


def _text(value: Any) -> str | None:
    return None if value is None else text_of(value)[:_LONGEST]
