"""This project's query on Spark, from the file to arrays by way of a folder of Parquet: code made as we have it, and as
Spark comes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from youju.rubric import Rubric

from .ours import query_of, scores_of
from .scores import Engine, Scores

SESSION = {"spark.driver.memory": "3g", "spark.ui.showConsoleProgress": "false"}
KEYS = ("id",)


def _made(tuning: Mapping[str, str] | None) -> Callable[[Rubric, Path], Any]:
    def made(rubric: Rubric, folder: Path) -> tuple[Callable[[Path], Path], Callable[[Path], Scores]]:
        from youju.population.engines import spark

        session = spark.session_on("local[2]", **SESSION)
        query, out = query_of(rubric), folder / "spark"
        how = spark.TUNING if tuning is None else tuning

        def score(path: Path) -> Scores:
            shutil.rmtree(out, ignore_errors=True)
            spark.score_on_spark(session, str(path), query, KEYS, str(out), how)
            table = pq.read_table(out).sort_by("id")
            return scores_of(rubric, lambda name: table[name].fill_null(0).to_numpy())

        return (lambda path: path), score

    return made


def _on_spark(name: str, tuning: Mapping[str, str] | None) -> Engine:
    return Engine(name, _made(tuning), ("pyspark", "pyarrow"), loaded=False, programs=("java",))


SPARK: tuple[Engine, ...] = (
    _on_spark("youju, Spark local[2]", None),
    _on_spark("the same, code made as Spark comes", {}),
)
