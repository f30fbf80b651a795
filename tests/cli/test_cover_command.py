"""`youju rubric cover` on the command line: what it prints, what it exits with, what its JSON holds."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@cache
def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "youju.cli.main", "rubric", "cover", "docs/example", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=ROOT)


def record(*words: str) -> dict[str, Any]:
    found = json.loads(run(*words, "--json").stdout)

    assert "youju-rubric-cover/1" == found["format"]
    return found["rubrics"][0]


def test_it_tells_counts_and_what_would_cover_the_rest() -> None:
    told = run()

    assert 0 == told.returncode
    assert "合计 total：" in told.stdout
    assert "这样就能覆盖 would do：{" in told.stdout
    assert "已覆盖 covered" not in told.stdout


def test_counts_of_the_record_are_those_of_its_obligations() -> None:
    found = record()
    each = [*(one["obligations"] for one in found["indicators"]), found["whole"]]
    verdicts = [one["verdict"] for obligations in each for one in obligations]

    assert len(verdicts) == found["total"]["all"]
    assert verdicts.count("decided") == found["total"]["decided"]
    assert found["total"]["missed"] == sum(one in ("uncovered", "unknown", "pinned") for one in verdicts)


def test_a_single_indicator_is_told_alone() -> None:
    assert ["procurement-rate"] == [one["id"] for one in record("procurement-rate")["indicators"]]


def test_it_fails_on_demand_where_something_is_missed_and_lists_all_on_demand() -> None:
    told = run("--fail-under-all", "--all")

    assert 1 == told.returncode
    assert "已覆盖 covered" in told.stdout


def test_an_unknown_indicator_is_refused_with_its_code() -> None:
    told = run("procurment-rate")

    assert 2 == told.returncode
    assert "indicator-not-found" in told.stderr
