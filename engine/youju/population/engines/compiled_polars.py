"""A query compiled by LLVM for this machine, and run over what Polars reads: a part of the rows after the other.

It needs the extra `compiled`: llvmlite makes the function, nanoarrow tells where Polars holds its columns and hands the
results over, neither with a copy.
"""

# Of llvmlite and nanoarrow, which may not be installed, everything is `Any` to its types.
# pyright: reportUnknownMemberType=false
from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, TypeAlias

import polars as pl

from youju.population.columns.query import Query
from youju.population.engines import polars_columns
from youju.population.engines.lanes import LANES
from youju.population.engines.llvm_ir import NAME, Fused, fused

WORTH: Final = {True: 500_000, False: 5_000_000}
"""From so many rows on it is sooner done than by Polars, by whether the processor has registers for masks (AVX-512):
without them compiling takes a second, and a row about six times as long."""
_STACK: Final = 1 << 26
_BITS: Final[dict[pl.DataType, int]] = {pl.Int8(): 8, pl.Int16(): 16, pl.Int32(): 32, pl.Int64(): 64, pl.Boolean(): 1}
_TYPES: Final = {bits: kind for kind, bits in _BITS.items()}
_Function: TypeAlias = Callable[[Any, Any, int], None]


def installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in ("llvmlite", "nanoarrow"))


def worth(rows: int) -> bool:
    """Whether so many rows are sooner done by a function that is compiled first, on this machine."""
    if rows < min(WORTH.values()) or not installed():
        return False
    features: Any = import_module("llvmlite.binding").get_host_cpu_features()
    return rows >= WORTH[bool(features.get("avx512f"))]


def scored(frame: pl.LazyFrame, query: Query, *keys: str) -> pl.LazyFrame:
    """What `polars_columns.scored` gives, and by it where LLVM cannot compile for this machine.

    Raises NotFused where a result or a number on the way is no whole number of 64 bits; then that function may still
    do.
    """
    schema = frame.collect_schema()
    given = frame.select(*keys, *(_input(schema[name], query, name) for name in query.inputs))
    kinds = given.collect_schema()
    function = fused(query, {name: _BITS[kinds[name]] for name in query.inputs})
    # It is made while the first rows are read.
    _compiled(function.text)
    results = {one.name: _TYPES[one.bits] for one in function.results}

    def run(part: pl.DataFrame) -> pl.DataFrame:
        try:
            made = _compiled(function.text).result()
        except (RuntimeError, OSError):
            plain = polars_columns.scored(part.lazy(), query, *keys)
            widths = (pl.col(name).cast(kind) for name, kind in results.items())
            return plain.with_columns(widths).collect()
        return pl.DataFrame([*(part[key] for key in keys), *_results(function, made, part[function.inputs])])

    # Names are others behind it than before it, so nothing that is asked behind may be asked before.
    schema = {**{key: schema[key] for key in keys}, **results}
    return given.map_batches(run, schema=schema, streamable=True, projection_pushdown=False, predicate_pushdown=False)


def _input(kind: pl.DataType, query: Query, name: str) -> pl.Expr:
    column = pl.col(name)
    return column if kind in _BITS else column.cast(polars_columns.width_of(query.columns[name].node))


def _results(function: Fused, made: _Compiled, part: pl.DataFrame) -> Iterator[pl.Series]:
    """The results of some rows. The last of them, too few for all lanes, have another run, repeated to fill them."""
    blocks, rest = divmod(part.height, LANES)
    room = (blocks + bool(rest)) * LANES
    places = [
        (ctypes.create_string_buffer(room * one.bits // 8), ctypes.create_string_buffer(room // 8))
        for one in function.results
    ]
    if blocks:
        _run(function, made, part, blocks, places, 0)
    if rest:
        rows = [min(row, part.height - 1) for row in range(room - LANES, room)]
        _run(function, made, part[rows], 1, places, blocks)
    arrow = import_module("nanoarrow")
    for one, (values, known) in zip(function.results, places, strict=True):
        made = arrow.c_array_from_buffers(getattr(arrow, f"int{one.bits}")(), part.height, [known, values])
        yield pl.Series(arrow.Array(made)).alias(one.name)


def _run(
    function: Fused, made: _Compiled, part: pl.DataFrame, blocks: int, places: Sequence[tuple[Any, Any]], before: int
) -> None:
    """Fills the places of so many blocks of LANES rows, after some that are filled."""
    row = before * LANES
    results = [
        place
        for one, (values, known) in zip(function.results, places, strict=True)
        for place in (ctypes.addressof(values) + row * one.bits // 8, ctypes.addressof(known) + row // 8)
    ]
    every = ctypes.create_string_buffer(b"\xff" * (blocks * LANES // 8))
    held, inputs = _addresses(part, ctypes.addressof(every))
    made.run(_array(inputs), _array(results), blocks)
    del held


def _addresses(part: pl.DataFrame, every: int) -> tuple[Any, list[int]]:
    """Where the columns are, which holds only as long as what comes with it; `every` stands for bits that are not kept,
    since all is known."""
    held = _held(part)
    if any(column.offset % 8 for column in _columns(held)):
        # Bits that begin within a byte: copied, they begin with one.
        held = _held(part[list(range(part.height))])
    found: list[int] = []
    for column, kind in zip(_columns(held), part.dtypes, strict=True):
        known, values = column.buffers
        found += [values + column.offset * _BITS[kind] // 8, known + column.offset // 8 if known else every]
    return held, found


def _held(part: pl.DataFrame) -> Any:
    (whole,) = import_module("nanoarrow").c_array_stream(part.rechunk())
    return whole


def _columns(held: Any) -> list[Any]:
    return [held.child(at) for at in range(held.n_children)]


def _array(addresses: Sequence[int]) -> Any:
    return (ctypes.c_void_p * len(addresses))(*addresses)


class _Compiled:
    """A function and the engine that holds it."""

    def __init__(self, text: str) -> None:
        llvm: Any = import_module("llvmlite.binding")
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        # The least effort: more makes a tenth of the loop, and takes as long again as all that is written here.
        machine = llvm.Target.from_default_triple().create_target_machine(cpu=cpu, features=features, opt=0, jit=True)
        module = llvm.parse_assembly(text)
        passes = llvm.create_new_module_pass_manager()
        passes.add_instruction_combine_pass()
        passes.run(module, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()))
        self._engine = llvm.create_mcjit_compiler(module, machine)
        self._engine.finalize_object()
        kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
        self.run: _Function = kind(self._engine.get_function_address(NAME))


@lru_cache(maxsize=8)
def _compiled(text: str) -> Future[_Compiled]:
    """The function, made in a thread of its own: LLVM needs far more stack than one of Polars or of Windows has."""
    before, threads = threading.stack_size(_STACK), ThreadPoolExecutor(1)
    try:
        return threads.submit(_Compiled, text)
    finally:
        threading.stack_size(before)
        threads.shutdown(wait=False)
