"""The smallest change of facts that reaches a target: the fewest facts, then the fewest steps in all."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from youju.feel import Value
from youju.prove.answers import Replay, Smallest
from youju.prove.domain import Budget, Free, Scale
from youju.rubric import Indicator


def smallest(
    indicator: Indicator,
    values: Mapping[str, Value],
    free: Free,
    weight: Fraction,
    scale: Scale,
    target: Fraction,
    replay: Replay,
    budget: Budget | None = None,
) -> Smallest:
    """The fewest of the free facts that have to change for `target` points to be entered, and by how little.

    First the number of facts is minimised, then, for each set of so many, the sum of changes, each counted in steps
    of its fact. Raises ProverMissing, NotEncodable, Disagreement.
    """
    raise NotImplementedError
