"""One sheet: its cells as they are shown, what is merged, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from xml.etree.ElementTree import Element

from youju.report.book.shown import shown, stored
from youju.report.book.workbook import Relation, Workbook, relations, text_of
from youju.report.package import Package, broken, local
from youju.structs import Struct

Held = Literal["text", "number", "boolean", "error", "no value"]
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN = re.compile("[0-9]{1,5}")
_ON = ("1", "true", "on")
_MIDNIGHT = "T00:00:00"


class Cell(Struct):
    """A cell that holds something: its row and column from 1, the text shown, and what it holds.

    `no value` is a formula whose result the file does not store; `masked` a value that its format does not show.
    """

    row: int
    column: int
    text: str
    held: Held
    masked: bool = False

    @property
    def name(self) -> str:
        """`B3`."""
        return f"{letters(self.column)}{self.row}"


class Area(Struct):
    """A merged range, from its first to its last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A sheet as it is read, row by row."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict[tuple[int, int], Cell])
    merged: list[Area] = field(default_factory=list[Area])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    comments: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])

    def hides(self, cell: Cell) -> bool:
        """Whether a reader of the sheet does not see the cell."""
        return cell.masked or cell.row in self.hidden_rows or cell.column in self.hidden_columns


def rows_of(book: Workbook, part: str, sheet: Sheet) -> Iterator[int]:
    """Reads the sheet in `part` into `sheet`; gives the number of cells after each row, so that a caller can stop."""
    row = 0
    for element in book.package.elements(part, "row", "mergeCell", "col"):
        match local(element.tag):
            case "row":
                row = _row(book, element, row + 1, sheet)
                yield len(sheet.cells)
            case "mergeCell":
                sheet.merged.extend(_area(element.get("ref", "")))
            case _:
                _columns(element, sheet)
    sheet.comments.extend(_comments(book.package, relations(book.package, part)))


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 28 is AB."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def position(reference: str) -> tuple[int, int]:
    """Row and column of `B3`. Raises ReportError `report-broken` for what no sheet has."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        raise broken()
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    row = int(found[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise broken()
    return row, column


def _row(book: Workbook, element: Element, following: int, sheet: Sheet) -> int:
    number = element.get("r", "")
    row = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else following
    if not 1 <= row <= LAST_ROW:
        raise broken()
    if element.get("hidden") in _ON or _zero(element.get("ht")):
        sheet.hidden_rows.add(row)
    column = 0
    for child in element:
        if local(child.tag) != "c":
            continue
        reference = child.get("r")
        # A row may leave its number out, and so may a cell.
        at = position(reference) if reference else (row, column + 1)
        column = at[1]
        if (cell := _cell(book, child, *at)) is not None:
            sheet.cells[at] = cell
    return row


def _cell(book: Workbook, element: Element, row: int, column: int) -> Cell | None:
    value: str | None = None
    formula = False
    for child in element:
        match local(child.tag):
            case "v":
                value = child.text or ""
            case "f":
                formula = True
            case "is":
                value = text_of(child)
            case _:
                pass
    kind = element.get("t", "n")
    if value is None or (value == "" and kind != "str"):
        return Cell(row, column, "", "no value") if formula else None
    match kind:
        case "s":
            return _texted(row, column, _shared(book, value))
        case "b":
            return Cell(row, column, "TRUE" if value.strip() in _ON else "FALSE", "boolean")
        case "e":
            return Cell(row, column, value.strip(), "error")
        case "n":
            return _numbered(book, element.get("s"), row, column, value)
        case "d":
            return _texted(row, column, _day(value))
        case _:
            return _texted(row, column, value)


def _numbered(book: Workbook, style: str | None, row: int, column: int, value: str) -> Cell | None:
    number = stored(value)
    if number is None:
        return _texted(row, column, value)
    at = int(style) if style is not None and style.isascii() and style.isdigit() and len(style) < 7 else 0
    code = book.formats[at] if at < len(book.formats) else "General"
    text = shown(number, code, book.since_1904)
    if text.strip():
        return Cell(row, column, text, "number")
    return Cell(row, column, shown(number, "General"), "number", masked=True)


def _texted(row: int, column: int, text: str) -> Cell | None:
    return Cell(row, column, text, "text") if text.strip() else None


def _shared(book: Workbook, index: str) -> str:
    index = index.strip()
    if not (index.isascii() and index.isdigit() and len(index) < 9 and int(index) < len(book.texts)):
        raise broken()
    return book.texts[int(index)]


def _day(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return value
    return value.removesuffix("Z").partition(".")[0].removesuffix(_MIDNIGHT).replace("T", " ")


def _area(reference: str) -> Iterator[Area]:
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last) if last else (top, left)
    yield Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _columns(element: Element, sheet: Sheet) -> None:
    if element.get("hidden") not in _ON and not _zero(element.get("width")):
        return
    first, last = (
        int(end) if _COLUMN.fullmatch(end) else 0 for end in (element.get("min", ""), element.get("max", ""))
    )
    columns = range(max(first, 1), min(last, LAST_COLUMN) + 1)
    # Each column is described once; a file that does it again and again was made to cost time.
    if any(column in sheet.hidden_columns for column in (*columns[:1], *columns[-1:])):
        raise broken()
    sheet.hidden_columns.update(columns)


def _zero(size: str | None) -> bool:
    number = stored(size) if size is not None else None
    return number is not None and not number


def _comments(package: Package, related: Mapping[str, Relation]) -> Iterator[tuple[int, int, str]]:
    """The notes of a sheet, and its threads instead of the notes that Excel keeps for older programs."""
    threads: dict[str, list[str]] = {}
    for relation in related.values():
        if relation.kind == "threadedComment" and relation.target in package.names:
            for element in package.elements(relation.target, "threadedComment"):
                threads.setdefault(element.get("ref", ""), []).append(text_of_thread(element))
    noted: dict[str, list[str]] = {}
    for relation in related.values():
        if relation.kind == "comments" and relation.target in package.names:
            for element in package.elements(relation.target, "comment"):
                body = next((child for child in element if local(child.tag) == "text"), None)
                noted.setdefault(element.get("ref", ""), []).append("" if body is None else text_of(body))
    for reference, texts in (noted | threads).items():
        row, column = position(reference)
        for text in texts:
            if text.strip():
                yield row, column, text


def text_of_thread(element: Element) -> str:
    """What one remark of a thread says."""
    return "".join(child.text or "" for child in element if local(child.tag) == "text")
