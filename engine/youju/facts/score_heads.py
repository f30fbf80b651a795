"""The heads of scoring tables: which column holds the indicators, the weights, the department's own scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.facts.quantities import parse_quantity
from youju.facts.spec import TableSpec
from youju.facts.tables import Grid, bare, columns_of
from youju.structs import Struct

_NO_SCORE = frozenset("/-—–－―\\")


class Head(Struct):
    """The columns of a scoring table, how good a word heads the scores (0 the best), the last row of the head."""

    indicators: tuple[int, ...]
    score: int
    weight: int | None
    rank: int
    last: int


def head_at(grid: Grid, row: int, words: TableSpec) -> tuple[Head | None] | None:
    """The head that begins in a row; None inside where the row heads a table that scores nothing; None for no head."""
    # Nearly all rows are told by their characters: a fifth of the time of a closer look.
    known = frozenset("".join(words.indicator))
    if all(known.isdisjoint(spot.text) for at in (row, row + 1) for spot in grid.row(at)):
        return None
    heads = [head for depth in (1, 2) if (head := _columns(grid, row, depth, words)) is not None]
    if heads:
        return (min(heads, key=lambda head: head.rank),)
    labels = [bare(spot.text) for spot in grid.row(row)]
    return (None,) if len(labels) > 1 and any(label in words.indicator for label in labels) else None


def _columns(grid: Grid, row: int, depth: int, words: TableSpec) -> Head | None:
    heads = {column: grid.head(row, depth, column) for column in columns_of(grid.table, row, depth)}
    indicators = tuple(column for column, labels in heads.items() if any(label in words.indicator for label in labels))
    score = _best({c: labels for c, labels in heads.items() if c not in indicators}, words.score)
    if not indicators or score is None:
        return None
    taken = (*indicators, score[0])
    weight = _best({c: labels for c, labels in heads.items() if c not in taken}, words.weight)
    return Head(indicators, score[0], weight[0] if weight else None, score[1], row + depth - 1)


def _best(heads: Mapping[int, Sequence[str]], words: Sequence[str]) -> tuple[int, int] | None:
    """The column that is called by the first of the words that any is called by, and the rank of the word."""
    ranks = {word: rank for rank, word in reversed(list(enumerate(words)))}
    ranked = [
        (ranks[label], n, column)
        for column, labels in heads.items()
        for n, label in enumerate(labels)
        if label in ranks
    ]
    best = min(ranked, default=None)
    return (best[2], best[0]) if best else None


def heads_another(grid: Grid, row: int, words: TableSpec, head: Head) -> bool:
    """Whether another table begins here: words stand where a score should, and no banner over the whole table."""
    spot = grid.at(row, head.score)
    if spot is None or spot in (grid.at(row, column) for column in head.indicators):
        return False
    said = bare(spot.text) in words.waived or all(char in _NO_SCORE for char in spot.text)
    return not said and not any(char.isdigit() for char in spot.text)


def points_of(text: str) -> Fraction | None:
    """The points that a cell writes (`3`, `2.00`, `3分`); None for a dash, a stroke, a percentage or words."""
    if not text or all(char in _NO_SCORE for char in text):
        return None
    found = parse_quantity(text)
    exact = found is not None and found.comparator == "=" and not found.approximate and found.scale == 1
    return found.value if found is not None and exact and found.kind in ("score", "number") else None
