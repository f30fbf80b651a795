"""A table that came back, taken into a rubric's files: all of its changes, or none and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from youju.author.edits import EditError, Item
from youju.author.edits import Path as Steps
from youju.author.sheet.merge import Change, Line, Merged, Trouble, merged
from youju.author.sheet.table import Table, read_files, table_of
from youju.author.sheet.workbook import Returned
from youju.author.splice import edited
from youju.author.trial import tried
from youju.source import Diagnostic, Node, Place, RefusedError, Scalar, parse_yaml
from youju.source import Mapping as MappingNode
from youju.source import Sequence as SequenceNode


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: the texts of the files that change, the changes told, and what stands against them.

    Where `troubles` or `refused` holds anything, `files` is what would have been written, and is not to be.
    """

    files: Mapping[str, str]
    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    refused: RefusedError | None = None


def take(folder: Path, came: Returned) -> Taken:
    """The changes of a table against the rubric in a folder, tried out on a copy of it."""
    files = read_files(folder)
    now = table_of(files)
    found = merged(came.base, came.lines, now)
    troubles = (*came.troubles, *found.troubles)
    if troubles or not found.changes:
        return Taken({}, found.changes, troubles)
    new, troubles = _edited(files, found)
    if troubles:
        return Taken({}, found.changes, troubles)
    refused = tried(folder, new)
    if refused is None:
        return Taken(new, found.changes, ())
    after = {**files, **new}
    told = tuple(_at_cells(refused, after, came, found, folder.name))
    return Taken(new, found.changes, told, refused)


def _edited(files: Mapping[str, str], found: Merged) -> tuple[dict[str, str], tuple[Trouble, ...]]:
    """The new texts of the files that change; a change that cannot be written in its place is told."""
    new: dict[str, str] = {}
    troubles: list[Trouble] = []
    for file in dict.fromkeys(change.file for change in found.changes):
        text = files[file]
        for change in found.changes:
            if change.file == file:
                try:
                    text = edited(text, [change.edit])
                except EditError:
                    zh = f"这处改动没法原样写回 {file}，请直接改那个文件：{change.zh}"
                    en = f"this change cannot be written back into {file}; change the file itself"
                    troubles.append(Trouble(change.line, change.column, "sheet-unwritable", zh, en))
        new[file] = text
    return new, tuple(troubles)


def _at_cells(
    error: RefusedError, files: Mapping[str, str], came: Returned, found: Merged, name: str
) -> Iterator[Trouble]:
    """Each mistake at the cell whose text it is about, or at the row nearest above it."""
    table = table_of(files)
    lines = dict(_lines_of(table, came, found))
    places = {file: sorted(_places(file, text, table, lines), key=lambda one: one[0]) for file, text in files.items()}
    for one in error.diagnostics:
        line, column = _nearest(one.place, places.get(one.place.file.removeprefix(f"{name}/"), []))
        yield Trouble(line, column, one.code, _told(one), one.en)


def _told(one: Diagnostic) -> str:
    return one.zh if one.proposal is None else f"{one.zh}（改成 {one.proposal}）"


def _lines_of(table: Table, came: Returned, found: Merged) -> Iterator[tuple[str, Line]]:
    """The line of every row, of new ones too."""
    for line in came.lines:
        if line.key is not None:
            yield line.key, line
    added = [change.line for change in found.changes if change.line is not None and change.column is None]
    for row in table.rows:
        texts = {column: cell.text for column, cell in row.cells.items() if cell.text}
        for line in added:
            if line.texts == texts:
                yield row.key, line


def _places(
    file: str, text: str, table: Table, lines: Mapping[str, Line]
) -> Iterator[tuple[Place, int, Line, str | None]]:
    """Where each row and each cell of a file begins, with the length of the cell's text."""
    node, _ = parse_yaml(text, file)
    for row in table.all:
        line = lines.get(row.key)
        if node is None or line is None:
            continue
        if row.file == file and (at := _find(node, row.path)) is not None:
            yield at.place, 0, line, None
        for column, cell in row.cells.items():
            if cell.file == file and isinstance(at := _find(node, cell.path), Scalar):
                yield at.place, at.place.length, line, column


def _nearest(place: Place, known: list[tuple[Place, int, Line, str | None]]) -> tuple[Line | None, str | None]:
    line: Line | None = None
    for at, length, found, column in known:
        if at.line == place.line and at.column <= place.column <= at.column + length and column is not None:
            return found, column
        if (at.line, at.column) <= (place.line, place.column):
            line = found
    return line, None


def _find(node: Node, path: Steps) -> Node | None:
    found: Node | None = node
    for step in path:
        if isinstance(found, MappingNode) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, SequenceNode) and isinstance(step, Item):
            found = next((item for item in found.items if _id(item) == step.id), None)
        elif isinstance(found, SequenceNode) and isinstance(step, int) and step < len(found.items):
            found = found.items[step]
        else:
            return None
    return found


def _id(item: Node) -> str | None:
    found = item.get("id") if isinstance(item, MappingNode) else None
    return found.text if isinstance(found, Scalar) else None
