"""What the exact evaluator says of a million departments: each indicator worked out once for what it reads.

An indicator is fired and entered by the passes of an audit for every entry of its pool and every weight that comes its
way; departments gather what they meet, and only sums are made here, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

import polars as pl
from outcomes import FIGURES, Outcome, audited_one, capped
from pools import Departments, Pool

from youju.feel import Truth
from youju.firing import Decide, Firings, fire_rules
from youju.firing.strata import applicability, effective_weights, moves_of, own_weights
from youju.rubric import Indicator, Rubric

ENDS = ("points", "low", "high")


def worked_out(many: Departments, decide: Decide) -> tuple[pl.DataFrame, int]:
    """What every department comes to, and how many outcomes of an indicator that took.

    Of each figure `.top` and `.bottom`, in lowest terms; `.rule` and `.status` as they are.
    """
    patterns, met = _patterns(many, decide)
    frames: list[pl.DataFrame] = []
    count = 0
    for number, pool in enumerate(many.pools):
        taken = many.taken.select(pl.col(str(number)) + met * len(pool.entries)).to_series()
        for card in pool.cards:
            outcomes = _outcomes(many.rubric, card, pool, patterns, decide)
            count += len({id(one) for one in outcomes})
            frames.append(_frame(card.id, outcomes)[taken])
    return pl.concat([*frames, *_sums(many.rubric, frames, decide)], how="horizontal"), count


def _patterns(many: Departments, decide: Decide) -> tuple[list[dict[str, Truth]], pl.Series]:
    """What may apply together, and which of these each department meets."""
    found: list[dict[str, Truth]] = [{}]
    met = pl.repeat(0, len(many.taken), dtype=pl.Int64, eager=True)
    for number, pool in enumerate(many.pools):
        own = [card.id for card in pool.cards if card.applies is not None]
        if own:
            truths = [applicability(many.rubric, facts, decide) for facts in pool.entries]
            said = [tuple((name, truth[name]) for name in own) for truth in truths]
            kinds = list(dict.fromkeys(said))
            which = pl.Series([kinds.index(one) for one in said])[many.taken[str(number)]]
            found = [{**one, **dict(kind)} for one in found for kind in kinds]
            met = met * len(kinds) + which
    always = {name: True for name, card in many.rubric.indicators.items() if card.applies is None}
    return [{**always, **one} for one in found], met


def _outcomes(
    rubric: Rubric, card: Indicator, pool: Pool, patterns: list[dict[str, Truth]], decide: Decide
) -> list[Outcome]:
    """The outcome of a card for every pattern and, in it, every entry of its pool."""
    kept: dict[object, Outcome] = {}
    found: list[Outcome] = []
    for applies in patterns:
        moves = moves_of(rubric, applies)
        weights, own = effective_weights(rubric, moves), own_weights(rubric, moves)
        gained = tuple(move for move in moves if move.target == card.id)
        for facts in pool.entries:
            read = tuple(facts[name] for name in card.facts)
            key = read, applies[card.id] is False, weights.get(card.id), own.get(card.id), gained
            if key not in kept:
                asked = [] if applies[card.id] is False else [card]
                fired = fire_rules(asked, facts, own, decide)
                kept[key] = audited_one(rubric, card, Firings(applies, moves, weights, own, *fired), decide)
            found.append(kept[key])
    return found


def _frame(name: str, outcomes: list[Outcome]) -> pl.DataFrame:
    figures = {part: [one[part] for one in outcomes] for part in FIGURES}
    return pl.DataFrame(
        {
            **{
                f"{name}.{part}.{half}": pl.Series(
                    [None if one is None else getattr(one, which) for one in values], dtype=pl.Int64
                )
                for part, values in figures.items()
                for half, which in (("top", "numerator"), ("bottom", "denominator"))
            },
            f"{name}.rule": pl.Series([one["rule"] for one in outcomes], dtype=pl.Int64),
            f"{name}.status": pl.Series([one["status"] for one in outcomes], dtype=pl.String),
        }
    )


def _sums(rubric: Rubric, frames: list[pl.DataFrame], decide: Decide) -> list[pl.DataFrame]:
    """Sections and totals, over one denominator for all."""
    every = pl.concat(frames, how="horizontal")
    found: list[pl.DataFrame] = []
    for section in rubric.spec.sections:
        inside = [name for group in section.groups for name in group.indicators]
        sums, whole = _sum(every, inside, "points")
        found.append(_halves(f"section.{section.id}", sums, {at: Fraction(at, whole) for at in sums.unique()}))
    for end in ENDS:
        sums, whole = _sum(every, list(rubric.indicators), end)
        name = "total" if end == "points" else f"total.{end}"
        found.append(_halves(name, sums, {at: capped(rubric, Fraction(at, whole), decide) for at in sums.unique()}))
    return found


def _sum(every: pl.DataFrame, names: list[str], end: str) -> tuple[pl.Series, int]:
    whole = lcm(*(bottom for name in names for bottom in every[f"{name}.{end}.bottom"].unique()))
    terms = [pl.col(f"{name}.{end}.top") * (whole // pl.col(f"{name}.{end}.bottom")) for name in names]
    return every.select(pl.sum_horizontal(terms)).to_series(), whole


def _halves(name: str, sums: pl.Series, said: Mapping[int, Fraction]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            f"{name}.top": sums.replace_strict({at: value.numerator for at, value in said.items()}),
            f"{name}.bottom": sums.replace_strict({at: value.denominator for at, value in said.items()}),
        }
    )
