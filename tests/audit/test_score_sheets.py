"""A scoring table by itself, or a report with its figures in tables, is audited as the report in words is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from youju.audit import Audit, audit
from youju.audit.record import to_record
from youju.facts import SCALES
from youju.facts.quantities import quantities
from youju.feel import read_number
from youju.ledger.certificate import verify
from youju.report import Document, fold, read_bytes
from youju.report.book import read_xlsx
from youju.rubric import Rubric
from youju.source import canonical

sys.path.append(str(Path(__file__).parents[1] / "report"))

import book_files


def quiet(done: int, total: int) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def sheet(sample_audit: Audit) -> Document:
    """The sample as a workbook: its chapter on the department, and a scoring table with its arguments as reasons."""
    text = fold(sample_audit.document).text
    rows: list[list[book_files.Value]] = [["三级指标", "分值", "自评得分", "得分依据"]]
    for key, passage in sample_audit.reading.passages.items():
        if key not in sample_audit.rubric.indicators:
            continue
        claim = sample_audit.reading.claims.get(key)
        points = "/" if claim is None or claim.points is None else (float(claim.points), "0.00")
        weight = None if passage.weight is None else float(passage.weight)
        # The claim stands in its column only, not in the argument.
        argument = text[passage.body : passage.end].strip().rpartition("自评得分")
        rows.append([passage.title, weight, points, argument[0] or argument[2]])
    rows.append(["合计", 100, 100])
    about = text[: text.index("对照评分表")].split("\n")
    return read_xlsx(book_files.book({"报告": [[line] for line in about], "评分表": rows}), "sheet.xlsx", quiet)


def test_a_workbook_with_the_scoring_table_has_the_claims_and_points_of_the_report(
    sheet: Document, sample_audit: Audit, rubric: Rubric
) -> None:
    found = audit(sheet, rubric, "exact")
    chapters_left_out = {"自认绩效目标不明确"}

    expected = {row.indicator: (row.claimed, row.points, row.status) for row in sample_audit.ledger.rows}
    actual = {row.indicator: (row.claimed, row.points, row.status) for row in found.ledger.rows}
    assert expected == actual
    assert chapters_left_out == {
        name for name, fact in sample_audit.facts.items() if fact.value != found.facts[name].value
    }


TABLES = """三、绩效分析

（1）部门预算资金支出率（3分）。

| 单位：万元 | |
|---|---|
| 项目 | 金额 |
| 下达预算数 | 2,450.60 |
| 实际支付数 | 2,328.07 |

自评得分3分。

（2）政府采购执行率（2分）。

| 计划采购金额（万元） | 实际采购金额（万元） |
|---|---|
| 60 | 57.00 |

自评得分2分。

四、附表

| 三级指标 | 分值 | 自评得分 |
|---|---|---|
| 部门预算资金支出率 | 3 | 2 |
| 政府采购执行率 | 4 | 2 |
"""


@pytest.fixture(scope="module")
def tabled(rubric: Rubric) -> Audit:
    return audit(read_bytes(TABLES.encode(), "tables.md"), rubric, "exact")


def figures(record: dict[str, Any], indicator: str) -> dict[str, dict[str, Any]]:
    facts = next(one["facts"] for one in record["indicators"] if one["id"] == indicator)
    return {fact["name"]: fact for fact in facts if fact["quote"]}


@pytest.mark.parametrize("indicator", ["expenditure-rate", "procurement-rate"])
def test_a_figure_is_the_one_amount_of_its_quote_in_the_unit_quoted_with_it(tabled: Audit, indicator: str) -> None:
    found = figures(to_record(tabled), indicator)
    text = tabled.document.text
    for fact in found.values():
        number = fact["quote"]
        again = fold(read_bytes(number.encode(), "quote.txt")).text
        amounts = [q.value for q in quantities(again) if q.kind in ("money", "number")]
        unit = fact["stated_unit"]

        assert [read_number(fact["value"])] == amounts
        assert unit["text"] == text[unit["start"] : unit["end"]]
        assert fact["unit"] == unit["text"].rpartition("：")[2]
        assert fact["unit"] in SCALES
    assert len(found) == 2


def test_a_label_over_a_figure_is_quoted(tabled: Audit) -> None:
    found = figures(to_record(tabled), "procurement-rate")

    expected = {"计划采购金额": ("60", "计划采购金额（万元）"), "实际采购金额": ("57.00", "实际采购金额（万元）")}
    actual = {name: (fact["quote"], fact["label"]["text"]) for name, fact in found.items()}
    assert expected == actual


def test_a_table_that_claims_otherwise_is_told_and_the_text_counts(tabled: Audit) -> None:
    claims = {key: claim.points for key, claim in tabled.reading.claims.items()}
    told = {(one.code, one.indicator): [quote.text for quote in one.quotes] for one in tabled.findings}

    assert {"expenditure-rate": 3, "procurement-rate": 2} == claims
    assert ["自评得分3分", "部门预算资金支出率 | 3 | 2"] == told["claim-conflicting", "expenditure-rate"]
    assert ["政府采购执行率 | 4"] == told["weight-differs", "procurement-rate"]
    assert ("claim-conflicting", "procurement-rate") not in told


def test_a_record_of_tables_is_verified(tabled: Audit) -> None:
    assert () == verify(canonical(to_record(tabled)))
