"""Pages to a document: paragraphs, tables, and what stands aside after the paragraph that it would interrupt."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from youju.report.builder import Builder
from youju.report.document import Span
from youju.report.pdf.furniture import furniture_of
from youju.report.pdf.lines import Line
from youju.report.pdf.paragraphs import Measure, between, is_title, measure_of, seam
from youju.report.pdf.reading import Reading
from youju.report.pdf.tables import Cell, Table
from youju.report.places import Kind

_ENDERS = frozenset("。！？；：…")
_SAME_COLUMNS = 4.0  # points
_WIDEST_EDGE = 8.0  # points, inside of a cell


@dataclass
class Writer:
    """Writes the readings of pages into a builder; `spans` tells where each line came to stand, by its `id`."""

    builder: Builder
    readings: Sequence[Reading]
    spans: dict[int, Span] = field(default_factory=dict[int, Span])

    def __post_init__(self) -> None:
        self._furniture = furniture_of(self.readings)
        self._measures = _measures(self.readings, self._furniture)
        self._waiting: list[tuple[Line, Kind, int]] = []
        self._last: Line | None = None
        self._first: Line | None = None
        self._title: list[Line] = []
        self._page = 0
        self._table: Table | None = None
        self._tables = 0
        self._rows = 0

    def write(self) -> None:
        """All pages, one after the other."""
        for reading in self.readings:
            measure = self._measures[_format(reading)]
            begins = True
            for part in _parts(reading):
                if isinstance(part, Table):
                    self._write_table(part, reading.number, begins)
                elif id(part) in self._furniture:
                    self._waiting.append((part, "furniture", reading.number))
                    continue
                else:
                    self._write_line(part, reading.number, measure, begins)
                begins = False
            self._waiting.extend((line, "furniture", reading.number) for line in reading.aside)
            self._waiting.extend((line, "hidden", reading.number) for line in reading.hidden)
        self._close(settled=True)

    def _write_line(self, line: Line, page: int, measure: Measure, over_page: bool) -> None:
        self._table = None
        if is_title(line, measure):
            if not (self._title and _goes_on(self._title[-1], line)):
                self._close(settled=True)
            self._title.append(line)
            self._page = page
            return
        self._write_title()
        before, first, joint = self._last, self._first, None
        if before is not None and first is not None:
            joint = between(before, line, first, measure, over_page)
        if joint is None:
            self._close(settled=before is None or not over_page or before.text.rstrip()[-1] in _ENDERS)
            self._first = line
        elif joint:
            self.builder.space()
        self.spans[id(line)] = self.builder.add(line.text, line.boxes, page=page)
        self._last = line

    def _write_title(self) -> None:
        """The lines of a title that wait, as one heading."""
        if not self._title:
            return
        text = "".join(line.text for line in self._title)
        boxes = array("i", (value for line in self._title for value in line.boxes))
        start, _ = self.builder.heading(text, 1, boxes=boxes, page=self._page)
        for line in self._title:
            self.spans[id(line)] = (start, start + len(line.text))
            start += len(line.text)
        self._title = []

    def _close(self, settled: bool) -> None:
        """Ends the paragraph; where that is settled, what waits is written after it."""
        self._write_title()
        self.builder.end_line()
        self._first = self._last = None
        if not settled:
            return
        for line, kind, page in self._waiting:
            self.spans[id(line)] = self.builder.add(line.text, line.boxes, kind=kind, page=page)
            self.builder.end_line()
        self._waiting = []

    def _write_table(self, table: Table, page: int, begins: bool) -> None:
        goes_on = begins and self._table is not None and _same_columns(self._table, table)
        repeated = goes_on and self._table is not None and _same_row(self._table.rows[0], table.rows[0])
        self._close(settled=not goes_on)
        if not goes_on:
            self._tables += 1
            self._rows = 0
        above: dict[int, int] = {}
        for at, row in enumerate(table.rows):
            if repeated and at == 0:
                self._waiting.extend((line, "furniture", page) for cell in row for line in cell.lines)
                continue
            self._write_row(row, above, page, at)
            self._rows += 1
        head = self._table.rows[0] if goes_on and self._table is not None else table.rows[0]
        self._table = Table(table.box, table.columns, [head])

    def _write_row(self, row: list[Cell], above: dict[int, int], page: int, at: int) -> None:
        """One row; a place that a cell of a row above covers is left empty."""
        cells: dict[int, Cell | None] = dict.fromkeys(column for column, end in above.items() if end > at)
        cells |= {cell.column: cell for cell in row}
        for count, (_, cell) in enumerate(sorted(cells.items(), key=lambda item: item[0])):
            if count:
                self.builder.next_cell()
            if cell is not None:
                above[cell.column] = cell.row + cell.row_span
                self._write_cell(cell, page)
        self.builder.end_line()

    def _write_cell(self, cell: Cell, page: int) -> None:
        before: Line | None = None
        for line in cell.lines:
            if before is not None and seam(before, line, _room(cell, before)):
                self.builder.space()
            self.spans[id(line)] = self.builder.add(
                line.text,
                line.boxes,
                kind="cell",
                page=page,
                table=self._tables,
                row=self._rows + 1,
                column=cell.column + 1,
                row_span=cell.row_span,
                column_span=cell.column_span,
            )
            before = line


def _goes_on(title: Line, line: Line) -> bool:
    """Whether a line of a title goes on in one below it, which a line as wide as could be does."""
    same = abs(title.size - line.size) < 0.05 * line.size
    return same and 0 < line.base - title.base < 2.2 * line.size and line.right - line.left < title.right - title.left


def _room(cell: Cell, line: Line) -> float:
    """How wide a line of a cell can be: what is left between its edges, which lie a little off the rules."""
    edge = min(line.left - cell.box[0], cell.box[2] - line.right, _WIDEST_EDGE)
    return cell.box[2] - cell.box[0] - 2 * edge


def _parts(reading: Reading) -> Iterator[Line | Table]:
    """The lines and tables of a page from the top down."""
    parts: list[tuple[float, float, int, Line | Table]] = [
        (line.top, line.left, at, line) for at, line in enumerate(reading.lines)
    ]
    parts += [(table.box[1], table.box[0], -at, table) for at, table in enumerate(reading.tables)]
    for _, _, _, part in sorted(parts, key=lambda item: item[:3]):
        yield part


def _format(reading: Reading) -> tuple[int, int]:
    return round(reading.width / 10), round(reading.height / 10)


def _measures(readings: Sequence[Reading], furniture: frozenset[int]) -> dict[tuple[int, int], Measure]:
    pages: defaultdict[tuple[int, int], list[list[Line]]] = defaultdict(list)
    for reading in readings:
        pages[_format(reading)].append([line for line in reading.lines if id(line) not in furniture])
    return {key: measure_of(lines, 10.0 * key[0]) for key, lines in pages.items()}


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(mine - yours) <= _SAME_COLUMNS for mine, yours in zip(one.columns, other.columns, strict=True)
    )


def _same_row(one: list[Cell], other: list[Cell]) -> bool:
    return [(cell.column, cell.text) for cell in one] == [(cell.column, cell.text) for cell in other]
