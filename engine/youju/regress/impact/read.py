"""A folder of departments read: each file by its form; what cannot be read is kept with its reasons, never dropped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from youju.author.handed.csv import csv_rows
from youju.author.handed.lines import Came, Cell, Trouble
from youju.author.handed.read import came_of, file_bytes
from youju.author.handed.workbook import book_rows
from youju.author.rulings.beside import NAME as RULINGS
from youju.regress.impact.corpus import Corpus, Department, Reason, Sides, Unread
from youju.regress.impact.records import record_department
from youju.regress.impact.reports import Corrections, reasons_of, report_department
from youju.regress.impact.sheets import sheet_department
from youju.regress.impact.table import MOST_COLUMNS, head_of, table_departments
from youju.report import Document, ReportError, read
from youju.source import CodedError, RefusedError
from youju.source.exact_json import read_json
from youju.structs import Struct, replace

RECORD, SUMS = "audit.json", "SHA256SUMS"
"""What `youju audit --out` calls the record, and the list of all that it wrote."""
MOST_FILES = 20_000
_REPORTS = (".txt", ".md", ".docx", ".docm", ".pdf", ".doc", ".wps", ".rtf", ".xls", ".et", ".xlsm")
Found = Department | Unread
Tell = Callable[[int], None]
T = TypeVar("T")


class _File(Struct):
    """A file of the corpus: its path, its path within the corpus, the name its department has by it, its bytes."""

    path: Path
    file: str
    name: str
    data: bytes

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


class _Sheet(Struct):
    """A file of facts: what it hands in, and mistakes of its shape."""

    came: Came
    troubles: tuple[Trouble, ...]


Read = Document | _Sheet | Sequence[Sequence[Cell]] | bytes | Unread
"""What a file is read as: a report, a sheet, the rows of a table, the bytes of a record; or why not."""


def read_corpus(root: Path, sides: Sides, reports: Tell | None = None) -> Corpus:
    """The departments of a folder or of one file; `reports` is told how many reports are to be read, which is slow.

    CodedError `corpus-unreadable` where there is no file to read at all.
    """
    paths = _paths(root)
    beside = [path for path in paths if _is_beside(path)]
    files = [path for path in paths if path not in set(beside)]
    if not files:
        zh, en = f"“{root.name}”里没有部门的文件", f"“{root.name}” holds no file of a department"
        raise CodedError("corpus-unreadable", zh, en)
    slow = sum(1 for path in files if path.suffix.lower() in _REPORTS)
    if reports is not None and slow:
        reports(slow)
    came: list[tuple[_File, Read]] = []
    unread: list[Unread] = []
    for path in files:
        one = _file(root, path)
        if isinstance(one, Unread):
            unread.append(one)
        else:
            came.append((one, _guarded(one.file, lambda one=one: _read(one))))
    return _corpus(came, unread, len(beside), _alike(sides))


def _alike(sides: Sides) -> Sides:
    """Two dictionaries that say the same as one, so that they are compared once and not for each department."""
    old, new = sides
    return (old, replace(new, dictionary=old.dictionary)) if old.dictionary == new.dictionary else sides


def _corpus(came: Sequence[tuple[_File, Read]], unread: list[Unread], beside: int, sides: Sides) -> Corpus:
    """Sheets of corrections go to their reports, and a record whose report is there counts once."""
    digests = {what.sha256 for _, what in came if isinstance(what, Document)}
    sheets: dict[str, list[Corrections]] = {}
    departments: dict[str, Department] = {}
    rest: list[tuple[_File, Read]] = []
    for file, what in came:
        if isinstance(what, _Sheet) and what.came.report in digests:
            sheets.setdefault(str(what.came.report), []).append((file.file, what.came, what.troubles, file.digest))
            beside += 1
        elif digests and isinstance(what, bytes) and _report_of(what) in digests:
            beside += 1
        else:
            rest.append((file, what))
    for file, what in rest:
        for found in _departments(file, what, sheets, sides):
            key = unicodedata.normalize("NFKC", found.name).strip() if isinstance(found, Department) else ""
            if isinstance(found, Unread):
                unread.append(found)
            elif (first := departments.setdefault(key, found)) is not found:
                unread.append(_twice(found, first))
    return Corpus(tuple(departments.values()), tuple(unread), beside)


def _departments(file: _File, what: Read, sheets: Mapping[str, Sequence[Corrections]], sides: Sides) -> Iterator[Found]:
    match what:
        case Unread():
            yield what
        case Document():
            own = sheets.get(what.sha256, ())
            yield _guarded(file.file, lambda: report_department(file.name, file.file, file.path, what, own, sides))
        case _Sheet() if what.came.report is not None:
            zh = "这是一份报告的更正表，而那份报告不在这里：只有更正，算不出得分"
            en = "a sheet of corrections to a report that is not here: corrections alone give no score"
            yield Unread(file.file, (Reason("facts-other-report", zh, en),))
        case _Sheet():
            yield sheet_department(file.name, file.file, file.data, what.came, what.troubles, sides)
        case bytes():
            yield record_department(file.name, file.file, what, sides)
        case rows:
            yield from table_departments(file.file, file.data, rows, sides)


def _guarded(file: str, make: Callable[[], T]) -> T | Unread:
    """What is made, or why it cannot be: a file that is not in order keeps none of the others from being read."""
    try:
        return make()
    except RefusedError as error:
        return Unread(file, reasons_of(error))
    except (CodedError, ReportError) as error:
        return Unread(file, (Reason(error.code, error.zh, error.en),))


def _read(file: _File) -> Read:
    match file.path.suffix.lower():
        case ".json":
            return file.data
        case ".csv":
            rows = tuple(csv_rows(file.data, file.path.name))
            return rows if head_of(rows) is not None else _Sheet(*came_of(file.path, file.data))
        case ".xlsx":
            return _workbook(file)
        case ".yaml" | ".yml":
            return _Sheet(*came_of(file.path, file.data))
        case suffix if suffix in _REPORTS:
            return read(file.path)
        case _:
            zh, en = "这种文件不是事实表、审核记录或报告", "a file of this kind is no facts, record or report"
            return Unread(file.file, (Reason("corpus-file", zh, en),))


def _workbook(file: _File) -> Read:
    """A workbook as a table of departments or a sheet of facts; one that has the headings of neither is a report."""
    rows = tuple(book_rows(file.path, file.data, MOST_COLUMNS)[1])
    if head_of(rows) is not None:
        return rows
    try:
        return _Sheet(*came_of(file.path, file.data))
    except CodedError:
        return read(file.path)


def _paths(root: Path) -> list[Path]:
    """The files, in order of their paths; those whose names begin with a dot, or `~$`, are nobody's departments."""
    if root.is_file():
        return [root]
    found = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []
    kept = [path for path in found if not any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)]
    if not kept or len(kept) > MOST_FILES:
        zh = f"没有“{root.name}”，或里面没有文件" if not kept else f"“{root.name}”里超过 {MOST_FILES} 个文件"
        en = f"no “{root.name}”, or no file in it" if not kept else f"“{root.name}” holds over {MOST_FILES} files"
        raise CodedError("corpus-unreadable", zh, en)
    return kept


def _is_beside(path: Path) -> bool:
    """Whether a file only exports an audit whose record is beside it, or holds the rulings on a report beside it."""
    if path.name.endswith(RULINGS):
        return path.with_name(path.name.removesuffix(RULINGS)).is_file()
    if path.name == RECORD or not (path.parent / RECORD).is_file():
        return False
    sums = path.parent / SUMS
    return sums.is_file() and (path == sums or f"  {path.name}\n" in sums.read_text("utf-8", errors="replace"))


def _file(root: Path, path: Path) -> _File | Unread:
    relative = path.relative_to(root) if path != root else Path(path.name)
    folder = relative.parent.as_posix()
    name = folder if path.name == RECORD and folder != "." else relative.with_suffix("").as_posix()
    if path.suffix.lower() in _REPORTS:
        # A report may be larger than a file of facts; its own reader bounds it.
        return _File(path, relative.as_posix(), name, b"")
    found = _guarded(relative.as_posix(), lambda: file_bytes(path))
    return found if isinstance(found, Unread) else _File(path, relative.as_posix(), name, found)


def _report_of(data: bytes) -> str | None:
    """The SHA-256 of the report that a record is of; None where it is no record."""
    try:
        return str(read_json(data)["document"]["sha256"])
    except (ValueError, KeyError, TypeError):
        return None


def _twice(found: Department, first: Department) -> Unread:
    where = first.file if first.line is None else f"{first.file}:{first.line}"
    zh = f"部门“{found.name}”已在 {where}，一个部门只算一次"
    en = f"the department “{found.name}” is in {where} already, and counts once"
    return Unread(found.file, (Reason("corpus-department", zh, en),), found.line)
