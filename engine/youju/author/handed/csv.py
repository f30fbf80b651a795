"""A table of facts as CSV, in UTF-8, UTF-16 or GBK, between commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from youju.author.handed.lines import Came, Cell, Spot, refuse, tabular


def from_csv(data: bytes, name: str) -> Came:
    """The lines of a CSV file. CodedError where it is none."""
    return Came(tuple(tabular(csv_rows(data, name), name)))


def csv_rows(data: bytes, name: str) -> Iterator[Sequence[Cell]]:
    """The cells of a CSV file by row. CodedError where it is none."""
    return _rows(_text(data, name), name)


def _text(data: bytes, name: str) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refuse(f"认不出“{name}”的文字编码，请另存为 UTF-8", f"the encoding of “{name}” is unknown; save it as UTF-8")


def _rows(text: str, name: str) -> Iterator[Sequence[Cell]]:
    """The cells by row; a place is the line that the row begins at and the number of the cell in it."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    line = 1
    try:
        for row in reader:
            yield [Cell(cell, Spot(line, at)) for at, cell in enumerate(row, 1)]
            line = reader.line_num + 1
    except csv.Error as error:
        zh = f"“{name}”第 {line} 行不是完好的 CSV：引号没有配对，或一格太长"
        raise refuse(
            zh, f"line {line} of “{name}” is no sound CSV: a quote without its pair, or a cell too long"
        ) from error
