"""Two tables of results held against one another, column by column, over any number of rows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import polars as pl


def differences(one: pl.DataFrame, other: pl.DataFrame, steps: Mapping[str, Fraction]) -> dict[str, int]:
    """In how many rows two tables of results differ, by column; columns without a difference are left out.

    The tables have the same departments in the same order. A number is either one column of whole multiples of its
    step in `steps`, or `.top` and `.bottom`; these are compared by cross-multiplication, so that it does not matter
    in which terms or widths each table has them. Raises ValueError where one lacks a column of the other, or rows.
    """
    names = [_names(table) for table in (one, other)]
    if names[0] != names[1]:
        raise ValueError(f"only one has {sorted(names[0] ^ names[1])}")
    if len(one) != len(other):
        raise ValueError(f"{len(one)} rows and {len(other)}")
    found = {name: _unlike(_column(one, name, steps), _column(other, name, steps)) for name in sorted(names[0])}
    return {name: count for name, count in found.items() if count}


def _names(table: pl.DataFrame) -> frozenset[str]:
    return frozenset(name.removesuffix(".top") for name in table.columns if not name.endswith(".bottom"))


def _column(table: pl.DataFrame, name: str, steps: Mapping[str, Fraction]) -> tuple[pl.Series, pl.Series | None]:
    """What is above, and what is below where it is a number in two halves."""
    if name not in table.columns:
        return _wide(table[f"{name}.top"]), _wide(table[f"{name}.bottom"])
    if name in steps:
        top, bottom = (pl.Series([half], dtype=pl.Int128) for half in steps[name].as_integer_ratio())
        return _wide(table[name]) * top, bottom.new_from_index(0, len(table))
    return (_wide(table[name]) if table[name].dtype.is_integer() else table[name]), None


def _wide(column: pl.Series) -> pl.Series:
    return column.cast(pl.Int128)


def _unlike(one: tuple[pl.Series, pl.Series | None], other: tuple[pl.Series, pl.Series | None]) -> int:
    (top, below), (other_top, other_below) = one, other
    if below is None or other_below is None:
        return int(top.ne_missing(other_top).sum())
    _require_room(top, other_below)
    _require_room(other_top, below)
    # Where one is unknown both products are.
    unlike = (top * other_below).ne_missing(other_top * below) | (top.is_null() != other_top.is_null())
    return int(unlike.sum())


def _require_room(one: pl.Series, other: pl.Series) -> None:
    sizes = [max(abs(int(column.min() or 0)), abs(int(column.max() or 0))) for column in (one, other)]
    if (sizes[0] * sizes[1]).bit_length() > 126:
        raise ValueError("numbers too wide to be compared")
