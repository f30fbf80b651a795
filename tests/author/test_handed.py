"""Facts handed in by an auditor: sheets, CSV and YAML come back as exactly what was entered, or every mistake is told."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit import Audit, judge
from youju.author.handed.layout import BASE, COLUMNS, SHEET
from youju.author.handed.lines import Trouble
from youju.author.handed.read import Handed, read_handed
from youju.author.handed.workbook import marked
from youju.facts import FactRuling, FactSpec
from youju.facts.entered import NotMeantError, meant
from youju.feel import UNKNOWN, show_number
from youju.publish.facts_sheet import facts_sheet
from youju.report import Document
from youju.rubric import Rubric
from youju.source import CodedError, RefusedError

FIRST = 5
MONEY = FactSpec.read({"en": "m", "type": "money", "unit": "万元", "bounds": {"min": "0"}})
RATE = FactSpec.read({"en": "r", "type": "percent"})
COUNT = FactSpec.read({"en": "c", "type": "count", "unit": "人"})
TRUTH = FactSpec.read({"en": "t", "type": "boolean"})


@pytest.fixture(scope="module")
def sheet(sample_audit: Audit) -> bytes:
    return facts_sheet(sample_audit)


def taken(audit: Audit, path: Path, data: bytes | str | None = None) -> Handed:
    """What a file with these bytes hands in for a report."""
    if data is not None:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_handed(path, audit.rubric.dictionary, audit.document)


def found(handed: Handed) -> dict[str, Any]:
    assert () == handed.troubles
    return {name: ruling.value for name, ruling in handed.rulings.facts.items()}


def refused(handed: Handed) -> list[tuple[str, str]]:
    return [(one.code, one.spot.label("en")) for one in handed.troubles]


def filled(sheet: bytes, entries: dict[str, tuple[str, str, str]]) -> bytes:
    """The sheet with these corrections, sources and notes, typed as texts into the rows of the facts."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    rows: dict[str, int] = {}
    for row in range(FIRST, book[SHEET].max_row + 1):
        rows.setdefault(book[SHEET].cell(row, COLUMNS.index("fact") + 1).value, row)
    for name, texts in entries.items():
        for column, text in zip(("correction", "source", "note"), texts, strict=True):
            cell = book[SHEET].cell(rows[name], COLUMNS.index(column) + 1)
            cell.value = text
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Values as they are typed


@pytest.mark.parametrize(
    ("text", "unit", "spec", "value"),
    [
        ("1,628.32", "", MONEY, Fraction("16283200")),
        ("1628.32 万元", "", MONEY, Fraction("16283200")),
        ("１６２８．３２万元", "", MONEY, Fraction("16283200")),
        ("16283200", "元", MONEY, Fraction("16283200")),
        ("2 亿元", "万元", MONEY, Fraction(200_000_000)),
        ("81.48%", "", RATE, Fraction("0.8148")),
        ("81.48", "%", RATE, Fraction("0.8148")),
        ("-15%", "", RATE, Fraction("-0.15")),
        ("1%", "", RATE, Fraction("0.01")),
        ("0", "", RATE, Fraction(0)),
        ("22 人", "", COUNT, Fraction(22)),
        ("22", "人", COUNT, Fraction(22)),
        ("是", "", TRUTH, True),
        ("No", "", TRUTH, False),
        ("未知", "", TRUTH, UNKNOWN),
        (" missing ", "", MONEY, UNKNOWN),
    ],
)
def test_a_value_is_read_as_it_is_typed(text: str, unit: str, spec: FactSpec, value: object) -> None:
    assert value == meant(text, unit, spec)


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("1,62", MONEY), ("12 人", MONEY), ("-1", MONEY), ("1e5", MONEY), ("=1+1", MONEY), ("0.8148", RATE), ("1", RATE),
        ("22.5", COUNT), ("22 名", COUNT), ("也许", TRUTH), ("1", TRUTH), ("nan", MONEY), ("", COUNT), ("九", COUNT),
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_refused(text: str, spec: FactSpec) -> None:
    with pytest.raises(NotMeantError):
        meant(text, "", spec)


# The sheet, there and back


def test_an_untouched_sheet_hands_nothing(sheet: bytes, sample_audit: Audit, tmp_path: Path) -> None:
    assert {} == found(taken(sample_audit, tmp_path / "f.xlsx", sheet))


def test_every_fact_has_a_row_and_only_its_inputs_are_unlocked(sheet: bytes, sample_audit: Audit) -> None:
    page = openpyxl.load_workbook(io.BytesIO(sheet))[SHEET]
    rows = list(page.iter_rows(min_row=FIRST))
    unlocked = {column for row in rows for column, cell in zip(COLUMNS, row, strict=True) if not cell.protection.locked}

    assert set(sample_audit.facts) == {row[1].value for row in rows}
    assert ({"correction", "source", "note"}, True) == (unlocked, page.protection.sheet)
    assert ("landscape", "9", "$4:$4", "C5") == (
        page.page_setup.orientation,
        str(page.page_setup.paperSize),
        page.print_title_rows,
        page.freeze_panes,
    )


def test_opposing_statements_have_rows_of_their_own_and_missing_facts_say_where_to_look(rubric: Rubric) -> None:
    audit = judged(
        rubric, [("计划采购金额", Fraction(60)), ("计划采购金额", Fraction(80)), ("实际采购金额", Fraction(60))]
    )
    page = openpyxl.load_workbook(io.BytesIO(facts_sheet(audit)))[SHEET]
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=FIRST, max_col=7)]
    lacking = next(row for row in rows if row[1] == "在职人数")
    free = [not row[8].protection.locked for row in page.iter_rows(min_row=FIRST) if row[1].value == "计划采购金额"]

    assert [("0.006", "不一"), ("0.008", "另一说法")] == [(row[2], row[4]) for row in rows if row[1] == "计划采购金额"]
    assert [True, False] == free
    assert ("缺", "可查：" + "、".join(audit.facts["在职人数"].spec.papers)) == (lacking[4], lacking[6])


def test_what_is_yes_or_no_is_chosen_from_a_list(sheet: bytes, sample_audit: Audit) -> None:
    page = openpyxl.load_workbook(io.BytesIO(sheet))[SHEET]
    lists = [one for one in page.data_validations.dataValidation if one.type == "list"]
    rows = {row for one in lists for found in one.sqref.ranges for row in range(found.min_row, found.max_row + 1)}

    assert {'"是,否,未知"'} == {one.formula1 for one in lists}
    assert {name for name, fact in sample_audit.facts.items() if fact.spec.type == "boolean"} == {
        page.cell(row, 2).value for row in rows
    }


def typed(audit: Audit, name: str) -> st.SearchStrategy[tuple[str, object]]:
    """What may be typed for a fact, with the value it means."""
    spec = audit.facts[name].spec
    if spec.type == "boolean":
        return st.sampled_from([("是", True), ("否", False), ("未知", UNKNOWN)])
    decimals = 0 if spec.type == "count" else 4
    numbers = st.integers(2 * 10**decimals, 100 * 10**decimals).map(lambda n: Fraction(n, 10**decimals))
    unit = st.sampled_from(["", spec.shown_unit])
    return st.tuples(numbers, unit).map(lambda one: (f"{show_number(one[0])}{one[1]}", one[0] * spec.scale))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_edited_cell_comes_back_as_exactly_that_fact(
    sheet: bytes, sample_audit: Audit, tmp_path: Path, data: st.DataObject
) -> None:
    bounded = [name for name, fact in sample_audit.facts.items() if fact.spec.type != "text"]
    names = data.draw(st.lists(st.sampled_from(bounded), unique=True, max_size=6))
    words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
    values = {name: data.draw(typed(sample_audit, name)) for name in names}
    sources = {name: data.draw(words) for name in names}
    handed = taken(
        sample_audit,
        tmp_path / "f.xlsx",
        filled(sheet, {name: (text, sources[name], "=1+1") for name, (text, _) in values.items()}),
    )

    assert () == handed.troubles
    assert {name: FactRuling(name, value, sources[name], "=1+1") for name, (_, value) in values.items()} == dict(
        handed.rulings.facts
    )  # type: ignore[arg-type]


def test_a_sheet_of_an_audit_with_rulings_hands_them_in_again(
    sheet: bytes, sample_audit: Audit, tmp_path: Path
) -> None:
    entries = {"计划采购金额": ("1,628.32", "批复 第1页", "追加"), "在职人数": ("未知", "无花名册", "")}
    first = taken(sample_audit, tmp_path / "a.xlsx", filled(sheet, entries))
    again = judge(sample_audit.document, sample_audit.rubric, sample_audit.reading, "exact", rulings=first.rulings)
    second = taken(sample_audit, tmp_path / "b.xlsx", facts_sheet(again))

    assert 2 == len(first.rulings.facts)
    assert first.rulings.facts == second.rulings.facts


def test_the_sheet_comes_back_through_an_office_program(sheet: bytes, sample_audit: Audit, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not at hand")
    entries = {
        "计划采购金额": ("1,628.32", "=批复 第1页", ""),
        "在职人数": ("22 人", "花名册", "无"),
        "满意度": ("95.5%", "问卷", ""),
    }
    (tmp_path / "f.xlsx").write_bytes(filled(sheet, entries))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out"]
    subprocess.run([*command, tmp_path / "f.xlsx"], check=True, capture_output=True, timeout=120)

    assert found(taken(sample_audit, tmp_path / "f.xlsx")) == found(taken(sample_audit, tmp_path / "out" / "f.xlsx"))


def test_text_that_looks_like_a_formula_stays_text(sample_audit: Audit, tmp_path: Path) -> None:
    name = "计划采购金额"
    ruling = FactRuling(name, Fraction(1), '=HYPERLINK("http://x")', "@SUM(1)")
    data = f'事实,取值,来源,说明\n{name},1,"{ruling.source.replace(chr(34), chr(34) * 2)}",{ruling.note}\n'
    rulings = taken(sample_audit, tmp_path / "f.csv", data).rulings
    again = judge(sample_audit.document, sample_audit.rubric, sample_audit.reading, "exact", rulings=rulings)
    book = openpyxl.load_workbook(io.BytesIO(facts_sheet(again)))

    assert {"s", "n"} >= {cell.data_type for row in book[SHEET].iter_rows() for cell in row}
    assert ruling.source in {cell.value for row in book[SHEET].iter_rows() for cell in row}


def test_the_same_audit_gives_the_same_sheet(sample_audit: Audit) -> None:
    assert facts_sheet(sample_audit) == facts_sheet(sample_audit)


# One's own tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_csv_of_ones_own_is_read_in_any_usual_form(
    sample_audit: Audit, tmp_path: Path, encoding: str, between: str
) -> None:
    out = io.StringIO()
    rows = [
        ["序号", "事实", "取值", "单位", "来源"],
        ["1", "在职人数", "22", "人", "花名册\n第 3 页"],
        ["2", "编制人数", "", "", ""],
    ]
    csv.writer(out, delimiter=between).writerows(rows)

    assert {"在职人数": 22} == found(taken(sample_audit, tmp_path / "f.csv", out.getvalue().encode(encoding)))


def test_headings_may_be_english(sample_audit: Audit, tmp_path: Path) -> None:
    assert {"在职人数": 22} == found(taken(sample_audit, tmp_path / "f.csv", "Fact,Value,Source\n在职人数,22,p. 3\n"))


def test_yaml_is_read(sample_audit: Audit, tmp_path: Path) -> None:
    text = "在职人数: {取值: 22, 来源: 花名册第 3 页}\n计划采购金额:\n  value: 1,628.32 万元\n  source: 批复\n  note: 追加\n"

    assert {"在职人数": 22, "计划采购金额": 16_283_200} == found(taken(sample_audit, tmp_path / "f.yaml", text))


def test_a_workbook_of_ones_own_is_read_numbers_and_formulas_by_their_value(
    sample_audit: Audit, tmp_path: Path
) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(str(tmp_path / "f.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row(1, 0, ["事实", "取值", "来源"])
        page.write_row(2, 0, ["在职人数", 22, "花名册"])
        page.write_row(3, 0, ["编制人数", None, "批复"])
        page.write_formula(3, 1, "=20+7", None, 27)
        page.write_row(4, 0, ["满意度", 0.955, "问卷"])
        page.write_number(4, 1, 0.955, book.add_format({"num_format": "0.0%"}))
        page.write_row(5, 0, ["有转移支付资金", False, "下达文件"])

    expected = {"在职人数": 22, "编制人数": 27, "满意度": Fraction("0.955"), "有转移支付资金": False}
    assert expected == found(taken(sample_audit, tmp_path / "f.xlsx"))


def test_a_formula_without_a_saved_value_is_refused_at_its_cell(sample_audit: Audit, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["事实", "取值", "来源"], ["在职人数", "=1+1", "花名册"]):
        book.active.append(row)
    book.save(tmp_path / "f.xlsx")

    assert [("handed-value", "Sheet!B2")] == refused(taken(sample_audit, tmp_path / "f.xlsx"))


# Mistakes

WRONG = """事实,取值,来源
在职人,22,花名册
在职人数,,花名册
编制人数,abc,
满意度,0.8148,问卷
在职人数,22,花名册
在职人数,23,花名册
"""


def test_every_mistake_is_told_at_its_cell(sample_audit: Audit, tmp_path: Path) -> None:
    handed = taken(sample_audit, tmp_path / "f.csv", WRONG)

    assert [
        ("handed-fact", "line 2, column 1"),
        ("handed-value", "line 3, column 2"),
        ("handed-value", "line 4, column 2"),
        ("handed-source", "line 4, column 3"),
        ("handed-value", "line 5, column 2"),
        ("handed-twice", "line 7, column 1"),
    ] == refused(handed)
    assert "在职人数" in handed.troubles[0].zh


def test_mistakes_of_yaml_are_told_at_their_line(sample_audit: Audit, tmp_path: Path) -> None:
    text = "在职人数: 22\n编制人数:\n  取直: 22\n  来源: 批复\n满意度: {取值: 95%}\n"

    assert [
        ("handed-value", "line 1, column 7"),
        ("handed-value", "line 2, column 1"),
        ("handed-value", "line 3, column 3"),
        ("handed-source", "line 5, column 1"),
    ] == refused(taken(sample_audit, tmp_path / "f.yaml", text))


def test_a_copy_has_the_mistakes_as_comments_of_their_cells(sheet: bytes, sample_audit: Audit, tmp_path: Path) -> None:
    data = filled(sheet, {"在职人数": ("22.5", "", "")})
    troubles: tuple[Trouble, ...] = taken(sample_audit, tmp_path / "f.xlsx", data).troubles
    copy = openpyxl.load_workbook(io.BytesIO(marked(data, "f.xlsx", troubles)))
    comments = {
        cell.coordinate[0]: cell.comment.text for row in copy[SHEET].iter_rows() for cell in row if cell.comment
    }

    assert {"I", "J"} == set(comments)
    assert ["handed-value", "handed-source"] == [comments[column].partition("：")[0] for column in "IJ"]


def test_a_sheet_of_another_report_is_refused_unless_it_names_none(
    sheet: bytes, sample_audit: Audit, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    book[BASE]["A2"].value = "f" * 64
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(CodedError) as refusal:
        taken(sample_audit, tmp_path / "f.xlsx")
    del book[BASE]
    book.save(tmp_path / "own.xlsx")

    assert "facts-other-report" == refusal.value.code
    assert {} == found(taken(sample_audit, tmp_path / "own.xlsx"))


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


BOMB = b'<worksheet><mergeCell ref="A1:XFD1048576"/></worksheet>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("f.xlsx", b"PK\x03\x04 cut"),
        ("f.xlsx", _zip({"xl/worksheets/sheet1.xml": BOMB})),
        ("f.xlsx", _zip({"[Content_Types].xml": b"<x"})),
        ("f.csv", b""),
        ("f.csv", "事实,取值\n在职人数,22\n".encode()),
        ("f.csv", '事实,取值,来源\n"在职'.encode()),
        ("f.csv", b"\xff\xfe\x00"),
        ("f.csv", b"\x81"),
        ("f.txt", b"x"),
    ],
)
def test_a_file_that_is_no_table_of_facts_is_refused_in_a_sentence(
    sample_audit: Audit, tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(CodedError) as refusal:
        taken(sample_audit, tmp_path / name, data)

    assert "facts-file" == refusal.value.code


def test_yaml_that_is_none_is_refused_at_its_line(sample_audit: Audit, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        taken(sample_audit, tmp_path / "f.yaml", "a: [1\n")


def test_a_file_that_is_not_there_is_refused(sample_audit: Audit, sample: Document, tmp_path: Path) -> None:
    with pytest.raises(CodedError) as refusal:
        read_handed(tmp_path / "none.xlsx", sample_audit.rubric.dictionary, sample)

    assert "facts-file" == refusal.value.code
