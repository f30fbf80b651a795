"""Room for what a block of rows comes to on the way, used again as soon as nobody reads it."""

from __future__ import annotations

from collections.abc import Sequence

from youju.population.engines.loop import ROWS
from youju.population.engines.values import Instruction, Place


def laid(instructions: Sequence[Instruction]) -> tuple[dict[Place, int], int]:
    """At which byte of the room each place begins that is made on the way, so that no two that are needed at once
    overlap; and how many bytes the room needs."""
    made = [
        [given for given in one.given if isinstance(given, Place) and given.where == "made"] for one in instructions
    ]
    last = {place: at for at, places in enumerate(made) for place in places}
    free: dict[int, list[int]] = {}
    starts: dict[Place, int] = {}
    end = 0
    for at, places in enumerate(made):
        for place in places:
            if place not in starts:
                if left := free.get(place.bits):
                    starts[place] = left.pop()
                else:
                    starts[place], end = end, end + ROWS * place.bits // 8
        # What is read for the last time is free only for the next: a loop may make wider numbers than it reads.
        for place in dict.fromkeys(places):
            if last[place] == at:
                free.setdefault(place.bits, []).append(starts[place])
    return starts, end
