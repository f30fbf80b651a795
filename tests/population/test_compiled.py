"""The function that LLVM compiles says of departments what an audit says, and divides exactly."""

from __future__ import annotations

import os
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from differences import differences
from engines_asked import columns, frame
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pools import departments
from rubric_strategies import departments as facts_at_random
from rubric_strategies import rubrics
from scores_kit import corpus_file
from test_equal_outcomes import RULES, results_of, rubric_of, with_everything
from worked_out import worked_out

from youju.feel import BOOLEAN, NUMBER
from youju.firing import decider
from youju.population import Column, Query
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import Node, below, floored
from youju.population.engines import compiled_polars, instructions, polars_columns, slots
from youju.population.engines.compiled_polars import scored
from youju.population.engines.instructions import Instructions, NotFused
from youju.population.engines.loop import ROWS
from youju.population.engines.program import program
from youju.population.engines.values import Place, Value, Whole
from youju.population.scores.score import Form, Wanted, score
from youju.rubric import Rubric

pytest.importorskip("llvmlite", reason="the extra `compiled` is not installed")
pytest.importorskip("nanoarrow", reason="the extra `compiled` is not installed")


def sayable(rubric: Rubric) -> Query:
    """All that is asked of a rubric and can be compiled: no text, nothing too wide."""
    query = results_of(rubric)
    stored = {name: 1 if one.type == BOOLEAN else 64 for name, one in query.columns.items()}

    def fits(name: str) -> bool:
        try:
            return bool(program(query.only(name), stored).text)
        except NotFused:
            return False

    return query.only(*(name for name, _ in query.results if fits(name)))


def by_compiled(query: Query, facts: pl.DataFrame) -> pl.DataFrame:
    return scored(facts.lazy(), query, "id").collect(engine="streaming").sort("id").drop("id")


def of(expected: pl.DataFrame, query: Query) -> pl.DataFrame:
    """What an audit says of the results of a query."""
    asked = {name.removesuffix(".top").removesuffix(".bottom") for name, _ in query.results}
    return expected[[name for name in expected.columns if name.rsplit(".", 1)[0] in asked or name in asked]]


@pytest.mark.parametrize("name", RULES)
def test_thousands_of_departments_come_to_what_an_audit_says(name: str) -> None:
    rubric = rubric_of(name)
    many = departments(rubric, 5_003, 60, "compiled")
    expected, _ = worked_out(many, decider(rubric, "exact"))
    query = sayable(rubric)

    assert {} == differences(of(expected, query), by_compiled(query, many.facts), query.steps)


@pytest.mark.evidence
@pytest.mark.parametrize("name", RULES)
def test_a_million_departments_come_to_what_an_audit_says(name: str) -> None:
    rows, size = int(os.environ.get("ROWS", "1000000")), int(os.environ.get("POOL", "3000"))
    rubric = rubric_of(name)
    many = departments(rubric, rows, size, "evidence")
    expected, outcomes = worked_out(many, decider(rubric, "exact"))
    query = sayable(rubric)
    unlike = differences(of(expected, query), by_compiled(query, many.facts), query.steps)
    print(f"\n{datetime.now(UTC):%Y-%m-%d}  {name}: {rows:,} departments, {len(query.results)} columns compiled")
    print(f"{outcomes:>11,}  outcomes of an indicator worked out by the exact evaluator")
    print(f"{sum(unlike.values()):>11,}  differences")

    assert {} == unlike


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(rubrics(), st.lists(facts_at_random(), min_size=20, max_size=20))
def test_a_rubric_at_random_comes_to_the_same_as_by_polars(rubric: Rubric, rows: list[dict[str, Any]]) -> None:
    facts, query = frame(columns(rubric), rows), sayable(rubric)
    assume(query.results)
    plain = polars_columns.scored(facts.lazy(), query, "id").collect().sort("id").drop("id")

    assert plain.to_dict(as_series=False) == by_compiled(query, facts).to_dict(as_series=False)


@pytest.mark.parametrize("first", [0, 1, 8, 13])
@pytest.mark.parametrize("rows", [0, 1, ROWS - 1, ROWS, 2 * ROWS + 5])
def test_any_stretch_of_a_table_comes_to_the_same(first: int, rows: int) -> None:
    rubric, many, _ = with_everything()
    query, part = sayable(rubric), many.facts.slice(first, rows)
    plain = polars_columns.scored(part.lazy(), query, "id").collect().sort("id").drop("id")

    assert plain.equals(by_compiled(query, part))


@pytest.mark.parametrize("form", ["points", "totals"])
def test_a_table_of_scores_is_the_same_however_it_was_worked_out(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rubric = rubric_of("lechang-2023")
    facts, asked = corpus_file(tmp_path / "facts.parquet", rubric, 1_003), list[pl.LazyFrame]()

    def watched(frame: pl.LazyFrame, query: Query, *keys: str) -> pl.LazyFrame:
        asked.append(frame)
        return scored(frame, query, *keys)

    monkeypatch.setattr(compiled_polars, "scored", watched)
    score(facts, rubric, tmp_path / "plain.parquet", Wanted(form=form))
    monkeypatch.setattr(compiled_polars, "WORTH", 1)
    score(facts, rubric, tmp_path / "compiled.parquet", Wanted(form=form))

    assert 1 == len(asked)
    assert pl.read_parquet(tmp_path / "plain.parquet").equals(pl.read_parquet(tmp_path / "compiled.parquet"))


def test_polars_does_what_llvm_cannot_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    rubric, many, _ = with_everything()
    query = sayable(rubric)
    plain = polars_columns.scored(many.facts.lazy(), query, "id").collect().sort("id").drop("id")

    def refused(text: str) -> Future[Any]:
        future = Future[Any]()
        future.set_exception(RuntimeError(f"no machine for {len(text)} letters"))
        return future

    monkeypatch.setattr(compiled_polars, "compiled", refused)

    assert plain.equals(by_compiled(query, many.facts))


def test_only_many_rows_are_worth_compiling_for() -> None:
    assert (False, True) == (compiled_polars.worth(compiled_polars.WORTH - 1), compiled_polars.worth(10**7))


def quotients(pairs: list[tuple[int, int]], most: int) -> list[int]:
    """What the function gives for whole numbers above whole numbers, both of which are at most so large."""
    given = {name: Column(name, NUMBER, bounds=(-most, most), nullable=False) for name in ("n", "d")}
    result = ("q", floored(given["n"].node, below(given["d"].node)))
    table = pl.DataFrame(
        {"id": range(len(pairs)), "n": [n for n, _ in pairs], "d": [d for _, d in pairs]},
        schema=dict.fromkeys(("id", "n", "d"), pl.Int64),
    )
    return by_compiled(Query(given, Sheet(), (result,), {}), table)["q"].to_list()


def near_whole(random: Random, most: int) -> tuple[int, int]:
    """A number beside a multiple of another: there a division in binary fractions errs first."""
    digits = random.randint(1, most.bit_length())
    by = random.choice((random.randint(1, most), 1 << digits - 1, random.randint(1, 2**digits - 1)))
    most_whole = most // by
    whole = random.choice(
        (
            random.randint(-most_whole, most_whole),
            random.randint(-min(9, most_whole), min(9, most_whole)),
            most_whole,
            -most_whole,
        )
    )
    return min(max(whole * by + random.randint(-1, 1), -most), most), by


@settings(deadline=None)
@pytest.mark.parametrize("digits", [24, 53])
@given(st.integers(0, 2**64 - 1))
def test_a_division_in_binary_fractions_gives_the_whole_number_below(digits: int, seed: int) -> None:
    most, random = 2**digits - 1, Random(seed)
    # Drawn at random: as parts of an example they would cost hundreds of times the divisions.
    pairs = [near_whole(random, most) for _ in range(200)]
    wrong = [(n, d) for (n, d), found in zip(pairs, quotients(pairs, most), strict=True) if n // d != found]

    assert [] == wrong


def test_narrow_and_wide_numbers_are_divided_side_by_side() -> None:
    narrow, wide = (2**31 - 1, 2**7), (2**45, 2**40)
    names = ("a", "b", "c", "d")
    given = {
        name: Column(name, NUMBER, bounds=(0, most), nullable=False)
        for name, most in zip(names, (*narrow, *wide), strict=True)
    }
    few, many = (floored(given[one].node, below(given[other].node)) for one, other in ("ab", "cd"))
    rows = [(2**31 - 1, 7, 2**45, 2**14 + 1), (12, 5, 2**33 + 5, 3)]
    table = pl.DataFrame([(at, *row) for at, row in enumerate(rows)], schema=["id", *names], orient="row")
    found = by_compiled(Query(given, Sheet(), (("few", few), ("many", many)), {}), table)

    assert [(a // b, c // d) for a, b, c, d in rows] == found.rows()


def test_a_division_of_more_digits_than_a_binary_fraction_has_is_refused() -> None:
    with pytest.raises(NotFused):
        quotients([(1, 1)], 2**53)


def test_fractions_of_too_few_digits_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instructions, "_EXACT", ((53, "float"),))

    assert [2**29 - 1] != quotients([(2**30 - 1, 2)], 2**31)


def all_known(self: Instructions, name: str) -> Value:
    """A column as if nothing in it were unknown."""
    value = READ(self, name)
    return Whole(value.bits, value.at) if isinstance(value, Whole) else value


def first_choice_lost(self: Instructions, node: Node) -> Value:
    """A choice without its first way."""
    rest = node.parts[2:] if len(node.parts) > 3 else node.parts
    return CHOSEN(self, Node(node.op, rest, node.text, node.kind, node.bounds, node.nullable))


def turned_about(self: Instructions, sign: str, left: Whole, right: Whole) -> Place:
    """A comparison of the second with the first."""
    return SO(self, sign, right, left)


def never_times(bits: int, known: Any, parts: Any) -> Whole | None:
    """Numbers that a constant should multiply, without it."""
    scaled = SCALED(bits, known, parts)
    return None if scaled is None else Whole(bits, scaled.at, known)


READ, CHOSEN, SO = Instructions._read, Instructions._chosen, Instructions._so
BITS, SCALED, LAID = instructions.bits_of, instructions._scaled, slots.laid
FAULTS: dict[str, tuple[str, Any]] = {
    "what is unknown taken for known": ("instructions.Instructions._read", all_known),
    "a choice that forgets its first way": ("instructions.Instructions._chosen", first_choice_lost),
    "a comparison turned about": ("instructions.Instructions._so", turned_about),
    "a factor forgotten": ("instructions._scaled", never_times),
    "narrower numbers than the bounds ask for": ("instructions.bits_of", lambda term: min(16, BITS(term))),
    "a place used again too soon": ("program.laid", lambda told: (dict.fromkeys(LAID(told)[0], 0), LAID(told)[1])),
}
"""Faults of the compiler: what is replaced in it, and by what."""


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_a_fault_of_the_printer_is_found(fault: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    rubric, many, expected = with_everything()
    query = sayable(rubric)
    if fault is not None:
        place, faulty = FAULTS[fault]
        monkeypatch.setattr(f"youju.population.engines.{place}", faulty)
    found = by_compiled(query, many.facts)

    assert (fault is not None) == bool(differences(of(expected, query), found, query.steps))
