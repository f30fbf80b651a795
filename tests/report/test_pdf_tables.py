"""Ruled tables of a PDF: rows and cells, over pages, with merged cells; what only looks like one is none."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import HEIGHT, WIDTH, drawn
from reportlab.pdfgen.canvas import Canvas

from youju.report import Document, fold
from youju.report.pdf import read_pdf

COLUMNS = (80.0, 160.0, 330.0, 515.0)
HEADER = ("指标", "预算数（万元）", "决算数（万元）")


def read(data: bytes) -> Document:
    return read_pdf(data, "a.pdf", lambda _done, _total: None)


def rule(canvas: Canvas, rows: Sequence[Sequence[str]], top: float, columns: Sequence[float] = COLUMNS) -> None:
    for at, row in enumerate(rows):
        low = top - 24 * (at + 1)
        for text, left, right in zip(row, columns, columns[1:], strict=False):
            canvas.rect(left, low, right - left, 24)
            canvas.drawString(left + 3, low + 8, text)


def cells(document: Document) -> list[tuple[str, int, int, int, int]]:
    return [
        (document.text[block.start : block.end], block.page, block.table, block.row, block.column)
        for block in document.blocks
        if block.kind == "cell"
    ]


def test_a_table_is_rows_of_cells_between_the_paragraphs() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(104, 760, "收支见下表。")
        rule(canvas, [HEADER, ("收入", "1,628.32", "2,450.60")], 700)
        canvas.drawString(104, 600, "以上单位为万元。")

    document = read(drawn(draw))

    assert (
        "收支见下表。\n指标\t预算数（万元）\t决算数（万元）\n收入\t1,628.32\t2,450.60\n以上单位为万元。\n"
        == document.text
    )
    assert ("1,628.32", 1, 1, 2, 2) in cells(document)
    assert "第 1 页（表 1 第 2 行第 2 列）" == document.quote(*span(document, "1,628.32")).where()
    assert "收支见下表。\n指标预算数(万元)决算数(万元)\n收入1,628.32 2,450.60\n以上单位为万元。" == fold(document).text


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_furniture() -> None:
    def first(canvas: Canvas) -> None:
        canvas.drawString(104, 200, "收支见下表。")
        rule(canvas, [HEADER, ("收入", "1", "2")], 140)
        canvas.drawCentredString(WIDTH / 2, 40, "- 1 -")

    def second(canvas: Canvas) -> None:
        rule(canvas, [HEADER, ("支出", "3", "4")], 780)
        canvas.drawCentredString(WIDTH / 2, 40, "- 2 -")

    document = read(drawn(first, second))

    assert [("支出", 2, 1, 3, 1), ("3", 2, 1, 3, 2), ("4", 2, 1, 3, 3)] == cells(document)[6:]
    assert 3 == sum(block.page == 2 and block.kind == "furniture" for block in document.blocks) - 1
    assert "收支见下表。\n指标预算数(万元)决算数(万元)\n收入1 2\n支出3 4" == fold(document).text


def test_a_table_with_other_columns_is_another() -> None:
    document = read(
        drawn(
            lambda canvas: rule(canvas, [("甲", "乙", "丙")], 140),
            lambda canvas: rule(canvas, [("丁", "戊")], 780, (80.0, 300.0, 515.0)),
        )
    )

    assert [1, 1, 1, 2, 2] == [table for _, _, table, _, _ in cells(document)]


def test_a_table_after_a_paragraph_of_its_page_is_another() -> None:
    def second(canvas: Canvas) -> None:
        canvas.drawString(104, 790, "另一张表。")
        rule(canvas, [("甲", "乙", "丙")], 760)

    document = read(drawn(lambda canvas: rule(canvas, [("甲", "乙", "丙")], 140), second))

    assert [1, 1, 1, 2, 2, 2] == [table for _, _, table, _, _ in cells(document)]


def test_merged_cells_tell_what_they_cover() -> None:
    def draw(canvas: Canvas) -> None:
        for box in ((80, 500, 100, 48), (180, 524, 200, 24), (180, 500, 100, 24), (280, 500, 100, 24)):
            canvas.rect(*box)
        for x, y, text in ((83, 520, "合并"), (183, 530, "横跨 55"), (183, 506, "甲 6"), (283, 506, "乙 7")):
            canvas.drawString(x, y, text)

    document = read(drawn(draw))
    spans = {
        document.text[block.start : block.end]: (block.row, block.column, block.row_span, block.column_span)
        for block in document.blocks
    }

    assert {"合并": (1, 1, 2, 1), "横跨 55": (1, 2, 1, 2), "甲 6": (2, 2, 1, 1), "乙 7": (2, 3, 1, 1)} == spans
    assert "合并\t横跨 55\n\t甲 6\t乙 7\n" == document.text


def test_a_number_on_two_lines_of_a_narrow_cell_is_one_and_two_words_stay_two() -> None:
    def draw(canvas: Canvas) -> None:
        for box in ((80, 500, 34, 48), (114, 500, 60, 48)):
            canvas.rect(*box)
        for x, y, text in ((81, 530, "1,62"), (81, 510, "8.32"), (117, 530, "total"), (117, 510, "paid")):
            canvas.drawString(x, y, text)

    assert "1,628.32\ttotal paid\n" == read(drawn(draw)).text


def test_frames_and_single_lines_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 40, WIDTH - 80, HEIGHT - 80)
        canvas.line(80, 770, 515, 770)
        canvas.rect(80, 600, 435, 100)
        canvas.drawString(104, 740, "正文。")
        canvas.drawString(104, 660, "框里的一段话，共8项。")
        canvas.line(104, 655, 180, 655)

    document = read(drawn(draw))

    assert ([], "正文。\n框里的一段话，共8项。\n") == (cells(document), document.text)


def test_white_headings_on_dark_cells_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.2, 0.6)
        canvas.rect(80, 676, 435, 24, fill=1)
        canvas.setFillGray(1)
        rule(canvas, [HEADER], 700)
        canvas.setFillGray(0)
        rule(canvas, [("收入", "5", "6")], 676)

    document = read(drawn(draw))

    assert (["指标", "预算数（万元）", "决算数（万元）", "收入", "5", "6"], ()) == (
        [text for text, *_ in cells(document)],
        document.remarks,
    )


def span(document: Document, text: str) -> tuple[int, int]:
    start = document.text.index(text)
    return start, start + len(text)
