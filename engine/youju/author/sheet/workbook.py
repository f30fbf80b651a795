"""A workbook that came back, read as lines; nothing in it is run, followed or believed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from youju.author.sheet.layout import (
    BASE,
    DROP,
    FIRST_LINE,
    FORM,
    GENERAL,
    GENERAL_COLUMNS,
    HEADINGS,
    ID,
    KEY,
    KIND,
    RULE_COLUMNS,
    RULES,
    choice_of,
    meant,
)
from youju.author.sheet.lines import Base, Line, Trouble, digest_of
from youju.author.sheet.table import kind_of
from youju.source import CodedError

MAX_BYTES = 16 << 20
MAX_UNPACKED = 128 << 20
MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook: the rubric it is of, the table it was exported from, its lines, and cells that cannot be read."""

    rubric: str
    base: Base
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]


def opened(file: Path) -> Any:
    """The workbook in a file. CodedError where it is none, too large, or not one of ours."""
    try:
        if not file.is_file():
            raise _refuse(f"“{file.name}”不是文件", f"“{file.name}” is not a file")
        if file.stat().st_size > MAX_BYTES:
            raise _refuse(f"“{file.name}”超过 16 MiB", f"“{file.name}” is larger than 16 MiB")
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise _refuse(f"“{file.name}”展开后太大", f"“{file.name}” unpacks to too much")
        return openpyxl.load_workbook(file, keep_links=False)
    except CodedError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of a file makes it stumble over
        zh = f"“{file.name}”打不开，不是完好的 .xlsx 文件（{type(error).__name__}）"
        raise _refuse(zh, f"“{file.name}” is not a sound .xlsx file ({type(error).__name__})") from error


def returned(book: Any, name: str) -> Returned:
    """What a workbook holds; `name` is what its file is called in messages."""
    missing = [sheet for sheet in (RULES, GENERAL, BASE) if sheet not in book.sheetnames]
    if missing:
        zh = f"“{name}”里没有“{missing[0]}”一页；请用 youju rubric export --xlsx 导出的文件"
        raise _refuse(zh, f"“{name}” has no sheet “{missing[0]}”; use a file that youju rubric export made")
    rubric, base = _base(book[BASE], name)
    found = [*_lines(book[RULES], RULES, RULE_COLUMNS), *_lines(book[GENERAL], GENERAL, GENERAL_COLUMNS)]
    lines = tuple(one for one in found if isinstance(one, Line))
    return Returned(rubric, base, lines, tuple(one for one in found if isinstance(one, Trouble)))


def _base(sheet: Any, name: str) -> tuple[str, Base]:
    """The table that was exported, as it stands unseen in the workbook."""
    last = min(sheet.max_row, 16 * MAX_LINES)
    rows = [tuple(_raw(cell) for cell in row) for row in sheet.iter_rows(max_col=3, max_row=last)]
    head = [row[0] for row in rows[:4]] + [""] * 4
    base: dict[str, dict[str, str]] = {}
    for key, column, text in (row for row in rows[5:] if row[0]):
        texts = base.setdefault(key, {})
        if column:
            texts[column] = text
    if head[0] != FORM or head[2] != digest_of(base):
        zh = f"“{name}”里隐藏的基准表缺了或改过，无法知道改了什么；请重新导出再改"
        raise _refuse(zh, f"the hidden base of “{name}” is missing or was changed; export anew")
    return head[1], base


def _lines(sheet: Any, title: str, columns: Sequence[str]) -> Iterator[Line | Trouble]:
    headings = [_raw(cell) for cell in next(sheet.iter_rows(min_row=FIRST_LINE - 1, max_row=FIRST_LINE - 1), ())]
    wanted = [HEADINGS[column] for column in columns]
    if headings[: len(columns)] != wanted and title == RULES:
        zh = f"“{title}”的表头变了，应当依次是：{'、'.join(wanted)}"
        raise _refuse(zh, f"the headings of “{title}” have changed")
    if sheet.max_row > MAX_LINES:
        raise _refuse(f"“{title}”超过 {MAX_LINES} 行", f"“{title}” has more than {MAX_LINES} rows")
    rows = sheet.iter_rows(min_row=FIRST_LINE, max_col=len(columns))
    for at, cells in enumerate(rows, FIRST_LINE):
        named = dict(zip(columns, cells, strict=True))
        texts: dict[str, str] = {}
        wrong: list[tuple[str, str, str]] = []
        for column, cell in named.items():
            text = _text(cell)
            if isinstance(text, tuple):
                wrong.append((column, *text))
            elif text:
                texts[column] = text
        line = _line(texts, title, at)
        if line is not None:
            yield line
        for column, zh, en in wrong:
            yield Trouble(line or Line(None, {}, title, at), column, "sheet-cell", zh, en)


def _line(texts: dict[str, str], sheet: str, at: int) -> Line | None:
    """The line of a row; None where nothing stands in it."""
    key, name = texts.pop(KEY, None), texts.pop(ID, "")
    texts.pop(KIND, None)
    dropped = bool(texts.pop(DROP, ""))
    kind = kind_of(key or "")
    if kind == "indicator":
        texts.pop("wording", None)  # the summary beside a title is ours
    texts = {column: meant(choice_of(kind, column, name), text) for column, text in texts.items()}
    return Line(key, texts, sheet, at, name, dropped) if key is not None or texts else None


def _text(cell: Any) -> str | tuple[str, str]:
    """The text of a cell, numbers as they were typed; or why it cannot be taken, in both languages."""
    value = cell.value
    if cell.data_type == "f":
        return "这一格是公式，请换成它的值", "a formula; put its value"
    if cell.data_type == "e":
        return f"这一格是错误值 {value}", f"an error value {value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        shown = number * 100 if "%" in str(cell.number_format) else number
        text = format(shown.normalize(), "f")
        return f"{text}%" if "%" in str(cell.number_format) else text
    if isinstance(value, datetime | date | time):
        return "这一格成了日期，请设为文本格式再写", "a date; format the cell as text and write it anew"
    return _raw(cell)


def _raw(cell: Any) -> str:
    value = cell.value
    return "" if value is None else str(value).replace("\r\n", "\n").replace("_x000D_", "")


def _refuse(zh: str, en: str) -> CodedError:
    return CodedError("sheet-unreadable", zh, en)
