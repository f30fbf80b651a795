"""Scoring tables: which rows name which indicators, and the weights and scores that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.passages import LONGEST_TAIL, Sought, bare_title
from youju.facts.score_heads import Head, head_at, heads_another, points_of
from youju.facts.spans import Span, Spans
from youju.facts.spec import TableSpec
from youju.facts.statements import Claim, ScoreRow
from youju.facts.tables import Grid, Spot, bare, folded_span
from youju.report import Cell, Document, Quote
from youju.report.numbering import marker_at
from youju.structs import Struct, replace

_NUMBERED = re.compile(r"(?:[0-9]{1,3}(?:[.\-][0-9]{1,3})*[.、\- ]?)?")
_IN_TITLE = re.compile(r"[(\[【〔](?:分值|权重|满分|：)*([0-9]{1,3}(?:\.[0-9]{1,2})?)分[)\]】〕]$")
_MOST_NUMBERS = 2
"""A name may have two: （一）1.…"""
_LONGEST_QUOTE = 60
# Between the parts of a table that a page breaks in two stand a page number or a running head, no text.
_APART = 100
_NEARLY = Fraction(9, 10)


class Scored(Struct):
    """What the scoring tables of a report say; `spans` is where they stand, `starts` where those of several begin.

    `rows` are of indicators, `parts` of groups and sections as a whole.
    """

    rows: tuple[ScoreRow, ...] = ()
    parts: tuple[ScoreRow, ...] = ()
    totals: tuple[Claim, ...] = ()
    spans: tuple[Span, ...] = ()
    starts: tuple[int, ...] = ()
    cells: frozenset[Cell] = frozenset()

    def claimed(self, keys: Container[str]) -> frozenset[str]:
        """Which of these indicators a table gives a score."""
        return frozenset(row.key for row in self.rows if row.key in keys and row.claim is not None)

    @property
    def covered(self) -> Spans:
        """The spans of the folded text that are scoring tables."""
        return Spans(self.spans)


class _Found(Struct):
    """A row that names an indicator: what stands there, and its cells of weight and score."""

    key: str
    name: Spot
    start: int
    end: int
    weight: Spot | None
    score: Spot | None


class _Sum(Struct):
    """A row of a total: its score, its weight, where in its table it stands."""

    name: Spot
    weight: Fraction | None
    score: Spot
    outer: bool


def read_score_rows(document: Document, grids: Sequence[Grid], sought: Sequence[Sought], words: TableSpec) -> Scored:
    """The rows of all scoring tables that name an indicator of `sought`, and the totals they give."""
    titles = {bare_title(title): item.key for item in sought if item.leaf for title in item.titles}
    wholes = {bare_title(title): item.key for item in sought if not item.leaf for title in item.titles}
    rows: list[ScoreRow] = []
    parts: list[ScoreRow] = []
    sums: list[_Sum] = []
    spans: list[Span] = []
    starts: list[int] = []
    cells: set[Cell] = set()
    head: Head | None = None
    last = 0
    for grid in grids:
        table = grid.table
        head = head if table.start - last <= _APART else None
        last = table.end
        found, totals, whole, head = _read(grid, titles, wholes, words, head)
        if not found and not totals:
            continue
        read = list(_rows(document, found, words))
        rows += read
        parts += _rows(document, whole, words)
        sums += totals
        span = folded_span(grid.folded, table.start, table.end)
        spans.append(span)
        starts += [span[0]] if len({row.key for row in read}) > 1 else []
        cells.update(spot.cell for one in found for spot in (one.weight, one.score) if spot is not None)
    return Scored(
        tuple(rows), tuple(parts), tuple(_totals(document, rows, sums)), tuple(spans), tuple(starts), frozenset(cells)
    )


def _read(
    grid: Grid, titles: Mapping[str, str], wholes: Mapping[str, str], words: TableSpec, head: Head | None
) -> tuple[list[_Found], list[_Sum], list[_Found], Head | None]:
    """The rows of a table under their head, which may stand again on each page, or only in the table before."""
    found: list[_Found] = []
    parts: list[_Found] = []
    sums: list[_Sum] = []
    below = 0
    for row in grid.table.rows:
        if row <= below:
            continue
        named = head_at(grid, row, words)
        if named is not None:
            head = named[0]
            below = head.last if head else row
        elif head is not None:
            if (one := _indicator(grid, row, titles, head)) is not None:
                # What was called a total and has indicators behind it was one of a part, unless it stands outermost.
                sums = [total for total in sums if total.outer]
                found.append(one)
            elif (part := _part(grid, row, wholes, head)) is not None:
                parts.append(part)
            elif (total := _sum(grid, row, words, head)) is not None:
                sums.append(total)
            elif heads_another(grid, row, words, head):
                head = None
    return found, sums[-1:], parts, head


def _indicator(grid: Grid, row: int, titles: Mapping[str, str], head: Head) -> _Found | None:
    for column in reversed(head.indicators):
        name = grid.at(row, column)
        key = _key(name.text, titles) if name else None
        if name is not None and key is not None:
            return _found(grid, row, head, key, name)
    return None


def _part(grid: Grid, row: int, wholes: Mapping[str, str], head: Head) -> _Found | None:
    """A row of a group or section as a whole (预算编制小计): nothing more particular is named in it."""
    name = next((spot for column in reversed(head.indicators) if (spot := grid.at(row, column))), None)
    key = _key(name.text, wholes) if name is not None and name.cell.row_span == 1 else None
    return _found(grid, row, head, key, name) if name is not None and key is not None else None


def _found(grid: Grid, row: int, head: Head, key: str, name: Spot) -> _Found:
    spots = grid.row(row)
    begun = [spot for spot in spots if spot.cell.row == row] or spots
    return _Found(
        key=key,
        name=name,
        start=min(name.start, *(spot.start for spot in begun)),
        end=max(spot.end for spot in begun),
        weight=grid.at(row, head.weight) if head.weight else None,
        score=grid.at(row, head.score),
    )


def _key(text: str, titles: Mapping[str, str]) -> str | None:
    """The indicator that a cell names: without its numbering and its weight, maybe with a short tail."""
    if len(text) > 80:
        return None
    for _ in range(_MOST_NUMBERS):
        marker = marker_at(text, 0) if text else None
        text = text[marker.end :].lstrip() if marker else _NUMBERED.sub("", text, count=1)
    name = bare_title(_IN_TITLE.sub("", text))
    for size in range(LONGEST_TAIL + 1):
        if (key := titles.get(name[: len(name) - size] if size else name)) is not None:
            return key
    return None


def _sum(grid: Grid, row: int, words: TableSpec, head: Head) -> _Sum | None:
    spots = grid.row(row)
    if not spots or spots[0].cell.row != row or bare(spots[0].text) not in words.total:
        return None
    score = grid.at(row, head.score)
    weight = grid.at(row, head.weight) if head.weight else None
    if score is None or score == spots[0]:
        return None
    return _Sum(spots[0], points_of(weight.text) if weight else None, score, spots[0].cell.column == 1)


def _rows(document: Document, found: Sequence[_Found], words: TableSpec) -> Iterator[ScoreRow]:
    """One row for each indicator of a table; a cell that is merged over several indicators is of none of them."""
    shared: dict[Cell, set[str]] = {}
    for one in found:
        for spot in (one.weight, one.score):
            if spot is not None:
                shared.setdefault(spot.cell, set()).add(one.key)
    by_key: dict[str, list[_Found]] = {}
    for one in found:
        # A table that comes twice in one grid says it twice; rows of one name cell are one indicator.
        same = by_key.setdefault(one.key, [])
        if same and same[0].name != one.name:
            yield _row(document, one.key, same, shared, words)
            same.clear()
        same.append(one)
    for key, same in by_key.items():
        yield _row(document, key, same, shared, words)


def _row(
    document: Document, key: str, found: Sequence[_Found], shared: Mapping[Cell, set[str]], words: TableSpec
) -> ScoreRow:
    weights = list(dict.fromkeys(one.weight for one in found if one.weight and len(shared[one.weight.cell]) == 1))
    scores = list(dict.fromkeys(one.score for one in found if one.score and len(shared[one.score.cell]) == 1))
    name = found[0].name
    weight, quotes = _summed(document, name, weights)
    if weight is None and (written := _IN_TITLE.search(name.text)):
        weight, quotes = Fraction(written[1]), (document.quote(name.cell.start, name.cell.end),)
    return ScoreRow(
        key=key,
        start=min(one.start for one in found),
        body=name.end,
        end=max(one.end for one in found),
        weight=weight,
        weight_quote=quotes[0] if quotes else None,
        claim=_claim(document, name, scores, words),
    )


def _claim(document: Document, name: Spot, scores: Sequence[Spot], words: TableSpec) -> Claim | None:
    points, quotes = _summed(document, name, scores)
    if points is not None:
        return Claim("items" if len(quotes) > 1 else "score", points, quotes)
    waived = [spot for spot in scores if bare(spot.text) in words.waived]
    return Claim("waived", None, (_quote(document, name, waived[0]),)) if waived else None


def _summed(document: Document, name: Spot, spots: Sequence[Spot]) -> tuple[Fraction | None, tuple[Quote, ...]]:
    """The points of one or several cells together, each with its quote."""
    known = [(points, spot) for spot in spots if (points := points_of(spot.text)) is not None]
    quotes = tuple(_quote(document, name, spot) for _, spot in known)
    return (sum((points for points, _ in known), Fraction(0)) if known else None), quotes


def _quote(document: Document, name: Spot, spot: Spot) -> Quote:
    """The score with the name it belongs to, where they stand close together; else the cell of the score."""
    near = name.cell.row == spot.cell.row and 0 < spot.cell.end - name.cell.start <= _LONGEST_QUOTE
    return document.quote(
        name.cell.start if near and name.cell.start < spot.cell.start else spot.cell.start, spot.cell.end
    )


def _totals(document: Document, rows: Sequence[ScoreRow], sums: Sequence[_Sum]) -> Iterator[Claim]:
    """The last of the sums that are of all indicators; the sum of one section is none."""
    first = {row.key: row.weight for row in reversed(rows)}
    weights = sum((weight for weight in first.values() if weight is not None), Fraction(0))
    for total in reversed(sums):
        whole = len(sums) == 1 if total.weight is None else total.weight >= weights * _NEARLY
        points = points_of(total.score.text)
        if whole and points is not None:
            yield Claim("score", points, (_quote(document, total.name, total.score),))
            return


def with_rows(claims: Mapping[str, Claim], rows: Sequence[ScoreRow]) -> dict[str, Claim]:
    """The claims of passages with those of tables: an equal one is a second quote, one alone is the claim."""
    found = dict(claims)
    for row in rows:
        claim = row.claim
        if claim is None:
            continue
        said = found.get(row.key)
        if said is None:
            found[row.key] = claim
        elif said.points == claim.points and not set(claim.quotes) <= set(said.quotes):
            found[row.key] = replace(said, quotes=(*said.quotes, *claim.quotes))
    return found
