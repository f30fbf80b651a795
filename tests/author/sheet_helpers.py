"""Tables of rubrics as they come back unchanged, and rubrics to try changes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from youju.author.sheet.layout import GENERAL, RULES
from youju.author.sheet.lines import Base, Line, base_of
from youju.author.sheet.returns import Taken, take
from youju.author.sheet.table import Row, Table, read_files, table_of
from youju.author.sheet.workbook import Returned
from youju.rubric import packs
from youju.structs import replace

FOLDERS = [pack.folder for pack in packs()]
GOOD = Path(__file__).parents[1] / "rubrics" / "good"
FORMS, YEARS = GOOD / "forms", GOOD / "over-the-years"


def lines_of(table: Table) -> list[Line]:
    """The lines of a workbook in which nothing was changed."""
    found: list[Line] = []
    for sheet, rows in ((RULES, table.rows), (GENERAL, table.head)):
        found += [
            Line(row.key, {column: cell.text for column, cell in row.cells.items() if cell.text}, sheet, at, row.id)
            for at, row in enumerate(rows, 3)
        ]
    return found


def with_text(lines: Iterable[Line], row: Row, column: str, text: str) -> list[Line]:
    """The lines with another text in a cell of a row."""
    return [replace(line, texts={**line.texts, column: text}) if line.key == row.key else line for line in lines]


def row_of(table: Table, file: str, id_: str, kind: str = "rule") -> Row:
    """The row of an id in a card."""
    return next(row for row in table.all if row.file.endswith(f"{file}.yaml") and row.id == id_ and row.kind == kind)


def came_back(folder: Path, lines: Iterable[Line], base: Base | None = None) -> Returned:
    """A workbook that came back for the rubric in a folder."""
    table = table_of(read_files(folder))
    return Returned(folder.name, base_of(table) if base is None else base, tuple(lines), ())


def copy_of(folder: Path, home: Path) -> Path:
    """A copy of a rubric to write to."""
    return shutil.copytree(folder, home / folder.name)


def written(folder: Path, taken: Taken) -> Path:
    """A rubric with what was taken written to it."""
    for name, text in taken.files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def tried(folder: Path, lines: Iterable[Line], base: Base | None = None) -> Taken:
    """What comes of lines that came back."""
    return take(folder, came_back(folder, lines, base))
