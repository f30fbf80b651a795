"""How long a command takes from a cold start, and one department that is loaded, as ratios of one run."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from youju.audit.record import to_record
from youju.audit.run import audit, score
from youju.facts import extract
from youju.firing import available, decider
from youju.ledger.certificate import verify
from youju.report import Document
from youju.rubric import Rubric
from youju.source import canonical

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "facts" / "examples" / "qinghe-water" / "report.md"
YOUJU = [sys.executable, "-m", "youju.cli.main"]
IMPORTS = [sys.executable, "-c", "import pydantic, networkx, lark"]
RUNS = 9


def processor(command: list[str], settings: Mapping[str, str]) -> float:
    """Seconds of processor time, of user and system, of a process; the wall clock tells how busy the machine is."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_cold_starts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Compiled files are a part of an installation, so they are made first, wherever this working copy keeps none.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    kept, none = {**compiled, "YOUJU_CACHE": str(tmp_path / "kept")}, {**compiled, "YOUJU_CACHE": "off"}
    ways = {
        "import pydantic, networkx, lark": (IMPORTS, compiled),
        "youju --help": ([*YOUJU, "--help"], kept),
        "youju audit": ([*YOUJU, "audit", str(SAMPLE)], kept),
        "youju audit, YOUJU_CACHE=off": ([*YOUJU, "audit", str(SAMPLE)], none),
    }
    for way in ways.values():
        processor(*way)
    found = dict.fromkeys(ways, 9.0)
    for _ in range(RUNS):
        found = {name: min(found[name], processor(*way)) for name, way in ways.items()}

    with capsys.disabled():
        print()
        for name, took in found.items():
            print(f"{name:34} {1000 * took:7.0f} ms  {took / found['import pydantic, networkx, lark']:5.2f} x")


def least(run: Callable[[], object]) -> float:
    took: list[float] = []
    for _ in range(30):
        begin = time.process_time()
        run()
        took.append(time.process_time() - begin)
    return min(took)


def test_one_department_that_is_loaded(sample: Document, rubric: Rubric, capsys: pytest.CaptureFixture[str]) -> None:
    reading = extract(sample, rubric.dictionary, tuple(rubric.sought()))
    whole = audit(sample, rubric, "exact")
    record, exact = canonical(to_record(whole)), decider(rubric, "exact")
    ways: dict[str, Callable[[], object]] = {
        "fire, enter, totals, laws (exact)": lambda: score(sample, rubric, reading, None, exact),
        "the same, with its ledger's bytes and digest": lambda: sha256(
            canonical(score(sample, rubric, reading, None, exact))
        ).hexdigest(),
        "the record of the whole audit": lambda: to_record(whole),
        "its canonical bytes": lambda: canonical(to_record(whole)),
        "the check of its certificate": lambda: verify(record),
    }
    if available():
        durable = decider(rubric, "durable")
        ways["fire, enter, totals, laws (durable)"] = lambda: score(sample, rubric, reading, None, durable)
    with capsys.disabled():
        print()
        for name, run in ways.items():
            print(f"{name:44} {1000 * least(run):7.2f} ms")
