"""A query as a program for a small machine: words that tell which loop works on what, block of rows after block.

Only the loops are compiled, and they are few: the machine itself goes from instruction to instruction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Final

from youju.population.columns.query import Query
from youju.population.engines.instructions import Instructions, NotFused
from youju.population.engines.loop import ASKED, LINE, ROWS
from youju.population.engines.loops import CALLED
from youju.population.engines.slots import laid
from youju.population.engines.values import Instruction, Place, needed
from youju.structs import Struct

RUN: Final = "run"
"""The function that is the machine: (first word, first address, first and end of steps, blocks)."""
FIND: Final = "find"
"""The function that finds addresses: (columns as Arrow has them, how many before the inputs, first address, steps,
address of bits that are all set). It gives 0, or 1 where bits of a column begin within a byte."""
LAST: Final = "last"
"""The loop after all others, which does nothing and comes back."""
_MACHINE: Final = f"""\
define void @{LAST}(ptr %words, ptr %addresses) nounwind {{
  ret void
}}
define void @{RUN}(ptr %first, ptr %addresses, ptr %steps, ptr %end, i64 %blocks) nounwind {{
entry:
  %loop = load ptr, ptr %first
  %words = getelementptr i64, ptr %first, i64 1
  br label %block
block:
  %left = phi i64 [ %blocks, %entry ], [ %less, %moved ]
  call void %loop(ptr %words, ptr %addresses)
  br label %move
move:
  %address = phi ptr [ %addresses, %block ], [ %address.next, %move ]
  %step = phi ptr [ %steps, %block ], [ %step.next, %move ]
  %before = load i64, ptr %address
  %by = load i64, ptr %step
  %now = add i64 %before, %by
  store i64 %now, ptr %address
  %address.next = getelementptr i64, ptr %address, i64 1
  %step.next = getelementptr i64, ptr %step, i64 1
  %every = icmp eq ptr %step.next, %end
  br i1 %every, label %moved, label %move
moved:
  %less = sub i64 %left, 1
  %done = icmp eq i64 %less, 0
  br i1 %done, label %over, label %block
over:
  ret void
}}"""
"""It works on blocks, at least one, and moves each address by its step from one to the next."""
_FIND: Final = f"""\
%column = type {{ i64, i64, i64, i64, i64, ptr, ptr, ptr, ptr, ptr }}
define i64 @{FIND}(ptr %whole, i64 %keys, ptr %addresses, ptr %steps, ptr %every) nounwind {{
entry:
  %many.place = getelementptr %column, ptr %whole, i64 0, i32 4
  %many = load i64, ptr %many.place
  %columns.place = getelementptr %column, ptr %whole, i64 0, i32 6
  %columns = load ptr, ptr %columns.place
  br label %test
test:
  %at = phi i64 [ %keys, %entry ], [ %next, %found ]
  %to = phi ptr [ %addresses, %entry ], [ %to.next, %found ]
  %step = phi ptr [ %steps, %entry ], [ %step.next, %found ]
  %left = icmp slt i64 %at, %many
  br i1 %left, label %column, label %done
column:
  %place = getelementptr ptr, ptr %columns, i64 %at
  %one = load ptr, ptr %place
  %offset.place = getelementptr %column, ptr %one, i64 0, i32 2
  %offset = load i64, ptr %offset.place
  %within = and i64 %offset, 7
  %whole.byte = icmp eq i64 %within, 0
  br i1 %whole.byte, label %found, label %crooked
found:
  %buffers.place = getelementptr %column, ptr %one, i64 0, i32 5
  %buffers = load ptr, ptr %buffers.place
  %known = load ptr, ptr %buffers
  %values.place = getelementptr ptr, ptr %buffers, i64 1
  %values = load ptr, ptr %values.place
  %size = load i64, ptr %step
  %blocks.before = mul i64 %offset, %size
  %before = sdiv exact i64 %blocks.before, {ROWS}
  %first = getelementptr i8, ptr %values, i64 %before
  store ptr %first, ptr %to
  %bits.before = lshr i64 %offset, 3
  %bits = getelementptr i8, ptr %known, i64 %bits.before
  %unkept = icmp eq ptr %known, null
  %told = select i1 %unkept, ptr %every, ptr %bits
  %bits.to = getelementptr ptr, ptr %to, i64 1
  store ptr %told, ptr %bits.to
  %next = add i64 %at, 1
  %to.next = getelementptr ptr, ptr %to, i64 2
  %step.next = getelementptr i64, ptr %step, i64 2
  br label %test
done:
  ret i64 0
crooked:
  ret i64 1
}}"""
"""What it reads is an `ArrowArray` of Arrow's C data interface, and its children."""


class Result(Struct):
    """A column that a program writes: whole numbers of so many bits, with bits of where they are known."""

    name: str
    bits: int


class Instructed(Struct):
    """The name of a loop, and the words behind its address that `Loop.text` tells of."""

    loop: str
    words: tuple[int, ...]


class Program(Struct):
    """What is compiled (`text`: the machine and the loops), and the instructions that it then goes through.

    The addresses that words speak of are: of `room` bytes; of each input its numbers (or bits), then the bits that tell
    where it is known; of each result likewise the places to write to. From block to block they move by `steps` bytes.
    """

    text: str
    instructions: tuple[Instructed, ...]
    inputs: tuple[str, ...]
    results: tuple[Result, ...]
    steps: tuple[int, ...]
    room: int


def program(query: Query, stored: Mapping[str, int]) -> Program:
    """The program of a query over columns that are stored in so many bits, conditions in one. Raises NotFused."""
    wanted, levels = query.sheet.levels(query.results)
    inputs = tuple(name for name in query.columns if name in wanted)
    if not inputs:
        raise NotFused
    defined = {name: value for level in levels for name, value in level.new}
    block = Instructions({name: query.columns[name].node for name in inputs}, stored, defined)
    results: list[Result] = []
    for name, term in query.results:
        value = block.whole(term)
        block.write(2 * len(results), value)
        results.append(Result(name, value.bits))
    told = needed(block.told)
    held = [bits for name in inputs for bits in (stored[name], 1)]
    steps = [ROWS * bits // 8 for bits in held]
    written, room = _written(told, 1 + len(held))
    ahead = chain(_ahead(steps), repeat((0, 0)))
    loops = (block.loops[name].text for name in sorted({one.loop for one in told}))
    return Program(
        "\n".join([_MACHINE, _FIND, CALLED, *loops]),
        tuple(Instructed(one.loop, (*words, *next(ahead))) for one, words in zip(told, written, strict=True)),
        inputs,
        tuple(results),
        (0, *steps, *(ROWS * bits // 8 for one in results for bits in (one.bits, 1))),
        room,
    )


def _written(told: Sequence[Instruction], first_result: int) -> tuple[list[tuple[int, ...]], int]:
    """What each instruction reads and fills, in words; and how many bytes of room that needs."""
    starts, room = laid(told)
    before = {"in": 1, "out": first_result}

    def words(given: Place | int) -> tuple[int, ...]:
        if isinstance(given, int):
            return (given,)
        return (0, starts[given]) if given.where == "made" else (before[given.where] + given.number, 0)

    return [tuple(word for given in one.given for word in words(given)) for one in told], room


def _ahead(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What is asked for, instruction after instruction, while a block is worked on: the inputs of the next, which
    address and how many bytes behind it."""
    return ((at, step + before) for at, step in enumerate(steps, 1) for before in range(0, step, ASKED * LINE))
