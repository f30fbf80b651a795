"""The exact least and greatest points of an indicator over all values of its free facts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import Value
from youju.prove.answers import Bounds, Replay
from youju.prove.domain import Budget, Free, Scale
from youju.rubric import Indicator


def bounds(
    indicator: Indicator,
    values: Mapping[str, Value],
    free: Free,
    weight: Fraction,
    scale: Scale,
    replay: Replay,
    budget: Budget | None = None,
) -> Bounds:
    """The bounds of the points entered; facts that are not free keep their values, those without are unknown.

    `weight` is what the rules see. Raises ProverMissing, NotEncodable, and Disagreement where the interpreter does
    not confirm a witness.
    """
    raise NotImplementedError
