"""A table of facts as an Excel workbook: its first sheet, row by row; of a formula the saved result counts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from decimal import Decimal
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import openpyxl

from youju.population.table.cell import NO_RESULT
from youju.population.table.source_polars import Source
from youju.population.table.staged_polars import Line, staged_source
from youju.rubric import Rubric
from youju.source import CodedError

MOST_ROWS: Final = 1_048_576
_MOST_SHEET: Final = 4 << 30
_MOST_PART: Final = 512 << 20
_SAFE, _MOST_RATIO = 64 << 20, 300
"""A part above so many bytes may not unpack to more than so many times of what is packed."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.')
_BLOCK = 1 << 20


def xlsx_source(path: Path, rubric: Rubric, folder: Path) -> Source:
    """The first sheet of a workbook. CodedError where it is none, or unpacks to too much."""
    try:
        formulas = _checked(path)
        with ExitStack() as stack:
            values = _sheet(stack, path, values=True)
            written = _sheet(stack, path, values=False) if formulas else repeat(None)
            return staged_source(_lines(values, written, path.name), rubric, folder, even=False)
    except CodedError:
        raise
    except Exception as error:  # zipfile and openpyxl raise whatever a broken part of a file makes them stumble over
        zh = f"“{path.name}”不是完好的 .xlsx 文件；请用 Excel 打开另存一份"
        raise _refused(zh, f"“{path.name}” is no sound .xlsx file; open it in Excel and save it anew") from error


def _checked(path: Path) -> bool:
    """Whether any cell is a formula; CodedError where the parts unpack to too much."""
    with zipfile.ZipFile(path) as package:
        sheets = [part for part in package.infolist() if part.filename.startswith("xl/worksheets/")]
        for part in package.infolist():
            most = _MOST_SHEET if part in sheets else _MOST_PART
            bomb = part.file_size > _SAFE and part.file_size > _MOST_RATIO * max(part.compress_size, 1)
            if part.file_size > most or bomb:
                zh = f"“{path.name}”展开后太大（疑似压缩炸弹），没有读"
                raise _refused(zh, f"“{path.name}” unpacks to too much and was not read")
        return any(_has_formula(package, part) for part in sheets)


def _has_formula(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as file:
        tail = b""
        while block := file.read(_BLOCK):
            if _FORMULA.search(tail + block):
                return True
            tail = block[-32:]
    return False


def _sheet(stack: ExitStack, path: Path, values: bool) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet, whatever it says of its own extent."""
    # Opened here and not by its path: the reader leaves what it opens itself open where a sheet is not read to its end.
    file = stack.enter_context(path.open("rb"))
    book: Any = stack.enter_context(
        closing(openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False))
    )
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    return iter(sheet.iter_rows())


def _lines(values: Iterator[Sequence[Any]], written: Iterator[Sequence[Any] | None], name: str) -> Iterator[Line]:
    for number, (row, typed) in enumerate(zip(values, written, strict=False), 1):
        if number > MOST_ROWS:
            raise _refused(f"“{name}”超过 {MOST_ROWS} 行", f"“{name}” has more than {MOST_ROWS} rows")
        yield number, [_text(cell, None if typed is None else typed[at]) for at, cell in enumerate(row)]


def _text(cell: Any, typed: Any) -> str | None:
    """A cell as text: a number by the shortest decimal that it is, as a percentage where it is shown as one."""
    value = cell.value
    if value is None:
        return NO_RESULT if typed is not None and typed.data_type == "f" else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, "%" in _QUOTED.sub("", str(cell.number_format)))
    return str(value)


def _number(value: int | float, percent: bool) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return repr(value)
    plain = format(number.scaleb(2) if percent else number, "f")
    shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{shown}%" if percent else shown


def _refused(zh: str, en: str) -> CodedError:
    return CodedError("facts-table-unreadable", zh, en)
