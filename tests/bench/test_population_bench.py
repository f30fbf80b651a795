"""How many departments a second SQL scores, as a benchmark of one run; nothing here asserts on seconds (make bench)."""

from __future__ import annotations

import time
from fractions import Fraction
from random import Random

import pytest

from youju.feel import Value
from youju.population import KEY, Database, columns_of, rubric_query
from youju.population.engines.sql import select
from youju.rubric import Rubric

pytestmark = pytest.mark.bench
ROWS = 200_000


def test_departments_a_second(rubric: Rubric) -> None:
    pytest.importorskip("duckdb")
    random = Random("population")
    columns = columns_of(
        rubric.dictionary.facts, dict.fromkeys(name for card in rubric.indicators.values() for name in card.facts)
    )

    def drawn(name: str) -> Value:
        if columns[name].node.kind == "truth":
            return random.random() < 0.8
        return random.randrange(0, 10**6) * Fraction(columns[name].step)

    database, query = Database(), rubric_query(rubric, columns)
    database.table("few", columns, [{name: drawn(name) for name in columns} for _ in range(1000)])
    database.execute(
        f"CREATE TABLE facts AS SELECT few.* REPLACE (row + 1000 * i AS row) FROM few, range({ROWS // 1000}) AS t(i)"
    )
    started = time.perf_counter()
    database.execute(f"CREATE TABLE scored AS {select(query, 'facts', KEY)}")
    took = time.perf_counter() - started
    print(f"\n{ROWS:,} departments, {len(rubric.indicators)} cards, total: {took:.1f} s, {ROWS / took:,.0f} a second")

    assert len(database.ask(query, "few")) == 1000
