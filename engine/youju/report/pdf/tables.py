"""Ruled tables of a page: pdfplumber's search for cells between lines, and what is written in them."""

from __future__ import annotations

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
    for cells in _found(page):
        box = _around(cells)
        inside = [glyph for glyph in rest if within(glyph, box)]
        table = _table(cells, inside) if inside else None
        if table is None:
            continue
        tables.append(table)
        held = {id(glyph) for glyph in inside if any(within(glyph, cell) for cell in cells)}
        rest = [glyph for glyph in rest if id(glyph) not in held]
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
    return sum(step < value - _SNAP for step in steps)


def _table(boxes: list[Rectangle], glyphs: list[Glyph]) -> Table | None:
    """The table of these cells; None for a frame of one column, whose text is paragraphs."""
    columns, tops = _steps([box[0] for box in boxes]), _steps([box[1] for box in boxes])
    if len(columns) < 2:
        return None
    rows: list[list[Cell]] = [[] for _ in tops]
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        row, column = _index(tops, box[1]), _index(columns, box[0])
        spans = _index(tops, box[3]) - row, _index(columns, box[2]) - column
        lines = lines_of_page(glyph for glyph in glyphs if within(glyph, box))
        rows[row].append(Cell(row, column, max(1, spans[0]), max(1, spans[1]), box, lines))
    return Table(_around(boxes), tuple(columns), [sorted(row, key=lambda cell: cell.column) for row in rows if row])
