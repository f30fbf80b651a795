"""A small rubric over one fact of every type, and files of facts written for it and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from small_rubrics import build, card
from youju.population.table.facts import FactsTable, open_facts
from youju.rubric import Rubric

FACTS: Mapping[str, Any] = {
    "支出": {"en": "spent", "type": "money", "unit": "万元"},
    "满意率": {"en": "share", "type": "percent", "unit": "%"},
    "变动": {"en": "change", "type": "percent", "unit": "%", "change": "true"},
    "人数": {"en": "people", "type": "count", "unit": "人", "bounds": {"max": "300"}},
    "公开": {"en": "open", "type": "boolean"},
    "主管": {"en": "head", "type": "text"},
}
READS = '支出 > 0 万元 and 满意率 > 0 and 变动 > 0 and 人数 > 0 and 公开 and 主管 = "甲"'


@cache
def small() -> Rubric:
    return build(FACTS, [card("a", "2", {"all": (READS, "2"), "none": ("true", "0")})])


def read(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The accepted rows and the rejected cells of a file."""
    with open_facts(path, small()) as table:
        frames = pl.collect_all([table.frame, table.rejected], engine="streaming")
    return frames[0].to_dicts(), frames[1].to_dicts()


def about(path: Path) -> FactsTable:
    """What a file is known to hold before it is read."""
    with open_facts(path, small()) as table:
        return table


def parquet(path: Path, columns: Mapping[str, Any], metadata: str | None = None) -> Path:
    """A Parquet file of columns: values or a Series each."""
    pl.DataFrame(columns).write_parquet(path, metadata=None if metadata is None else {"youju": metadata})
    return path


def codes(rejected: Sequence[Mapping[str, Any]]) -> dict[int, set[str]]:
    """The codes by row."""
    found: dict[int, set[str]] = {}
    for one in rejected:
        found.setdefault(one["row"], set()).add(one["code"])
    return found
