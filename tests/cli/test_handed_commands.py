"""Facts handed in on the command line: exported, filled in, taken by every command, refused with every mistake told."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from forked import youju
from tests.conftest import SAMPLE

GOOD = "事实,取值,来源\n计划采购金额,100 万元,追加采购批复第 2 页\n"
BAD = "事实,取值,来源\n计划采购额,100,批复\n在职人数,22.5,\n"


def entered(folder: Path, text: str = GOOD) -> Path:
    (folder / "f.csv").write_text(text, "utf-8")
    return folder / "f.csv"


def test_every_command_about_a_report_takes_the_facts(tmp_path: Path) -> None:
    file = entered(tmp_path)
    audited = youju("audit", SAMPLE, "--facts", file)
    explained = youju("why", SAMPLE, "政府采购执行率", "--facts", file)
    facts = youju("facts", SAMPLE, "--facts", file)
    conflicts = youju("conflicts", SAMPLE, "--facts", file)

    assert [0] * 4 == [run.returncode for run in (audited, explained, facts, conflicts)]
    assert "[fact-handed]" in audited.stdout
    assert "其中 1 个事实由审核人手工录入" in audited.stdout
    assert f"why {SAMPLE} 指标名称 --facts {file}\n" in audited.stdout
    assert "计划采购金额 100 万元，审核时按追加采购批复第 2 页录入" in explained.stdout
    assert "手工录入" in facts.stdout
    assert "没有前后不一的事实\n" == conflicts.stdout


def test_a_saved_audit_with_facts_by_hand_is_verified_and_the_same_each_time(tmp_path: Path) -> None:
    file = entered(tmp_path)
    first, second = (youju("audit", SAMPLE, "--facts", file, "--json") for _ in range(2))
    (tmp_path / "saved.json").write_text(first.stdout, "utf-8")

    assert first.stdout == second.stdout
    assert 0 == youju("verify", tmp_path / "saved.json").returncode


def test_json_of_facts_has_ruling_trust_and_places(tmp_path: Path) -> None:
    record = json.loads(youju("facts", SAMPLE, "--facts", entered(tmp_path), "--json").stdout)
    fact = next(one for one in record["facts"] if one["name"] == "计划采购金额")

    assert ("ruled", "hand", "100", {"source": "追加采购批复第 2 页", "note": ""}) == tuple(
        fact[key] for key in ("status", "trust", "value", "ruling")
    )
    assert ([], ["60"], [True]) == (
        fact["statements"],
        [said["value"] for said in fact["overruled"]],
        [said["quote"]["line"] > 0 for said in fact["overruled"]],
    )


def test_every_mistake_is_told_and_nothing_is_audited(tmp_path: Path) -> None:
    run = youju("audit", SAMPLE, "--facts", entered(tmp_path, BAD))
    codes = [line.partition("：")[0] for line in run.stderr.splitlines()]

    assert (2, "") == (run.returncode, run.stdout)
    assert ["handed-fact", "handed-value", "handed-source"] == codes[:3]
    assert "有 3 处错误，没有审核 / 3 mistakes, nothing was audited" in run.stderr


def test_a_sheet_is_exported_filled_in_and_its_mistakes_come_back_as_comments(tmp_path: Path) -> None:
    sheet, copy = tmp_path / "f.xlsx", tmp_path / "marked.xlsx"
    exported = youju("facts", SAMPLE, "--xlsx", sheet)
    again = youju("facts", SAMPLE, "--xlsx", sheet)
    book = openpyxl.load_workbook(sheet)
    book["事实"]["I5"].value = "也许"
    book.save(sheet)
    marked = youju("facts", SAMPLE, "--facts", sheet, "--marked", copy)
    comments = [cell for row in openpyxl.load_workbook(copy)["事实"].iter_rows() for cell in row if cell.comment]

    assert [0, 2, 2] == [exported.returncode, again.returncode, marked.returncode]
    assert "export-exists" in again.stderr
    assert ["I5", "J5"] == [cell.coordinate for cell in comments]
    assert 0 == youju("facts", SAMPLE, "--xlsx", sheet, "--force").returncode


def test_a_sheet_is_written_as_xlsx_only_and_marks_go_into_one_only(tmp_path: Path) -> None:
    wrong = youju("facts", SAMPLE, "--xlsx", tmp_path / "f.csv")
    marks = youju("facts", SAMPLE, "--facts", entered(tmp_path, BAD), "--marked", tmp_path / "m.xlsx")

    assert (2, 2) == (wrong.returncode, marks.returncode)
    assert wrong.stderr.startswith("export-form")
    assert "facts-file：" in marks.stderr
    assert not (tmp_path / "m.xlsx").exists()


def test_a_sheet_of_another_report_is_refused(tmp_path: Path) -> None:
    youju("facts", SAMPLE, "--xlsx", tmp_path / "f.xlsx")
    run = youju("audit", SAMPLE.parents[1] / "yunxi-library" / "report.md", "--facts", tmp_path / "f.xlsx")

    assert 2 == run.returncode
    assert run.stderr.startswith("facts-other-report")


def test_conflicts_are_printed_in_both_languages_and_as_json(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace(
        "年初政府采购计划60万元", "年初政府采购计划60万元（政府采购计划金额80万元）", 1
    )
    (tmp_path / "r.md").write_text(text, "utf-8")
    zh, en, record = (youju("conflicts", tmp_path / "r.md", *more) for more in ((), ("--lang", "en"), ("--json",)))

    assert "计划采购金额：前后说法不一，影响得分" in zh.stdout
    assert "计划采购金额: statements disagree; the score depends on it" in en.stdout
    assert [("计划采购金额", False, 2)] == [
        (one["fact"], one["neutral"], len(one["outcomes"])) for one in json.loads(record.stdout)["conflicts"]
    ]
