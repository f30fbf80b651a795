"""What the prover answers: ends of a range with witnesses, smallest changes, and how sure each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.feel import Value
from youju.structs import Struct

Verdict: TypeAlias = Literal["proved", "on grid", "unknown"]
"""`proved`: so it is for every value on the grid, and off it. `on grid`: so it is on the grid, but values between its
points go further. `unknown`: the solver gave up within its budget, and what is told is the best that was found."""

Replay: TypeAlias = Callable[[Mapping[str, Value]], Fraction]
"""The points entered with these values of the free facts, by the reference interpreter (such as `Scoring.at`)."""


class End(Struct):
    """An end of a range: the points entered, the values that give them, and whether none goes further.

    `unbounded`: points go on as far as was asked (2⁴⁰ steps of rounding), as on a card without a clamp or cap.
    """

    points: Fraction
    at: Mapping[str, Value]
    verdict: Verdict
    unbounded: bool = False


class Undecided(Struct):
    """Whether there are values with which the rules decide nothing, as after a division by 0.

    `at` are such values on the grid (None: there are none, by `verdict`), `points` what is entered there.
    """

    at: Mapping[str, Value] | None
    points: Fraction | None
    verdict: Verdict


class Bounds(Struct):
    """The least and greatest points over all values of the free facts with which the rules decide.

    Both ends are None where the rules never decide (`decided` tells how sure that is). `undecided` stands apart: what
    is entered there is a claim or a printed rate, no outcome of rules.
    """

    low: End | None
    high: End | None
    decided: Verdict
    undecided: Undecided


class Reach(Struct):
    """Values of some facts with which a target is reached, the points entered then, and the total change in steps.

    A truth value, a text or a choice that changes is one step; a value for what nobody knew is none. `verdict` tells
    whether no smaller total does for these facts.
    """

    changes: Mapping[str, Value]
    points: Fraction
    steps: int
    verdict: Verdict


class Smallest(Struct):
    """The fewest facts that have to change to reach a target; for each set of so many that does, the least change.

    `ways` are in order of steps, then of names; none where no values reach it. `verdict` is about the number of facts
    and, where there are no ways, about there being none. `complete` is False where more sets of so many may do.
    """

    ways: tuple[Reach, ...]
    verdict: Verdict
    complete: bool
