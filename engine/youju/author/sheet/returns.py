"""A table that came back, taken into a rubric's files: all of its changes, or none and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from youju.author.edits import EditError, index_of, plain_of
from youju.author.edits import Path as Steps
from youju.author.lint import lint
from youju.author.sheet.case_merge import MergedCases, merged_cases
from youju.author.sheet.case_places import case_trouble
from youju.author.sheet.layout import CHOICES
from youju.author.sheet.lines import Change, Line, Trouble
from youju.author.sheet.merge import Merged, merged
from youju.author.sheet.table import TITLES, Table, read_files, table_of
from youju.author.sheet.workbook import Returned
from youju.author.splice import edited
from youju.author.trial import tried
from youju.rubric.versions import CASES
from youju.source import Diagnostic, Node, Place, RefusedError, Scalar, parse_yaml
from youju.source import Mapping as MappingNode
from youju.source import Sequence as SequenceNode
from youju.structs import Struct


class Taken(Struct):
    """What came of a table: the texts of the files that change, the changes told, and what stands against them.

    Where `troubles` holds anything, nothing is to be written. `linted` is what lint says of the rubric as it becomes,
    at the places of the new texts: golden cases that no longer hold, above all.
    """

    files: Mapping[str, str]
    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...]
    linted: tuple[Diagnostic, ...] = ()


def take(folder: Path, came: Returned) -> Taken:
    """The changes of a table against the rubric in a folder, tried out on a copy of it."""
    files = read_files(folder)
    now = table_of(files)
    rules = merged(came.base, came.lines, now)
    cases = MergedCases((), (), {}) if came.cases is None else merged_cases(came.cases, files, now)
    found = Merged((*rules.changes, *cases.changes), (*rules.troubles, *cases.troubles))
    troubles = (*came.troubles, *found.troubles)
    if troubles or not found.changes:
        return Taken({}, found.changes, troubles)
    new, troubles = _edited(files, found)
    if troubles:
        return Taken({}, found.changes, troubles)
    found_out = tried(folder, new)
    if isinstance(found_out, RefusedError):
        told = tuple(_at_cells(found_out, {**files, **new}, came, found, cases.lines, folder.name))
        return Taken({}, found.changes, told)
    return Taken(new, found.changes, (), lint(found_out))


def _edited(files: Mapping[str, str], found: Merged) -> tuple[dict[str, str], tuple[Trouble, ...]]:
    """The new texts of the files that change; a change that cannot be written in its place is told."""
    new: dict[str, str] = {}
    troubles: list[Trouble] = []
    for file in dict.fromkeys(change.file for change in found.changes):
        text = files[file]
        for change in found.changes:
            if change.file == file:
                try:
                    text = edited(text, [change.edit, *change.more])
                except EditError:
                    zh = f"这处改动没法原样写回 {file}，请直接改那个文件：{change.zh}"
                    en = f"this change cannot be written back into {file}; change the file itself"
                    troubles.append(Trouble(change.line, change.column, "sheet-unwritable", zh, en))
        new[file] = text
    return new, tuple(troubles)


def _at_cells(
    error: RefusedError,
    files: Mapping[str, str],
    came: Returned,
    found: Merged,
    cases: Mapping[str, Sequence[Line | None]],
    name: str,
) -> Iterator[Trouble]:
    """Each mistake at the cell whose text it is about, or at the row nearest above it."""
    table = table_of(files)
    lines = dict(_lines_of(table, came, found))
    places = {file: sorted(_places(file, text, table, lines), key=lambda one: one[0]) for file, text in files.items()}
    for one in error.diagnostics:
        file = one.place.file.removeprefix(f"{name}/")
        if (at_case := case_trouble(one, files.get(file, ""), cases.get(file, ()))) is not None:
            yield at_case
            continue
        of_department = file.startswith(f"{CASES}/")
        if of_department or one.place.line in _lines_of_cases(files.get(file, "")):
            where = f"{file} 第 {one.place.line} 行"
            whose, of_whom = ("部门", "a department") if of_department else ("卡片", "a card")
            zh = f"{whose}的用例（{where}）还这样写：{one.zh}；先改用例"
            en = f"a golden case of {of_whom} ({where}): {one.en}"
            yield Trouble(_indicator_of(file, table, lines), None, one.code, zh, en)
            continue
        line, column = _nearest(one.place, places.get(file, []))
        column = column or _column_missing(one)
        yield Trouble(line, column, one.code, _told(one, column), one.en)


def _lines_of_cases(text: str) -> range:
    """The lines of a card on which its golden cases stand, which no table shows."""
    node, _ = parse_yaml(text, "")
    if node is None or (key := node.key("cases")) is None:
        return range(0)
    after = [other.place.line for other, _ in node.entries if other.place.line > key.place.line]
    return range(key.place.line, min(after, default=text.count("\n") + 2))


def _indicator_of(file: str, table: Table, lines: Mapping[str, Line]) -> Line | None:
    return next((lines.get(row.key) for row in table.rows if row.file == file and row.kind == "indicator"), None)


_MISSING = {"points": "points", "when": "when", "zh": "wording", "en": "english", "text": "basis", "mark": "mark"}


def _column_missing(one: Diagnostic) -> str | None:
    """The column of a text that is not there."""
    found = re.findall(r"`(\w+)`", one.en) if one.code == "source-missing-key" else []
    return _MISSING.get(found[0]) if found else None


def _told(one: Diagnostic, column: str | None) -> str:
    """A mistake in the words of the table rather than of the card."""
    if one.code == "source-missing-key" and column is not None:
        return f"“{TITLES[column].split()[0]}”不能空着"
    if one.code == "source-bad-value" and column is not None and column in CHOICES:
        return f"请从列表里选：{'、'.join(CHOICES[column].values())}"
    return one.zh if one.proposal is None else f"{one.zh}（改成 {one.proposal}）"


def _lines_of(table: Table, came: Returned, found: Merged) -> Iterator[tuple[str, Line]]:
    """The line of every row, of new ones too."""
    for line in came.lines:
        if line.key is not None:
            yield line.key, line
    added = [change.line for change in found.changes if change.line is not None and change.column is None]
    for row in table.rows:
        texts = {column: text for column, text in row.texts.items() if text}
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
        elif (
            isinstance(found, SequenceNode)
            and (at := index_of([plain_of(item) for item in found.items], step)) is not None
        ):
            found = found.items[at]
        else:
            return None
    return found
