"""On Spark a rubric gives what it gives in DuckDB, row by row, and refuses what it must."""

from __future__ import annotations

import importlib.util
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from small_rubrics import build, card
from youju.population import Column, ColumnKind, Database, Query, columns_of, rubric_query
from youju.rubric import Rubric, dictionary_of, find_pack, load_rubric

HERE = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
pytestmark = pytest.mark.skipif(not HERE, reason="no pyspark or no Java: make spark")
pl = pytest.importorskip("polars")
pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from youju.population.engines.spark import session_on

    made = session_on("local[2]", **{"spark.driver.memory": "2g", "spark.sql.shuffle.partitions": "2"})
    yield made
    made.stop()


def query_of(rubric: Rubric) -> Query:
    names = dict.fromkeys(name for one in rubric.indicators.values() for name in one.facts)
    return rubric_query(rubric, columns_of(rubric.dictionary.facts, names))


def drawn(query: Query, rows: int, seed: int) -> dict[str, list[Any]]:
    """Facts near 0, near each other and at their bounds, a fifth of them unknown."""
    draw = random.Random(seed)

    def cell(column: Column) -> Any:
        if draw.random() < 0.2:
            return None
        if column.node.kind == "truth":
            return draw.random() < 0.5
        if column.node.kind == "text":
            return draw.choice(["已批复", "it's \\n", ""])
        low, high = column.bounds
        near = draw.choice([low, high, 0, 1, 79, 80, 81, 99, 100, 101, 8000, 10000, draw.randint(low, high)])
        return min(max(near, low), high)

    table: dict[str, list[Any]] = {name: [cell(one) for _ in range(rows)] for name, one in query.inputs.items()}
    return {"id": list(range(rows)), **table}


def saved(query: Query, table: dict[str, list[Any]], path: Path) -> None:
    kinds = {"truth": pl.Boolean, "text": pl.String, "whole": pl.Int64}
    schema = {"id": pl.Int64, **{name: kinds[one.node.kind] for name, one in query.inputs.items()}}
    pl.DataFrame(table, schema=schema).write_parquet(path)


def by_duckdb(query: Query, path: Path) -> list[dict[str, Any]]:
    database = Database()
    rows = database.ask(query, f"(SELECT id AS row, * FROM read_parquet('{path}'))")
    return [{("id" if name == "row" else name): value for name, value in row.items()} for row in rows]


def by_spark(session: Any, query: Query, path: Path) -> list[dict[str, Any]]:
    from youju.population.engines.spark import score_on_spark

    out = path.with_suffix(".scores")
    score_on_spark(session, str(path), query, ("id",), str(out))
    found = pl.read_parquet(f"{out}/*.parquet").sort("id").to_dicts()
    return [
        {name: value if isinstance(value, str | bool | None) else int(value) for name, value in row.items()}
        for row in found
    ]


SMALL = build(
    {"甲": "money", "乙": "money", "丙": "count", "是": "boolean", "文": "text"},
    [
        card("rate", "10", {"most": ("乙 > 0 and 甲 / 乙 >= 80%", "weight"), "part": ("乙 > 0", "weight * 甲 / 乙"), "none": ("true", "0")}),
        card("told", "5", {"yes": ('是 and 文 = "已批复"', "weight"), "odd": ('文 = "it\'s"', "1"), "floor": ("丙 >= 0", "min(5, max(0, floor(丙 / 3) + floor(-丙 / 7)))")}, applies="丙 > 0"),
        card("kept", "5", {"few": ("abs(甲 - 乙) <= 丙 * 1 元", "weight"), "else": ("true", "min(2, 丙 / 100)")}),
    ],
    transfers=[{"id": "move", "from": "told", "share": "group"}],
)  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_a_rubric_whose_weight_moves_in_proportion_scores_as_in_duckdb(session: Any, tmp_path: Path, seed: int) -> None:
    query, path = query_of(SMALL), tmp_path / "facts.parquet"
    saved(query, drawn(query, 400, seed), path)

    assert by_duckdb(query, path) == by_spark(session, query, path)


@pytest.mark.parametrize("name", ["hunan-2020", "lechang-2023"])
def test_every_rubric_scores_as_in_duckdb(session: Any, tmp_path: Path, name: str) -> None:
    folder = find_pack(name).folder
    query, path = query_of(load_rubric(folder, dictionary_of(folder))), tmp_path / "facts.parquet"
    saved(query, drawn(query, 500, 7), path)

    assert by_duckdb(query, path) == by_spark(session, query, path)


def test_a_row_out_of_bounds_is_refused_and_counted_and_the_others_are_scored(session: Any, tmp_path: Path) -> None:
    from youju.population.engines.spark import Scored, score_on_spark

    query, path = query_of(SMALL), tmp_path / "facts.parquet"
    table = {**drawn(query, 3, 3), "丙": [1, -1, None]}
    saved(query, table, path)
    found = score_on_spark(session, str(path), query, ("id",), str(tmp_path / "out"))
    scored, refused = (pl.read_parquet(f"{tmp_path}/{name}/*.parquet") for name in ("out", "out.rejected"))

    assert (Scored(2, 1), [0, 2], [(1, -1)]) == (
        found, sorted(scored["id"]), list(zip(refused["id"], refused["丙"], strict=True)),
    )  # fmt: skip


def test_a_column_of_another_kind_is_refused(session: Any, tmp_path: Path) -> None:
    from youju.population.engines.spark import score_on_spark

    query, path = query_of(SMALL), tmp_path / "facts.parquet"
    table = drawn(query, 3, 3)
    pl.DataFrame({**table, "丙": [1.5, 2.0, None]}).write_parquet(path)
    with pytest.raises(ColumnKind, match="`丙` must be a whole number, not double"):
        score_on_spark(session, str(path), query, ("id",), str(tmp_path / "out"))
