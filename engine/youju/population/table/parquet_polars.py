"""A table of facts as Parquet: in our own form, told by its metadata, or with figures as people hold them."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import polars as pl

from youju.population.table.cells_polars import fits, is_text
from youju.population.table.headings import Layout, layout_of
from youju.population.table.source_polars import ID, ROW, Source
from youju.rubric import Rubric
from youju.source import CodedError
from youju.source.exact_json import read_json

KEY: Final = "youju"
"""The key of the file's metadata under which our own form is told."""
_STEP = re.compile(r"[1-9][0-9]{0,17}|0\.[0-9]{1,18}|[1-9][0-9]{0,17}/[1-9][0-9]{0,17}")


def parquet_source(path: Path, rubric: Rubric, _: Path) -> Source:
    """A Parquet file. What it says of its own least and greatest values is not believed, so that no row is skipped."""
    told = _told(path)
    steps = None if told is None else _steps(told, path.name)
    frame = pl.scan_parquet(
        path, glob=False, hive_partitioning=False, use_statistics=False, row_index_name=ROW, row_index_offset=1
    )
    schema = frame.collect_schema()
    headings = [name for name in schema.names() if name != ROW]
    layout = layout_of(headings, rubric, steps)
    _require(layout, schema, steps is not None)
    picked = [pl.col(headings[place]).alias(name) for name, place in layout.at.items()]
    id_dtype: pl.DataType = pl.Int64()
    if layout.id_at is not None:
        heading = headings[layout.id_at]
        id_dtype = pl.Int64() if schema[heading].is_integer() else pl.String()
        picked.append(pl.col(heading).alias(ID))
    synthetic = None if told is None else told.get("synthetic")
    return Source(frame.select(ROW, *picked), layout, id_dtype, synthetic if isinstance(synthetic, dict) else None)


def _told(path: Path) -> Mapping[str, Any] | None:
    """What the metadata says of our own form; None where it says nothing."""
    text = pl.read_parquet_metadata(path).get(KEY)
    if text is None:
        return None
    try:
        told = read_json(text.encode())
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("table") != "facts":
        zh, en = f"“{path.name}”的元数据不是事实表的", f"the metadata of “{path.name}” is not that of a table of facts"
        raise CodedError("facts-table-metadata", zh, en)
    return told


def _steps(told: Mapping[str, Any], name: str) -> dict[str, Fraction]:
    """The steps of the columns in base units."""
    steps: Any = told.get("steps")
    if not isinstance(steps, dict):
        zh, en = f"“{name}”的元数据没有步长", f"the metadata of “{name}” has no steps"
        raise CodedError("facts-table-metadata", zh, en)
    found: dict[str, Any] = {**steps}
    for fact, step in found.items():
        if not isinstance(step, str) or not _STEP.fullmatch(step) or not Fraction(step):
            zh = f"“{name}”的元数据里“{fact[:40]}”的步长不是正数"
            en = f"in the metadata of “{name}” the step of `{fact[:40]}` is no positive number"
            raise CodedError("facts-table-metadata", zh, en)
    return {fact: Fraction(step) for fact, step in found.items()}


def _require(layout: Layout, schema: pl.Schema, steps: bool) -> None:
    """CodedError where a column is of a type that can hold no figure, answer or text of its fact."""
    for name, column in layout.read.items():
        dtype = schema[column.heading]
        if not fits(dtype, column, steps and name in layout.facts):
            kind = str(dtype)[:60]
            zh = f"“{column.heading[:40]}”列的类型是 {kind}，存不了这个事实"
            raise CodedError("facts-column-kind", zh, f"column “{column.heading[:40]}” is {kind}, which cannot hold it")
    if layout.id_at is not None:
        dtype = schema[layout.headings[layout.id_at]]
        if not (dtype.is_integer() or is_text(dtype) or dtype == pl.Null):
            zh, en = f"编号的类型是 {str(dtype)[:60]}", f"ids are {str(dtype)[:60]}"
            raise CodedError("facts-column-kind", f"{zh}，应当是整数或文字", f"{en}, not whole numbers or texts")
