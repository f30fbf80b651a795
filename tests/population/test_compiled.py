"""The function that LLVM compiles says of departments what an audit says, and divides exactly."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from differences import differences
from engines_asked import columns, frame
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pools import departments
from rubric_strategies import departments as facts_at_random
from rubric_strategies import rubrics
from test_equal_outcomes import RULES, results_of, rubric_of, with_everything
from worked_out import worked_out

from youju.feel import NUMBER
from youju.firing import decider
from youju.population import Column, Query
from youju.population.columns.sheet import Sheet
from youju.population.columns.term import below, bounds_of, floored
from youju.population.engines import lanes, polars_columns
from youju.population.engines.compiled_polars import scored
from youju.population.engines.lanes import Lines, NotFused
from youju.rubric import Rubric

pytest.importorskip("llvmlite", reason="the extra `compiled` is not installed")
pytest.importorskip("nanoarrow", reason="the extra `compiled` is not installed")
LANES = 16


def without_words(rubric: Rubric) -> Query:
    """All that is asked of a rubric but for the status, which is a text."""
    query = results_of(rubric)
    return query.only(*(name for name, _ in query.results if not name.endswith(".status")))


def by_compiled(query: Query, facts: pl.DataFrame) -> pl.DataFrame:
    return scored(facts.lazy(), query, "id").collect(engine="streaming").sort("id").drop("id")


def without_status(expected: pl.DataFrame) -> pl.DataFrame:
    return expected.drop(name for name in expected.columns if name.endswith(".status"))


@pytest.mark.parametrize("name", RULES)
def test_thousands_of_departments_come_to_what_an_audit_says(name: str) -> None:
    rubric = rubric_of(name)
    many = departments(rubric, 5_003, 60, "compiled")
    expected, _ = worked_out(many, decider(rubric, "exact"))
    query = without_words(rubric)

    assert {} == differences(without_status(expected), by_compiled(query, many.facts), query.steps)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(rubrics(), st.lists(facts_at_random(), min_size=20, max_size=20))
def test_a_rubric_at_random_comes_to_the_same_as_by_polars(rubric: Rubric, rows: list[dict[str, Any]]) -> None:
    facts, query = frame(columns(rubric), rows), without_words(rubric)
    narrow = query.only(*(name for name, value in query.results if max(map(abs, bounds_of(value))) < 2**53))
    try:
        found = by_compiled(narrow, facts)
    except NotFused:
        event("not fused")
        return
    event("fused")
    plain = polars_columns.scored(facts.lazy(), narrow, "id").collect().sort("id").drop("id")

    assert plain.to_dict(as_series=False) == found.to_dict(as_series=False)


@pytest.mark.parametrize("first", [0, 1, 8, 13])
@pytest.mark.parametrize("rows", [0, 1, LANES - 1, LANES, 3 * LANES + 5])
def test_any_stretch_of_a_table_comes_to_the_same(first: int, rows: int) -> None:
    rubric, many, _ = with_everything()
    query, part = without_words(rubric), many.facts.slice(first, rows)
    plain = polars_columns.scored(part.lazy(), query, "id").collect().sort("id").drop("id")

    assert plain.equals(by_compiled(query, part))


def quotients(pairs: list[tuple[int, int]], most: int) -> list[int]:
    """What the function gives for whole numbers above whole numbers, both of which are at most so large."""
    given = {name: Column(name, NUMBER, bounds=(-most, most), nullable=False) for name in ("n", "d")}
    result = ("q", floored(given["n"].node, below(given["d"].node)))
    table = pl.DataFrame(
        {"id": range(len(pairs)), "n": [n for n, _ in pairs], "d": [d for _, d in pairs]},
        schema=dict.fromkeys(("id", "n", "d"), pl.Int64),
    )
    return by_compiled(Query(given, Sheet(), (result,), {}), table)["q"].to_list()


@st.composite
def near_whole(draw: st.DrawFn, most: int) -> tuple[int, int]:
    """A number beside a multiple of another: there a division in binary fractions errs first."""
    by = draw(st.one_of(st.integers(1, most), st.integers(0, most.bit_length() - 1).map(lambda bits: 1 << bits)))
    whole = draw(st.one_of(st.integers(-(most // by), most // by), st.sampled_from([most // by, -(most // by)])))
    return min(max(whole * by + draw(st.integers(-1, 1)), -most), most), by


@settings(deadline=None)
@pytest.mark.parametrize("digits", [24, 53])
@given(st.data())
def test_a_division_in_binary_fractions_gives_the_whole_number_below(digits: int, data: st.DataObject) -> None:
    most = 2**digits - 1
    pairs = data.draw(st.lists(near_whole(most), min_size=50, max_size=200))

    assert [n // d for n, d in pairs] == quotients(pairs, most)


def test_a_division_of_more_digits_than_a_binary_fraction_has_is_refused() -> None:
    with pytest.raises(NotFused):
        quotients([(1, 1)], 2**53)


def all_known(self: Lines, name: str) -> lanes.Value:
    """A column as if nothing in it were unknown."""
    value = READ(self, name)
    return lanes.Whole(value.text, value.bits) if isinstance(value, lanes.Whole) else value


def first_choice_lost(self: Lines, node: Any) -> lanes.Value:
    """A choice without its first way."""
    rest = node.parts[2:] if len(node.parts) > 3 else node.parts
    return CHOSEN(self, lanes.Node(node.op, rest, node.text, node.kind, node.bounds, node.nullable))


READ, CHOSEN = Lines._read, Lines._chosen
FAULTS: dict[str, tuple[str, Any]] = {
    "what is unknown taken for known": ("Lines._read", all_known),
    "a choice that forgets its first way": ("Lines._chosen", first_choice_lost),
    "`<=` for `<`": ("_SIGNS", {**lanes._SIGNS, "<": "sle"}),
    "`>` for `>=`": ("_SIGNS", {**lanes._SIGNS, ">=": "sgt"}),
    "narrower numbers than the bounds ask for": ("_WIDTHS", (8, 16, 32, 32)),
    "fractions of too few digits": ("_EXACT", ((53, "float"),)),
}
"""Faults of the printer: what is replaced in it, and by what."""


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_a_fault_of_the_printer_is_found(fault: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    rubric, many, expected = with_everything()
    if fault is not None:
        place, faulty = FAULTS[fault]
        monkeypatch.setattr(f"youju.population.engines.lanes.{place}", faulty)
    query = without_words(rubric)
    try:
        unlike = bool(differences(without_status(expected), by_compiled(query, many.facts), query.steps))
    except NotFused:
        unlike = True

    assert (fault is not None) == unlike
