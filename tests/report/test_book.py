"""Workbooks as documents: what a cell shows is what is read, at its place; what is not seen is not read."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from book_files import MAIN, bare, book, changed, packed, unpacked
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from youju.report import Document, Remark, ReportError, fold, read_bytes
from youju.report.book import read_xlsx
from youju.report.book.shown import shown, stored


def quiet(done: int, total: int) -> None:
    """Nobody listens."""


def read(data: bytes) -> Document:
    return read_xlsx(data, "book.xlsx", quiet)


def lines(document: Document) -> list[str]:
    return document.text.splitlines()


def remarks(document: Document) -> list[tuple[str, str, list[str]]]:
    return [(one.code, one.level, _texts(document, one)) for one in document.remarks]


def _texts(document: Document, remark: Remark) -> list[str]:
    return [document.text[start:end] for start, end in remark.spans]


def saved(made: openpyxl.Workbook) -> bytes:
    memory = io.BytesIO()
    made.save(memory)
    return memory.getvalue()


ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("0.8148", "0.00%", "81.48%"),
        ("1628.32", "#,##0.00", "1,628.32"),
        ("0.15000000000000002", "General", "0.15"),
        ("1628.3199999999999", "General", "1628.32"),
        ("1.005", "0.00", "1.01"),
        ("2.5", '0.00"万元"', "2.50万元"),
        ("5", '0"分"', "5分"),
        ("5", 'G/通用格式"分"', "5分"),
        ("45432", "yyyy-mm-dd", "2024-05-20"),
        ("45432", 'yyyy"年"m"月"d"日"', "2024年5月20日"),
        ("45432", "[$-804]yyyy/m/d;@", "2024/5/20"),
        ("45432", "[$-F800]dddd, mmmm dd, yyyy", "2024年5月20日"),
        ("45432.75", 'yyyy-mm-dd h:mm:ss', "2024-05-20 18:00:00"),
        ("60", "yyyy-mm-dd", "1900-02-29"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.75", "上午/下午h:mm", "下午6:00"),
        ("-1234.5", "#,##0.00;(#,##0.00)", "-1,234.50"),
        ("-3", "0;[Red]0", "-3"),
        ("-0.001", "0.00", "0.00"),
        ("0", ACCOUNTING, "0"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("12345", '0!.0,"万"', "1.2万"),
        ("16283200", '0.00,,"百万"', "16.28百万"),
        ("150", '[>=100]0"多";0.0', "150多"),
        ("15", '[>=100]0"多";0.0', "15.0"),
        ("0.5", "#.##", "0.5"),
        ("5", "0.##", "5"),
        ("12", "000", "012"),
        ("1234567", "0,000", "1,234,567"),
        ("12345.678", "0.00E+00", "1.23E+04"),
        ("12.5", "# ?/?", "12.5"),
        ("123456789012", "General", "123456789012"),
        ("0.3333333333333333", "General", "0.333333333"),
        ("7", ";;;", ""),
        ("99.5", "@", "99.5"),
        ("3000000", "yyyy-mm-dd", "3000000"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_excel_shows_it(value: str, code: str, expected: str) -> None:
    number = stored(value)

    assert number is not None
    assert expected == shown(number, code)


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4), st.booleans())
def test_a_number_shown_with_places_is_its_own_rounding(value: Decimal, places: int, grouped: bool) -> None:
    """Half up, never further away than half a unit of the last place, and the same with and without commas."""
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    number = stored(str(value))
    assert number is not None
    text = shown(number, code)

    assert abs(Decimal(text.replace(",", "")) - number) <= Decimal(1).scaleb(-places) / 2
    assert len(text.partition(".")[2]) == places
    assert grouped or "," not in text


@given(st.text('0#?.,%;@"\\!_*[]ymdhsE+->=$年元 ', max_size=24), st.decimals(-(10**9), 10**9, places=3))
def test_no_format_breaks_the_reader(code: str, value: Decimal) -> None:
    assert isinstance(shown(value, code), str)


def test_rows_are_lines_and_cells_have_their_places() -> None:
    data = book(
        {
            "评分表": [
                ["自评表"],
                [],
                ["指标", "分值", "自评得分"],
                ["支出率", 5, (0.8148, "0.00%")],
                [None, True, "甲\n乙"],
            ]
        },
        [("评分表", "A4:A5")],
    )
    document = read(data)

    assert ["自评表", "指标\t分值\t自评得分", "支出率\t5\t81.48%", "TRUE\t甲 乙"] == lines(document)
    places = [(b.kind, b.table, b.cell, b.row_span, b.column_span) for b in document.blocks]
    assert [
        ("paragraph", 0, "A1", 1, 1),
        ("cell", 1, "A3", 1, 1),
        ("cell", 1, "B3", 1, 1),
        ("cell", 1, "C3", 1, 1),
        ("cell", 1, "A4", 2, 1),
        ("cell", 1, "B4", 1, 1),
        ("cell", 1, "C4", 1, 1),
        ("cell", 1, "B5", 1, 1),
        ("cell", 1, "C5", 1, 1),
    ] == places
    assert () == document.remarks
    at = document.text.index("81.48%")
    assert "评分表!C4" == document.quote(at, at + 6).where()


def test_a_report_in_one_column_reads_as_the_same_report_in_text(sample: Document) -> None:
    paragraphs = [line for line in sample.text.split("\n") if line.strip()]
    document = read(book({"Sheet1": [[line] for line in paragraphs]}))

    assert fold(sample).text == fold(document).text


def test_a_whole_report_in_one_cell_keeps_its_lines() -> None:
    document = read(book({"Sheet1": [["一、概况\n甲。\n二、结论\n自评得分99分。"]]}))

    assert ["一、概况", "甲。", "二、结论", "自评得分99分。"] == lines(document)


def test_hidden_sheets_rows_columns_and_values_are_not_read() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "评分表"
    for row in (["指标", "得分", "草稿"], ["支出率", 3, "未定"], ["删去的一行", 5, "x"], ["结余率", 2, None]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["B4"].number_format = ";;;"
    other, third = made.create_sheet("底稿"), made.create_sheet("说明")
    other["A1"], other["B1"], other.sheet_state = "真实得分", 1, "veryHidden"
    third["A1"], third.sheet_state = "只有文字", "hidden"
    document = read(saved(made))

    assert "指标得分\n支出率3\n结余率" == fold(document).text
    assert [
        ("hidden-sheet", "P1", ["草稿", "未定", "删去的一行", "5", "x", "2"]),
        ("hidden-sheet", "P1", ["真实得分", "1"]),
        ("hidden-sheet", "P2", ["只有文字"]),
    ] == remarks(document)


def test_a_value_under_a_merged_cell_is_not_seen() -> None:
    data = bare(
        '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>4</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )

    assert [("hidden-sheet", "P1", ["4"])] == remarks(read(data))


def test_a_merged_range_of_the_whole_sheet_costs_nothing() -> None:
    data = bare(
        '<row r="2"><c r="B2"><v>5</v></c><c r="C2"><v>4</v></c></row>',
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )

    assert [("hidden-sheet", "P1", ["5", "4"])] == remarks(read(data))


def test_comments_are_kept_and_not_read() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "支出率", 3
    sheet["B1"].comment = Comment("复核：只能给2分", "某人")
    document = read(saved(made))

    assert "支出率3" == fold(document).text
    assert [("comment-in-report", "P2", ["复核：只能给2分"])] == remarks(document)


def test_a_formula_is_its_stored_value_and_without_one_it_is_empty() -> None:
    data = bare(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v></v></c>'
        '<c r="C1"><f>SUM(A1:A9)</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1" t="b"><v>0</v></c></row>'
    )
    document = read(data)

    assert ["2\t#DIV/0!\tFALSE"] == lines(document)
    assert [("formula-without-value", "P1", []), ("cell-error", "P2", ["#DIV/0!"])] == remarks(document)
    assert "评分表!C1" in document.remarks[0].zh


@pytest.mark.parametrize("strict", [False, True])
def test_strings_of_every_kind_are_read(strict: bool) -> None:
    data = bare(
        '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>乙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></is></c>'
        '<c t="d"><v>2024-05-20T00:00:00</v></c><c t="str"><f>X</f><v>丁</v></c></row>',
        strict=strict,
        xl__strings=f'<sst xmlns="{MAIN}"><si><r><t>甲</t></r><r><t xml:space="preserve"> _x0041_ </t></r>'
        '<rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr/></si></sst>',
    )

    assert ["甲 A \t乙\t2024-05-20\t丁"] == lines(read(data))


def test_days_since_1904_are_days() -> None:
    data = book({"表": [[(43970, "yyyy-mm-dd"), "日期"]]})
    since = changed(data, "xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')

    assert ["2024-05-20\t日期"] == lines(read(since))


def test_a_workbook_of_sloppy_names_is_read() -> None:
    """Parts by their absolute names, with backslashes, in other cases."""
    data = changed(
        book({"表": [["甲", 1]]}), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "\\XL\\Worksheets\\Sheet1.xml"
    )

    assert ["甲\t1"] == lines(read(data))


def test_macros_are_told_and_not_run() -> None:
    data = packed(unpacked(book({"表": [["甲", 1]]})) | {"xl/vbaProject.bin": b"\xd0\xcf"})

    assert [("macros-not-run", "P2", [])] == remarks(read(data))


def test_a_sheet_may_claim_any_size() -> None:
    data = changed(book({"表": [["甲", 1]]}), "xl/worksheets/sheet1.xml", 'ref="A1:B1"', 'ref="A1:XFD1048576"')

    assert ["甲\t1"] == lines(read(data))


def _many(count: int) -> str:
    return "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 100 + "</row>" for r in range(1, count // 100 + 1))


MERGED = '<mergeCells><mergeCell ref="A1:XFD500000"/>' + '<mergeCell ref="A1:CV900000"/>' * 300 + "</mergeCells>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bare(_many(200_100)), "report-too-heavy"),
        (bare(_many(9_900), MERGED), "report-too-heavy"),
        (bare('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "report-broken"),
        (bare('<row r="1"><c r="AAAA1"><v>7</v></c></row>'), "report-broken"),
        (bare('<row r="1048577"><c><v>7</v></c></row>'), "report-broken"),
        (bare('<row r="1"><c r="A1"><v>7</v>'), "report-broken"),
        (bare("", '<cols><col min="1" max="9" hidden="1"/><col min="1" max="9" hidden="1"/></cols>'), "report-broken"),
        (bare(""), "report-empty"),
        (packed({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook>&b;</workbook>"}), "report-broken"),
        (packed({"xl/worksheets/sheet1.xml": ""}), "report-broken"),
    ],
    ids=["cells", "merged ranges", "a missing string", "a column", "a row", "cut short", "columns", "empty", "an entity", "no workbook"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ReportError) as refused:
        read(data)

    assert code == refused.value.code


def test_nearly_as_many_cells_as_may_be_are_read() -> None:
    told: list[tuple[int, int]] = []
    document = read_xlsx(bare(_many(199_900)), "book.xlsx", lambda done, total: told.append((done, total)))

    assert 199_900 == len(document.blocks)
    assert [(n, 1999) for n in range(100, 1999, 100)] == told


def test_a_workbook_is_told_by_its_bytes_and_read_in_a_process_of_its_own() -> None:
    document = read_bytes(book({"评分表": [["指标", "自评得分"], ["支出率", (3, '0"分"')]]}), "自评.xlsx")

    assert (["指标\t自评得分", "支出率\t3分"], "xlsx", ()) == (lines(document), document.encoding, document.remarks)


@given(
    st.lists(
        st.lists(st.text("甲乙12.%\n\t <&>\"'_x000D_", max_size=8), min_size=2, max_size=4), min_size=1, max_size=5
    )
)
def test_whatever_text_is_in_cells_stands_in_the_document(rows: list[list[str]]) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text.strip():
                sheet.cell(r, c).value = text
                sheet.cell(r, c).data_type = "s"
    assume(any(text.strip() for row in rows for text in row))
    document = read(saved(made))
    kept = "".join(text for row in rows for text in row if text.strip()).replace("_x000D_", "\r")

    assert "".join(kept.split()) == "".join(document.text.split())
