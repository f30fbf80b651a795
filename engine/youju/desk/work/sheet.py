"""Tasks about a workbook that came back: what it changes of a rubric or what is wrong with it, and where."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from youju.author.lint import level_of
from youju.author.sheet.layout import COLUMNS
from youju.author.sheet.lines import Trouble
from youju.author.sheet.marked import marked
from youju.author.sheet.returns import Taken, take
from youju.author.sheet.workbook import opened, returned
from youju.desk.work.version import folder, loaded
from youju.publish.code_page import advice_of
from youju.source import CodedError, Diagnostic
from youju.store import Blobs

Plain = dict[str, Any]


def taken_from(store: str, digest: str, sheet: str, name: str) -> Plain:
    """What the workbook of a digest changes of a version: new texts by path, `changes` told, `troubles` at their cells,
    and what lint then says. CodedError `sheet-unreadable`, `draft-broken`."""
    with _workbook(store, sheet, name) as file:
        found = _taken(store, digest, file, opened(file))
    return {
        "files": dict(found.files),
        "changes": [{"file": one.file, "zh": one.zh, "en": one.en} for one in found.changes],
        "troubles": [_trouble(one) for one in found.troubles],
        "linted": [_linted(one) for one in found.linted if level_of(one) != "note"],
    }


def marked_copy(store: str, digest: str, sheet: str, name: str) -> bytes:
    """A copy of the workbook with its mistakes as comments of the cells."""
    with _workbook(store, sheet, name) as file:
        book = opened(file)
        return marked(book, _taken(store, digest, file, book).troubles)


@contextmanager
def _workbook(store: str, sheet: str, name: str) -> Generator[Path]:
    """The file of an upload under a name of its kind: by it readers know what it is."""
    with tempfile.TemporaryDirectory(prefix="youju-sheet-") as home:
        file = Path(home) / f"{Path(name).stem[:80] or 'sheet'}.xlsx"
        shutil.copyfile(Blobs(Path(store) / "blobs").path(sheet), file)
        yield file


def _taken(store: str, digest: str, file: Path, book: Any) -> Taken:
    at, came = folder(store, digest), returned(book, file.name)
    rubric = loaded(store, digest).last.rubric.id
    if came.rubric != rubric:
        zh = f"“{file.name}”是评分标准 {came.rubric} 的表，不是 {rubric} 的"
        raise CodedError("sheet-unreadable", zh, f"“{file.name}” is the table of {came.rubric}, not of {rubric}")
    return take(at, came)


def _linted(one: Diagnostic) -> Plain:
    place = f"{one.place.file.partition('/')[2]}:{one.place.line}"
    return {"place": place, "code": one.code, "zh": one.zh, "en": one.en}


def _trouble(one: Trouble) -> Plain:
    line = one.line
    if line is None:
        cell = ""
    elif one.column in COLUMNS[line.sheet]:
        cell = f"{line.sheet}!{get_column_letter(COLUMNS[line.sheet].index(one.column) + 1)}{line.at}"
    else:
        cell = f"{line.sheet}!{line.at}"
    do_zh, do_en = advice_of(one.code)
    return {"cell": cell, "code": one.code, "zh": one.zh, "en": one.en, "do_zh": do_zh, "do_en": do_en}
