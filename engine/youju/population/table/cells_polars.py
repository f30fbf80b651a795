"""Columns of a table of facts turned into steps by Polars, exactly; what is not plain goes cell by cell.

Nothing rests on floating-point arithmetic: a DOUBLE is taken as the shortest decimal that is this number. Every product
is bounded before it is made: a figure is multiplied only where its result is within the bounds of its column.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, TypeAlias

import polars as pl

from youju.facts.entered import UNKNOWNS
from youju.population.table.cell import NO_RESULT, SURE_DIGITS, Cell, CellProblem, read_cell, read_double
from youju.population.table.facts import MOST_WHOLE, FactColumn
from youju.structs import Struct

PLACES: Final = 6
"""So many decimals, and twelve digits before them, are 18 digits, which Int64 holds; other texts go cell by cell."""
_PLAIN: Final = rf"^[+-]?[0-9]{{1,12}}(?:\.[0-9]{{1,{PLACES}}})?$"
_GROUPED: Final = rf"^[+-]?[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}){{1,3}}(?:\.[0-9]{{1,{PLACES}}})?$"
_PLAIN_TEXT: Final = r"^[!-~\x{4e00}-\x{9fff}]{1,200}$"
"""Texts that are what they look like: nothing to trim, no other form of a character."""
_SURE: Final = 10**SURE_DIGITS
_SMALL: Final = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
_TEXTS: Final = (pl.String, pl.Categorical, pl.Enum)
_Reader: TypeAlias = Callable[[str, FactColumn], Cell]


class Reading(Struct):
    """A column read: its values, null where unknown or wrong, and where it is wrong; None where nothing is."""

    values: pl.Series
    wrong: pl.Series | None = None


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
        return Reading(pl.Series(cells.name, [None] * len(cells), wanted))
    if dtype == wanted == pl.Boolean:
        return Reading(cells)
    if wanted == pl.Boolean:
        nothing = pl.Series(cells.name, [None], wanted).new_from_index(0, len(cells))
        return _settled(nothing, cells.is_not_null(), cells, column)
    if wanted == pl.String:
        return _text_column(cells.cast(pl.String), column)
    if dtype.is_integer():
        return _whole(cells, column, column.worth, Fraction(1), cells)
    if isinstance(dtype, pl.Decimal):
        one = Fraction(10**dtype.scale)
        return _whole(cells.to_physical(), column, column.worth / one, one, cells)
    if _is_double(dtype):
        return _decimals(_double_digits(cells), column, cells)
    return _decimals(_text_digits(cells.cast(pl.String), column), column, cells)


def reasons(cells: pl.Series, column: FactColumn) -> pl.DataFrame:
    """Why each of some cells that are wrong is: `value` as people read it, `code`, `zh`, `en`."""
    told: list[tuple[str, str, str, str]] = []
    distinct = cells.unique()
    for text, cell in _each(distinct, column):
        if not isinstance(cell, CellProblem):
            raise AssertionError(f"{column.name}: {text!r} is not wrong")
        told.append((text, cell.code, cell.zh, cell.en))
    frame = pl.DataFrame(told, schema=dict.fromkeys(("value", "code", "zh", "en"), pl.String), orient="row")
    return _looked_up(cells, distinct, frame)


def _text_column(texts: pl.Series, column: FactColumn) -> Reading:
    """Texts, those that are plain as they are."""
    plain = texts.str.contains(_PLAIN_TEXT) & ~texts.str.to_lowercase().is_in([*UNKNOWNS, NO_RESULT])
    return _settled(texts, ~plain, texts, column)


def _text_digits(texts: pl.Series, column: FactColumn) -> pl.Series:
    """Millionths of figures that are written plainly, null for all others."""
    plain = texts.str.contains(_PLAIN)
    if plain.all():
        return _millionths(texts)
    digits = _millionths(texts.set(~plain, None))
    if column.spec.type == "percent":
        bare = texts.str.strip_suffix("%")
        signed = _millionths(bare.set(~(bare.str.contains(_PLAIN) & ~plain), None))
        # With its sign a share of at most 1% means one thing; it is read apart, as without a sign it may mean two.
        signed = signed.set(signed.is_between(-(10**PLACES), 10**PLACES).fill_null(False), None)
        digits = digits.zip_with(plain.fill_null(False), signed)
    grouped = texts.str.contains(_GROUPED) & ~plain
    if not grouped.any():
        return digits
    ungrouped = _millionths(texts.set(~grouped, None).str.replace_all(",", "", literal=True))
    return digits.zip_with(~grouped.fill_null(False), ungrouped)


def _millionths(texts: pl.Series) -> pl.Series:
    return texts.cast(pl.Decimal(18, PLACES)).to_physical().cast(pl.Int64)


def _double_digits(cells: pl.Series) -> pl.Series:
    """Millionths of binary numbers, null where they are not sure to be decimals of so many places.

    A guess is checked: a division is rounded to the nearest DOUBLE, so that n / 1,000,000 gives back the number only
    where that is the number nearest to so many millionths; and no other decimal of at most 15 digits is as near.
    """
    numbers, one = cells.cast(pl.Float64), 10**PLACES
    guess = (numbers * one).round().cast(pl.Int64, strict=False)
    sure = (guess.cast(pl.Float64) / one == numbers) & guess.is_between(-_SURE, _SURE, closed="none")
    return guess.set(~sure, None)


def _decimals(digits: pl.Series, column: FactColumn, cells: pl.Series) -> Reading:
    """Figures by their millionths; cells that have none are read one by one."""
    one = Fraction(10**PLACES)
    read = _whole(digits, column, column.worth / one, one, cells)
    return _settled(read.values, digits.is_null() & cells.is_not_null(), cells, column, read.wrong)


def _whole(digits: pl.Series, column: FactColumn, worth: Fraction, one: Fraction, cells: pl.Series) -> Reading:
    """Whole numbers, `worth` steps each, of which `one` is the file's unit; `cells` are what they were made of."""
    small = digits if any(digits.dtype == one for one in _SMALL) else digits.cast(pl.Int64, strict=False)
    wide = small.null_count() != digits.null_count()
    low, high = ceil(column.low / worth), floor(column.high / worth)
    every = worth.denominator
    if every > MOST_WHOLE or low < -MOST_WHOLE:
        # A step of more digits than are held here: only 0 is plain.
        return _settled(small.cast(dtype_of(column), strict=False), digits != 0, cells, column)
    high = min(high, MOST_WHOLE)
    doubtful = column.spec.type == "percent" and not column.told
    if every == 1 and not doubtful and not wide and _within(small, low, high):
        return Reading(_times(small, worth.numerator, column))
    small = small.cast(pl.Int64)
    good = small.is_between(low, high)
    if every != 1:
        good &= (small % every) == 0
    if doubtful:
        # -1 to 1 may be meant as shares of one: each such cell is asked for its own percent sign.
        share = min(int(one), MOST_WHOLE)
        good &= (small == 0) | ~small.is_between(-share, share)
    wrong = ~good
    if wrong.any():
        small = small.set(wrong, None)
    values = _times(small if every == 1 else small // every, worth.numerator, column)
    odd = digits.is_not_null() & digits.cast(pl.Int64, strict=False).is_null() if wide else None
    return _settled(values, odd, cells, column, wrong.fill_null(False))


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


def _settled(
    values: pl.Series, odd: pl.Series | None, cells: pl.Series, column: FactColumn, wrong: pl.Series | None = None
) -> Reading:
    """The values, those of odd cells filled in one by one; equal cells are read once."""
    wrong = wrong if wrong is not None and wrong.any() else None
    places = None if odd is None else odd.arg_true()
    if places is None or not len(places):
        return Reading(values, wrong)
    asked = cells.gather(places)
    distinct = asked.unique()
    came = [cell for _, cell in _each(distinct, column)]
    found = pl.DataFrame(
        {
            "value": pl.Series([None if isinstance(one, CellProblem) else one for one in came], dtype=values.dtype),
            "wrong": pl.Series([isinstance(one, CellProblem) for one in came], dtype=pl.Boolean),
        }
    )
    each = _looked_up(asked, distinct, found)
    if each["wrong"].any():
        none = pl.repeat(False, len(cells), eager=True) if wrong is None else wrong.clone()
        wrong = none.scatter(places.filter(each["wrong"]), True)
    return Reading(values.clone().scatter(places, each["value"]), wrong)


def _each(distinct: pl.Series, column: FactColumn) -> Iterator[tuple[str, Cell]]:
    """Cells as people read them, and what each is."""
    double = _is_double(distinct.dtype) and column.spec.type != "text"
    reading: _Reader = read_double if double else read_cell
    texts = distinct.cast(pl.String) if _is_double(distinct.dtype) else distinct
    return ((text, reading(text, column)) for text in map(text_of, texts.to_list()))


def _looked_up(cells: pl.Series, distinct: pl.Series, found: pl.DataFrame) -> pl.DataFrame:
    """The row of each cell; `found` has one for each distinct cell."""
    at = distinct.to_frame("cell").with_row_index("at")
    places = cells.to_frame("cell").join(at, on="cell", how="left", nulls_equal=True, maintain_order="left")
    return found[places["at"]]


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
