"""Figures in tables: a label, a number, and a unit that stands with one of them, at the head or over the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from youju.facts.quantities import parse_quantity, quantities
from youju.facts.spans import Span
from youju.facts.spec import TableSpec
from youju.facts.tables import Grid, Spot, bare, folded_span
from youju.facts.units import unit_at
from youju.report import Cell, Document, Folded, Quote
from youju.structs import Struct

_BARE = re.compile(r"-?[0-9][0-9,]{0,24}(?:\.[0-9]{1,16})?")
_WITH_UNIT = re.compile(r"[≥≤<>]?-?[¥￥]?[0-9][0-9,]{0,24}(?:\.[0-9]{1,16})?[^0-9]{1,8}")
_BRACKETED = re.compile(r"[(\[【〔](?:计量|金额)?(?:单位)?：?(?P<unit>[^()\[\]【】〔〕：0-9]{1,6})[)\]】〕]$")
_OVER = re.compile(r"单位：? ?(?P<unit>[十百千]?万?亿?元)(?![\u4e00-\u9fff])")
_LOOK_BACK = 80
_LONGEST_LABEL = 40
_LONGEST_QUOTE = 80
_COUNTED = "个"
"""The unit under which a bare whole number is held against phrases that count something."""


class Figure(Struct):
    """A number of a table with the words that say what it is, in one way of reading them: `text` is words and number.

    `at` is where the number begins in `text`, and before `reach` a phrase must begin, so that it uses the words of the
    row where row and column name a figure together. `place` is where the number stands in the folded text. `counted`:
    the table writes no unit, so that only a count can be meant.
    """

    text: str
    at: int
    reach: int
    place: Span
    quote: Quote
    number: Quote
    label: Quote | None
    unit: Quote | None
    counted: bool = False


class _Block(Struct):
    """Rows of figures under one head: its first row and how many; whether one row, whether all of a department."""

    head: tuple[int, int] | None
    only: bool
    whole: bool


class _Named(Struct):
    """Words that name a figure, and the unit that stands in brackets behind them."""

    spot: Spot
    words: str
    unit: str = ""
    unit_place: Span = (0, 0)


def figures_of(
    document: Document, grids: Sequence[Grid], scores: frozenset[Cell], words: TableSpec
) -> Iterator[Figure]:
    """Every reading of every figure in a table; `scores` are cells of weights and scores, which state no fact."""
    for grid in grids:
        over = _over(grid)
        for head, rows in _under_heads(grid):
            block = _Block(head, len(rows) == 1, _is_whole(grid, rows, words))
            for row in rows:
                yield from _row(document, grid, row, block, over, scores, words)


def _is_whole(grid: Grid, rows: Sequence[int], words: TableSpec) -> bool:
    """Whether the rows are the parts of all a department has, so that their sum is the department's."""
    said = {bare(spot.text) for row in rows for spot in grid.row(row)}
    return all(any(part in text for text in said) for part in words.whole)


def _under_heads(grid: Grid) -> Iterator[tuple[tuple[int, int] | None, list[int]]]:
    """The rows with figures, with the head they stand under: the nearest rows above with words only, and how many."""
    head: tuple[int, int] | None = None
    rows: list[int] = []
    before = 0
    for number in grid.table.rows:
        spots = grid.row(number)
        if any(_is_figure(spot.text) for spot in spots):
            rows.append(number)
        elif len(spots) > 1:
            if rows:
                yield head, rows
                rows = []
                head = None
            joined = head is not None and head[0] + head[1] == number == before + 1 and head[1] < 2
            head = (head[0], head[1] + 1) if head is not None and joined else (number, 1)
        before = number
    if rows:
        yield head, rows


def _is_figure(text: str) -> bool:
    if _BARE.fullmatch(text):
        return True
    return _WITH_UNIT.fullmatch(text) is not None and parse_quantity(text) is not None


def _row(
    document: Document,
    grid: Grid,
    row: int,
    block: _Block,
    over: tuple[str, Span] | None,
    scores: frozenset[Cell],
    words: TableSpec,
) -> Iterator[Figure]:
    """The readings of the figures of a row: by its label, by the head of the column, by both."""
    spots = [spot for spot in grid.row(row) if spot.cell not in scores]
    unit_cell = _unit_cell(grid, spots, block.head, words)
    labelled: list[tuple[_Named | None, Spot]] = []
    label: _Named | None = None
    for spot in spots:
        if _is_figure(spot.text):
            if spot.cell.row == row:
                labelled.append((label, spot))
        elif spot != unit_cell:
            label = _named(spot) if len(spot.text) <= _LONGEST_LABEL else None
    named = Counter(label for label, _ in labelled)
    for label, spot in labelled:
        alone = named[label] == 1
        column = _head(grid, block.head, spot.cell.column)
        for said in _readings(label, column, alone, block, words):
            yield from _figure(document, grid, spot, label, column, said, unit_cell, over)


def _readings(
    label: _Named | None, column: _Named | None, alone: bool, block: _Block, words: TableSpec
) -> Iterator[tuple[_Named, ...]]:
    """The words that may stand for a figure, each as the cells they are taken from."""
    title = bare(column.words) if column else ""
    if any(word in title for word in words.other):
        return
    if label is not None and (alone or title in words.value):
        yield (label,)
    if label is not None and column is not None:
        yield label, column
    if column is not None and (label is None or _stands_for_all(bare(label.words), title, block, words)):
        yield (column,)


def _stands_for_all(label: str, title: str, block: _Block, words: TableSpec) -> bool:
    """Whether the head alone names the figure of a labelled row: of the only one, or of the sum.

    A general head over an item, or over the sum of a few items, is theirs and not the department's.
    """
    general = title in words.general
    if label in words.total:
        return block.only or block.whole or not general
    return block.only and not (general and any(part in label for part in words.part))


def _figure(
    document: Document,
    grid: Grid,
    spot: Spot,
    label: _Named | None,
    column: _Named | None,
    said: Sequence[_Named],
    unit_cell: Spot | None,
    over: tuple[str, Span] | None,
) -> Iterator[Figure]:
    words = "".join(named.words for named in said)
    reach = len(said[0].words)
    number = document.quote(*grid.folded.span(spot.start, spot.end))
    first = said[0]
    near = first is label and _close(grid.folded, first.spot, spot)
    quote = document.quote(*grid.folded.span(first.spot.start, spot.end)) if near else number
    away = said[-1] if said[-1] is column else (None if near else first)
    named = document.quote(*grid.folded.span(away.spot.start, away.spot.end)) if away else None
    place = (spot.start, spot.end)
    if not _BARE.fullmatch(spot.text):
        yield Figure(words + spot.text, len(words), reach, place, quote, number, named, None)
        return
    units = _units(label, column, unit_cell)
    if len({unit for unit, _ in units}) > 1:
        return
    if not units and spot.text.lstrip("-").isdigit():
        yield Figure(words + spot.text + _COUNTED, len(words), reach, place, quote, number, named, None, counted=True)
    unit, where = units[0] if units else (over or ("", (0, 0)))
    if unit:
        written = document.quote(*grid.folded.span(*where))
        yield Figure(words + spot.text + unit, len(words), reach, place, quote, number, named, written)


def _units(label: _Named | None, column: _Named | None, unit_cell: Spot | None) -> list[tuple[str, Span]]:
    """The units that the words of a figure give it, nearest first."""
    units = [(named.unit, named.unit_place) for named in (label, column) if named is not None and named.unit]
    return [*units, (unit_cell.text, (unit_cell.start, unit_cell.end))] if unit_cell else units


def _close(folded: Folded, label: Spot, figure: Spot) -> bool:
    """Whether the words and the number make one quote in which no other amount stands."""
    if not 0 < figure.end - label.start <= _LONGEST_QUOTE or label.cell.row != figure.cell.row:
        return False
    kinds = ("money", "percent", "count", "number")
    return not any(found.kind in kinds for found in quantities(folded.text, label.start, figure.start))


def _named(spot: Spot) -> _Named:
    found = _BRACKETED.search(spot.text)
    if found is None or not _is_unit(found["unit"]):
        return _Named(spot, spot.text)
    # Folding may have taken a line end out of the cell: then the place of the unit is that of the cell.
    exact = len(spot.text) == spot.end - spot.start
    place = (spot.start + found.start("unit"), spot.start + found.end("unit")) if exact else (spot.start, spot.end)
    return _Named(spot, spot.text[: found.start()], found["unit"], place)


def _head(grid: Grid, head: tuple[int, int] | None, column: int) -> _Named | None:
    """What heads a column: the lowest word, with that over it where a head has two rows."""
    if head is None:
        return None
    spots = [spot for row in range(head[0], head[0] + head[1]) if (spot := grid.at(row, column)) is not None]
    spots = [spot for spot in spots if len(spot.text) <= _LONGEST_LABEL]
    if not spots:
        return None
    named = [_named(spot) for spot in dict.fromkeys(spots)]
    lowest = named[-1]
    unit = lowest if lowest.unit else named[0]
    return _Named(lowest.spot, "".join(one.words for one in named), unit.unit, unit.unit_place)


def _unit_cell(grid: Grid, spots: Sequence[Spot], head: tuple[int, int] | None, words: TableSpec) -> Spot | None:
    """The cell of a row that holds the unit of its figures: in a column of units."""
    for spot in spots:
        column = _head(grid, head, spot.cell.column)
        if column is not None and bare(column.words) in words.unit and _is_unit(spot.text):
            return spot
    return None


def _is_unit(text: str) -> bool:
    unit = unit_at(text, 0, len(text))
    return unit is not None and unit.end == len(text) and unit.kind in ("money", "percent", "count", "measure")


def _over(grid: Grid) -> tuple[str, Span] | None:
    """The unit of money that is said over a table or in it; none where two are said."""
    start, end = folded_span(grid.folded, grid.table.start, grid.table.end)
    text = grid.folded.text
    found = [match for match in _OVER.finditer(text, max(0, start - _LOOK_BACK), end) if _is_unit(match["unit"])]
    if not found or any(one["unit"] != other["unit"] for one, other in pairwise(found)):
        return None
    return found[0]["unit"], found[0].span()
