"""How Polars is to use memory is said before it is imported, whichever way it comes in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("polars")
DOORS = {
    "table": "from youju.population.table.facts import open_facts\nwith open_facts(Path('none.csv'), None): pass",
    "scores": "from youju.population.scores import score\nscore.named_rubric(Path(__import__('sys').executable))\n"
    "score._polars()",
    "row": "from youju.population.row.audit import open_scores\nopen_scores(Path('none.parquet'))",
    "corpus": "from youju.cli import corpus_made\ncorpus_made._polars()",
}
TELL = """
import os, sys
from pathlib import Path
try:
    exec(sys.argv[1])
except Exception:
    pass
assert "polars" in sys.modules
print(os.environ["POLARS_ROW_GROUP_PREFETCH_SIZE"], os.environ["_RJEM_MALLOC_CONF"].split(",", 2)[-1])
"""


def told(door: str, **environment: str) -> str:
    """The settings that a process has after it went through a door; what Polars itself puts before them is left out."""
    own = {name: value for name, value in os.environ.items() if name not in _SET}
    ran = subprocess.run(
        [sys.executable, "-c", TELL, DOORS[door]], env=own | environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


_SET = {"POLARS_ROW_GROUP_PREFETCH_SIZE", "_RJEM_MALLOC_CONF"}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_sets_memory_before_polars_is_there(door: str) -> None:
    assert f"1 narenas:{os.cpu_count() or 1},muzzy_decay_ms:0" == told(door)


def test_what_somebody_has_set_stays() -> None:
    assert "7 narenas:1" == told("table", POLARS_ROW_GROUP_PREFETCH_SIZE="7", _RJEM_MALLOC_CONF="narenas:1")
