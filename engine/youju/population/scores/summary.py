"""What came out of scoring many departments: how totals are spread, where points are lost, what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from youju.feel import show_number
from youju.population.scores.score import Counts, Form
from youju.rubric import Rubric, Text
from youju.source import fraction_text
from youju.structs import Struct


class Band(Struct):
    """Totals from `low` up to, not including, `high`; the last band includes it."""

    low: Fraction
    high: Fraction
    count: int


class Totals(Struct):
    """How totals are spread. `mean` is exact; `deciles` are eleven, least and greatest among them: each a total that
    some department has, rounded half up to 0.01."""

    mean: Fraction
    deciles: tuple[Fraction, ...]
    bands: tuple[Band, ...]

    @property
    def least(self) -> Fraction:
        """The lowest total."""
        return self.deciles[0]

    @property
    def most(self) -> Fraction:
        """The highest total."""
        return self.deciles[-1]


class Judged(Struct):
    """An indicator against its effective weights, summed over all rows: for how many it is undetermined or does not
    apply, how many get less than the weight. All losses are 0 for an adjustment, which has no weight."""

    weight: Fraction
    lost: Fraction
    losing: int
    undetermined: int
    not_applicable: int


class Scored(Struct):
    """An indicator over all rows: its points together, how often each rule decided (where rules are summed: held)."""

    id: str
    title: Text
    points: Fraction
    rules: Mapping[str, int]
    judged: Judged | None


class Support(Struct):
    """What the points of all indicators, over all rows, rest on: figures; a rate as printed; no claim and no figures,
    so the least that the rules allow.

    A card that sums its rules tells no rule apart where it is undetermined: its points then count as `least`.
    """

    figures: Fraction
    printed: Fraction
    least: Fraction


class Group(Struct):
    """The totals of a county or year; `name` is None for rows that name none."""

    name: str | None
    rows: int
    mean: Fraction
    least: Fraction
    most: Fraction


class Summary(Struct):
    """What came of a run. What a form of scores has no columns for is None or empty.

    `engine` is the one that worked; `rejected` the file of rejected rows, None where there is none; `absent` facts
    that the table has no column for, `unused` its columns that nothing reads.
    """

    rubric: Rubric
    form: Form
    engine: str
    counts: Counts
    cells: int
    rejected: str | None
    absent: tuple[str, ...]
    unused: tuple[str, ...]
    totals: Totals | None
    indicators: tuple[Scored, ...]
    support: Support | None
    groups: tuple[Group, ...]


def decimals(value: Fraction) -> str:
    """A number for people, rounded half up to two decimals, which are always written: `12.00`."""
    cents = floor(abs(value) * 100 + Fraction(1, 2))
    return f"{'-' if value < 0 and cents else ''}{cents // 100}.{cents % 100:02}"


def share(part: Fraction | int, whole: Fraction | int) -> str:
    """A part of a whole in percent, rounded half up to one decimal; a stroke where there is no whole."""
    if not whole:
        return "—"
    tenths = floor(Fraction(part) / whole * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def record(summary: Summary) -> dict[str, Any]:
    """A summary as plain data: exact numbers as texts, counts as numbers."""
    totals, support = summary.totals, summary.support
    return {
        "summary": "scores",
        "rubric": {"id": summary.rubric.id, "digest": summary.rubric.digest},
        "form": summary.form,
        "engine": summary.engine,
        "rows": {"read": summary.counts.rows, "scored": summary.counts.scored, "rejected": summary.counts.rejected},
        "rejected_cells": summary.cells,
        "rejected_file": summary.rejected,
        "absent": list(summary.absent),
        "unused": list(summary.unused),
        "totals": None if totals is None else _totals(totals),
        "indicators": [_scored(one) for one in summary.indicators],
        "support": None
        if support is None
        else {name: fraction_text(getattr(support, name)) for name in ("figures", "printed", "least")},
        "groups": [
            {"name": one.name, "rows": one.rows, **_texts(mean=one.mean, least=one.least, most=one.most)}
            for one in summary.groups
        ],
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "mean": fraction_text(totals.mean),
        "deciles": [show_number(value) for value in totals.deciles],
        "bands": [{**_texts(low=one.low, high=one.high), "count": one.count} for one in totals.bands],
    }


def _scored(one: Scored) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": one.id,
        "title": {"zh": one.title.zh, "en": one.title.en},
        **_texts(points=one.points),
    }
    told["rules"] = dict(one.rules)
    if one.judged is not None:
        judged = one.judged
        told |= _texts(weight=judged.weight, lost=judged.lost)
        told |= {name: getattr(judged, name) for name in ("losing", "undetermined", "not_applicable")}
    return told


def _texts(**numbers: Fraction) -> dict[str, str]:
    return {name: fraction_text(value) for name, value in numbers.items()}
