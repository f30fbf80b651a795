"""The tables of a document: cells as a format marks them, or rows of plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from youju.report import Document, read_bytes, tables_of
from youju.report.builder import Builder


def plain(text: str) -> Document:
    return read_bytes(text.encode(), "table.md")


def grids(document: Document) -> list[list[tuple[int, int, str]]]:
    return [
        [(cell.row, cell.column, document.text[cell.start : cell.end]) for cell in table.cells]
        for table in tables_of(document)
    ]


def test_markdown_tables_are_cells_without_their_rule() -> None:
    document = plain("甲\n\n| 指标 | 分值 |\n|:---|---:|\n| 支出率 | 3 |\n| | 2 |\n\n乙 | 丙\n\na | b | c\n| d | e |\n")

    assert [
        [(1, 1, "指标"), (1, 2, "分值"), (2, 1, "支出率"), (2, 2, "3"), (3, 2, "2")],
        [(1, 1, "a"), (1, 2, "b"), (1, 3, "c"), (2, 1, "d"), (2, 2, "e")],
    ] == grids(document)


def test_rows_with_tabs_are_a_table_and_one_alone_is_none() -> None:
    document = plain("甲\t乙\n\n指标\t\t分值\n支出率\t说明\t3\t\n丙\n")

    assert [[(1, 1, "指标"), (1, 3, "分值"), (2, 1, "支出率"), (2, 2, "说明"), (2, 3, "3")]] == grids(document)


def marked() -> Document:
    builder = Builder()
    for row, column, text, down, across in (
        (1, 1, "甲", 2, 1),
        (1, 2, "乙", 1, 2),
        (2, 2, "丙", 1, 1),
        (2, 2, "丁", 1, 1),
    ):
        builder.add(text, kind="cell", table=1, row=row, column=column, row_span=down, column_span=across)
        builder.next_cell()
    return builder.document("a.docx", b"", "docx")


def test_a_merged_cell_stands_for_all_that_it_covers() -> None:
    document = marked()
    (table,) = tables_of(document)
    found = {
        place: document.text[cell.start : cell.end] if (cell := table.at(*place)) else None
        for place in ((1, 1), (2, 1), (1, 2), (1, 3), (2, 2), (2, 3))
    }

    expected = {(1, 1): "甲", (2, 1): "甲", (1, 2): "乙", (1, 3): "乙", (2, 2): "丙\t丁", (2, 3): None}
    assert expected == found
    assert [["甲", "乙"], ["甲", "丙\t丁"]] == [
        [document.text[cell.start : cell.end] for cell in table.row_of(row)] for row in table.rows
    ]


def test_spans_without_end_cost_nothing() -> None:
    builder = Builder()
    builder.add("甲", kind="cell", table=1, row=1, column=1, row_span=10**9, column_span=10**9)
    builder.next_cell()
    builder.add("乙", kind="cell", table=1, row=1, column=2)
    (table,) = tables_of(builder.document("a.docx", b"", "docx"))

    assert [1, 2] == [cell.column for cell in table.row_of(1)]


@given(
    st.lists(st.lists(st.text("甲乙1. ", max_size=3).map(str.strip), min_size=2, max_size=4), min_size=2, max_size=5)
)
def test_what_is_written_with_tabs_is_read_where_it_was_written(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join([*row, "终"]) for row in rows)

    expected = [
        [(r, c, cell) for r, row in enumerate(rows, 1) for c, cell in enumerate([*row, "终"], 1) if cell],
    ]
    assert expected == grids(plain(text))
