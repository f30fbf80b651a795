"""Tables of Word: rows are lines, cells have their place in the grid, and nothing is said twice."""

from __future__ import annotations

import pytest
from tests.report.word_files import package, paragraph, silent, text_box

from youju.report import Document, fold
from youju.report.word import read_docx


def cell(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(each if each.startswith('<w:tc') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def document(body: str) -> Document:
    return read_docx(package(body), "a.docx", silent)


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def test_rows_are_lines_and_cells_stand_in_the_grid() -> None:
    found = document(paragraph("前") + table(row("指标", "分值"), row("支出率", "3")) + paragraph("后"))
    kinds = [(block.kind, block.paragraph, block.table, block.row, block.column) for block in found.blocks]

    assert found.text == "前\n指标\t分值\n支出率\t3\n后\n"
    assert kinds == [
        ("paragraph", 1, 0, 0, 0),
        ("cell", 2, 1, 1, 1),
        ("cell", 3, 1, 1, 2),
        ("cell", 4, 1, 2, 1),
        ("cell", 5, 1, 2, 2),
        ("paragraph", 6, 0, 0, 0),
    ]


def test_merged_cells_say_their_text_once_and_how_far_they_reach() -> None:
    found = document(
        table(
            row(cell("自评表", span(3))),
            row(cell("一级", DOWN), cell("二级", DOWN), "三级"),
            row(cell("", GOES_ON), cell("", GOES_ON), "四级"),
            row(cell("", GOES_ON), "五级", "六级"),
        )
    )
    spans = {found.text[b.start : b.end]: (b.row, b.column, b.row_span, b.column_span) for b in found.blocks}

    assert found.text == "自评表\n一级\t二级\t三级\n\t\t四级\n\t五级\t六级\n"
    assert spans == {
        "自评表": (1, 1, 1, 3),
        "一级": (2, 1, 3, 1),
        "二级": (2, 2, 2, 1),
        "三级": (2, 3, 1, 1),
        "四级": (3, 3, 1, 1),
        "五级": (4, 2, 1, 1),
        "六级": (4, 3, 1, 1),
    }


def test_cells_left_out_before_a_row_and_merged_to_the_right_are_counted() -> None:
    right = cell("乙", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>")
    found = document(table(row("甲", right, "丙"), row("丁", properties='<w:gridBefore w:val="3"/>')))

    assert [(b.column, b.column_span) for b in found.blocks] == [(1, 1), (2, 2), (4, 1), (4, 1)]


def test_a_cell_keeps_its_row_together_whatever_it_holds() -> None:
    inside = paragraph("第一段") + "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>" + table(row("内1", "内2"))
    found = document(table(row(cell(inside), "右")))

    assert found.text == "第一段 上 下 内1 内2\t右\n"


def test_boxes_and_notes_of_a_row_follow_it() -> None:
    box = text_box(f"<w:txbxContent>{paragraph('盒')}</w:txbxContent>")
    found = document(table(row(cell(f"<w:p><w:r><w:t>甲</w:t></w:r>{box}</w:p>"), "乙"), row("丙", "丁")))

    assert found.text == "甲\t乙\n盒\n丙\t丁\n"


def test_a_table_of_one_column_is_paragraphs() -> None:
    heading = paragraph("总则", '<w:outlineLvl w:val="0"/>')
    found = document(table(row(cell(heading + paragraph("第一条。"))), row("第二条。")))

    assert found.text == "\n总则\n第一条。\n第二条。\n"
    assert [(b.kind, b.table, b.row) for b in found.blocks] == [
        ("heading", 1, 1),
        ("paragraph", 1, 1),
        ("paragraph", 1, 2),
    ]


def test_a_row_of_one_cell_keeps_its_paragraphs_apart() -> None:
    found = document(table(row("项目", "情况"), row(cell(paragraph("一、收入") + paragraph("二、支出"), span(2)))))

    assert fold(found).text == "项目情况\n一、收入\n二、支出"


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        (row("丙", "4", properties='<w:del w:id="1"/>'), "deletion"),
        (row("丙", "4", properties="<w:hidden/>"), "hidden"),
        (row(cell("丙", '<w:cellDel w:id="1"/>'), cell("4", '<w:cellDel w:id="1"/>')), "deletion"),
        (f"<w:del>{row('丙', '4')}</w:del>", "deletion"),
    ],
)
def test_a_row_that_is_gone_counts_for_nothing(second: str, kind: str) -> None:
    found = document(table(row("甲", "3"), second, row("乙", "5", properties='<w:ins w:id="2"/>')))

    assert fold(found).text == "甲3\n乙5"
    assert [block.kind for block in found.blocks] == ["cell", "cell", kind, kind, "cell", "cell"]


def test_controls_around_rows_and_cells_are_seen_through() -> None:
    inner = f"<w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>{cell('乙')}"
    found = document(table(f"<w:sdt><w:sdtContent><w:tr>{inner}</w:tr></w:sdtContent></w:sdt>", row("丙", "丁")))

    assert found.text == "甲\t乙\n丙\t丁\n"


def test_a_table_within_a_layout_table_is_a_table_of_its_own() -> None:
    found = document(table(row(cell(paragraph("表题") + table(row("甲", "乙"), row("丙", "丁")) + paragraph("完")))))
    places = [(b.table, b.row, b.column) for b in found.blocks]

    assert found.text == "表题\n甲\t乙\n丙\t丁\n完\n"
    assert places == [(1, 1, 1), (2, 1, 1), (2, 1, 2), (2, 2, 1), (2, 2, 2), (1, 1, 1)]


def test_a_repeated_header_row_is_stored_once() -> None:
    header = row("指标", "分值", properties="<w:tblHeader/>")
    found = document(table(header, *(row(f"指标{at}", str(at)) for at in range(100))))

    assert found.text.count("分值") == 1
    assert {block.table for block in found.blocks} == {1}
