"""A workbook as a document: sheets in their order, rows as lines, cells parted by tabs, each at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from youju.report.book.remarks import Noticed, remarks_of
from youju.report.book.sheet import Area, Cell, Sheet, letters, rows_of
from youju.report.book.workbook import SheetPart, Workbook, open_workbook
from youju.report.builder import Builder
from youju.report.document import Document
from youju.report.errors import ReportError
from youju.report.package import Package
from youju.report.progress import Progress

MOST_CELLS = 200_000
"""The most cells with something in them that a workbook may have."""
_MOST_COVERED = 2 * MOST_CELLS
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_TOLD_EVERY = 100
_SENTENCE = re.compile(r"。\s*$|.{60}", re.DOTALL)
_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")


def read_xlsx(data: bytes, name: str, tell: Progress) -> Document:
    """The workbook in `data`. A row is a line, its cells are parted by tabs and are as Excel shows them.

    Rows of one cell each that stand by themselves, above a table, or hold a sentence are paragraphs, so that a report
    pasted into a column reads as one.
    Hidden sheets, rows, columns and values, and comments, stand in the text and are not read. Raises ReportError:
    `report-broken`, `report-encrypted`, `report-too-heavy`, `report-too-large`, `report-empty`.
    """
    book = open_workbook(Package(data))
    builder = Builder()
    noticed = Noticed(macros=book.macros)
    table = cells = rows = 0
    total = sum(_rows(book, sheet) for sheet in book.sheets)
    for part in book.sheets:
        sheet = Sheet()
        for count in rows_of(book, part.part, sheet):
            rows += 1
            if cells + count > MOST_CELLS:
                raise _too_many()
            if rows % _TOLD_EVERY == 0:
                tell(rows, total)
        cells += len(sheet.cells)
        table += _write(builder, part, sheet, table + 1, noticed)
    for remark in remarks_of(noticed):
        builder.remark(remark)
    return builder.document(name, data, "xlsx")


def _rows(book: Workbook, sheet: SheetPart) -> int:
    return sum(1 for _ in _ROW.finditer(book.package.read(sheet.part)))


def _too_many() -> ReportError:
    zh = f"工作簿有 {MOST_CELLS // 10_000} 万个以上有内容的单元格，没有读；请只留评分表和报告正文"
    return ReportError("report-too-heavy", zh, f"the workbook has over {MOST_CELLS:,} filled cells; split it")


def _write(builder: Builder, part: SheetPart, sheet: Sheet, table: int, noticed: Noticed) -> bool:
    """Writes a sheet; whether it holds a table."""
    cells = [sheet.cells[at] for at in sorted(sheet.cells)]
    spans, covered = _spans(sheet.merged, cells)
    seen: list[Cell] = []
    unseen: list[Cell] = []
    for cell in cells:
        hidden = part.hidden or sheet.hides(cell) or (cell.row, cell.column) in covered
        if cell.text:
            (unseen if hidden else seen).append(cell)
        elif not part.hidden:
            noticed.no_values.append(f"{part.name}!{cell.name}")
    tabled = False
    builder.end_line()
    for block in _parted(seen):
        for rows, alone in _prose_apart(block):
            tabled = tabled or not alone
            for row in rows:
                _line(builder, part.name, row, 0 if alone else table, spans, noticed)
    _hidden(builder, part, unseen, noticed)
    for row, column, text in sheet.comments:
        span = builder.add(text, kind="comment", sheet=part.name, cell=f"{letters(column)}{row}")
        noticed.comments.append(span)
        builder.end_line()
    return tabled


def _parted(cells: Sequence[Cell]) -> Iterator[list[list[Cell]]]:
    """Rows with the rows that follow them, up to an empty one."""
    block: list[list[Cell]] = []
    for row, found in groupby(cells, key=attrgetter("row")):
        if block and row > block[-1][0].row + 1:
            yield block
            block = []
        block.append(list(found))
    if block:
        yield block


def _prose_apart(block: Sequence[list[Cell]]) -> Iterator[tuple[list[list[Cell]], bool]]:
    """The rows of a block, and whether they are paragraphs: rows of one cell above a table, or with a sentence in them.

    Other rows of one cell head a part of their table.
    """
    for single, found in groupby(block, key=lambda row: len(row) == 1):
        rows = list(found)
        alone = single and (rows[0] is block[0] or any(_SENTENCE.search(row[0].text) for row in rows))
        yield rows, alone


def _line(
    builder: Builder,
    sheet: str,
    row: Sequence[Cell],
    table: int,
    spans: dict[tuple[int, int], tuple[int, int]],
    noticed: Noticed,
) -> None:
    for n, cell in enumerate(row):
        if n:
            builder.next_cell()
        down, across = spans.get((cell.row, cell.column), (1, 1))
        if table:
            place: dict[str, Any] = {
                "table": table,
                "row": cell.row,
                "column": cell.column,
                "row_span": down,
                "column_span": across,
            }
            span = builder.add(cell.text, kind="cell", sheet=sheet, cell=cell.name, **place)
        else:
            span = builder.add(_ENDS.sub("\n", cell.text), sheet=sheet, cell=cell.name)
        if cell.held == "error":
            noticed.errors.append(span)
    builder.end_line()


def _hidden(builder: Builder, part: SheetPart, unseen: Sequence[Cell], noticed: Noticed) -> None:
    """Writes what nobody sees, as such."""
    spans: list[tuple[int, int]] = []
    for _, row in groupby(unseen, key=attrgetter("row")):
        for n, cell in enumerate(row):
            if n:
                builder.next_cell()
            text = " ".join(cell.text.split())
            spans.append(builder.add(text, kind="hidden", sheet=part.name, cell=cell.name))
        builder.end_line()
    if spans:
        figures = any(cell.held == "number" for cell in unseen)
        noticed.hidden.append((part.name, part.hidden, figures, tuple(spans)))


def _spans(
    merged: Sequence[Area], cells: Sequence[Cell]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How far merged cells reach within what is filled, and the cells that they cover.

    A range may name the whole sheet: it is cut to the rows and columns that hold something.
    """
    rows = sorted({cell.row for cell in cells})
    last_row = rows[-1] if rows else 0
    last_column = max((cell.column for cell in cells), default=0)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    budget = _MOST_COVERED
    for area in merged:
        bottom, right = min(area.bottom, last_row), min(area.right, last_column)
        if area.top > bottom or area.left > right:
            continue
        spans[area.top, area.left] = (bottom - area.top + 1, right - area.left + 1)
        held = rows[bisect_right(rows, area.top - 1) : bisect_right(rows, bottom)]
        budget -= len(held) * (right - area.left + 1)
        if budget < 0:
            raise _too_many()
        covered |= {(row, column) for row in held for column in range(area.left, right + 1)} - {(area.top, area.left)}
    return spans, covered
