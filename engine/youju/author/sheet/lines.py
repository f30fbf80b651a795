"""The lines of a table that came back, and what becomes of them: changes of files, or troubles at a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from youju.author.edits import Edit
from youju.author.sheet.table import Column, Row, Table
from youju.source import digest
from youju.structs import Struct

Base = Mapping[str, Mapping[Column, str]]


class Line(Struct):
    """A line of a table that came back, on `sheet` in row `at`: the key of the row it is, or None; its texts.

    `id` is what whoever wrote a new row calls it, and `dropped` that the row is to go.
    """

    key: str | None
    texts: Mapping[Column, str]
    sheet: str
    at: int
    id: str = ""
    dropped: bool = False


class CaseSheet(Struct):
    """The cases of a workbook that came back: those it was exported with, and the lines as they are."""

    base: Base
    lines: tuple[Line, ...]


class Trouble(Struct):
    """What cannot be taken, at a line and a column of the table that came back, as far as they are known."""

    line: Line | None
    column: Column | None
    code: str
    zh: str
    en: str


class Change(Struct):
    """A change of a file, told for people, with the line and column it comes from (None: the line as a whole).

    `row` is the key of the row that is changed, dropped or has something new behind it, and `more` what else the
    change takes in the file, behind `edit`.
    """

    file: str
    edit: Edit
    row: str
    line: Line | None
    column: Column | None
    zh: str
    en: str
    more: tuple[Edit, ...] = ()


def base_of(rows: Table | Sequence[Row]) -> dict[str, dict[Column, str]]:
    """The texts of a table, or of the rows of one, by row and column, as a workbook carries them unseen."""
    return {row.key: row.texts for row in (rows.all if isinstance(rows, Table) else rows)}


def digest_of(base: Base) -> str:
    """SHA-256 of a base: two tables have the same where nothing differs that they show."""
    return digest({"table": base})


def name_of(row: Row) -> str:
    """A row for people: its card and its id."""
    card = row.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    return f"{card} {row.id}" if row.id and row.id != card else card


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


_TIGHT = ("section_weight", "group_weight", "weight", "when", "points", "mark", "source")


def tight(column: Column, text: str) -> str:
    """A text without the blanks around it, where they mean nothing: in expressions, numbers and choices."""
    return text.strip() if column in _TIGHT else text
