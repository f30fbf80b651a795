"""A workbook of facts that came back, ours or somebody's own; a formula is read by its saved value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from youju.author.handed.layout import BASE, FORM, SHEET
from youju.author.handed.lines import MAX_LINES, Came, Cell, Spot, Trouble, refuse, tabular
from youju.author.sheet.marked import mark_cells
from youju.author.sheet.package import check_package
from youju.author.sheet.workbook import cell_text
from youju.source import CodedError

_MOST_COLUMNS = 64


def from_workbook(path: Path, data: bytes) -> Came:
    """The lines of a workbook. CodedError where it is none, or too large."""
    book, rows = book_rows(path, data)
    return Came(tuple(tabular(rows, path.name)), _report(book))


def book_rows(path: Path, data: bytes) -> tuple[Any, Iterator[Sequence[Cell]]]:
    """A workbook, and the cells of its sheet of facts, else of its first, by row. CodedError where it has none."""
    try:
        check_package(path)
    except CodedError as error:
        raise refuse(error.zh, error.en) from error
    book = _opened(data, path.name, values=False)
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0] if book.worksheets else None
    if sheet is None or sheet.max_row > MAX_LINES:
        raise refuse(
            f"“{path.name}”没有表，或超过 {MAX_LINES} 行", f"“{path.name}” has no sheet, or more than {MAX_LINES} rows"
        )
    saved: list[Any] = []

    def value_of(cell: Any) -> Any:
        """The saved value of a formula, from the same file opened for its values, once one is met."""
        if not saved:
            saved.append(_opened(data, path.name, values=True)[sheet.title])
        return saved[0][cell.coordinate]

    return book, _rows(sheet, value_of)


def marked(data: bytes, name: str, troubles: Sequence[Trouble]) -> bytes:
    """A copy of a workbook with its mistakes as comments of their cells."""
    told: dict[tuple[str, int, int], list[str]] = {}
    for one in troubles:
        told.setdefault((one.spot.sheet, one.spot.line, one.spot.column), []).append(f"{one.code}：{one.zh}\n{one.en}")
    return mark_cells(_opened(data, name, values=False), told)


def _opened(data: bytes, name: str, values: bool) -> Any:
    try:
        return openpyxl.load_workbook(BytesIO(data), keep_links=False, data_only=values)
    except Exception as error:  # openpyxl raises whatever a broken part of a file makes it stumble over
        zh = f"“{name}”里有坏的部分，打不开；请用 Excel 打开另存一份"
        raise refuse(zh, f"a part of “{name}” is broken; open it in Excel and save it anew") from error


def _rows(sheet: Any, value_of: Callable[[Any], Any]) -> Iterator[Sequence[Cell]]:
    for row in sheet.iter_rows(max_col=min(sheet.max_column, _MOST_COLUMNS)):
        yield [_cell(cell, sheet.title, value_of) for cell in row]


def _cell(cell: Any, title: str, value_of: Callable[[Any], Any]) -> Cell:
    spot = Spot(cell.row, cell.column, title)
    if cell.data_type == "f":
        cell = value_of(cell)
        if cell.value is None:
            zh = "这一格是公式，文件里没有存下它的结果；请换成值"
            return Cell("", spot, (zh, "a formula without a saved value; put the value"))
    text = cell_text(cell)
    return Cell(text, spot) if isinstance(text, str) else Cell("", spot, text)


def _report(book: Any) -> str | None:
    """The SHA-256 of the report that our own sheet was made from."""
    if BASE not in book.sheetnames or book[BASE]["A1"].value != FORM:
        return None
    return str(book[BASE]["A2"].value or "")
