"""Sums in tables: a row or a column that is called 合计 against the figures that it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from youju.arithmetic.agree import Counted, Standing, agrees, summed
from youju.arithmetic.relation import Relation
from youju.arithmetic.sentences import Sentence
from youju.facts import ArithmeticWords, SumWords, has
from youju.facts.quantities import parse_quantity
from youju.report import Document, Table, tables_of

_SPACE = re.compile(r"\s+")
_LEVEL = re.compile("[一二三四五六七八九十]+、|[(（]|[0-9]+[.、．]|[•·-]")
_KINDS = ("number", "money", "count", "measure")
_MOST_PARTS = 200


def find_table_sums(sentences: Sequence[Sentence], words: ArithmeticWords) -> Iterator[Relation]:
    """The sums of every table of the document."""
    if not sentences:
        return
    document = sentences[0].folded.document
    for table in tables_of(document):
        grid = _Grid(document, table, words.sums)
        yield from _rows(grid)
        yield from _columns(grid)


class _Grid:
    """The labels, heads and figures of a table."""

    def __init__(self, document: Document, table: Table, words: SumWords) -> None:
        self.document, self.table, self.words = document, table, words
        self.figures: Mapping[tuple[int, int], Counted] = dict(self._figures())
        self.labels: Mapping[int, str] = {
            row: self._said(cells[0].start, cells[0].end) for row, cells in table.rows.items()
        }
        self.first = min((row for row, _ in self.figures), default=0)
        self.columns = sorted({column for _, column in self.figures})
        self.heads: Mapping[int, str] = {column: self._head(column) for column in self.columns}

    def _said(self, start: int, end: int) -> str:
        return _SPACE.sub("", self.document.text[start:end])

    def _figures(self) -> Iterator[tuple[tuple[int, int], Counted]]:
        for cell in self.table.cells:
            found = parse_quantity(self._said(cell.start, cell.end)) if cell.end - cell.start <= 32 else None
            if found is not None and found.kind in _KINDS and cell.row_span == cell.column_span == 1:
                yield (cell.row, cell.column), (found, self.document.quote(cell.start, cell.end))

    def _head(self, column: int) -> str:
        cells = (self.table.at(row, column) for row in self.table.rows if row < self.first)
        return "".join(self._said(cell.start, cell.end) for cell in cells if cell is not None)

    def summed(self, column: int) -> bool:
        """Whether figures of a column add up at all: no rates, numbers of rows, points."""
        return column > 1 and not has(self.heads[column], self.words.unsummed)


def _rows(grid: _Grid) -> Iterator[Relation]:
    """The row of the sum, at the foot of a table or at its head, column by column."""
    totals = [row for row in grid.table.rows if grid.labels[row] in grid.words.total_rows]
    rows = [row for row in grid.table.rows if row >= grid.first and row not in totals]
    if len(totals) != 1 or len(rows) < 2 or len(rows) > _MOST_PARTS:
        return
    total = totals[0]
    labels = [grid.labels[row] for row in rows]
    top = [row for row in rows if not _LEVEL.match(grid.labels[row]) and not has(grid.labels[row], grid.words.among)]
    doubt = (*grid.words.among, *grid.words.overlapping, *grid.words.beside, *grid.words.totals)
    whole_table = total > rows[-1] and len(top) == len(rows) and not any(has(label, doubt) for label in labels)
    standing: Standing = "all" if whole_table else "overlapping"
    for column in grid.columns:
        whole = grid.figures.get((total, column))
        if whole is None or not grid.summed(column):
            continue
        every, few = _cells(grid, rows, column), _cells(grid, top, column)
        parts = few if agrees(whole[0], [one for one, _ in few]) else every
        if len(parts) > 1 and {one.kind for one, _ in parts} == {whole[0].kind}:
            yield summed(whole, parts, standing, whole[1])


def _cells(grid: _Grid, rows: Sequence[int], column: int) -> list[Counted]:
    found = (grid.figures.get((row, column)) for row in rows)
    return [one for one in found if one is not None]


def _columns(grid: _Grid) -> Iterator[Relation]:
    """The column of the sum, row by row; that it sums the others is sure where it does so in most rows."""
    totals = [column for column in grid.columns if grid.heads[column] in grid.words.total_columns]
    if len(totals) != 1:
        return
    total = totals[0]
    others = [column for column in grid.columns if column != total and grid.summed(column)]
    found: list[tuple[Counted, list[Counted]]] = []
    for row in grid.table.rows:
        whole = grid.figures.get((row, total))
        parts = [one for column in others if (one := grid.figures.get((row, column))) is not None]
        if whole is not None and len(parts) > 1:
            found.append((whole, parts))
    held = sum(agrees(whole[0], [one for one, _ in parts]) for whole, parts in found)
    if held < 2 or held < 2 * (len(found) - held):
        return
    for whole, parts in found:
        yield summed(whole, parts, "all", whole[1])
