"""The most memory that a command takes at a time, by the rows of its table: each run a process of its own (make bench)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.bench
ROWS = (1_000_000, 3_000_000, 10_000_000)
RUBRIC = "lechang-2023"
MEASURE = """
import resource, subprocess, sys
ran = subprocess.run([sys.executable, "-m", "youju.cli.main", *sys.argv[1:]], stdout=subprocess.DEVNULL)
print(ran.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(*command: str) -> int:
    """Megabytes; a process between, since the system only tells the most of all children together."""
    told = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True, encoding="utf-8", check=True)
    status, most = map(int, told.stdout.split())
    assert status == 0, told.stderr
    return most // 1024


def test_memory_is_the_same_for_every_number_of_rows(edited: Path, tmp_path: Path) -> None:
    pytest.importorskip("polars")
    facts, scores = tmp_path / "facts.parquet", str(tmp_path / "scores.parquet")
    commands: dict[str, Sequence[str]] = {
        "score --points": ("score", str(facts), "--points", "--force", "--out", scores),
        "score": ("score", str(facts), "--force", "--out", scores),
        "impact": ("impact", RUBRIC, str(edited), str(facts)),
    }
    peaks: dict[str, list[int]] = {name: [] for name in commands}
    print("\npeak MB of", *(f"{rows:,}" for rows in ROWS), "rows")
    for rows in ROWS:
        peak("corpus", "--rubric", RUBRIC, "--rows", str(rows), "--force", "--out", str(facts))
        for name, command in commands.items():
            peaks[name].append(peak(*command))
    for name, found in peaks.items():
        print(name, *found)

    # What is read ahead depends on what else the machine does; that it grew with the rows would be ten times.
    assert dict.fromkeys(peaks, True) == {name: max(found) < 1.25 * min(found) for name, found in peaks.items()}


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The rubric with one threshold moved."""
    root = Path(__file__).resolve().parents[2]
    shutil.copytree(root / "facts", tmp_path / "facts")
    folder = Path(shutil.copytree(root / "rules" / RUBRIC, tmp_path / "rules" / RUBRIC))
    card = folder / "indicators" / "benefit" / "public-satisfaction.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("满意率 >= 95%", "满意率 >= 93%"), encoding="utf-8")
    return folder
