"""`youju rubric cover` on the command line: what it prints, what it exits with, what its JSON holds."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from forked import youju

ROOT = Path(__file__).parents[2]


@cache
def run(*words: str) -> subprocess.CompletedProcess[str]:
    return youju("rubric", "cover", "docs/example", *words, cwd=ROOT)


def record(*words: str) -> dict[str, Any]:
    found = json.loads(run(*words, "--json").stdout)

    assert "youju-rubric-cover/1" == found["format"]
    return found["rubrics"][0]


def test_it_tells_counts_what_would_cover_the_rest_and_the_next_command() -> None:
    told = run()
    *_, total, next_ = told.stdout.splitlines()

    assert 0 == told.returncode
    assert total.startswith("合计：")
    assert "写出还缺的用例：youju rubric generate docs/example" == next_
    assert "已覆盖" not in told.stdout


def test_a_missed_point_takes_two_lines_in_one_language() -> None:
    zh, en = (run("expenditure-rate", "--lang", lang).stdout.splitlines() for lang in ("zh", "en"))

    assert [
        "  [没覆盖] 规则 share-spent `支出率 >= 0`：正好在界上",
        "    这样就能覆盖：{下达预算数: 100 万元, 实际支付数: 0 万元}",
    ] == zh[3:5]
    assert [
        "  [uncovered] rule share-spent, `支出率 >= 0`: on the threshold",
        "    this would cover it: {下达预算数: 100 万元, 实际支付数: 0 万元}",
    ] == en[3:5]


def test_of_many_missed_points_the_first_are_told_and_the_rest_counted() -> None:
    told = run("expenditure-rate").stdout
    missed = record("expenditure-rate")["total"]["missed"]

    assert 5 == told.count("[没覆盖]")
    assert f"  另有 {missed - 5} 处，--all 全部列出" in told.splitlines()
    assert missed == run("expenditure-rate", "--all").stdout.count("[没覆盖]")


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
    assert "[已覆盖：" in told.stdout


def test_an_unknown_indicator_is_refused_with_its_code() -> None:
    told = run("procurment-rate")

    assert 2 == told.returncode
    assert "indicator-not-found" in told.stderr
