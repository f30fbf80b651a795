"""What every form of file becomes before its cells are read: a frame with the row's number, the id and plain cells."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from youju.population.table.cell import NO_RESULT, CellProblem
from youju.population.table.headings import Layout
from youju.structs import Struct, replace

ROW, ID, CELLS = " row", " id", " cells"
"""The columns beside those of the facts; a blank before the name, since no fact is named so."""
_LONGEST: Final = 200
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
MOST_IDS: Final = 1_000_000
"""Among so many ids near ones are looked for."""


class Source(Struct):
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


def with_id(source: Source, wanted: str) -> Source:
    """The rows of one id alone, as somebody typed it: of whole numbers by value, of texts to the letter."""
    text = wanted.strip()
    if source.has_id and source.id_dtype == pl.String:
        return replace(source, frame=source.frame.filter(id_in(source) == text))
    number = int(text) if _WHOLE.fullmatch(text) else None
    which = id_in(source) if source.has_id else pl.col(ROW)
    return replace(source, frame=source.frame.filter(pl.lit(False) if number is None else which == number))


def first_ids(source: Source) -> list[str]:
    """The ids of a table as texts, of a very long one those that come first."""
    which = id_in(source) if source.has_id else pl.col(ROW)
    texts = source.frame.select(which.cast(pl.String).alias("id")).filter(pl.col("id").is_not_null())
    return _collected(texts.head(MOST_IDS)).to_series().to_list()


def _collected(frame: pl.LazyFrame) -> pl.DataFrame:
    return frame.collect(engine="streaming")


def id_in(source: Source) -> pl.Expr:
    """The id of a row: a whole number, or a text without blanks around it; null where it is none."""
    if source.id_dtype == pl.Int64:
        return pl.col(ID).cast(pl.Int64, strict=False).alias("id")
    text = pl.col(ID).cast(pl.String).str.strip_chars()
    return pl.when(text.str.len_chars().is_between(1, _LONGEST) & (text != NO_RESULT)).then(text).alias("id")


NO_ID = CellProblem(
    "facts-row-id", f"没有编号，或编号超过 {_LONGEST} 个字", f"no id, or one of more than {_LONGEST} characters"
)
