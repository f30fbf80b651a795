"""A table with its words: the folded text of its cells, and what stands at the head of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from youju.report import Cell, Folded, Table
from youju.structs import Struct

_MARKS = re.compile(r"[\s“”‘’\"'《》、，,：:*＊]")
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_LONGEST = 200
_WIDEST = 12
"""How many columns a word over several of them may head in plain text."""


class Spot(Struct):
    """A cell and where its words stand in the folded text."""

    cell: Cell
    start: int
    end: int
    text: str


class Grid(Struct, dict=True):
    """A table over the folded text of its report."""

    folded: Folded
    table: Table

    @cached_property
    def spots(self) -> dict[Cell, Spot]:
        """Its cells with their words; a cell of which folding leaves nothing is not there."""
        found: dict[Cell, Spot] = {}
        for cell in self.table.cells:
            start, end = folded_span(self.folded, cell.start, cell.end)
            text = self.folded.text[start:end]
            start += len(text) - len(text.lstrip(" \n"))
            end -= len(text) - len(text.rstrip(" \n"))
            if start < end:
                found[cell] = Spot(cell, start, end, self.folded.text[start:end].replace("\n", ""))
        return found

    def at(self, row: int, column: int) -> Spot | None:
        """What stands in a place, also where a merged cell reaches to."""
        cell = self.table.at(row, column)
        return self.spots.get(cell) if cell else None

    def row(self, number: int) -> list[Spot]:
        """What stands for a row, from left to right."""
        return [self.spots[cell] for cell in self.table.row_of(number) if cell in self.spots]

    def head(self, row: int, depth: int, column: int) -> list[str]:
        """What a column may be called in a head of one or two rows: its own word, with that above it, that alone."""
        top, below = self.at(row, column), self.at(row + 1, column) if depth > 1 else None
        if top is None and below is not None:
            # Plain text knows no merged cells: the word over several columns stands in the first of them.
            top = next(
                (spot for at in range(column - 1, max(0, column - _WIDEST), -1) if (spot := self.at(row, at))), None
            )
        upper = "" if top is None else bare(top.text)
        if below is None or (top is not None and below.cell == top.cell):
            return [upper]
        lower = bare(below.text)
        return [lower, upper + lower, lower + upper, upper]


def bare(text: str) -> str:
    """The words of a head or a label without marks, and without what stands in brackets."""
    if len(text) > _LONGEST:
        return text
    return _MARKS.sub("", _BRACKETS.sub("", text)) or _MARKS.sub("", text)


def folded_span(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The span of the folded text that stands for `document.text[start:end]`."""
    return bisect_left(folded.origin, start), bisect_left(folded.origin, end)


def columns_of(table: Table, row: int, depth: int) -> Iterator[int]:
    """The columns that a head of so many rows has."""
    found = {
        column
        for number in range(row, row + depth)
        for cell in table.row_of(number)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    yield from sorted(found)[:_LONGEST]
