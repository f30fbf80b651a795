"""Rows of texts written out in chunks as they come, so that a sheet of any length is read like a Parquet file."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from youju.population.table.headings import Layout, known_heading, layout_of
from youju.population.table.source_polars import CELLS, ID, ROW, Source
from youju.rubric import Rubric
from youju.source import CodedError

Line: TypeAlias = tuple[int, Sequence[str | None]]
"""A row with its number as a person counts, from 1; None is an empty cell."""
_HEAD_WITHIN: Final = 20
_ROWS: Final = 20_000


def staged_source(lines: Iterable[Line], rubric: Rubric, folder: Path, even: bool) -> Source:
    """Rows under their headings, kept in a folder. Of an `even` file every row has as many cells as the headings.

    A row with nothing in it is none. CodedError where no row is one of headings.
    """
    waiting = (line for line in lines if any(cell and cell.strip() for cell in line[1]))
    headings = _headings(waiting, rubric)
    layout = layout_of(headings, rubric)
    schema = pl.Schema({ROW: pl.Int64(), CELLS: pl.String(), **{name: pl.String() for name in _places(layout)}})
    parts = [folder / "000000.parquet"]
    pl.DataFrame(schema=schema).write_parquet(parts[0])
    rows = (_row(line, layout, even) for line in waiting)
    while len(chunk := pl.DataFrame(list(islice(rows, _ROWS)), schema=schema, orient="row")):
        parts.append(folder / f"{len(parts):06}.parquet")
        chunk.write_parquet(parts[-1], compression="lz4")
    return Source(pl.scan_parquet(parts, glob=False, hive_partitioning=False), layout, pl.String())


def _headings(waiting: Iterator[Line], rubric: Rubric) -> list[str]:
    """The first row with a heading that is known, within the first few."""
    for _, cells in islice(waiting, _HEAD_WITHIN):
        texts = [cell or "" for cell in cells]
        if any(known_heading(text, rubric) for text in texts):
            return texts
    zh, en = "前 20 行里没有表头：没有一格是事实的名称", "no row of headings among the first 20: no cell names a fact"
    raise CodedError("facts-table-empty", zh, en)


def _places(layout: Layout) -> dict[str, int]:
    """Where the columns that are read stand."""
    return {**({} if layout.id_at is None else {ID: layout.id_at}), **layout.at}


def _row(line: Line, layout: Layout, even: bool) -> tuple[int | str | None, ...]:
    number, cells = line
    uneven = str(len(cells)) if even and len(cells) != len(layout.headings) else None
    return (number, uneven, *(cells[at] if at < len(cells) else None for at in _places(layout).values()))
