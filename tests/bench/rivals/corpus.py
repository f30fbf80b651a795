"""Departments made up for the benchmark: every fact known, ratios on the thresholds of the cards and one step beside.

What is uniform never meets a threshold, and then even wrong arithmetic scores right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from youju.feel import Arithmetic, Call, Compare, Expr, Literal, Name, children
from youju.population.columns.capacity import capacity
from youju.rubric import Indicator, Rubric

from .cards import columns_of

NEAR = 0.4
"""The share of departments that are moved to some threshold of a card."""


def columns(rubric: Rubric, rows: int, seed: int) -> dict[str, Any]:
    """Arrays by fact, in steps of the dictionary."""
    random, found = np.random.default_rng(seed), dict[str, Any]()
    for column in columns_of(rubric):
        spec = rubric.dictionary.facts[column.fact]
        low, high = capacity(spec)
        if column.truth:
            found[column.fact] = random.random(rows) < 0.85
        elif spec.type == "money":
            found[column.fact] = (10 ** (random.random(rows) * 7)).astype(np.int64) * (random.random(rows) > 0.02)
        elif spec.type == "percent":
            found[column.fact] = np.clip(random.integers(-3000, 15000, rows), low, high)
        else:
            found[column.fact] = random.integers(0, 30, rows) * (random.random(rows) > 0.3)
    for card in rubric.indicators.values():
        _to_thresholds(rubric, card, found, random)
    return {
        fact: np.clip(one, *capacity(rubric.dictionary.facts[fact])) if one.dtype != bool else one
        for fact, one in found.items()
    }


def write(rubric: Rubric, rows: int, seed: int, path: Path, first: int) -> None:
    """The `first` rows of a corpus as the table of facts: Parquet, zstd, told to be synthetic in its metadata."""
    arrays = {fact: one[:first] for fact, one in columns(rubric, rows, seed).items()}
    specs = rubric.dictionary.facts
    number = pa.array(np.arange(first))
    county = pa.array(np.arange(first) // 50).cast(pa.string())
    fields = [number, county, pa.array(np.full(first, 2023, np.int32))]
    for fact, one in arrays.items():
        kind = None if one.dtype == bool else pa.int32() if max(map(abs, capacity(specs[fact]))) < 2**31 else pa.int64()
        fields.append(pa.array(one, kind))
    steps = {fact: str(specs[fact].step) for fact in arrays if specs[fact].step is not None}
    told = {"table": "facts", "steps": steps, "dictionary": rubric.id, "synthetic": {"seed": seed, "rows": rows}}
    table = pa.table(fields, ["id", "county", "year", *arrays])
    told_text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    pq.write_table(
        table.replace_schema_metadata({"youju": told_text}), path, compression="zstd", row_group_size=131_072
    )


def _to_thresholds(rubric: Rubric, card: Indicator, found: dict[str, Any], random: Any) -> None:
    """Moves the fact above a ratio so that the ratio is some constant of the card's conditions, or a step beside it."""
    specs = rubric.dictionary.facts
    limits = sorted(
        {limit for rule in card.rules for limit in _constants(rule.when.expr)} | {Fraction(1, 3), Fraction(1)}
    )
    for let in card.lets:
        for way in let.alternatives:
            for above, below in _ratios(way.expr):
                moved = random.random(len(found[below])) < NEAR
                limit = random.integers(0, len(limits), len(moved))
                tops, bottoms = (
                    np.array([getattr(one, part) for one in limits])[limit] for part in ("numerator", "denominator")
                )
                if specs[below].type == "money":
                    # So that the threshold is met exactly.
                    found[below] = np.where(moved, found[below] // bottoms * bottoms, found[below])
                target = found[below] * tops // bottoms + random.integers(-1, 2, len(moved))
                _solve(above, target, moved, found)


def _solve(above: Expr, target: Any, moved: Any, found: dict[str, Any]) -> None:
    match above:
        case Name(name):
            found[name] = np.where(moved, target, found[name])
        case Call("abs", (inner,)):
            _solve(inner, target, moved, found)
        case Arithmetic("-", Name(name), Name(other)):
            found[name] = np.where(moved, target + found[other], found[name])
        case _:
            raise NotImplementedError(str(above))


def _ratios(expr: Expr) -> Iterator[tuple[Expr, str]]:
    match expr:
        case Arithmetic("/", above, Name(below)):
            yield above, below
        case _:
            for part in children(expr):
                yield from _ratios(part)


def _constants(expr: Expr) -> Iterator[Fraction]:
    match expr:
        case Compare(_, _, Literal(Fraction() as value)):
            yield value
        case _:
            for part in children(expr):
                yield from _constants(part)
