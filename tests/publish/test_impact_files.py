"""The impact as files: states of SARIF against an own count, a table that opens, a picture whose words are there."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.regress.impact_kit import done, laid, moved, rubric, sheet

from youju.publish.impact.picture import picture_of
from youju.publish.impact.sarif import sarif_of_impact
from youju.publish.impact.table import table_csv, table_xlsx
from youju.regress.impact import Impact
from youju.source import CodedError

OLD, NEW = rubric(), rubric("80%", open_points="3")
FILES = {"上.csv": done(85), "高.csv": done(95), "低.csv": done(50), "缺.csv": sheet(已公开="否"), "坏.csv": "x"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Impact:
    return moved(laid(tmp_path_factory.mktemp("corpus"), FILES), OLD, NEW)


@pytest.fixture(scope="module")
def run(found: Impact) -> Any:
    return json.loads(sarif_of_impact(found))["runs"][0]


def test_the_state_of_a_result_is_that_of_the_loss(run: Any) -> None:
    """上 is no longer short; all that are open lose a point of 公开; 低, 缺 lose what they lost before."""
    states = {(one["properties"]["department"], one["ruleId"]): one["baselineState"] for one in run["results"]}

    assert {
        ("上", "办结"): "absent", ("上", "公开"): "new", ("高", "公开"): "new", ("低", "公开"): "new",
        ("低", "办结"): "unchanged", ("缺", "办结"): "unchanged", ("缺", "公开"): "unchanged",
    } == states  # fmt: skip


def test_a_loss_of_other_points_is_updated(tmp_path: Path) -> None:
    impact = moved(laid(tmp_path, {"上.csv": done(85)}), NEW, rubric("80%", open_points="2"))

    assert ["updated"] == [one["baselineState"] for one in json.loads(sarif_of_impact(impact))["runs"][0]["results"]]


def test_results_name_their_rules_and_files_and_each_has_a_key_of_its_own(run: Any) -> None:
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    keys = Counter(one["partialFingerprints"]["youjuFinding/v1"] for one in run["results"])

    assert [one["ruleId"] for one in run["results"]] == [rules[one["ruleIndex"]] for one in run["results"]]
    assert {1} == set(keys.values())


def test_what_was_not_read_makes_the_run_no_success(run: Any) -> None:
    (invocation,) = run["invocations"]
    (told,) = invocation["toolExecutionNotifications"]

    assert (False, "facts-file") == (invocation["executionSuccessful"], told["descriptor"]["id"])


def test_the_workbook_has_a_row_a_department_those_that_move_most_first(found: Impact) -> None:
    book = openpyxl.load_workbook(BytesIO(table_xlsx(found)))
    rows = [[cell.value for cell in row] for row in book["部门"].iter_rows(min_row=4, max_col=5)]

    assert ["上", 7, 9, 2, "办结 3 → 6 (+3)\n公开 4 → 3 (-1)"] == rows[0]
    assert ["上", "低", "高", "缺"] == [row[0] for row in rows]
    assert ["部门", "规则", "没有读到", "图表"] == book.sheetnames


def test_the_workbook_is_the_same_for_the_same_impact(found: Impact) -> None:
    assert table_xlsx(found) == table_xlsx(found)


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "＠甲"])
def test_no_name_of_a_department_becomes_a_formula(tmp_path: Path, name: str) -> None:
    impact = moved(laid(tmp_path, {"表.csv": f"部门,已公开\n{name},是\n"}), OLD, NEW)
    (row,) = csv.DictReader(table_csv(impact).decode("utf-8-sig").splitlines())
    cell = openpyxl.load_workbook(BytesIO(table_xlsx(impact)))["部门"]["A4"]

    assert (f"'{name}", name, "s") == (row["department"], cell.value, cell.data_type)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_names_the_movers_and_counts_the_departments(found: Impact, lang: str) -> None:
    pytest.importorskip("altair")
    svg = picture_of(found, "svg", lang).decode()
    words = set(re.findall(r"<text[^>]*>([^<]+)</text>", svg))

    assert {"1. 上", "2. 低", "3. 高", "+2", "-1", {"zh": "总分分布", "en": "Totals"}[lang]} <= words
    assert any(
        word.startswith({"zh": "4 个部门：升 1、降 2、不变 1", "en": "4 departments: 1 up, 2 down"}[lang])
        for word in words
    )


def test_the_picture_is_a_png_where_one_is_asked_for(found: Impact) -> None:
    pytest.importorskip("altair")

    assert picture_of(found, "png").startswith(b"\x89PNG\r\n")


def test_an_impact_on_nobody_is_drawn_too(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    nobody = moved(laid(tmp_path, {"坏.csv": "x"}), OLD, NEW)

    assert "没有一个部门的得分有变" in picture_of(nobody, "svg").decode()


def test_without_the_extra_the_picture_says_what_to_install(found: Impact, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(CodedError) as caught:
        picture_of(found, "svg")

    assert ("pictures-missing", True) == (caught.value.code, "youju[pictures]" in caught.value.zh)
