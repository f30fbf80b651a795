"""`youju compare`: two saved audits side by side, and refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from forked import youju
from tests.conftest import SAMPLE
from tests.dated_rubric import FOLDER, REPORT

PLANNED = "年初政府采购计划60万元"
FEWER = "年初政府采购计划50万元"


def save(folder: Path, name: str, report: Path, *args: str | Path) -> Path:
    (folder / name).write_text(youju("audit", report, "--json", *args).stdout, "utf-8")
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, the same with less planned, and the same with a ruling, each with its audit."""
    found = tmp_path_factory.mktemp("compared")
    text = SAMPLE.read_text("utf-8")
    assert PLANNED in text
    (found / "report.md").write_text(text, "utf-8")
    (found / "fewer.md").write_text(text.replace(PLANNED, FEWER), "utf-8")
    save(found, "a.json", found / "report.md")
    save(found, "b.json", found / "fewer.md")
    ruling = ("--value", "100 万元", "--source", "批复第 2 页", "--reason", "已核对原件", "--by", "审核员甲")
    assert 0 == youju("rule", found / "report.md", "--fact", "计划采购金额", *ruling).returncode
    save(found, "ruled.json", found / "report.md")
    return found


def compared(folder: Path, one: str, other: str) -> Any:
    run = youju("compare", folder / one, folder / other, "--json")
    assert (0, "") == (run.returncode, run.stderr)
    return json.loads(run.stdout)


def test_an_audit_and_itself_do_not_differ(folder: Path) -> None:
    run = youju("compare", folder / "a.json", folder / "a.json", "--fail-on", "changed")

    assert (0, "两次审核没有不同") == (run.returncode, run.stdout.splitlines()[-1])
    assert not compared(folder, "a.json", "a.json")["changed"]


def test_a_point_lost_is_told_with_both_quotes_and_both_reasons(folder: Path) -> None:
    run = youju("compare", folder / "a.json", folder / "b.json", "--fail-on", "changed")
    told = run.stdout

    assert 1 == run.returncode
    assert "计划采购金额：60 万元「年初政府采购计划60万元」第 99 行 → 50 万元「年初政府采购计划50万元」第 99 行" in told
    assert "少得（1 项，共 -1.9 分）\n  政府采购执行率 1.9 → 0\n" in told
    assert "前  +1.9  规则：符合“计划采购金额 > 0”，得 分值 × 采购执行率" in told
    assert "后  0  规则：实际采购 57 万元，超过计划 50 万元，此项不得分" in told
    assert "疑点：新增 1、消失 0、不变 24、有变化 2" in told


def test_findings_are_compared_as_by_a_baseline(folder: Path) -> None:
    baseline = youju("audit", folder / "fewer.md", "--baseline", folder / "a.json").stdout
    told = youju("compare", folder / "a.json", folder / "b.json").stdout
    counts = [line.partition("：")[2] for line in told.splitlines() if line.startswith("疑点：新增")]

    assert counts == [line.partition("：")[2] for line in baseline.splitlines() if line.startswith("与基准比较")]


def test_plain_data_has_all_that_differs(folder: Path) -> None:
    found = compared(folder, "a.json", "b.json")

    assert (True, "youju-compare/1") == (found["changed"], found["format"])
    assert {"report": False, "rubric": True, "rules": True} == found["same"]
    assert [("procurement-rate", "lost", "1.9", "0")] == [
        (one["id"], one["turn"], one["before"], one["after"]) for one in found["indicators"]
    ]
    assert [("60", "50")] == [(one["before"]["value"], one["after"]["value"]) for one in found["facts"]]


def test_a_ruling_is_told_as_added_and_read_backwards_as_gone(folder: Path) -> None:
    there, back = compared(folder, "a.json", "ruled.json"), compared(folder, "ruled.json", "a.json")
    told = youju("compare", folder / "a.json", folder / "ruled.json").stdout

    assert (["计划采购金额"], []) == tuple([one["fact"] for one in there["rulings"][way]] for way in ("came", "gone"))
    assert there["rulings"]["came"] == back["rulings"]["gone"]
    assert there["same"]["report"]
    assert "+ 计划采购金额 改为 100 万元（批复第 2 页）：已核对原件（审核员甲）" in told


def test_a_record_that_fails_its_verification_is_refused_with_the_reason(folder: Path, tmp_path: Path) -> None:
    altered = tmp_path / "altered.json"
    altered.write_text((folder / "a.json").read_text("utf-8").replace("98.08", "98.09"), "utf-8")
    run = youju("compare", folder / "a.json", altered)

    assert (2, "") == (run.returncode, run.stdout)
    assert run.stderr.startswith("record-refused：“altered.json”核验不通过，没有比较：摘要不符")


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}", "utf-8")
    run = youju("compare", tmp_path / "no.json", tmp_path / "none.json")

    assert (2, "record-refused") == (run.returncode, run.stderr.split("：")[0])


def test_of_different_rubrics_what_can_be_compared_is_and_it_is_said(folder: Path) -> None:
    save(folder, "other.json", SAMPLE.parents[1] / "yunxi-library" / "report.md")
    run = youju("compare", folder / "a.json", folder / "other.json")

    assert (0, "") == (run.returncode, run.stderr)
    assert "评分标准不同（lechang-2023 与 hunan-2020）：总分不能直接相比" in run.stdout
    assert "是不是同一个部门、同一年度，记录里看不出" in run.stdout
    assert "（只在前）" in run.stdout
    assert "（只在后）" in run.stdout


def test_versions_of_one_rubric_are_told_apart(tmp_path: Path) -> None:
    days = [
        save(tmp_path, f"{day}.json", REPORT, "--rubric", FOLDER, "--on", day) for day in ("2023-06-01", "2025-06-01")
    ]
    run = youju("compare", *days)

    assert (0, "") == (run.returncode, run.stderr)
    assert "同一评分标准，版本不同" in run.stdout


def test_a_comparison_is_told_in_english(folder: Path) -> None:
    run = youju("compare", folder / "a.json", folder / "b.json", "--lang", "en")

    assert (0, "") == (run.returncode, run.stderr)
    assert "lost (1, -1.9 points)\n  Procurement execution 1.9 → 0\n" in run.stdout
    assert "findings: 1 new, 0 gone, 24 unchanged, 2 updated" in run.stdout
