"""Where a piece of a document stands in the original file, as far as its format can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from youju.structs import Struct

Kind = Literal[
    "paragraph", "heading", "cell", "textbox", "note", "number", "furniture", "deletion", "comment", "hidden"
]
SKIPPED: frozenset[Kind] = frozenset(("furniture", "deletion", "comment", "hidden"))
"""What stands in a file and is no part of what it says: running heads, deleted text, comments, hidden sheets."""


class Box(Struct):
    """A rectangle on a page, in hundredths of a point (1/7200 inch) from the page's top left corner."""

    left: int
    top: int
    right: int
    bottom: int


class Place(Struct):
    """One place in a file; what its format does not know is 0 or empty. All counts are from 1.

    `page` and `boxes` (one for each line of it) of a PDF; `paragraph`, the how-manieth `w:p` of the document's part,
    of Word; `table`, `row` and `column` of a cell; `sheet` and `cell` (`B3`) of Excel.
    """

    page: int = 0
    boxes: tuple[Box, ...] = ()
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def label(self, lang: str) -> str:
        """The place for people: `第 3 页`, `第 12 段（表 2 第 3 行第 1 列）`, `评分表!B3`."""
        if self.sheet:
            return f"{self.sheet}!{self.cell}"
        table = ""
        if self.table:
            zh, en = (
                f"表 {self.table} 第 {self.row} 行第 {self.column} 列",
                f"table {self.table}, {self.row}:{self.column}",
            )
            table = zh if lang == "zh" else en
        if self.page:
            where = f"第 {self.page} 页" if lang == "zh" else f"page {self.page}"
        else:
            where = f"第 {self.paragraph} 段" if lang == "zh" else f"paragraph {self.paragraph}"
        if not table:
            return where
        return f"{where}（{table}）" if lang == "zh" else f"{where} ({table})"


class Block(Struct):
    """A piece of a document's text, `text[start:end]`, that has one place of its own; blocks never overlap.

    `level` is that of a heading, 1 for the highest. Between blocks stands only what a reader put there: the line ends
    between paragraphs, the tabs between the cells of a row. `number` is numbering that Word makes and does not store.
    """

    start: int
    end: int
    kind: Kind = "paragraph"
    level: int = 0
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    sheet: str = ""
    cell: str = ""

    def place(self) -> Place:
        """Its place, without the boxes of its characters."""
        return Place(self.page, (), self.paragraph, self.table, self.row, self.column, self.sheet, self.cell)


def lines_of(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes of characters as one for each line: a box that overlaps the last in height widens it."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and box.top < last.bottom and box.bottom > last.top and box.left >= last.left:
            lines[-1] = Box(last.left, min(last.top, box.top), max(last.right, box.right), max(last.bottom, box.bottom))
        else:
            lines.append(box)
    return tuple(lines)
