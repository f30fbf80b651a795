"""The tables of a document, whatever its format: cells as the file marks them, or rows of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from youju.report.document import Document, Span
from youju.report.places import Block
from youju.structs import Struct

_RULE = re.compile(r"[ \t|:+\-—]+")
_PIPE = re.compile(r"(?<!\\)\|")
_LEAST_ROWS = 2
_MOST_COVERED = 400_000


class Cell(Struct):
    """A cell of a table that holds something: `document.text[start:end]`, and the rows and columns it stands for.

    Rows and columns count from 1 and are those of the file; a merged cell stands for `row_span` × `column_span`.
    """

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Table(Struct, dict=True):
    """Cells in the order they stand in the text."""

    cells: tuple[Cell, ...]

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.cells[-1].end

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """The cells that begin in each row, by its number, from the first to the last."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in sorted(rows.items())}

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that stands there, also where a merged one reaches to."""
        return self._grid.get((row, column))

    def row_of(self, row: int) -> list[Cell]:
        """All cells that stand for a row, from left to right."""
        found = (self._grid.get((row, column)) for column in self._columns.get(row, ()))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    @cached_property
    def _grid(self) -> dict[tuple[int, int], Cell]:
        grid: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            # A file may claim spans without end; past this a cell stands for itself.
            wide = cell.row_span * cell.column_span + len(grid) <= _MOST_COVERED
            for row in range(cell.row, cell.row + (cell.row_span if wide else 1)):
                for column in range(cell.column, cell.column + (cell.column_span if wide else 1)):
                    grid.setdefault((row, column), cell)
        return grid

    @cached_property
    def _columns(self) -> dict[int, list[int]]:
        columns: dict[int, list[int]] = {}
        for row, column in sorted(self._grid):
            columns.setdefault(row, []).append(column)
        return columns


def tables_of(document: Document) -> tuple[Table, ...]:
    """The tables of a document in order: of what the format marks as cells, of a plain text its rows.

    In plain text a table is two or more lines after each other with tabs, or with `|`, between their cells.
    """
    return tuple(_marked(document) if document.blocks else _written(document.text))


def _marked(document: Document) -> Iterator[Table]:
    tables: dict[tuple[str, int], list[Block]] = {}
    for block in document.blocks:
        if block.kind == "cell" and block.table:
            tables.setdefault((block.sheet, block.table), []).append(block)
    yield from (Table(tuple(_joined(blocks))) for blocks in tables.values())


def _joined(blocks: Sequence[Block]) -> Iterator[Cell]:
    """One cell for all pieces (paragraphs, runs) of it."""
    for (row, column), pieces in groupby(blocks, key=lambda block: (block.row, block.column)):
        first, *others = pieces
        last = others[-1] if others else first
        yield Cell(first.start, last.end, row, column, first.row_span, first.column_span)


def _written(text: str) -> Iterator[Table]:
    rows: list[list[Span]] = []
    start = 0
    kind = ""
    for line in text.split("\n"):
        now = _kind(line)
        if now != kind and rows:
            yield from _table(rows)
            rows = []
        kind = now
        if now == "pipes" and _RULE.fullmatch(line) is None:
            rows.append(list(_piped(line, start)))
        elif now == "tabs":
            rows.append(list(_tabbed(line, start)))
        start += len(line) + 1
    yield from _table(rows)


def _kind(line: str) -> str:
    if "|" in line and (line.lstrip().startswith("|") or len(_PIPE.findall(line)) > 1):
        return "pipes"
    # A row whose last cells are empty ends in tabs; a numbering that is parted by one from its title is no row.
    return "tabs" if "\t" in line.strip(" ") and line.strip() else ""


def _table(rows: Sequence[Sequence[Span]]) -> Iterator[Table]:
    cells = tuple(
        Cell(start, end, row, column)
        for row, spans in enumerate(rows, 1)
        for column, (start, end) in enumerate(spans, 1)
        if start < end
    )
    if len(rows) >= _LEAST_ROWS and cells:
        yield Table(cells)


def _piped(line: str, start: int) -> Iterator[Span]:
    begin = line.index("|") + 1 if line.lstrip().startswith("|") else 0
    ends = [match.start() for match in _PIPE.finditer(line, begin)]
    if not ends or line[ends[-1] + 1 :].strip():
        ends.append(len(line))
    for end in ends:
        yield _trimmed(line, begin, end, start)
        begin = end + 1


def _tabbed(line: str, start: int) -> Iterator[Span]:
    begin = 0
    for piece in line.split("\t"):
        yield _trimmed(line, begin, begin + len(piece), start)
        begin += len(piece) + 1


def _trimmed(line: str, begin: int, end: int, start: int) -> Span:
    piece = line[begin:end]
    first = begin + len(piece) - len(piece.lstrip())
    return start + first, start + max(first, begin + len(piece.rstrip()))
