"""What a workpaper is, before it is a sheet or a page: titled rows of cells, and figures to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from youju.audit.words import points_text, printable

Align = Literal["left", "center", "right"]
Kind = Literal["text", "points"]
Level = Literal["item", "group", "section", "total"]
"""What a row is: a line of the paper, or a heading with the sums of a group, of a section, of all."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width of the paper (shares need not sum to anything), how cells stand.

    Cells of kind `points` are numbers where they have one.
    """

    title: str
    share: int
    align: Align = "left"
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what stands in it (lines parted by `\\n`), and the number it is where it is exactly one.

    `text` is always what a person reads; `number` is given where a sheet may hold it without loss.
    """

    text: str = ""
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a paper, a cell for each column."""

    cells: tuple[Cell, ...]
    level: Level = "item"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a figure: a key that is the same in every language (for colours), its label, its size."""

    key: str
    label: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to draw: `stack` is one bar whose parts sum to a whole, `bars` a bar for each part."""

    title: str
    kind: Literal["stack", "bars"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paper:
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
    """A cell of a difference: `+2`, `-1.5`, `0`; a stroke where there is none."""
    cell = points(value)
    return replace(cell, text=f"+{cell.text}") if value is not None and value > 0 else cell


def joined(parts: Iterable[str], lang: str) -> str:
    """Parts of one sentence in the punctuation of the language."""
    return ("；" if lang == "zh" else "; ").join(parts)


def line(*said: str | Cell, level: Level = "item") -> Row:
    """A row of texts and cells."""
    return Row(tuple(Cell(one) if isinstance(one, str) else one for one in said), level)


def cleaned(paper: Paper) -> Paper:
    """The paper with what a report may hold and no file can (control characters, half characters) made visible."""
    rows = tuple(
        replace(row, cells=tuple(replace(cell, text=printable(cell.text)) for cell in row.cells)) for row in paper.rows
    )
    return replace(paper, title=printable(paper.title), notes=tuple(printable(note) for note in paper.notes), rows=rows)
