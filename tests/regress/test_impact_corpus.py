"""Corpora: what is read as what, and that nothing is dropped: what cannot be read is told with its code and place."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.regress.impact_kit import done, laid, moved, rubric, sheet

from youju.audit import audit
from youju.audit.record import to_record
from youju.regress.impact import Impact, read_corpus
from youju.report import Document, read
from youju.rubric import Rubric
from youju.source import CodedError, canonical

OLD, NEW = rubric(), rubric("80%")
REPORT = "一、办结（6分）\n办结率很好。自评得5分。\n\n二、公开（4分）\n全部公开。自评得4分。\n"


def unread(found: Impact) -> list[tuple[str, int | None, str, str]]:
    """What was not read: the file, its row, the codes and the places in it."""
    return [(one.file, one.line, reason.code, reason.place_zh) for one in found.unread for reason in one.reasons]


def names(found: Impact) -> list[str]:
    return [move.department.name for move in found.moves]


def record_of(name: str, under: Rubric) -> dict[str, Any]:
    document = Document(f"{name}.md", sha256(name.encode()).hexdigest(), "utf-8", 0, REPORT)
    return to_record(audit(document, under, "exact"))


def test_a_sheet_with_a_mistake_is_told_with_its_place_and_the_others_count(tmp_path: Path) -> None:
    files = {"甲.csv": done(85), "乙.csv": sheet(计划数="一百", 完成书="90 元"), "丙.csv": done(95)}
    found = moved(laid(tmp_path, files), OLD, NEW)

    assert ["丙", "甲"] == names(found)
    assert [
        ("乙.csv", None, "handed-value", "第 2 行第 2 列"),
        ("乙.csv", None, "handed-fact", "第 3 行第 1 列"),
    ] == unread(found)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("图.jpg", b"\xff\xd8\xff", "corpus-file"),
        ("空.csv", b"", "facts-file"),
        ("坏.xlsx", b"PK\x03\x04 not a package", "facts-file"),
        ("坏.json", b"{}", "corpus-record"),
        ("坏.yaml", b"a: [", "source-syntax"),
        ("别的.md", "一、天气\n晴。\n".encode(), "report-without-indicators"),
        ("无.pdf", b"%PDF-1.7\nnothing", "report-broken"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_count(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    found = moved(laid(tmp_path, {"甲.csv": done(85), name: data}), OLD, NEW)

    assert ["甲"] == names(found)
    assert [(name, code)] == [(file, code) for file, _, code, _ in unread(found)]


def test_a_table_spoils_a_row_by_its_cells_and_all_by_its_headings(tmp_path: Path) -> None:
    head = "部门,计划数（万元）,完成数,办结自评得分\n"
    rows = "甲,1,8500,3\n乙,1,八千,3\n,1,9000,3\n甲,1,9500,3\n丁,1,8500,很多\n"
    found = moved(laid(tmp_path / "rows", {"表.csv": head + rows}), OLD, NEW)
    wrong = moved(laid(tmp_path / "head", {"表.csv": "部门,计划数（人）,完成书,完成数,完成数\n甲,1,2,3,4\n"}), OLD, NEW)

    assert ["甲"] == names(found)
    assert [
        ("表.csv", 3, "handed-value", "第 3 行第 3 列"),
        ("表.csv", 4, "corpus-department", "第 4 行第 1 列"),
        ("表.csv", 5, "corpus-department", ""),
        ("表.csv", 6, "handed-value", "第 6 行第 4 列"),
    ] == sorted(unread(found), key=lambda one: one[1] or 0)
    assert [
        ("表.csv", None, "handed-value", "第 1 行第 2 列"),
        ("表.csv", None, "handed-fact", "第 1 行第 3 列"),
        ("表.csv", None, "handed-twice", "第 1 行第 5 列"),
    ] == unread(wrong)


def test_a_workbook_is_a_table_a_sheet_or_a_report_by_its_headings(tmp_path: Path) -> None:
    files = {
        "表.xlsx": book(["各部门情况"], ["部门", "计划数（元）", "完成数", "已公开"], ["甲", 100, 85, "是"]),
        "乙.xlsx": book(["事实", "取值", "来源"], ["计划数", "100 元", "账册"], ["完成数", "95 元", "账册"]),
        "丙.xlsx": book(*([line] for line in REPORT.splitlines() if line)),
    }
    found = moved(laid(tmp_path, files), OLD, NEW)

    assert {"甲": "row", "乙": "sheet", "丙": "report"} == {m.department.name: m.department.kind for m in found.moves}
    assert [] == unread(found)


def test_a_claim_in_a_table_is_entered_where_rules_cannot_decide(tmp_path: Path) -> None:
    table = "department,已公开,办结自评得分\n甲,是,4.5\n"
    (move,) = moved(laid(tmp_path, {"表.csv": table}), OLD, NEW).moves

    assert ("undetermined", "4.5") == (move.before.lines["办结"].status, str(float(move.before.lines["办结"].points)))


def test_the_same_department_from_two_files_counts_once_and_is_told(tmp_path: Path) -> None:
    found = moved(laid(tmp_path, {"甲.csv": done(85), "甲.yaml": "计划数: {取值: 1 元, 来源: 账册}\n"}), OLD, NEW)

    assert (["甲"], [("甲.yaml", None, "corpus-department", "")]) == (names(found), unread(found))


def test_corrections_go_to_their_report_and_are_no_department_without_it(tmp_path: Path) -> None:
    laid(tmp_path, {"甲.md": REPORT})
    digest = read(tmp_path / "甲.md").sha256
    own, other = corrections(digest), corrections("0" * 64)
    laid(tmp_path, {"甲更正.xlsx": own, "别人更正.xlsx": other})
    found = moved(tmp_path, OLD, NEW)

    assert (["甲"], 1) == (names(found), found.beside)
    assert [("别人更正.xlsx", None, "facts-other-report", "")] == unread(found)
    assert (3, 6) == (found.moves[0].before.lines["办结"].points, found.moves[0].after.lines["办结"].points)


def test_an_altered_record_is_refused(tmp_path: Path) -> None:
    record = record_of("甲", OLD)
    record["indicators"][0]["points"] = "1"
    found = moved(laid(tmp_path, {"甲.json": canonical(record)}), OLD, NEW)

    assert [("甲.json", None, "corpus-record", "")] == unread(found)


def test_a_record_that_does_not_come_out_again_under_its_own_rubric_is_refused(tmp_path: Path) -> None:
    """Sealed anew after a change of its entries, it is sound to look at; scoring it tells."""
    from youju.source import digest

    record = record_of("甲", OLD)
    record["ledger"]["entries"][0]["points"] = "1"
    record["digest"] = digest({key: value for key, value in record.items() if key != "digest"})
    files = {"甲.json": canonical(record), "乙.json": canonical(record_of("乙", OLD))}
    found = moved(laid(tmp_path, files), OLD, NEW)

    assert (["乙"], [("甲.json", None, "corpus-record", "")]) == (names(found), unread(found))


def test_what_the_new_rubric_reads_and_a_record_lacks_is_missing_and_noted(tmp_path: Path) -> None:
    laid(tmp_path, {"甲.json": canonical(record_of("甲", OLD))})
    new = rubric(open_points="if 台账率 >= 50% then weight else 0", 台账率="percent")
    (move,) = moved(tmp_path, OLD, new).moves

    assert ["corpus-facts-lacking"] == [note.code for note in move.department.notes]
    assert "undetermined" == move.after.lines["公开"].status


def test_a_fact_that_one_dictionary_lacks_is_left_out_for_it_alone(tmp_path: Path) -> None:
    new = rubric(open_points="if 有台账 then weight else 0", 有台账="boolean")
    folder = laid(tmp_path, {"甲.csv": done(95) + "有台账,否,账册\n"})

    assert [(4, 0)] == [
        (m.before.lines["公开"].points, m.after.lines["公开"].points) for m in moved(folder, OLD, new).moves
    ]


def test_exports_and_hidden_files_are_no_departments(tmp_path: Path) -> None:
    files = {
        "甲/audit.json": canonical(record_of("甲", OLD)),
        "甲/workpapers.docx": b"made",
        "甲/SHA256SUMS": f"{'0' * 64}  audit.json\n{'0' * 64}  workpapers.docx\n",
        ".git/x.csv": "x",
        "~$乙.xlsx": b"lock",
    }
    found = moved(laid(tmp_path, files), OLD, NEW)

    assert (["甲"], 2, []) == (names(found), found.beside, unread(found))


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_where_there_is_no_file_nothing_is_made_up(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CodedError) as caught:
        read_corpus(tmp_path / name, (OLD, NEW))

    assert "corpus-unreadable" == caught.value.code


def book(*rows: list[Any]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def corrections(digest: str) -> bytes:
    """A sheet as `youju facts --xlsx` makes it, filled in: it knows the report it is of."""
    made = openpyxl.Workbook()
    sheet_ = made.worksheets[0]
    sheet_.title = "事实"
    for row in (["事实", "更正值", "来源"], ["计划数", "100 元", "账册"], ["完成数", "85 元", "账册"]):
        sheet_.append(row)
    base = made.create_sheet("youju")
    base["A1"], base["A2"] = "youju-facts/1", digest
    out = BytesIO()
    made.save(out)
    return out.getvalue()
