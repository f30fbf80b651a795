"""A table of facts, a row for each department: its columns, the rows that can be scored, and those that cannot."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from youju.facts import FactSpec
from youju.feel import Type
from youju.population.columns.capacity import capacity
from youju.population.engines.with_polars import with_polars
from youju.rubric import Rubric
from youju.structs import Struct

if TYPE_CHECKING:
    import polars as pl

MOST_WHOLE = 2**63 - 1
"""The greatest whole number of steps of any column: what Int64 holds."""


class FactColumn(Struct):
    """A column of facts: how it is called in the file, and what it becomes.

    Numbers become whole multiples of `step` (base units in one) from `low` to `high`. `worth` is how many steps one of
    the file's own unit is; `told` where the file says which unit that is, in the heading or in its metadata.
    """

    name: str
    spec: FactSpec
    heading: str
    unit: str
    worth: Fraction
    told: bool
    low: int
    high: int

    @property
    def type(self) -> Type:
        """The type its name has in an expression."""
        return self.spec.feel_type

    @property
    def step(self) -> Fraction:
        """Base units in one whole number of the column; 1 where it holds no numbers."""
        return self.spec.step or Fraction(1)


def column_of(
    name: str, spec: FactSpec, heading: str = "", unit: str = "", worth: Fraction | None = None
) -> FactColumn:
    """A column of a fact within its capacity; `worth` None where the file does not say which unit is meant."""
    low, high = capacity(spec)
    own = Fraction(1) if spec.step is None else spec.scale / spec.step
    bounds = max(low, -MOST_WHOLE), min(high, MOST_WHOLE)
    return FactColumn(name, spec, heading, unit, own if worth is None else worth, worth is not None, *bounds)


class Unused(Struct):
    """A column that the rubric does not read; `near` is the fact that it may be meant for."""

    heading: str
    near: str | None = None


class FactsTable(Struct):
    """A file of facts in the form that columns are scored in. Only its ids are read before a frame is.

    `frame` has the accepted rows: `id` (Int64 or String, unique), `county` and `year` where the file has them, then
    every fact that the rubric reads: Int32 or Int64 in steps, Boolean or String, null where nobody knows. `rejected`
    has a line for each bad cell of the other rows: `row` (in the file as a person counts, from 1), `id`, `column`,
    `value`, `code`, `zh`, `en`. Either streams; together in one `polars.collect_all` they share one reading.

    `absent` are facts that the file has no column for, null in every row; `id_heading` is None where the file names
    no departments, and `id` is the number of the row. `synthetic` is what a generator wrote of itself.
    """

    frame: pl.LazyFrame
    rejected: pl.LazyFrame
    columns: Mapping[str, FactColumn]
    absent: tuple[str, ...]
    unused: tuple[Unused, ...]
    id_heading: str | None
    synthetic: Mapping[str, Any] | None = None


@contextmanager
def open_facts(path: Path, rubric: Rubric) -> Generator[FactsTable]:
    """The table of facts in a .parquet, .csv or .xlsx file, for what a rubric reads.

    Its frames can be read inside the `with` only: a .csv or .xlsx is unfolded into a folder that goes with it.
    CodedError where the file cannot be used as a whole, also when a damaged part is met only while a frame is read.
    """
    with with_polars():
        from youju.population.table.frame_polars import opened
    with opened(path, rubric) as table:
        yield table
