"""The same cards over the same file by other engines: equal first, then timed round by round (make bench).

    DEPARTMENTS=1000000 ROUNDS=3 ENGINES='Spark|reading' pytest -m bench -s tests/bench/test_rivals_bench.py

Engines whose packages are not installed (`pip install youju[bench,spark]`, and Java 17) have a row that says so.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from youju.rubric import Rubric

for needed in ("numpy", "pyarrow"):
    pytest.importorskip(needed)

from rivals import corpus, exactly  # noqa: E402
from rivals.engines import ENGINES  # noqa: E402
from rivals.scores import Engine  # noqa: E402
from rivals.table import Measured, markdown  # noqa: E402

pytestmark = pytest.mark.bench
ROWS = int(os.environ.get("DEPARTMENTS", 1_000_000))
ROUNDS = int(os.environ.get("ROUNDS", 3))
COMPARED = 3_000
ONLY = os.environ.get("ENGINES", "")
"""A pattern of the names of engines that are measured."""


def test_engines_give_the_same_scores_and_take_turns(rubric: Rubric, tmp_path: Path) -> None:
    asked = [engine for engine in ENGINES if re.search(ONLY, engine.name)]
    present = [engine for engine in asked if not engine.missing]
    differing, compiling = _compared(rubric, present, tmp_path)

    assert {} == {one.name: differing[one.name] for one in present if one.exact and differing[one.name]}

    files = {rows: tmp_path / f"facts-{rows}.parquet" for rows in {ROWS, *(_rows(engine) for engine in present)}}
    for rows, path in files.items():
        corpus.write(rubric, ROWS, 1, path, rows)
    rounds: dict[str, list[Any]] = {engine.name: [] for engine in present}
    for _ in range(ROUNDS):
        for engine in present:
            rounds[engine.name].append(_asked(engine, files[_rows(engine)], tmp_path, rubric))
    measured = [
        Measured(one, rounds[one.name], _most(differing[one.name]) if one.scores else None, compiling[one.name])
        for one in present
    ]
    print("\n" + markdown(measured, ROWS, COMPARED, [engine for engine in asked if engine.missing]))

    exact = [one for one in present if one.exact]
    assert 1 == len({run["head"] for one in exact for run in rounds[one.name]})
    assert 1 >= len({run["all"] for one in exact if _rows(one) == ROWS for run in rounds[one.name]})


def _compared(rubric: Rubric, present: list[Engine], folder: Path) -> tuple[dict[str, Any], dict[str, float]]:
    """What each engine scores otherwise than the exact evaluator, and how long its first score took."""
    path, expected = folder / "compared.parquet", folder / "expected.npz"
    corpus.write(rubric, COMPARED, 2, path, COMPARED)
    exactly.write_scores(exactly.scored(rubric, path), expected)
    found = {one.name: _asked(one, path, folder, rubric, expected) for one in present if one.scores}
    differing = {one.name: found[one.name]["differences"] if one.scores else {} for one in present}
    return differing, {one.name: found[one.name]["first"] if one.scores else 0.0 for one in present}


def _asked(engine: Engine, path: Path, folder: Path, rubric: Rubric, *more: Path) -> Any:
    """What a process of its own says."""
    command = [sys.executable, "-m", "rivals.timed", engine.name, str(path), str(folder), rubric.id, *map(str, more)]
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    ran = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, check=True)
    return json.loads(ran.stdout)


def _rows(engine: Engine) -> int:
    return ROWS if engine.rows is None else min(ROWS, engine.rows)


def _most(differing: dict[str, int]) -> int:
    """In how many departments the total differs, or else the part that differs most."""
    return differing.get("total", max(differing.values(), default=0))
