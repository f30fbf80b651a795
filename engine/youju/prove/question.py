"""What the solver is asked, as a value: the same question can be put to it, printed for another, or kept."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from youju.prove.formula import Formula
from youju.structs import Struct


class AtMost(Struct):
    """No more than `most` of the conditions hold."""

    parts: tuple[Formula, ...]
    most: int


Asked: TypeAlias = Formula | AtMost


class Question(Struct):
    """Is there a point at which all `conditions` hold?

    Quantities in `whole` are whole numbers; those in `steps` a whole multiple of their step; all others are real.
    """

    conditions: tuple[Asked, ...]
    whole: frozenset[str]
    steps: Mapping[str, Fraction]
