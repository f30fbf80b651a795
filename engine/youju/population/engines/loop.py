"""Writes a loop in the words of LLVM: one operation on a block of ROWS rows.

A loop is written for the widths of what it reads and makes, so it holds plain vectors and nothing in it branches. It
reads numbers that stand one after the other, or one number for all rows, or bits, one a row. Where a number is unknown
there may be anything in its place, and nothing that is read of it counts; so no operation here may be one whose result
LLVM leaves undefined.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from youju.structs import Struct

ROWS: Final = 512
"""Rows of a block."""
LINE: Final = 64
"""Bytes that memory gives at once."""
ASKED: Final = 4
"""Lines that are asked of memory after each loop, for the block that comes next."""
_REGISTER: Final = 512
"""Bits of numbers that a turn of a loop works on."""


class Operand(Struct):
    """What a loop reads or makes: whole numbers of so many bits each, one bit being a condition; or, `constant`, one
    number for all rows that fits in so many. Numbers may be read `times` another for all rows, which then gives numbers
    of so many bits."""

    bits: int
    constant: bool = False
    times: int = 0

    @property
    def tag(self) -> str:
        """How the name of a loop tells it."""
        return f"{'c' if self.constant else 'v'}{self.bits}{f'x{self.times}' if self.times else ''}"

    @property
    def width(self) -> int:
        """Bits of the numbers as they are read."""
        return self.times or self.bits


class Loop:
    """A loop being written: of `operands` it makes numbers of `makes` bits, working in `work` bits. Its name tells all
    that it does, so that loops of one name are the same."""

    def __init__(self, what: str, operands: Sequence[Operand], work: int, makes: int) -> None:
        self.name = "_".join([what, str(work), *(one.tag for one in operands), f"to{makes}"])
        self.operands = (*operands, Operand(makes))
        self._work, self._makes = work, makes
        self._at_once = {one.bits for one in self.operands} == {1}
        """Whether it works on conditions alone: all their bits fit in a few registers."""
        self.lanes = (ROWS if self._at_once else _REGISTER) // work
        self.kind, self.mask = f"<{self.lanes} x i{work}>", f"<{self.lanes} x i1>"
        self._told: list[str] = []

    def line(self, text: str) -> str:
        """The name of what a line works out."""
        name = f"%v{len(self._told)}"
        self._told.append(f"{name} = {text}")
        return name

    def read(self, at: int, bits: int = 0) -> str:
        """The numbers of an operand, in `bits` bits or those of the loop."""
        one, bits = self.operands[at], bits or self._work
        kind = f"<{self.lanes} x i{bits}>"
        if one.constant:
            return self._every(kind, bits, self._narrow(f"%p{at}", one.bits, bits))
        held = f"<{self.lanes} x i{one.bits}>"
        loaded = self.line(f"load {held}, ptr {self._place(at, one.bits)}, align 1")
        value = self._as(loaded, held, one.bits, kind, bits)
        if not one.times:
            return value
        return self.line(f"mul {kind} {value}, {self._every(kind, bits, self._narrow(f'%f{at}', 32, bits))}")

    def condition(self, at: int) -> str:
        """The bits of an operand, each for its lane."""
        loaded = self.line(f"load i{self.lanes}, ptr {self._place(at, 1)}, align 1")
        if self._work < 32:
            return self.line(f"bitcast i{self.lanes} {loaded} to {self.mask}")
        # Each lane looks at its own bit: registers that have no masks do that soonest.
        wide = self.line(f"zext i{self.lanes} {loaded} to i{self._work}")
        own = f"<{', '.join(f'i{self._work} {1 << lane}' for lane in range(self.lanes))}>"
        found = self.line(f"and {self.kind} {self._every(self.kind, self._work, wide)}, {own}")
        return self.line(f"icmp eq {self.kind} {found}, {own}")

    def bits(self, at: int) -> str:
        """The bits of an operand as they stand, for what is worked out on conditions alone."""
        return self.line(f"load {self.kind}, ptr {self._place(at, 1)}, align 1")

    def select(self, when: str, one: str, other: str) -> str:
        """One where a condition is, the other elsewhere."""
        return self.line(f"select {self.mask} {when}, {self.kind} {one}, {self.kind} {other}")

    def give(self, text: str) -> Loop:
        """Makes the numbers in the width of the loop those that it makes."""
        kind = f"<{self.lanes} x i{self._makes}>"
        return self.store(kind, self._as(text, self.kind, self._work, kind, self._makes))

    def give_condition(self, mask: str) -> Loop:
        """Makes a condition of lanes the bits that it makes."""
        kind = f"i{self.lanes}"
        return self.store(kind, self.line(f"bitcast {self.mask} {mask} to {kind}"))

    def store(self, kind: str, text: str) -> Loop:
        """Makes what has the width already."""
        self._told.append(f"store {kind} {text}, ptr {self._place(len(self.operands) - 1, self._makes)}, align 1")
        return self

    def _place(self, at: int, bits: int) -> str:
        """Where this turn finds numbers of so many bits."""
        unit, step = ("i8", "%byte") if bits == 1 else (f"i{bits}", "%i")
        return self.line(f"getelementptr {unit}, ptr %p{at}, i64 {step}")

    def _every(self, kind: str, bits: int, text: str) -> str:
        """A number in all lanes. Made in each turn and not before, so that LLVM sees where it is narrow."""
        first = self.line(f"insertelement {kind} poison, i{bits} {text}, i64 0")
        return self.line(f"shufflevector {kind} {first}, {kind} poison, <{self.lanes} x i32> zeroinitializer")

    def _narrow(self, text: str, fits: int, bits: int) -> str:
        """A number of 64 bits in others, seen to fit in so many: what is narrow is multiplied much sooner."""
        through = min(fits, bits)
        return self._as(self._as(text, "i64", 64, f"i{through}", through), f"i{through}", through, f"i{bits}", bits)

    def _as(self, text: str, held: str, from_bits: int, wanted: str, bits: int) -> str:
        if from_bits == bits:
            return text
        return self.line(f"{'sext' if bits > from_bits else 'trunc'} {held} {text} to {wanted}")

    @cached_property
    def text(self) -> str:
        """The function: (words, addresses that they speak of). It reads the words of an instruction, goes on to the
        loop of the next, and never comes back.

        The words: of each operand a constant, or which address, how many bytes behind it, and what it is read times;
        then an address and how many bytes behind it ASKED lines are asked for; then the next loop and its words.
        """
        starts, words = list[str](), 0

        def word() -> str:
            nonlocal words
            starts.append(f"%w{words} = getelementptr i64, ptr %words, i64 {words}")
            words += 1
            return f"ptr %w{words - 1}"

        def address(name: str) -> None:
            starts.append(f"%n{name} = load i64, {word()}")
            starts.append(f"%o{name} = load i64, {word()}")
            starts.append(f"%a{name} = getelementptr ptr, ptr %addresses, i64 %n{name}")
            starts.append(f"%b{name} = load ptr, ptr %a{name}")
            starts.append(f"%p{name} = getelementptr i8, ptr %b{name}, i64 %o{name}")

        for at, one in enumerate(self.operands):
            if one.constant:
                starts.append(f"%p{at} = load i64, {word()}")
                continue
            address(str(at))
            if one.times:
                starts.append(f"%f{at} = load i64, {word()}")
        address("ahead")
        ends = [
            line
            for at in range(ASKED)
            for line in (
                f"%line{at} = getelementptr i8, ptr %pahead, i64 {at * LINE}",
                f"call void @llvm.prefetch.p0(ptr %line{at}, i32 0, i32 2, i32 1)",
            )
        ]
        starts.append(f"%next.loop = load ptr, {word()}")
        ends.append(f"%next.words = getelementptr i64, ptr %words, i64 {words}")
        ends.append("musttail call void %next.loop(ptr %next.words, ptr %addresses)")
        return self._function(starts, ends)

    def _function(self, starts: Sequence[str], ends: Sequence[str]) -> str:
        turn = "\n  "
        head = f"define void @{self.name}(ptr %words, ptr %addresses) nounwind {{"
        if self._at_once:
            lines = (*starts, "%byte = add i64 0, 0", *self._told, *ends, "ret void")
            return f"{head}\n  {turn.join(lines)}\n}}"
        return f"""\
{head}
entry:
  {turn.join(starts)}
  br label %turn
turn:
  %i = phi i64 [ 0, %entry ], [ %next, %turn ]
  %byte = lshr i64 %i, 3
  {turn.join(self._told)}
  %next = add i64 %i, {self.lanes}
  %done = icmp eq i64 %next, {ROWS}
  br i1 %done, label %end, label %turn
end:
  {turn.join(ends)}
  ret void
}}"""
