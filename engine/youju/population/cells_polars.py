"""Columns of a table of facts turned into steps by Polars, exactly; what is not plain goes cell by cell.

No arithmetic is done on floating point: a DOUBLE is taken as the shortest decimal that is this number. Every product
is bounded before it is made: a figure is multiplied only where its result is within the bounds of its column.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, TypeAlias

import polars as pl

from youju.population.facts_cell import Cell, CellProblem, read_cell, read_double
from youju.population.facts_table import MOST_WHOLE, FactColumn

PLACES: Final = 6
"""So many decimals, and twelve digits before them, are 18 digits, which Int64 holds; other texts go cell by cell."""
_PLAIN: Final = rf"^[+-]?[0-9]{{1,12}}(?:\.[0-9]{{1,{PLACES}}})?$"
_PLAIN_DOUBLE: Final = rf"^-?[0-9]{{1,9}}\.[0-9]{{1,{PLACES}}}$"
_SMALL: Final = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
_TEXTS: Final = (pl.String, pl.Categorical, pl.Enum)
Wrong: TypeAlias = Mapping[int, CellProblem]
_Reader: TypeAlias = Callable[[str, FactColumn], Cell]


@dataclass(frozen=True, slots=True)
class Reading:
    """A column read: its values, null where unknown or wrong, and what is wrong by the place in the column from 0."""

    values: pl.Series
    wrong: Wrong


def dtype_of(column: FactColumn) -> pl.DataType:
    """What a column becomes."""
    match column.spec.type:
        case "boolean":
            return pl.Boolean()
        case "text":
            return pl.String()
        case _:
            return pl.Int32() if column.low >= -(2**31) and column.high < 2**31 else pl.Int64()


def fits(dtype: pl.DataType, column: FactColumn, steps: bool) -> bool:
    """Whether a column of a file may hold the fact at all; `steps` where its numbers are said to be whole steps."""
    if dtype == pl.Null:
        return True
    match column.spec.type:
        case "boolean":
            return dtype == pl.Boolean or (not steps and (dtype.is_integer() or _is_double(dtype) or is_text(dtype)))
        case "text":
            return is_text(dtype)
        case _:
            return dtype.is_integer() or (not steps and (dtype.is_decimal() or _is_double(dtype) or is_text(dtype)))


def read_column(cells: pl.Series, column: FactColumn) -> Reading:
    """A column of a file, of a type that `fits`, in the form that it is scored in."""
    wanted, dtype = dtype_of(column), cells.dtype
    if dtype == pl.Null:
        return Reading(pl.Series(cells.name, [None] * len(cells), wanted), {})
    if dtype == wanted == pl.Boolean:
        return Reading(cells, {})
    if wanted == pl.Boolean or wanted == pl.String:
        reading = read_double if _is_double(dtype) else read_cell
        texts = cells.cast(pl.String)
        nothing = pl.Series(cells.name, [None], wanted).new_from_index(0, len(cells))
        return _settled(nothing, texts.is_not_null(), texts, column, reading)
    if dtype.is_integer():
        return _whole(cells, column, column.worth, Fraction(1), cells, read_cell)
    if isinstance(dtype, pl.Decimal):
        one = Fraction(10**dtype.scale)
        return _whole(cells.to_physical(), column, column.worth / one, one, cells, read_cell)
    texts = cells.cast(pl.String)
    if _is_double(dtype):
        plain = texts.str.contains(_PLAIN_DOUBLE)
        return _decimals(texts, plain, column, texts, read_double)
    return _texts(texts, column)


def _texts(texts: pl.Series, column: FactColumn) -> Reading:
    """Figures as people write them; a cell with nothing in it is unknown."""
    trimmed = texts.str.strip_chars()
    filled = trimmed.set(trimmed.str.len_bytes() == 0, None)
    return _decimals(filled, filled.str.contains(_PLAIN), column, texts, read_cell)


def _decimals(texts: pl.Series, plain: pl.Series, column: FactColumn, cells: pl.Series, reading: _Reader) -> Reading:
    """Texts, those that are `plain` by the digits that they are written with."""
    one = Fraction(10**PLACES)
    digits = texts.set(~plain, None).cast(pl.Decimal(18, PLACES)).to_physical().cast(pl.Int64)
    read = _whole(digits, column, column.worth / one, one, cells, reading)
    if plain.all():
        return read
    rest = _settled(read.values, texts.is_not_null() & ~plain, cells, column, reading)
    return Reading(rest.values, {**read.wrong, **rest.wrong})


def _whole(
    digits: pl.Series, column: FactColumn, worth: Fraction, one: Fraction, cells: pl.Series, reading: _Reader
) -> Reading:
    """Whole numbers, `worth` steps each, of which `one` is the file's unit; `cells` are what they were made of."""
    small = digits if any(digits.dtype == one for one in _SMALL) else digits.cast(pl.Int64, strict=False)
    low, high = max(ceil(column.low / worth), -MOST_WHOLE), min(floor(column.high / worth), MOST_WHOLE)
    every = worth.denominator
    if every > MOST_WHOLE:
        low = high = 0
        every = 1
    doubtful = column.spec.type == "percent" and not column.told
    if every == 1 and not doubtful and small.null_count() == digits.null_count() and _within(small, low, high):
        return Reading(_times(small, worth.numerator, column), {})
    small = small.cast(pl.Int64)
    good = small.is_between(low, high)
    if every != 1:
        good &= (small % every) == 0
    if doubtful:
        # -1 to 1 may be meant as shares of one: each such cell is asked for its own percent sign.
        share = min(int(one), MOST_WHOLE)
        good &= (small == 0) | ~small.is_between(-share, share)
    good = good.fill_null(False)
    values = _times(small.set(~good, None) // every, worth.numerator, column)
    return _settled(values, ~good & digits.is_not_null(), cells, column, reading)


def _within(values: pl.Series, low: int, high: int) -> bool:
    least: Any = values.min()
    most: Any = values.max()
    return least is None or (low <= least and most <= high)


def _times(values: pl.Series, factor: int, column: FactColumn) -> pl.Series:
    """Numbers whose products are known to be within the bounds of the column."""
    wanted = dtype_of(column)
    if factor == 1:
        return values if values.dtype == wanted else values.cast(wanted)
    if factor > MOST_WHOLE:
        return values.cast(wanted)  # every one of them is 0, or its product were out of bounds
    return (values.cast(pl.Int64) * factor).cast(wanted)


def _settled(values: pl.Series, odd: pl.Series, cells: pl.Series, column: FactColumn, reading: _Reader) -> Reading:
    """The values, those of odd cells filled in one by one; equal texts are read once."""
    places = odd.fill_null(False).arg_true()
    if not len(places):
        return Reading(values, {})
    known: dict[str, Cell] = {}
    came: list[Cell] = []
    for text in map(text_of, cells.gather(places).to_list()):
        if text not in known:
            known[text] = reading(text, column)
        came.append(known[text])
    fill = pl.Series([None if isinstance(one, CellProblem) else one for one in came], dtype=values.dtype)
    wrong = {at: one for at, one in zip(places.to_list(), came, strict=True) if isinstance(one, CellProblem)}
    return Reading(values.clone().scatter(places, fill), wrong)


def text_of(value: Any) -> str:
    """A value of a cell as people read it; a DECIMAL without the zeros that only its type has."""
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)


def _is_double(dtype: pl.DataType) -> bool:
    return dtype == pl.Float32 or dtype == pl.Float64


def is_text(dtype: pl.DataType) -> bool:
    """Whether a column holds texts."""
    return any(dtype == one for one in _TEXTS)
