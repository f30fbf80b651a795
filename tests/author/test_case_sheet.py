"""Golden cases in the workbook: what comes back changes its keys and no others; what is wrong is told at its cell."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheet_helpers import FOLDERS, FORMS, GOOD, YEARS, copy_of

from youju.author.sheet.case_table import case_rows
from youju.author.sheet.layout import CASE_COLUMNS, CASES, DROP, FIRST_LINE
from youju.author.sheet.marked import marked
from youju.author.sheet.returns import Taken, take
from youju.author.sheet.table import read_files, table_of
from youju.author.sheet.workbook import opened, returned
from youju.author.write import written_data
from youju.publish.workbook import workbook
from youju.rubric import dictionary_of, load_rubric
from youju.source import CodedError

EVERY = [*FOLDERS, FORMS, YEARS]
LECHANG = next(folder for folder in FOLDERS if folder.name == "lechang-2023")
OFFICE = shutil.which("soffice")
CARD = "indicators/part/rate.yaml"
TITLE = "政府采购执行率"
CASES_OF_CARD = """\
cases:
  # 由人定的
  - note: 超过计划不得分   # 报告原文
    given: {计划采购金额: 0.15 万元, 实际采购金额: 2.91 万元}
    expect: {points: 0, rule: over-plan}
  - note: 锁定的
    given:
      计划采购金额: 10 万元   # 年初数
      实际采购金额: 8 万元
    expect: {points: 1.6, rules: [share-of-plan]}
    pin: true
  - note: 待定的
    given: {计划采购金额: 10 万元, 实际采购金额: 9 万元}
    expect:  # 由人照规则的文字填写
  - {note: 挤在一行, given: {实际采购金额: 2 万元}, claimed: 1, expect: {status: undetermined, low: 0, high: 2}}
"""


def small(home: Path, cases: str) -> Path:
    """A rubric of three indicators, the card of procurement among them, with these cases."""
    folder = copy_of(GOOD / "minimal", home)
    shutil.rmtree(folder / "checks")
    card = (LECHANG / "indicators" / "execution" / "procurement-rate.yaml").read_text("utf-8").split("cases:\n")[0]
    for old, new in (("procurement-rate", "rate"), ("weight: 2", "weight: 6"), ("self-evaluation-template", "form")):
        card = card.replace(old, new, 1)
    (folder / CARD).write_text(card + cases, "utf-8")
    for name in ("bonus", "timely"):
        text = (other := folder / "indicators" / "part" / f"{name}.yaml").read_text("utf-8")
        for old, new in (("实付", "实际采购金额"), ("预算", "计划采购金额"), ("有资金", "有转移支付资金")):
            text = text.replace(old, new)
        other.write_text(text, "utf-8")
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A rubric to write to, with a decided, a pinned, a blank and a one-line case on the card of procurement."""
    return small(tmp_path, CASES_OF_CARD)


def exported(folder: Path, file: Path) -> Path:
    files = read_files(folder)
    table = table_of(files)
    rubric = load_rubric(folder, dictionary_of(folder))
    file.write_bytes(workbook(rubric, table, cases=case_rows(files, table)))
    return file


def came(folder: Path, file: Path) -> Taken:
    return take(folder, returned(opened(file), file.name))


def row_at(sheet: Any, title: str, number: str) -> int:
    """The row of an indicator's case, by its number, or of the empty one, which is called 新增."""
    columns = [CASE_COLUMNS.index(one) + 1 for one in ("indicator", "id")]
    rows = range(FIRST_LINE, sheet.max_row + 1)
    return next(row for row in rows if [sheet.cell(row, at).value for at in columns] == [title, number])


def typed(folder: Path, file: Path, number: str, cells: Mapping[str, object], title: str = TITLE) -> Path:
    """The workbook of a rubric with texts typed into the row of a case."""
    book = openpyxl.load_workbook(exported(folder, file))
    at = row_at(book[CASES], title, number)
    for column, value in cells.items():
        book[CASES].cell(at, CASE_COLUMNS.index(column) + 1).value = value
    book.save(file)
    return file


def differences(folder: Path, taken: Taken) -> list[str]:
    """The lines by which the files would differ."""
    old = read_files(folder)
    return [
        line
        for name, text in taken.files.items()
        for line in difflib.unified_diff(old[name].splitlines(), text.splitlines(), n=0, lineterm="")
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]


def told(taken: Taken) -> list[tuple[str, str | None]]:
    """The code and the column of every trouble."""
    return [(one.code, one.column) for one in taken.troubles]


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_cases_that_come_back_unchanged_change_nothing(folder: Path, tmp_path: Path) -> None:
    taken = came(folder, exported(folder, tmp_path / "a.xlsx"))

    assert ((), (), {}) == (taken.changes, taken.troubles, dict(taken.files))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (apt-get install libreoffice-calc-nogui)")
def test_cases_that_libreoffice_has_saved_change_nothing(mine: Path, tmp_path: Path) -> None:
    exported(mine, tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    form = "xlsx:Calc MS Excel 2007 XML"
    command = [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", "again", "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    taken = came(mine, tmp_path / "again" / "a.xlsx")

    assert ((), (), {}) == (taken.changes, taken.troubles, dict(taken.files))


def test_indicator_rules_status_and_standing_drop_down(mine: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(exported(mine, tmp_path / "a.xlsx"))[CASES]
    at = row_at(sheet, TITLE, "新增")
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    offered = {
        column
        for number, column in enumerate(CASE_COLUMNS, 1)
        if any(sheet.cell(at, number).coordinate in one.sqref for one in lists)
    }

    assert {"indicator", "rules", "status", "standing", DROP} == offered


NOTES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)
AMOUNTS = st.builds(
    "{}{}".format, st.sampled_from(["0", "10", "0.15", "100000.01", "1,5"]), st.sampled_from([" 万元", "元"])
)
EXPECTED = st.fixed_dictionaries(
    {},
    optional={
        "points": st.sampled_from(["0", "2", "1.6", "1/3"]),
        "rule": st.sampled_from(["over-plan", "nothing-planned"]),
        "rules": st.lists(st.sampled_from(["over-plan", "share-of-plan"]), max_size=2),
        "status": st.sampled_from(["scored", "undetermined", "not_applicable"]),
        "low": st.just("0"),
    },
)
DRAWN = st.fixed_dictionaries(
    {
        "given": st.dictionaries(
            st.sampled_from(["计划采购金额", "实际采购金额"]), AMOUNTS.filter(lambda one: "," not in one)
        )
    },
    optional={"note": NOTES, "expect": EXPECTED, "claimed": st.just("1"), "pin": st.sampled_from(["true", "false"])},
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(DRAWN, min_size=1, max_size=5))
def test_any_cases_come_through_a_workbook_byte_for_byte(tmp_path: Path, cases: list[Any]) -> None:
    shutil.rmtree(tmp_path / "minimal", ignore_errors=True)
    folder = small(tmp_path, written_data({"cases": cases}))
    taken = came(folder, exported(folder, tmp_path / "a.xlsx"))

    assert ((), (), {}) == (taken.changes, taken.troubles, dict(taken.files))


@pytest.mark.parametrize(
    ("number", "cells", "changed"),
    [
        ("第 1 例", {"points": "0.5"}, ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0.5, rule: over-plan}"]),
        ("第 1 例", {"points": "０．５分"}, ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0.5, rule: over-plan}"]),
        ("第 1 例", {"points": 0.5}, ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0.5, rule: over-plan}"]),
        ("第 1 例", {"rules": None}, ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0}"]),
        ("第 1 例", {"rules": "无"}, ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0, rules: []}"]),
        ("第 1 例", {"note": "超计划"}, ["-  - note: 超过计划不得分   # 报告原文", "+  - note: 超计划   # 报告原文"]),
        ("第 1 例", {"day": date(2023, 12, 31)}, ["+    day: 2023-12-31"]),
        ("第 1 例", {"day": "2023年12月31日"}, ["+    day: 2023-12-31"]),
        ("第 1 例", {"standing": "锁定"}, ["+    pin: true"]),
        ("第 1 例", {"given": "计划采购金额＝0.15万元；实际采购金额：3 万元"}, ["-    given: {计划采购金额: 0.15 万元, 实际采购金额: 2.91 万元}", "+    given: {计划采购金额: 0.15 万元, 实际采购金额: 3 万元}"]),
        ("第 1 例", {"given": "计划采购金额 = 0.15 万元"}, ["-    given: {计划采购金额: 0.15 万元, 实际采购金额: 2.91 万元}", "+    given: {计划采购金额: 0.15 万元}"]),
        ("第 1 例", {"given": "实际采购金额 = 2.91 万元，计划采购金额 = 0.15 万元、有转移支付资金 = 否"}, ["-    given: {计划采购金额: 0.15 万元, 实际采购金额: 2.91 万元}", "+    given: {计划采购金额: 0.15 万元, 实际采购金额: 2.91 万元, 有转移支付资金: false}"]),
        ("第 2 例", {"given": "计划采购金额 = 11 万元\n实际采购金额 = 8 万元"}, ["-      计划采购金额: 10 万元   # 年初数", "+      计划采购金额: 11 万元   # 年初数"]),
        ("第 2 例", {"points": "2"}, ["-    expect: {points: 1.6, rules: [share-of-plan]}", "+    expect: {points: 2, rules: [share-of-plan]}"]),
        ("第 2 例", {"standing": "由人定"}, ["-    pin: true"]),
        ("第 2 例", {"rules": "share-of-plan、over-plan"}, ["-    expect: {points: 1.6, rules: [share-of-plan]}", "+    expect: {points: 1.6, rules: [share-of-plan, over-plan]}"]),
        ("第 3 例", {"points": "1.8"}, ["-    expect:  # 由人照规则的文字填写", "+    expect: {points: 1.8}  # 由人照规则的文字填写"]),
        ("第 3 例", {"points": "1.8", "rules": "share-of-plan", "standing": "由人定"}, ["-    expect:  # 由人照规则的文字填写", "+    expect: {points: 1.8, rule: share-of-plan}  # 由人照规则的文字填写"]),
        ("第 3 例", {"points": "1.8", "standing": "锁定"}, ["-    expect:  # 由人照规则的文字填写", "+    expect: {points: 1.8}  # 由人照规则的文字填写", "+    pin: true"]),
        ("第 4 例", {"claimed": None}, ["-  - {note: 挤在一行, given: {实际采购金额: 2 万元}, claimed: 1, expect: {status: undetermined, low: 0, high: 2}}", "+  - {note: 挤在一行, given: {实际采购金额: 2 万元}, expect: {status: undetermined, low: 0, high: 2}}"]),
        ("第 4 例", {"status": "已评分"}, ["-  - {note: 挤在一行, given: {实际采购金额: 2 万元}, claimed: 1, expect: {status: undetermined, low: 0, high: 2}}", "+  - {note: 挤在一行, given: {实际采购金额: 2 万元}, claimed: 1, expect: {status: scored, low: 0, high: 2}}"]),
        ("第 4 例", {DROP: "删除"}, ["-  - {note: 挤在一行, given: {实际采购金额: 2 万元}, claimed: 1, expect: {status: undetermined, low: 0, high: 2}}"]),
        ("新增", {"given": "计划采购金额（万元） = 3\n实际采购金额（万元） = ", "note": "没写实际数"}, ["+  - {note: 没写实际数, given: {计划采购金额: 3 万元}}"]),
        ("新增", {"given": "计划采购金额（万元） = 3\n实际采购金额（万元） = 1.5", "points": "1", "rules": "share-of-plan", "standing": "由人定"}, ["+  - {given: {计划采购金额: 3 万元, 实际采购金额: 1.5 万元}, expect: {points: 1, rule: share-of-plan}}"]),
    ],
)  # fmt: skip
def test_a_cell_changes_its_key_and_no_other(
    mine: Path, tmp_path: Path, number: str, cells: dict[str, object], changed: list[str]
) -> None:
    taken = came(mine, typed(mine, tmp_path / "a.xlsx", number, cells))

    assert () == taken.troubles
    assert changed == differences(mine, taken)


@pytest.mark.parametrize(
    ("number", "cells", "trouble", "said"),
    [
        ("第 1 例", {"given": "计划采购金頟 = 1 万元"}, ("rubric-unknown-fact", "given"), "计划采购金额"),
        ("第 1 例", {"given": "计划采购金额 = 0.15\n实际采购金额 = 2.91 万元"}, ("rubric-case-value", "given"), "0.15 万元"),
        ("第 1 例", {"given": "计划采购金额 0.15 万元"}, ("sheet-case", "given"), "名称 = 值"),
        ("第 1 例", {"given": "计划采购金额 = 1 元；计划采购金额 = 2 元"}, ("sheet-case", "given"), "两次"),
        ("第 1 例", {"rules": "over-plam"}, ("rubric-unknown-rule", "rules"), "over-plan"),
        ("第 1 例", {"points": "两分"}, ("source-bad-value", "points"), "数"),
        ("第 1 例", {"status": "已评"}, ("sheet-case", "status"), "已评分"),
        ("第 1 例", {"day": "去年"}, ("source-bad-value", "day"), "日期"),
        ("第 1 例", {"indicator": "资产配置合规性"}, ("sheet-column", "indicator"), "新写一例"),
        ("第 1 例", {"points": None, "rules": None}, ("sheet-case", "standing"), "待定"),
        ("第 2 例", {"standing": "待定"}, ("sheet-case", "standing"), "清空"),
        ("第 3 例", {"standing": "由人定"}, ("sheet-case", "standing"), "什么都没有"),
        ("第 3 例", {"points": "=1+1"}, ("sheet-cell", "points"), "公式"),
        ("新增", {"indicator": "政府采购执行律", "points": "1"}, ("sheet-case", "indicator"), "政府采购执行率"),
        ("新增", {"note": "甲", "given": "实际采购 = 1 万元"}, ("rubric-unknown-fact", "given"), "实际采购金额"),
        ("新增", {"note": "甲", "rules": "over"}, ("rubric-unknown-rule", "rules"), "over-plan"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_cell_with_a_proposal_and_nothing_is_taken(
    mine: Path, tmp_path: Path, number: str, cells: dict[str, object], trouble: tuple[str, str], said: str
) -> None:
    file = typed(mine, tmp_path / "a.xlsx", number, cells)
    taken = came(mine, file)
    (tmp_path / "b.xlsx").write_bytes(marked(opened(file), taken.troubles))
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[CASES]
    comments = {
        (CASE_COLUMNS[cell.column - 1], said in cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }

    assert ([trouble], {}) == (told(taken), dict(taken.files))
    assert {(trouble[1], True)} == comments


def edited_sheet(file: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(file)
    change(book[CASES])
    book.save(file)
    return file


def test_cases_may_be_sorted_and_rows_that_are_gone_are_told_and_dropped(mine: Path, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_LINE, max_row=sheet.max_row)]
        rows = [row for row in reversed(rows) if row[2] != "锁定的"]
        for at, row in enumerate([*rows, [None] * len(CASE_COLUMNS)], FIRST_LINE):
            for number, value in enumerate(row, 1):
                sheet.cell(at, number).value = value

    taken = came(mine, edited_sheet(exported(mine, tmp_path / "a.xlsx"), change))
    gone = ["  - note: 锁定的", "    given:", "      计划采购金额: 10 万元   # 年初数", "      实际采购金额: 8 万元"]
    gone += ["    expect: {points: 1.6, rules: [share-of-plan]}", "    pin: true"]

    assert (["删除用例：政府采购执行率 第 2 例（锁定的）"], ()) == ([one.zh for one in taken.changes], taken.troubles)
    assert [f"-{line}" for line in gone] == differences(mine, taken)


def test_what_was_taken_once_is_not_taken_again(mine: Path, tmp_path: Path) -> None:
    file = typed(mine, tmp_path / "a.xlsx", "新增", {"note": "又一例", "points": "2"})
    edited_sheet(file, lambda sheet: setattr(sheet.cell(row_at(sheet, TITLE, "第 1 例"), 3), "value", "改了说明"))
    edited_sheet(file, lambda sheet: setattr(sheet.cell(row_at(sheet, TITLE, "第 3 例"), 14), "value", "删除"))
    first = came(mine, file)
    for name, text in first.files.items():
        (mine / name).write_text(text, "utf-8")
    again = came(mine, file)

    assert (3, 0, ()) == (len(first.changes), len(again.changes), again.troubles)


def test_a_case_that_moved_on_its_card_since_the_export_is_still_the_one_that_is_changed(
    mine: Path, tmp_path: Path
) -> None:
    file = typed(mine, tmp_path / "a.xlsx", "第 1 例", {"points": "0.5"})
    card = mine / CARD
    card.write_text(
        card.read_text("utf-8").replace("cases:\n", "cases:\n  - {note: 新来的, expect: {points: 0}}\n"), "utf-8"
    )

    assert ["-    expect: {points: 0, rule: over-plan}", "+    expect: {points: 0.5, rule: over-plan}"] == differences(
        mine, came(mine, file)
    )


def test_a_cell_that_both_sides_changed_is_a_conflict(mine: Path, tmp_path: Path) -> None:
    file = typed(mine, tmp_path / "a.xlsx", "第 1 例", {"points": "0.5"})
    card = mine / CARD
    card.write_text(
        card.read_text("utf-8").replace("{points: 0, rule: over-plan}", "{points: 1, rule: over-plan}"), "utf-8"
    )
    taken = came(mine, file)

    assert ([("sheet-conflict", "points")], {}) == (told(taken), dict(taken.files))


def test_the_first_case_of_a_card_makes_its_list(mine: Path, tmp_path: Path) -> None:
    card = mine / CARD
    card.write_text(card.read_text("utf-8").split("cases:\n")[0], "utf-8")
    taken = came(mine, typed(mine, tmp_path / "a.xlsx", "新增", {"note": "头一例", "points": "2"}))

    assert ["+cases:", "+  - note: 头一例", "+    expect: {points: 2}"] == differences(mine, taken)


def test_a_workbook_whose_sheet_of_cases_is_gone_is_refused(mine: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(mine, tmp_path / "a.xlsx"))
    book.remove(book[CASES])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(CodedError) as refused:
        came(mine, tmp_path / "a.xlsx")

    assert "sheet-unreadable" == refused.value.code
