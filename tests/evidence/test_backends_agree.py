"""The interpreter, durable_rules, SQL, Polars and the solver's cases give every department the same points, rules, ranges
and total; and none of them could be wrong without being noticed here."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from random import Random

import pytest
from backends import Backend, Facts, Tally, by_cases, by_engine, by_sql
from departments_near import near, uniform

from youju.feel import UNKNOWN, Value
from youju.firing import available
from youju.population.columns.condition import compared
from youju.population.columns.quotient import Quotient
from youju.population.columns.term import Node, Term, floored, times
from youju.prove.reckoning import Reckoning
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric

pytest.importorskip("duckdb")
RUBRICS = ("lechang-2023", "hunan-2020")


@cache
def rubric_of(name: str) -> Rubric:
    pack = find_pack(name)
    assert pack is not None
    return load_rubric(pack.folder, dictionary_of(pack.folder))


def departments(rubric: Rubric, seed: str, count: int) -> list[dict[str, Value]]:
    return [near(rubric, Random(f"{seed}-{i}")) for i in range(count)]


@pytest.mark.parametrize("name", RUBRICS)
def test_every_backend_gives_every_indicator_and_total_the_same_about_the_thresholds(name: str) -> None:
    rubric, tally = rubric_of(name), Tally()
    tally.compare(rubric, departments(rubric, "ci", 60))
    print("\n", name, *tally.told(), sep="\n")

    assert [] == tally.examples
    # Each has something to say: sums are all that one of them leaves out.
    sums = 60 * (len(rubric.spec.sections) + 1)
    assert {pair: sums for pair in tally.evaluations if "cases" in pair} == tally.untranslated
    assert {"scored", "not_applicable", "undetermined"} == set(tally.outcomes)


def found(backend: Backend, rows: Sequence[Facts], rubric: Rubric) -> int:
    """How many outcomes of a backend differ from the other side's: SQL's, or the interpreter's where it is SQL."""
    other = by_engine("exact") if backend is by_sql else by_sql
    tally = Tally()
    tally.compare(rubric, rows, {"exact": other, "faulty": backend})
    return len(tally.examples)


def cut(op: str, left: Quotient, right: Quotient) -> Node:
    """What everybody writes first: rates divided before they are compared, here to six places."""

    def divided(value: Quotient) -> Term:
        return times(10**6, value.top) if value.bottom == 1 else floored(times(10**6, value.top), value.bottom)

    return compared(op, divided(left), divided(right))


def to_six_places(op: str, left: Fraction, right: Fraction) -> bool:
    """A rate that was rounded before it was compared."""
    x, y = round(left, 6), round(right, 6)
    return {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[op]


def cut_to_six_places(left: Value, right: Value) -> tuple[int, int] | None:
    """Rates made whole numbers by a fixed factor."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return int(left * 10**6), int(right * 10**6)
    return (0, 0) if UNKNOWN in (left, right) else (int(left is True), int(right is True))


def strictness_forgotten(self: Reckoning, x: object, y: object, strict: bool = False) -> object:
    """`>=` and `>` taken for one another."""
    return AT_LEAST(self, x, y, strict=not strict)  # pyright: ignore[reportArgumentType]


AT_LEAST = Reckoning.at_least
FAULTS: Mapping[str, tuple[str, object, Backend]] = {
    "SQL divides before it compares": ("youju.population.columns.translate.ordered", cut, by_sql),
    "the interpreter compares rounded rates": ("youju.feel.order._numbers", to_six_places, by_engine("exact")),
    "durable_rules is given rates of six places": (
        "youju.firing.durable._integers",
        cut_to_six_places,
        by_engine("durable"),
    ),
    "the solver's cases mix up which ends are open": (
        "youju.prove.reckoning.Reckoning.at_least",
        strictness_forgotten,
        by_cases,
    ),
}
"""A fault of each backend: what is replaced, and the backend that then errs."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_backend_is_caught_about_the_thresholds_and_by_figures_at_random_it_is_not(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "durable" in fault and not available():
        pytest.skip("durable_rules does not import here")
    rubric = rubric_of("lechang-2023")
    about = departments(rubric, "faults", 100)
    random = [uniform(rubric, Random(f"faults-{i}")) for i in range(100)]
    place, faulty, backend = FAULTS[fault]
    monkeypatch.setattr(place, faulty)

    assert 0 == found(backend, random, rubric)
    assert 0 < found(backend, about, rubric)


@pytest.mark.evidence
def test_every_backend_agrees_on_a_hundred_thousand_evaluations() -> None:
    started, tally, count = time.perf_counter(), Tally(), int(os.environ.get("EVALUATIONS", "100000"))
    rubrics = [rubric_of(name) for name in RUBRICS]
    each = count // sum(len(rubric.indicators) + len(rubric.spec.sections) + 1 for rubric in rubrics) + 1
    for rubric in rubrics:
        # In parts, so that what one backend says of all departments need not be held at once.
        for start in range(0, each, 250):
            rows = [near(rubric, Random(f"evidence-{i}")) for i in range(start, min(start + 250, each))]
            tally.compare(rubric, rows)
    took = time.perf_counter() - started
    print(f"\n{datetime.now(UTC):%Y-%m-%d}  {each:,} departments about the thresholds of each rubric, {took:.0f} s")
    print("\n".join(tally.told()))

    assert [] == tally.examples
