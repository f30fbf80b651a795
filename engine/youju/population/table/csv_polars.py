"""A table of facts as CSV: UTF-8, UTF-16 or GB18030, between commas, semicolons or tabs."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The types of Polars name those of numpy, which is not installed.

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from youju.population.table.headings import known_heading, layout_of
from youju.population.table.source_polars import ID, ROW, Source
from youju.population.table.staged_polars import Line, staged_source
from youju.rubric import Rubric
from youju.source import CodedError
from youju.structs import Struct

_DELIMITERS: Final = ",;\t"
_EMPTY: Final = b",;\t \r\n"
"""What a row with nothing in it is made of."""
_LONGEST_LINE: Final = 1 << 24


class _Survey(Struct):
    """What a file is written in. A `regular` one is UTF-8 without quotes, each line of the same number of cells."""

    encoding: str
    delimiter: str
    regular: bool


def csv_source(path: Path, rubric: Rubric, folder: Path) -> Source:
    """A CSV file; a regular one is read where it is, any other unfolded row by row."""
    survey = _surveyed(path)
    if survey.regular:
        with path.open(encoding=survey.encoding) as file:
            headings = file.readline().rstrip("\r\n").split(survey.delimiter)
        if any(known_heading(heading, rubric) for heading in headings):
            return _regular(path, headings, survey, rubric)
    return staged_source(_lines(path, survey), rubric, folder, even=True)


def _regular(path: Path, headings: list[str], survey: _Survey, rubric: Rubric) -> Source:
    layout = layout_of(headings, rubric)
    frame = pl.scan_csv(
        path,
        separator=survey.delimiter,
        has_header=False,
        skip_rows=1,
        schema={str(place): pl.String() for place in range(len(headings))},
        quote_char=None,
        glob=False,
        row_index_name=ROW,
        row_index_offset=2,
    )
    ids = [] if layout.id_at is None else [pl.col(str(layout.id_at)).alias(ID)]
    return Source(
        frame.select(ROW, *ids, *(pl.col(str(at)).alias(name) for name, at in layout.at.items())),
        layout,
        pl.String(),
    )


def _surveyed(path: Path) -> _Survey:
    """One look through the bytes of a file."""
    delimiter, wanted, utf8, regular = "", 0, True, True
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            with path.open(encoding="utf-16", errors="replace") as text:
                return _Survey("utf-16", _delimiter(text.readline(_LONGEST_LINE)) or ",", False)
        file.seek(0)
        while line := file.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                zh, en = f"“{path.name}”有一行太长", f"a line of “{path.name}” is too long"
                raise CodedError("facts-table-unreadable", zh, en)
            if utf8 and not line.isascii():
                utf8 = _is_utf8(line)
            if not delimiter and (found := _delimiter(line.decode("latin-1"))):
                delimiter, wanted = found, line.count(found.encode())
                regular = file.tell() == len(line)
            regular = regular and utf8 and line.count(delimiter.encode()) == wanted and _is_plain(line)
            if not (utf8 or regular):
                break
    return _Survey("utf-8-sig" if utf8 else "gb18030", delimiter or ",", bool(delimiter) and regular)


def _is_plain(line: bytes) -> bool:
    return bool(line.strip(_EMPTY)) and b'"' not in line and b"\r" not in line[:-2] and b"\0" not in line


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(line: str) -> str:
    """What stands between the cells of a line of headings; empty where there is but one."""
    most = max(_DELIMITERS, key=line.count)
    return most if most in line else ""


def _lines(path: Path, survey: _Survey) -> Iterator[Line]:
    """The rows, each by the number of the line that it begins at."""
    number = 1
    try:
        with path.open(encoding=survey.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=survey.delimiter, strict=True)
            for cells in reader:
                yield number, cells
                number = reader.line_num + 1
    except UnicodeDecodeError:
        zh = f"认不出“{path.name}”的文字编码，请另存为 UTF-8"
        en = f"the encoding of “{path.name}” is unknown; save it as UTF-8"
        raise CodedError("facts-table-unreadable", zh, en) from None
    except csv.Error:
        zh = f"“{path.name}”第 {number} 行不是完好的 CSV：引号没有配对，或一格太长"
        en = f"line {number} of “{path.name}” is no sound CSV: a quote without its pair, or a cell too long"
        raise CodedError("facts-table-unreadable", zh, en) from None
