"""Departments about the thresholds come to exactly what an audit says, in both engines: every column of every row.

`make test` takes some thousand departments of each rubric, the evidence a million; and faults of the compiler that
are planted here are all found, by departments about the thresholds of a rubric that has a bit of everything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

import polars as pl
import pytest
from differences import differences
from engines_asked import columns
from outcomes import audited, read
from pools import Departments, departments
from rubric_strategies import FACTS
from worked_out import worked_out

from small_rubrics import BECAUSE, build, card
from youju.firing import decider
from youju.population import Database, Query, rubric_query
from youju.population.columns import card as card_columns
from youju.population.columns import condition, quotient, settling, term
from youju.population.corpus.plan import CorpusOptions, plan_of
from youju.population.engines import polars_columns
from youju.population.engines.polars_columns import scored
from youju.population.engines.sql import select, type_of
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric

Made = TypeVar("Made")
RULES = sorted(path.parent.name for path in (Path(__file__).parents[2] / "rules").glob("*/rubric.yaml"))


def rubric_of(name: str) -> Rubric:
    pack = find_pack(name)
    assert pack is not None
    return load_rubric(pack.folder, dictionary_of(pack.folder))


def results_of(rubric: Rubric) -> Query:
    """The query without the weights that rules see, which are none where a card does not apply."""
    query = rubric_query(rubric, columns(rubric))
    return query.only(*(name for name, _ in query.results if ".weight." not in name))


def by_polars(query: Query, facts: pl.DataFrame) -> pl.DataFrame:
    return scored(facts.lazy(), query, "id").collect().sort("id").drop("id")


def by_duckdb(query: Query, facts: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """The same by SQL, from file to file; 128 bits go through text, since Parquet has no such numbers."""
    given, found, database = folder / "facts.parquet", folder / "found.parquet", Database()
    facts.write_parquet(given)
    text = select(query, f"read_parquet('{given}')", "id")
    wide = [name for name, value in query.results if type_of(value) == "HUGEINT"]
    shown = ", ".join(f'"{name}"::VARCHAR AS "{name}"' for name in wide)
    told = f"SELECT * REPLACE ({shown}) FROM ({text})" if wide else text
    database.execute(f"COPY ({told}) TO '{found}' (FORMAT parquet)")
    return pl.read_parquet(found).with_columns(pl.col(wide).cast(pl.Int128)).sort("id").drop("id")


def tied(many: Departments, expected: pl.DataFrame, count: int) -> int:
    """How many departments, audited whole, come to something else than what was put together for them."""
    decide, unlike = decider(many.rubric, "exact"), 0
    for row in Random("tied").sample(range(len(expected)), count):
        said = read(many.rubric, {}, expected.row(row, named=True))
        unlike += said != audited(many.rubric, many.department(row), decide)
    return unlike


@pytest.mark.parametrize("name", RULES)
def test_thousands_of_departments_come_to_what_an_audit_says(name: str, tmp_path: Path) -> None:
    rubric = rubric_of(name)
    query, many = results_of(rubric), departments(rubric, 5_000, 60, "ci")
    expected, _ = worked_out(many, decider(rubric, "exact"))

    assert 0 == tied(many, expected, 40)
    assert {} == differences(expected, by_polars(query, many.facts), query.steps)
    assert {} == differences(expected, by_duckdb(query, many.facts, tmp_path), query.steps)


@pytest.mark.parametrize("name", RULES)
def test_a_made_up_corpus_comes_to_the_same_in_both_engines_and_in_audits(name: str, tmp_path: Path) -> None:
    from youju.population.corpus.write_polars import corpus

    rubric = rubric_of(name)
    query, facts = results_of(rubric), corpus(plan_of(rubric), CorpusOptions(2_000, seed=3)).collect()
    found, steps, decide = by_polars(query, facts), columns(rubric), decider(rubric, "exact")
    rows = Random("corpus").sample(range(len(facts)), 60)

    assert {} == differences(found, by_duckdb(query, facts, tmp_path), query.steps)
    for row in rows:
        given = {
            name: value * steps[name].step if type(value) is int else value
            for name, value in facts.row(row, named=True).items()
            if name in steps and value is not None
        }
        assert audited(rubric, given, decide) == read(rubric, query.steps, found.row(row, named=True))


@pytest.mark.evidence
@pytest.mark.parametrize("name", RULES)
def test_a_million_departments_come_to_what_an_audit_says(name: str, tmp_path: Path) -> None:
    rows, size = int(os.environ.get("ROWS", "1000000")), int(os.environ.get("POOL", "3000"))
    rubric, spent = rubric_of(name), dict[str, float]()

    def timed(what: str, make: Callable[[], Made]) -> Made:
        started = time.perf_counter()
        made = make()
        spent[what] = time.perf_counter() - started
        return made

    query = results_of(rubric)
    many = timed("drawing", lambda: departments(rubric, rows, size, "evidence"))
    expected, outcomes = timed("exact evaluator", lambda: worked_out(many, decider(rubric, "exact")))
    whole = min(rows, 3_000)
    apart = timed("whole audits", lambda: tied(many, expected, whole))
    found = timed("Polars", lambda: by_polars(query, many.facts))
    told = {"Polars": timed("comparing", lambda: differences(expected, found, query.steps))}
    found = timed("DuckDB", lambda: by_duckdb(query, many.facts, tmp_path))
    told["DuckDB"] = differences(expected, found, query.steps)
    print(f"\n{datetime.now(UTC):%Y-%m-%d}  {name}: {rows:,} departments, {len(query.results)} columns")
    print(f"{outcomes:>11,}  outcomes of an indicator worked out by the exact evaluator")
    print(f"{whole:>11,}  departments audited whole, {apart} unlike what was put together for them")
    for engine, unlike in told.items():
        rate = rows / spent[engine]
        print(f"{sum(unlike.values()):>11,}  differences of {engine} ({rate:,.0f} departments a second)")
    statuses = [column for column in expected.columns if column.endswith(".status")]
    counts = pl.concat([expected[column].rename("status") for column in statuses]).value_counts().sort("status")
    print("by status: " + ", ".join(f"{count:,} {status}" for status, count in counts.iter_rows()))
    print("seconds: " + ", ".join(f"{what} {seconds:.0f}" for what, seconds in spent.items()))

    assert {"Polars": {}, "DuckDB": {}} == told
    assert 0 == apart


def ends_swapped(one: object, other: object, op: str) -> object:
    """The inner end of a range for the outer."""
    return FURTHER(one, other, "<=" if op == ">=" else ">=")  # pyright: ignore[reportArgumentType]


def sure_too_soon(*given: object) -> object:
    """Whether one of some rules may hold, for whether one does."""
    return condition.stands(ANY(*given))  # pyright: ignore[reportArgumentType]


def printed_rates_left_out(*given: object) -> object:
    """What a report prints, never read."""
    return TRANSLATOR(*given[:4], False)  # pyright: ignore[reportArgumentType]


def wrapped_round(op: str, node: term.Node) -> pl.Expr:
    """As an overflow in too narrow a type is: without a word."""
    return ARITHMETIC(op, node).cast(pl.Int16, wrap_numerical=True).cast(polars_columns.width_of(node))


FURTHER, ANY = settling._further, settling._any
TRANSLATOR, ARITHMETIC = card_columns._translator, polars_columns._arithmetic
FAULTS = {
    "the inner end of a range for the outer": ("columns.settling._further", ends_swapped),
    "printed rates ignored": ("columns.card._translator", printed_rates_left_out),
    "a rule that may hold taken for one that does not": ("columns.settling.stands", condition.holds),
    "a rule that may hold taken for one that does": ("columns.settling._any", sure_too_soon),
    "a card that may apply taken for one that does not": ("columns.total.stands", condition.holds),
    "caps forgotten": ("columns.total.capped", lambda *given: given[1]),
    "weight that does not move": ("columns.total._landings", lambda *_: iter(())),
    "halves rounded to even": (
        "columns.quotient.ROUNDINGS",
        {**quotient.ROUNDINGS, "round half up": quotient._half_even},
    ),
    "whole numbers wrapped round": ("engines.polars_columns._arithmetic", wrapped_round),
}
"""Faults of the compiler: what is replaced in it, and by what."""


@cache
def with_everything() -> tuple[Rubric, Departments, pl.DataFrame]:
    """A rubric with all that a compiler may get wrong, departments about its thresholds, and what an audit says."""
    facts = {name: FACTS[name] for name in ("甲额", "乙额", "项数", "比率", "批了", "办了")}
    share = {"x": ("r > 95%", "weight"), "y": ("批了", "weight / 2"), "z": ("r >= 0", "weight * min(1, r)")}
    let = {"r": {"from": "甲额 / 乙额", "stated": "比率"}}
    cards = [
        card("share", "5", share, let=let, open=[{"when": "乙额 = 0 元", "because": BECAUSE}]),
        card("halves", "2", {"x": ("true", "项数 / 16")}, round="0.25"),
        card("moved", "3", {"x": ("true", "weight")}, applies="办了"),
        card("list", "4", {"x": ("批了", "weight / 2"), "y": ("项数 > 3", "weight / 2")}, hit="sum"),
        card("bonus", "0", {"x": ("true", "项数")}, adjustment=True),
    ]
    caps = [{"id": "most", "of": "bonus", "most": "3"}]
    caps.append({"id": "whole", "of": "total", "most": "12", "charged_to": "bonus"})
    rubric = build(facts, cards, transfers=[{"id": "to-share", "from": "moved", "to": "share"}], caps=caps)
    many = departments(rubric, 600, 300, "faults")
    return rubric, many, worked_out(many, decider(rubric, "exact"))[0]


def test_without_a_fault_there_is_no_difference(tmp_path: Path) -> None:
    rubric, many, expected = with_everything()
    query = results_of(rubric)

    assert 0 == tied(many, expected, 100)
    assert {} == differences(expected, by_polars(query, many.facts), query.steps)
    assert {} == differences(expected, by_duckdb(query, many.facts, tmp_path), query.steps)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_compiler_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rubric, many, expected = with_everything()
    place, faulty = FAULTS[fault]
    monkeypatch.setattr(f"youju.population.{place}", faulty)
    query = results_of(rubric)

    assert {} != differences(expected, by_polars(query, many.facts), query.steps)
