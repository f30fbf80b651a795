"""A query compiled by LLVM for this machine, and run over what Polars reads: a part of the rows after the other.

It needs the extra `compiled`: llvmlite makes the functions, nanoarrow tells where Polars holds its columns and
hands the results over, neither with a copy.
"""

# Of nanoarrow, which may not be installed, everything is `Any` to its types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import polars as pl

from youju.population.columns.query import Query
from youju.population.engines import polars_columns
from youju.population.engines.compiled import Compiled, compiled
from youju.population.engines.loop import LINE, ROWS
from youju.population.engines.program import Program, program

WORTH: Final = 2_000_000
"""From so many rows on it is sooner done than by Polars: compiling takes as long as Polars takes for these."""
_BITS: Final[dict[pl.DataType, int]] = {pl.Int8(): 8, pl.Int16(): 16, pl.Int32(): 32, pl.Int64(): 64, pl.Boolean(): 1}
_TYPES: Final = {bits: kind for kind, bits in _BITS.items()}


def installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in ("llvmlite", "nanoarrow"))


def worth(rows: int) -> bool:
    """Whether so many rows are sooner done by functions that are compiled first."""
    return rows >= WORTH and installed()


def scored(frame: pl.LazyFrame, query: Query, *keys: str) -> pl.LazyFrame:
    """What `polars_columns.scored` gives, and by it where LLVM cannot compile for this machine.

    Raises NotFused where a result or a number on the way is no whole number of 64 bits; then that function may still
    do.
    """
    schema, inputs = frame.collect_schema(), query.inputs
    given = frame.select(*keys, *(_input(schema[name], query, name) for name in inputs))
    kinds = given.collect_schema()
    made = program(query, {name: _BITS[kinds[name]] for name in inputs})
    results = {one.name: _TYPES[one.bits] for one in made.results}
    # It is made while the first rows are read.
    functions = compiled(made.text)
    ready = cache(lambda: _ready(made, functions.result(), len(keys)))

    def run(part: pl.DataFrame) -> pl.DataFrame:
        try:
            found = ready().results(part)
        except (RuntimeError, OSError):
            plain = polars_columns.scored(part.lazy(), query, *keys)
            widths = (pl.col(name).cast(kind) for name, kind in results.items())
            return plain.with_columns(widths).collect()
        return pl.DataFrame([*(part[key] for key in keys), *found])

    # Names are others behind it than before it, so nothing that is asked behind may be asked before.
    schema = {**{key: schema[key] for key in keys}, **results}
    return given.map_batches(run, schema=schema, streamable=True, projection_pushdown=False, predicate_pushdown=False)


def _input(kind: pl.DataType, query: Query, name: str) -> pl.Expr:
    column = pl.col(name)
    return column if kind in _BITS else column.cast(polars_columns.width_of(query.columns[name].node))


def _ready(made: Program, functions: Compiled, keys: int) -> _Ready:
    return _Ready(made, functions, keys, functions.words(made.instructions), array("q", made.steps))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A program, what is compiled of it, how many columns stand before its inputs, its words and steps."""

    program: Program
    functions: Compiled
    keys: int
    words: array[int]
    steps: array[int]

    def results(self, part: pl.DataFrame) -> list[pl.Series]:
        """The results of some rows. The last, too few for a block, have one of their own, repeated to fill it."""
        blocks, rest = divmod(part.height, ROWS)
        room = (blocks + bool(rest)) * ROWS
        places = [
            (ctypes.create_string_buffer(room * one.bits // 8), ctypes.create_string_buffer(room // 8))
            for one in self.program.results
        ]
        if blocks:
            self._run(part, blocks, places, 0)
        if rest:
            rows = [min(row, part.height - 1) for row in range(room - ROWS, room)]
            self._run(part[rows], 1, places, blocks * ROWS)
        arrow = import_module("nanoarrow")
        found: list[pl.Series] = []
        for one, (values, known) in zip(self.program.results, places, strict=True):
            made = arrow.c_array_from_buffers(getattr(arrow, f"int{one.bits}")(), part.height, [known, values])
            found.append(pl.Series(arrow.Array(made)).alias(one.name))
        return found

    def _run(self, part: pl.DataFrame, blocks: int, places: Sequence[tuple[Any, Any]], row: int) -> None:
        """Fills so many blocks of the places, from this row on."""
        results = [
            place
            for one, (values, known) in zip(self.program.results, places, strict=True)
            for place in (ctypes.addressof(values) + row * one.bits // 8, ctypes.addressof(known) + row // 8)
        ]
        every = ctypes.create_string_buffer(b"\xff" * (blocks * ROWS // 8))
        room = ctypes.create_string_buffer(self.program.room + LINE)
        start = ctypes.addressof(room) + LINE - 1 & -LINE
        found = array("q", [start, *[0] * (2 * len(self.program.inputs)), *results])
        held = _held(part)
        if not self.functions.found(held._addr(), self.keys, found, self.steps, ctypes.addressof(every)):
            # Copied, bits begin with a byte.
            held = _held(part[list(range(part.height))])
            self.functions.found(held._addr(), self.keys, found, self.steps, ctypes.addressof(every))
        self.functions.run(self.words, found, self.steps, blocks)
        # The places are there only as long as this.
        del held


def _held(part: pl.DataFrame) -> Any:
    """The columns of some rows, as Arrow has them."""
    (whole,) = import_module("nanoarrow").c_array_stream(part.rechunk())
    return whole
