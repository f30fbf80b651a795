"""What every form of file becomes before its cells are read: a frame with the row's number, the id and plain cells."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from youju.population.facts_cell import NO_RESULT, CellProblem
from youju.population.facts_columns import Layout

ROW, ID, CELLS = " row", " id", " cells"
"""The columns beside those of the facts; a blank before the name, since no fact is named so."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a frame: `ROW` counts as a person does, `ID` where departments are named, `CELLS` the number of cells
    of a row that has too few or too many (else null; only of texts); every column that is read under its own name."""

    frame: pl.LazyFrame
    layout: Layout
    id_dtype: pl.DataType
    synthetic: Mapping[str, Any] | None = None

    @property
    def has_id(self) -> bool:
        """Whether the file names its departments."""
        return self.layout.id_at is not None


def ids_of(source: Source, chunk: pl.DataFrame) -> pl.Series:
    """The ids of a chunk, called `id`, null where there is none; without a column for them the numbers of the rows."""
    if not source.has_id:
        return chunk[ROW].cast(pl.Int64).alias("id")
    if source.id_dtype == chunk[ID].dtype == pl.Int64:
        return chunk[ID].alias("id")
    return chunk.select(id_in(source)).to_series()


def id_in(source: Source) -> pl.Expr:
    """The id of a row: a whole number, or a text without blanks around it; null where it is none."""
    if source.id_dtype == pl.Int64:
        return pl.col(ID).cast(pl.Int64, strict=False).alias("id")
    text = pl.col(ID).cast(pl.String).str.strip_chars()
    return pl.when(text.str.len_chars().is_between(1, _LONGEST) & (text != NO_RESULT)).then(text).alias("id")


NO_ID = CellProblem(
    "facts-row-id", f"没有编号，或编号超过 {_LONGEST} 个字", f"no id, or one of more than {_LONGEST} characters"
)
