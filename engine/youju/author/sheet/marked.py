"""A copy of a workbook with its mistakes as comments of the cells; the workbook itself stays as it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from youju.author.sheet.layout import COLUMNS, ID, KIND, RULES
from youju.author.sheet.lines import Trouble

_AUTHOR = "youju"
_RED = PatternFill("solid", fgColor="FFC7CE")


def marked(book: Any, troubles: Iterable[Trouble]) -> bytes:
    """The workbook with a comment and a red ground at every mistake; one without a cell is told at the title."""
    told: dict[tuple[str, int, int], list[str]] = {}
    for one in troubles:
        told.setdefault(_cell(one), []).append(f"{one.code}：{one.zh}\n{one.en}")
    return mark_cells(book, told)


def mark_cells(book: Any, told: Mapping[tuple[str, int, int], Sequence[str]]) -> bytes:
    """The workbook with texts as comments of cells, each by its sheet, row and column, on a red ground."""
    for (sheet, row, column), texts in told.items():
        cell = _shown(book[sheet], row, column)
        comment = Comment("\n\n".join(texts), _AUTHOR)
        comment.width, comment.height = 420, 60 + 50 * len(texts)
        cell.comment, cell.fill = comment, _RED
    for sheet in {sheet for sheet, _, _ in told}:
        book[sheet].sheet_state = "visible"
    book.active = book.sheetnames.index(next(iter(told))[0]) if told else 0
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _shown(sheet: Any, row: int, column: int) -> Any:
    """A cell, or of merged ones the first, which is the one that is seen."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _cell(trouble: Trouble) -> tuple[str, int, int]:
    if trouble.line is None:
        return RULES, 1, 1
    columns = COLUMNS[trouble.line.sheet]
    column = trouble.column if trouble.column in columns else next(one for one in (KIND, ID) if one in columns)
    return trouble.line.sheet, trouble.line.at, columns.index(column) + 1
