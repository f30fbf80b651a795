"""SQL gives every expression and card the value that the interpreter gives, and an error where it cannot."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from card_strategies import CARDS, VALUES, conditions, numbers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prove_kit import WEIGHT, indicator

from youju.feel import BOOLEAN, NUMBER, TEXT, UNKNOWN, Expr, FeelError, Value, evaluate, parse
from youju.population import (
    Column,
    ColumnKind,
    Database,
    NotCompilable,
    Overflow,
    PopulationMissing,
    Query,
    card_query,
    columns_of,
    weight_column,
)
from youju.population.columns.query import number_results
from youju.population.columns.sheet import Sheet
from youju.population.columns.translate import Translated, Translator
from youju.population.engines.database import load
from youju.population.engines.sql import type_of
from youju.prove import came_to
from youju.rubric import Indicator, Rubric

pytest.importorskip("duckdb")
COLUMNS = {
    **{name: Column(name, NUMBER, Fraction(1, 2)) for name in "abc"},
    **{name: Column(name, BOOLEAN) for name in "pq"},
    "weight": weight_column(Fraction(1)),
}
WIDE = (-(2**126), 2**126)
LARGE = {name: Column(name, NUMBER, Fraction(1, 2), WIDE) for name in "abc"}
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
ROWS = st.lists(VALUES, min_size=8, max_size=8)


@cache
def database() -> Database:
    """One for all tests: a table that is made anew replaces the one before."""
    return Database()


def worked_out(
    expr: Expr, rows: Sequence[Mapping[str, Value]], columns: Mapping[str, Column] = COLUMNS, truth: bool = False
) -> list[Value]:
    """An expression over rows, by SQL."""
    sheet = Sheet()

    def read(name: str) -> Translated:
        return columns[name].value

    translator = Translator(read, sheet)
    results = (("truth", translator.condition(expr)),) if truth else number_results("", translator.number(expr))
    database().table("facts", columns, rows)
    return [_value(row) for row in database().ask(Query(columns, sheet, results, {}), "facts")]


def _value(row: Mapping[str, Any]) -> Value:
    if "truth" in row:
        return UNKNOWN if row["truth"] is None else row["truth"]
    return UNKNOWN if row["top"] is None else Fraction(row["top"], row["bottom"])


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(numbers(), ROWS)
def test_a_number_is_what_the_interpreter_says(expr: Expr, rows: list[dict[str, Value]]) -> None:
    assert [evaluate(expr, row) for row in rows] == worked_out(expr, rows)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(conditions(), ROWS)
def test_a_condition_is_what_the_interpreter_says_unknown_included(expr: Expr, rows: list[dict[str, Value]]) -> None:
    assert [evaluate(expr, row) for row in rows] == worked_out(expr, rows, truth=True)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(CARDS, ROWS)
def test_a_card_comes_to_what_the_interpreter_says(card: Indicator, rows: list[dict[str, Value]]) -> None:
    given_rows: list[dict[str, Value]] = [{**row, "weight": WEIGHT} for row in rows]
    database().table("facts", COLUMNS, given_rows)
    found = database().ask(card_query(card, COLUMNS), "facts")

    assert [came_to(card, row) for row in given_rows] == [
        "undecided" if row["top"] is None else Fraction(int(row["points"] or 0)) * card.round for row in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('t = "已批复"', [True, False, UNKNOWN]),
        ('t in ("已批复", "it\'s {0}")', [True, True, UNKNOWN]),
        ('t > "乙"', [True, False, UNKNOWN]),
        ('if t = "已批复" then true else false', [True, False, UNKNOWN]),
        ('(if n > 0 then "甲" else "甲") = "甲"', [True, True, True]),
    ],
)
def test_texts_are_compared_as_they_are_written(text: str, expected: list[Value]) -> None:
    columns = {"t": Column("t", TEXT), "n": Column("n", NUMBER)}
    rows: list[dict[str, Value]] = [{"t": "已批复", "n": Fraction(1)}, {"t": "it's {0}", "n": Fraction(0)}, {}]

    assert expected == worked_out(parse(text), rows, columns, truth=True)


def test_the_rule_that_counts_is_told_by_its_number() -> None:
    card = indicator([("a > 2", "weight"), ("p", "1"), ("true", "0")])
    rows: list[dict[str, Value]] = [
        {"a": Fraction(5, 2), "p": False}, {"a": Fraction(2), "p": True}, {"a": Fraction(2), "p": False}, {"a": Fraction(2)},
    ]  # fmt: skip
    database().table("facts", COLUMNS, [{**row, "weight": WEIGHT} for row in rows])

    assert [1, 2, 3, None] == [row["rule"] for row in database().ask(card_query(card, COLUMNS), "facts")]


@pytest.mark.parametrize("text", ["a * a", "a + a", "-a - a - 1", "a ** 3", "a / b * a * a", "max(a, b / 3) * a"])
def test_a_number_beyond_128_bits_is_an_error_and_never_a_wrong_number(text: str) -> None:
    columns = {name: Column(name, NUMBER, bounds=WIDE) for name in "ab"}
    rows: list[dict[str, Value]] = [{"a": Fraction(3), "b": Fraction(1)}, {"a": Fraction(2**126), "b": Fraction(7)}]

    with pytest.raises(Overflow):
        worked_out(parse(text), rows, columns)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(numbers(), st.lists(st.integers(-(2**126), 2**126).map(lambda n: Fraction(n, 2)), min_size=3, max_size=3))
def test_of_large_numbers_too_the_answer_is_right_or_an_error(expr: Expr, large: list[Fraction]) -> None:
    row: dict[str, Value] = {**dict(zip("abc", large, strict=True)), "p": True, "q": False}
    try:
        expected = [evaluate(expr, row)]
    except FeelError:
        expected = []
    try:
        assert expected == worked_out(expr, [row], {**COLUMNS, **LARGE})
    except Overflow:
        assert any(abs(value.numerator) > 2**30 for value in large)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a + (if a = null then 1 else 2)", "null"),
        ("min([a, [b]])", "[b]"),
        ("a ** b", "a ** b"),
        ("floor(a, b)", "floor(a, b)"),
        ("[a, b][1]", "[a, b][1]"),
        (f"2 * a + {10**40}", f"{10**40}"),
        ("a + c", "c"),
    ],
)
def test_what_has_no_translation_is_named(text: str, part: str) -> None:
    card = indicator([("true", text)], facts="a b")
    with pytest.raises(NotCompilable) as refused:
        card_query(card, COLUMNS)

    assert parse(part) == refused.value.expr


def test_columns_of_another_kind_are_refused_before_anything_is_rounded() -> None:
    card = indicator([("true", "a")], facts="a")
    wanted = card_query(card, COLUMNS)
    for made, found in (("1.5::DOUBLE", "DOUBLE"), ("1.5", r"DECIMAL\(2,1\)"), ("'1'", "VARCHAR")):
        database().execute(f"CREATE OR REPLACE TABLE facts AS SELECT 0 AS row, 5 AS weight, {made} AS a")
        with pytest.raises(ColumnKind, match=f"`a` must be BIGINT, not {found}"):
            database().ask(wanted, "facts")
    database().execute("CREATE OR REPLACE TABLE facts AS SELECT 0 AS row, 5 AS weight")
    with pytest.raises(ColumnKind, match="`a` must be BIGINT, not missing"):
        database().ask(wanted, "facts")


def test_a_value_between_the_steps_of_its_column_is_refused() -> None:
    with pytest.raises(ValueError, match="1/3 is no multiple of 1/2"):
        database().table("facts", COLUMNS, [{"a": Fraction(1, 3)}])


def test_facts_of_the_dictionary_have_columns_in_their_steps(rubric: Rubric) -> None:
    found = columns_of(rubric.dictionary.facts, ["实际采购金额", "有转移支付资金"])

    assert [("BIGINT", Fraction(100), (0, 10**10)), ("BOOLEAN", Fraction(1), (0, 0))] == [
        (type_of(one.node), one.step, one.bounds) for one in found.values()
    ]


def test_without_duckdb_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refusing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "duckdb":
            raise ImportError
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(PopulationMissing, match=r"population-missing .*youju\[population\]"):
        load()
