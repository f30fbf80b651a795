"""The exact evaluator over the rows of a file: what every engine's scores are held against."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from youju.audit.enter import enter
from youju.audit.settle import settle
from youju.feel import Value
from youju.firing import exact, fire, program
from youju.rubric import Rubric

from .arrays import empty
from .cards import columns_of, plan
from .dialects import ROWS
from .scores import Scores

ZERO = Fraction(0)


def scored(rubric: Rubric, path: Path) -> Scores:
    """Points, rules and totals as an audit without claims enters them, a department at a time."""
    columns = columns_of(rubric)
    rows = pq.read_table(path, columns=[column.fact for column in columns]).to_pylist()
    scores, decide = empty(plan(rubric, ROWS), len(rows)), exact(program(rubric))
    for i, row in enumerate(rows):
        _enter(rubric, {fact: _value(rubric, fact, cell) for fact, cell in row.items()}, decide, scores, i)
    return scores


def _value(rubric: Rubric, fact: str, cell: bool | int) -> Value:
    step = rubric.dictionary.facts[fact].step
    return bool(cell) if step is None else cell * step


def _enter(rubric: Rubric, facts: Mapping[str, Value], decide: Any, scores: Scores, i: int) -> None:
    firings = fire(rubric, facts, decide)
    entered = enter(rubric, firings, {}, decide)
    for row in entered.rows:
        card = rubric.indicators[row.indicator]
        scores.points[card.id][i] = row.points / card.round
        scores.rules[card.id][i] = _rule(card.id, rubric, firings)
    scores.total[i] = sum((entry.points for entry in entered.entries), ZERO) / rubric.spec.round


def _rule(name: str, rubric: Rubric, firings: Any) -> int:
    """The rule by which points were had, over figures or over a printed rate; bits where rules add up."""
    card = rubric.indicators[name]
    numbers = {rule.id: i for i, rule in enumerate(card.rules)}
    for fired in (firings.figures.get(name), firings.printed.get(name)):
        if fired is None:
            continue
        outcome = settle(card, fired, (ZERO, card.weight))
        if card.hit == "sum":
            return sum(1 << numbers[rule.id] for rule, _ in outcome.certain)
        if outcome.decided:
            return numbers[outcome.certain[0][0].id] + 1
    return 0


def write_scores(scores: Scores, path: Path) -> None:
    """Keeps scores in a file of arrays."""
    parts = {"points": scores.points, "rules": scores.rules}
    named = {f"{part} {name}": one for part, arrays in parts.items() for name, one in arrays.items()}
    np.savez(path, total=scores.total, **named)


def read_scores(rubric: Rubric, path: Path) -> Scores:
    """The scores of a file."""
    with np.load(path) as kept:
        points, rules = ({name: kept[f"{part} {name}"] for name in rubric.indicators} for part in ("points", "rules"))
        return Scores(points, rules, kept["total"])


def differences(rubric: Rubric, expected: Scores, actual: Scores) -> dict[str, int]:
    """In how many departments points, rules and totals differ, where they do at all."""
    counts = {"total": int(np.sum(expected.total != actual.total))}
    for name in rubric.indicators:
        counts[f"{name}.points"] = int(np.sum(expected.points[name] != actual.points[name]))
        counts[f"{name}.rule"] = int(np.sum(expected.rules[name] != actual.rules[name]))
    return {name: count for name, count in counts.items() if count}
