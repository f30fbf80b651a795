"""Departments of a corpus scored by the interpreter, one after the other: what a table of scores must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from youju.audit.enter import enter
from youju.feel import Value
from youju.firing import decider, fire
from youju.ledger import Row
from youju.population.corpus.plan import CorpusOptions, plan_of
from youju.population.corpus.write_polars import write_corpus
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric


@dataclass(frozen=True, slots=True)
class Exact:
    """A department by the interpreter: rows by indicator, and its total within caps."""

    rows: Mapping[str, Row]
    total: Fraction


@cache
def rubric_of(name: str) -> Rubric:
    """A rubric of rules/."""
    folder = find_pack(name).folder
    return load_rubric(folder, dictionary_of(folder))


def corpus_file(path: Path, rubric: Rubric, rows: int, seed: int = 1) -> Path:
    """A made-up table of facts, a sixth of it unknown."""
    write_corpus(plan_of(rubric), CorpusOptions(rows, seed, missing=Fraction(1, 6), counties=5), path)
    return path


def exactly(facts: Path, rubric: Rubric) -> list[Exact]:
    """Every department of a table in our own form."""
    return [_exact(rubric, row) for row in pl.read_parquet(facts).to_dicts()]


def _exact(rubric: Rubric, row: Mapping[str, Any]) -> Exact:
    decide = decider(rubric, "exact")
    values = dict(_values(rubric, row))
    entered = enter(rubric, fire(rubric, values, decide), {}, decide)
    total = sum((entry.points for entry in entered.entries), Fraction(0))
    return Exact({row.indicator: row for row in entered.rows}, total)


def _values(rubric: Rubric, row: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, value in row.items():
        spec = rubric.dictionary.facts.get(name)
        if spec is not None and value is not None:
            yield name, value if spec.step is None else value * spec.step


def number(row: Mapping[str, Any], name: str, steps: Mapping[str, Fraction]) -> Fraction:
    """A number of a row of scores."""
    if name in steps:
        return row[name] * steps[name]
    return Fraction(row[f"{name}.top"], row[f"{name}.bottom"])
