"""What terms come to while a query is compiled: where numbers and conditions stand, and what makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from youju.population.engines.loop import Operand
from youju.structs import Struct


class Place(Struct):
    """Where something stands: an input or a result, by its number, or what an instruction makes on the way."""

    where: Literal["in", "out", "made"]
    number: int
    bits: int


class Instruction(Struct):
    """A loop, and what it reads: places and numbers, and last the place that it fills."""

    loop: str
    given: tuple[Place | int, ...]


Bits: TypeAlias = Place | bool
"""A condition: a bit a row, or the same in all."""


class Whole(Struct):
    """Whole numbers that cannot be wider than so many bits: where others stand that they are so many `times`, or the
    number that is the same in all rows; and where they are known."""

    bits: int
    at: Place | int
    known: Bits = True
    times: int = 1

    @property
    def operand(self) -> Operand:
        """It as what a loop reads."""
        if isinstance(self.at, Place):
            return Operand(self.at.bits, times=0 if self.times == 1 else self.bits)
        return Operand(64, constant=True)

    @property
    def given(self) -> tuple[Place | int, ...]:
        """It as what an instruction gives to a loop."""
        return (self.at,) if self.times == 1 else (self.at, self.times)


class Truth(Struct):
    """Where a condition is true and where it is false."""

    yes: Bits
    no: Bits


Value: TypeAlias = Whole | Truth


def needed(told: Sequence[Instruction]) -> list[Instruction]:
    """Those that write results, or make what one of these reads."""
    read: set[Place | int] = set()
    kept: list[Instruction] = []
    for one in reversed(told):
        *given, fills = one.given
        if fills in read or (isinstance(fills, Place) and fills.where == "out"):
            read.update(given)
            kept.append(one)
    return kept[::-1]
