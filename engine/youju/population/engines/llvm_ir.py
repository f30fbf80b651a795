"""A query as one function in the words of LLVM: all of it for a few rows at once, then for the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from youju.population.columns.query import Query
from youju.population.engines.lanes import LANES, Lines, NotFused
from youju.structs import Struct

NAME: Final = "scored"
"""The function: (addresses of inputs, addresses of results, how many times LANES rows, at least once)."""
AHEAD: Final = 64
"""So many times LANES rows are asked of memory before they are read."""
_CACHED: Final = 64
"""Bytes that memory gives at once."""


class Result(Struct):
    """A column that the function writes: whole numbers of so many bits, with bits of where they are known."""

    name: str
    bits: int


class Fused(Struct):
    """The text of the function. Of each input it takes the address of its numbers (or bits), then that of the bits
    that tell where it is known; of each result likewise the places to write to."""

    text: str
    inputs: list[str]
    results: tuple[Result, ...]


def fused(query: Query, stored: Mapping[str, int]) -> Fused:
    """The function of a query over columns that are stored in so many bits, conditions in one. Raises NotFused."""
    wanted, levels = query.sheet.levels(query.results)
    inputs = [name for name in query.columns if name in wanted]
    if not inputs:
        raise NotFused
    defined = {name: value for level in levels for name, value in level.new}
    lines = Lines({name: query.columns[name].node for name in inputs}, stored, defined)
    results: list[Result] = []
    for name, term in query.results:
        value = lines.whole(term)
        lines.write(2 * len(results), value)
        results.append(Result(name, value.bits))
    sizes = [bits * LANES * AHEAD // 8 for name in inputs for bits in (stored[name], 1)]
    return Fused(_function(lines.told, sizes), inputs, tuple(results))


def _function(lines: Sequence[str], sizes: Sequence[int]) -> str:
    """The loop around the lines. `sizes` are the bytes that each address of an input has for AHEAD times LANES rows.

    So many rows at a time are asked for column by column, before they are read side by side: memory answers some
    hundred columns that are read in turns far more slowly than one after the other.
    """
    return f"""\
@sizes = private constant [{len(sizes)} x i64] [{", ".join(f"i64 {size}" for size in sizes)}]
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
define void @{NAME}(ptr noalias readonly %in, ptr noalias readonly %out, i64 %blocks) nounwind {{
entry:
  br label %rows
rows:
  %i = phi i64 [ 0, %entry ], [ %next, %work ]
  %part = and i64 %i, {AHEAD - 1}
  %stretch = udiv i64 %i, {AHEAD}
  %start = icmp eq i64 %part, 0
  br i1 %start, label %column, label %work
column:
  %c = phi i64 [ 0, %rows ], [ %more, %asked ]
  %last = icmp eq i64 %c, {len(sizes)}
  br i1 %last, label %work, label %ask
ask:
  %whose = getelementptr ptr, ptr %in, i64 %c
  %whole = load ptr, ptr %whose
  %which = getelementptr i64, ptr @sizes, i64 %c
  %size = load i64, ptr %which
  %before = mul i64 %stretch, %size
  %from = getelementptr i8, ptr %whole, i64 %before
  br label %line
line:
  %at = phi i64 [ 0, %ask ], [ %on, %line ]
  %there = getelementptr i8, ptr %from, i64 %at
  call void @llvm.prefetch.p0(ptr %there, i32 0, i32 2, i32 1)
  %on = add i64 %at, {_CACHED}
  %full = icmp uge i64 %on, %size
  br i1 %full, label %asked, label %line
asked:
  %more = add i64 %c, 1
  br label %column
work:
  %row = mul i64 %i, {LANES}
  %byte = mul i64 %i, {LANES // 8}
  {f"{chr(10)}  ".join(lines)}
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %blocks
  br i1 %done, label %end, label %rows
end:
  ret void
}}
"""
