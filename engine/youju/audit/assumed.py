"""What a claimed total silently takes for granted: points that no written score gives, and yet it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from youju.audit.enter import Entered
from youju.ledger import Row
from youju.rubric import Rubric
from youju.structs import Struct

ZERO = Fraction(0)
MOST_SUMS = 20_000
"""How many different sums are followed; a report with more is told that its scores do not sum, and no more."""

AssumptionKind = Literal["unscored", "moved", "shared", "cut", "uncut", "total_cut"]


class Assumption(Struct):
    """Points that the total counts and no written score says, or written points that it does not count (negative).

    `unscored`: an indicator without a score, taken as full; `moved`: weight moved to an indicator, not written into its
    score; `shared`: weight shared in proportion, on all written scores; `cut`: a bonus above its cap, counted up to it;
    `uncut`: a bonus written within its cap, counted without it; `total_cut`: what the cap of the total takes away.
    """

    kind: AssumptionKind
    points: Fraction
    indicator: str | None = None


class Explanation(Struct):
    """The fewest assumptions that make the written scores the claimed total; `only`: no others make it."""

    assumptions: tuple[Assumption, ...]
    only: bool


class _Way(Struct):
    """How a sum is reached: by the fewest assumptions, and in how many ways in all."""

    taken: tuple[Assumption, ...]
    ways: int


def explain_total(
    written: Fraction, claimed: Fraction, possible: Sequence[Assumption], most: Fraction | None = None
) -> Explanation | None:
    """The fewest of the possible assumptions that lead from the written sum to the claimed total exactly.

    `most` is the cap of the total. None where no combination gives the total, or there are too many to try.
    """
    reached = {written: _Way((), 1)}
    for one in possible:
        grown = dict(reached)
        for total, way in reached.items():
            further = total + one.points
            grown[further] = _better(grown.get(further), _Way((*way.taken, one), way.ways))
        if len(grown) > MOST_SUMS:
            return None
        reached = grown
    ways = [reached[claimed]] if claimed in reached else []
    if most is not None and claimed == most:
        ways += [
            _Way((*way.taken, Assumption("total_cut", most - total)), way.ways)
            for total, way in reached.items()
            if total > most
        ]
    if not ways:
        return None
    best = min(ways, key=lambda way: len(way.taken))
    return Explanation(best.taken, sum(way.ways for way in ways) == 1)


def _better(known: _Way | None, other: _Way) -> _Way:
    if known is None:
        return other
    fewer = other.taken if len(other.taken) < len(known.taken) else known.taken
    return _Way(fewer, known.ways + other.ways)


def total_explained(rubric: Rubric, entered: Entered, claimed: Fraction) -> Explanation | None:
    """The fewest assumptions that make an audit's written scores the claimed total; None where none do."""
    most = min((cap.most for cap in rubric.caps if cap.of == "total" and cap.most is not None), default=None)
    written = written_sum(entered)
    found = explain_total(written, claimed, tuple(_possible(rubric, entered, scaled=False)), most)
    shared = sum(((entered.scales[row.indicator] - 1) * (row.claimed or ZERO) for row in entered.rows), ZERO)
    if not shared:
        return found
    scaled = explain_total(written + shared, claimed, tuple(_possible(rubric, entered, scaled=True)), most)
    if scaled is None:
        return found
    scaled = Explanation((Assumption("shared", shared), *scaled.assumptions), scaled.only and found is None)
    if found is not None and len(found.assumptions) <= len(scaled.assumptions):
        return Explanation(found.assumptions, only=False)
    return scaled


def written_sum(entered: Entered) -> Fraction:
    """The sum of all scores that the report writes."""
    return sum((row.claimed for row in entered.rows if row.claimed is not None), ZERO)


def moved_unwritten(entered: Entered, row: Row) -> Fraction:
    """The points moved to an indicator that its claim does not have in it; a claim above the own weight has them."""
    moved = row.effective_weight / entered.scales[row.indicator] - row.weight
    return moved if moved > 0 and (row.claimed is None or row.claimed <= row.weight) else ZERO


def _possible(rubric: Rubric, entered: Entered, scaled: bool) -> Iterator[Assumption]:
    """What a total may take for granted, indicator by indicator; `scaled`: with weight shared in proportion."""
    for row in entered.rows:
        times = entered.scales[row.indicator] if scaled else Fraction(1)
        if rubric.indicators[row.indicator].adjustment:
            yield from _bonus(rubric, entered, row.indicator, row.claimed, row.points)
            continue
        if row.status == "not_applicable":
            continue
        if row.claimed is None:
            yield Assumption("unscored", row.weight * times, row.indicator)
        moved = moved_unwritten(entered, row)
        if moved:
            yield Assumption("moved", moved * times, row.indicator)


def _bonus(
    rubric: Rubric, entered: Entered, indicator: str, claimed: Fraction | None, points: Fraction
) -> Iterator[Assumption]:
    most = min((cap.most for cap in rubric.caps if cap.of == indicator and cap.most is not None), default=None)
    own = {cap.id for cap in rubric.caps if cap.of == indicator}
    cut = sum((one.points for one in entered.entries if one.kind == "cap" and one.rule in own), ZERO)
    if claimed is None and points:
        yield Assumption("unscored", points, indicator)
    elif claimed is not None and most is not None and claimed > most:
        yield Assumption("cut", most - claimed, indicator)
    elif claimed is not None and cut < 0 and claimed == points:
        yield Assumption("uncut", -cut, indicator)
