"""The SQL that people read is the SQL that is run, in other words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import forked
import pytest

from small_rubrics import build, card
from youju.population import Query, columns_of, rubric_query
from youju.population.engines.dialects import written
from youju.population.engines.readable_sql import readable_sql
from youju.population.engines.sql import select
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric

duckdb: Any = pytest.importorskip("duckdb")
sqlglot: Any = pytest.importorskip("sqlglot")
ROOT = Path(__file__).parents[2]


def query_of(rubric: Rubric) -> Query:
    names = dict.fromkeys(name for one in rubric.indicators.values() for name in one.facts)
    return rubric_query(rubric, columns_of(rubric.dictionary.facts, names))


def answers(text: str, query: Query) -> list[tuple[Any, ...]]:
    """What a query gives for rows of 0, 1, of bounds and of nothing known, and for rows that turn these."""
    connection = duckdb.connect()
    kinds = {"truth": "BOOLEAN", "text": "VARCHAR", "whole": "BIGINT"}
    columns = ", ".join(f'"{name}" {kinds[one.node.kind]}' for name, one in query.inputs.items())
    connection.execute(f"CREATE TABLE facts (id BIGINT, {columns})")
    for row in range(40):
        cells = [
            _cell(one.node.kind, one.bounds, (row * 7 + at * (1 + row % 5)) % 6)
            for at, one in enumerate(query.inputs.values())
        ]
        connection.execute(f"INSERT INTO facts VALUES ({', '.join('?' * (len(cells) + 1))})", [row, *cells])
    return sorted(connection.execute(text).fetchall())


def _cell(kind: str, bounds: tuple[int, int], turn: int) -> Any:
    choices: Mapping[str, tuple[Any, ...]] = {
        "truth": (True, False, None, True, True, False), "text": ("甲", "乙", None, "", "甲", "乙"), "whole": (0, 1, None, 80, 100, bounds[1]),
    }  # fmt: skip
    return choices[kind][turn]


@pytest.mark.parametrize("name", ["hunan-2020", "lechang-2023"])
def test_the_steps_give_what_the_query_gives(name: str) -> None:
    folder = find_pack(name).folder
    rubric = load_rubric(folder, dictionary_of(folder))
    query = query_of(rubric)

    assert answers(select(query, "facts", "id"), query) == answers(
        readable_sql(rubric, query, "facts", "duckdb"), query
    )


def test_the_head_names_what_the_table_must_hold_and_no_title_ends_a_comment() -> None:
    rates = card("rate", "10", {"all": ("甲 > 0", "weight")}, title={"zh": "完成率 */\n;", "en": "done"})
    rubric = build({"甲": {"type": "money", "unit": "元", "bounds": {"min": "0", "max": "10 元"}}}, [rates])
    text = readable_sql(rubric, query_of(rubric), "facts", "duckdb")

    assert [True, True, True, 1] == [
        f"摘要 digest  {rubric.digest}" in text,
        '--   "甲"  BIGINT  1 = 0.01 元  0 … 1000' in text.splitlines(),
        "完成率" in text,
        len(sqlglot.parse(text, read="duckdb")),
    ]


def test_128_bits_become_decimals_and_a_division_of_them_is_none_of_64_bits() -> None:
    tree = sqlglot.parse_one("SELECT (a::HUGEINT // b) AS c FROM t", read="duckdb")

    assert (
        "SELECT (CAST((CAST(a AS DECIMAL(38, 0)) - CAST(a AS DECIMAL(38, 0)) % CAST(b AS DECIMAL(38, 0)))"
        " / CAST(b AS DECIMAL(38, 0)) AS DECIMAL(38, 0))) AS c FROM t"
    ) == written(tree, "spark")


def test_the_command_prints_it_for_a_table_by_its_name() -> None:
    done = forked.youju(
        "rubric", "show", "--rubric", "hunan-2020", "--sql", "--dialect", "spark", "--table", "部门", cwd=ROOT
    )

    assert (0, "  FROM `部门`") == (done.returncode, next(line for line in done.stdout.splitlines() if "FROM" in line))


def test_the_sql_of_one_indicator_is_not_offered() -> None:
    done = forked.youju("rubric", "show", "building-area", "--sql", cwd=ROOT)

    assert (2, True) == (done.returncode, "--sql" in done.stderr)
