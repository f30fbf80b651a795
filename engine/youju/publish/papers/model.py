"""What a workpaper is, before it is a sheet or a page: titled rows of cells, and figures to draw."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from youju.audit.words import points_text, printable
from youju.source.excerpt import width
from youju.structs import Struct, replace

Align = Literal["left", "center", "right"]
Kind = Literal["text", "points"]
Level = Literal["item", "group", "section", "total"]
"""What a row is: a line of the paper, or a heading with the sums of a group, of a section, of all."""
WIDE, NARROW, TALL = 168, 106, 28
"""The columns of a terminal that A4 holds at nine points, on its side and upright, and the most lines of a cell."""
MOST_ROWS = 300
"""Rows of findings and of relations that a paper lists; the record has all. Nobody reads on, and PDF gets slow."""


class Column(Struct):
    """A column: its heading, its share of the width of the paper (shares need not sum to anything), how cells stand.

    Cells of kind `points` are numbers where they have one.
    """

    title: str
    share: int
    align: Align = "left"
    kind: Kind = "text"


class Cell(Struct):
    """A cell: what stands in it (lines parted by `\\n`), and the number it is where it is exactly one.

    `text` is always what a person reads; `number` is given where a sheet may hold it without loss.
    """

    text: str = ""
    number: Fraction | None = None


class Row(Struct):
    """A line of a paper, a cell for each column."""

    cells: tuple[Cell, ...]
    level: Level = "item"


class Part(Struct):
    """A part of a figure: a key that is the same in every language (for colours), its label, its size."""

    key: str
    label: str
    value: Fraction


class Figure(Struct):
    """Something to draw: `stack` is one bar whose parts sum to a whole, `bars` a bar for each part."""

    title: str
    kind: Literal["stack", "bars"]
    parts: tuple[Part, ...]


class Paper(Struct):
    """A workpaper: `key` (`scores`, `problems`, `evidence`, `relations`, `requests`, `opinion`) and `name` (short,
    for the tab of a sheet) and `title`; `notes` stand above the table, `figures` and `signs` (lines to be filled in by
    a person) below it. `wide` papers lie on their side.
    """

    key: str
    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...] = ()
    signs: tuple[str, ...] = ()
    wide: bool = True


def points(value: Fraction | None, absent: str = "—") -> Cell:
    """A cell of points: a number where its decimals end within four digits, else only words (`≈87.63`)."""
    if value is None:
        return Cell(absent)
    text = points_text(value)
    return Cell(text, None if text.startswith("≈") else value)


def signed(value: Fraction | None) -> Cell:
    """A cell of a difference: `+2`, `-1.5`, `≈+0.89`, `0`; a stroke where there is none."""
    cell = points(value)
    if value is None or value <= 0:
        return cell
    near = "≈" if cell.number is None else ""
    return replace(cell, text=f"{near}+{cell.text.removeprefix(near)}")


def joined(parts: Iterable[str], lang: str) -> str:
    """Parts of one sentence in the punctuation of the language."""
    return ("；" if lang == "zh" else "; ").join(parts)


def line(*said: str | Cell, level: Level = "item") -> Row:
    """A row of texts and cells."""
    return Row(tuple(Cell(one) if isinstance(one, str) else one for one in said), level)


def rooms_of(paper: Paper) -> tuple[int, ...]:
    """How many columns of a terminal each column of the paper is wide, at the size of letters of its cells."""
    whole, shares = (WIDE if paper.wide else NARROW), sum(column.share for column in paper.columns)
    return tuple(max(2, whole * column.share // shares - 1) for column in paper.columns)


def lines_of(text: str, room: int) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(1 + max(0, width(one) - 1) // room for one in text.split("\n"))


def cleaned(paper: Paper) -> Paper:
    """The paper as any file can hold it and any page can print it.

    What files cannot hold (control characters, half characters) is made visible, and a cell is cut that would be
    taller than a page.
    """
    rooms = rooms_of(paper)

    def clean(row: Row) -> Row:
        cells = zip(row.cells, rooms, strict=True)
        return replace(row, cells=tuple(replace(one, text=_fitted(printable(one.text), room)) for one, room in cells))

    rows = tuple(clean(row) for row in paper.rows)
    return replace(paper, title=printable(paper.title), notes=tuple(printable(note) for note in paper.notes), rows=rows)


def _fitted(text: str, room: int) -> str:
    """As much of a text as a cell of this width holds."""
    kept: list[str] = []
    left = TALL
    for one in text.split("\n"):
        if left <= 0:
            return "\n".join([*kept, "……"])
        lines = lines_of(one, room)
        if lines > left:
            return "\n".join([*kept, f"{one[: left * room // 2]}……"])
        kept.append(one)
        left -= lines
    return "\n".join(kept)
