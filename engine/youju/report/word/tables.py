"""The cells of a table: where they stand in its grid, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from youju.report.word.drawing import chosen
from youju.report.word.line import Skip, is_placeholder
from youju.report.word.names import attribute, child, short, switch, value, whole

_WIDEST = 16_384


@dataclass(slots=True)
class Cell:
    """A w:tc: its first column in the grid from 1, its spans, why it is skipped, the elements it is made of.

    A cell merged with those above it stays in its row without text; `row_span` of the first counts it.
    """

    contents: tuple[Element, ...]
    column: int
    column_span: int = 1
    row_span: int = 1
    skip: Skip = ""
    goes_on: bool = False


def rows_of(table: Element) -> list[list[Cell]]:
    """The cells of a table, row by row; rows without cells are left out."""
    rows = [_cells(row, skip) for row, skip in _inside(table, "w:tr", "")]
    above: dict[int, Cell] = {}
    for row in rows:
        reached: dict[int, Cell] = {}
        for cell in row:
            first = above.get(cell.column)
            if cell.goes_on and first is not None and first.column_span == cell.column_span:
                first.row_span += 1
                reached[cell.column] = first
            else:
                reached[cell.column] = cell
        above = reached
    return [row for row in rows if row]


def columns_of(rows: list[list[Cell]]) -> int:
    """How many columns a table has to a reader: 1 where no row has two cells."""
    return max((len(row) for row in rows), default=0)


def _cells(row: Element, skip: Skip) -> list[Cell]:
    properties = child(row, "w:trPr")
    if child(properties, "w:del") is not None:
        skip = skip or "deletion"
    elif switch(properties, "w:hidden"):
        skip = skip or "hidden"
    column = 1 + _count(value(properties, "w:gridBefore"), 0)
    cells: list[Cell] = []
    for element, kind in _inside(row, "w:tc", skip):
        own = child(element, "w:tcPr")
        span = max(1, _count(value(own, "w:gridSpan"), 1))
        if child(own, "w:cellDel") is not None:
            kind = kind or "deletion"
        # Older programs merge to the right in the same way as down.
        if cells and _goes_on(own, "w:hMerge"):
            cells[-1].contents += (element,)
            cells[-1].column_span += span
        else:
            cells.append(Cell((element,), column, span, 1, kind, _goes_on(own, "w:vMerge")))
        column = min(column + span, _WIDEST)
    return cells


def _inside(element: Element, name: str, skip: Skip) -> Iterator[tuple[Element, Skip]]:
    """The rows of a table or the cells of a row, out of whatever they are wrapped in."""
    for each in element:
        match short(each.tag):
            case found if found == name:
                yield each, skip
            case "w:del" | "w:moveFrom":
                yield from _inside(each, name, skip or "deletion")
            case "mc:AlternateContent":
                for one in chosen(each):
                    yield from _inside(one, name, skip)
            case "w:sdt":
                yield from _inside(each, name, skip or ("furniture" if is_placeholder(each) else ""))
            case "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" | "w:smartTag":
                yield from _inside(each, name, skip)
            case _:
                pass


def _goes_on(properties: Element | None, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and (attribute(merge, "w:val") or "continue") != "restart"


def _count(written: str | None, default: int) -> int:
    return min(max(whole(written, default) or 0, 0), _WIDEST)
