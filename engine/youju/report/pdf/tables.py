"""Ruled tables of a page: pdfplumber's search for cells between lines, and what is written in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from youju.report.pdf.lines import Line, lines_of_page, within
from youju.report.pdf.page import Glyph, Page, Rectangle

MOST_CROSSINGS = 4_000
_SNAP = 3.0  # points: lines closer than this are one
_FEWEST = 4


@dataclass(slots=True)
class Cell:
    """A cell with its place in the grid, from 0, how many rows and columns it covers, and its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Rectangle
    lines: list[Line]

    @property
    def text(self) -> str:
        """What is written in it, without spaces: to tell cells that say the same."""
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class Table:
    """A table of two columns or more; `columns` are the left edges of its columns."""

    box: Rectangle
    columns: tuple[float, ...]
    rows: list[list[Cell]]


def tables_of_page(page: Page, glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page, and the characters that stand in none."""
    if len(page.rules) < _FEWEST:
        return [], list(glyphs)
    rest = list(glyphs)
    tables: list[Table] = []
    for boxes in _found(page):
        found = _table(boxes, rest)
        if found is not None:
            tables.append(found[0])
            rest = found[1]
    return tables, rest


def _found(page: Page) -> list[list[Rectangle]]:
    """The cells of each table that lines of the page enclose."""
    from pdfplumber import table as search

    merged: list[dict[str, Any]] = search.merge_edges([_edge(rule) for rule in page.rules], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _SNAP]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 2 or len(edges) - upright < 2 or upright * (len(edges) - upright) > MOST_CROSSINGS * 100:
        return []
    crossings = search.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > MOST_CROSSINGS:
        return []
    return search.cells_to_tables(search.intersections_to_cells(crossings))


def _edge(rule: Rectangle) -> dict[str, Any]:
    left, top, right, bottom = rule
    flat = right - left >= bottom - top
    return {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if flat else "v",
    }


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _steps(values: list[float]) -> list[float]:
    """Values in order, those that lie together once."""
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _SNAP:
            steps.append(value)
    return steps


def _index(steps: Sequence[float], value: float) -> int:
    return bisect_left(steps, value - _SNAP)


def _table(boxes: list[Rectangle], glyphs: list[Glyph]) -> tuple[Table, list[Glyph]] | None:
    """The table of these cells, and the characters outside it.

    None for a frame of one column, whose text is paragraphs, and for one in which nothing is written.
    """
    columns, tops = _steps([box[0] for box in boxes]), _steps([box[1] for box in boxes])
    if len(columns) < 2:
        return None
    cells = [_cell(box, tops, columns) for box in sorted(boxes, key=lambda box: (box[1], box[0]))]
    # Which cell covers a place of the grid: a character is looked for in one cell, not in all.
    grid = {
        (cell.row + down, cell.column + across): at
        for at, cell in enumerate(cells)
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    }
    held: list[list[Glyph]] = [[] for _ in cells]
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        at = grid.get((bisect_right(tops, y) - 1, bisect_right(columns, x) - 1), -1)
        (held[at] if at >= 0 and within(glyph, cells[at].box) else rest).append(glyph)
    if not any(held):
        return None
    rows: list[list[Cell]] = [[] for _ in tops]
    for cell, inside in zip(cells, held, strict=True):
        cell.lines = lines_of_page(inside)
        rows[cell.row].append(cell)
    ordered = [sorted(row, key=lambda cell: cell.column) for row in rows if row]
    return Table(_around(boxes), tuple(columns), ordered), rest


def _cell(box: Rectangle, tops: Sequence[float], columns: Sequence[float]) -> Cell:
    row, column = _index(tops, box[1]), _index(columns, box[0])
    down, across = _index(tops, box[3]) - row, _index(columns, box[2]) - column
    return Cell(row, column, max(1, down), max(1, across), box, [])
