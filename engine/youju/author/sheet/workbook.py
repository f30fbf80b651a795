"""A workbook that came back, read as lines; nothing in it is run, followed or believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from youju.author.sheet.case_given import only_asked
from youju.author.sheet.layout import (
    BASE,
    CASES,
    COLUMNS,
    DROP,
    DROPPED,
    FIRST_LINE,
    FORM,
    GENERAL,
    HEADINGS,
    ID,
    KEY,
    KIND,
    RULES,
    choice_of,
    headings,
    meant,
)
from youju.author.sheet.lines import Base, CaseSheet, Line, Trouble, digest_of
from youju.author.sheet.package import check_package, refuse
from youju.author.sheet.table import kind_of
from youju.feel import show_number
from youju.rubric.days import meant as meant_day
from youju.structs import Struct

MAX_LINES = 20_000


class Returned(Struct):
    """A workbook: the rubric it is of, the table it was exported from, its lines, and cells that cannot be read.

    `cases` are the golden cases beside it; None in a workbook that was exported without them.
    """

    rubric: str
    base: Base
    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    cases: CaseSheet | None = None


def opened(file: Path) -> Any:
    """The workbook in a file. CodedError where it is none, too large, or not one of ours."""
    check_package(file)
    try:
        return openpyxl.load_workbook(file, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a broken part of a file makes it stumble over
        zh = f"“{file.name}”里有坏的部分，打不开；请用 Excel 打开另存一份"
        raise refuse(zh, f"a part of “{file.name}” is broken; open it in Excel and save it anew") from error


def returned(book: Any, name: str) -> Returned:
    """What a workbook holds; `name` is what its file is called in messages."""
    missing = [sheet for sheet in (RULES, GENERAL, BASE) if sheet not in book.sheetnames]
    if missing:
        zh = f"“{name}”里没有“{missing[0]}”一页；请用 youju rubric export --xlsx 导出的文件"
        raise refuse(zh, f"“{name}” has no sheet “{missing[0]}”; use a file that youju rubric export made")
    rubric, everything = _base(book[BASE], name)
    base = {key: texts for key, texts in everything.items() if kind_of(key) != "case"}
    held = {key: texts for key, texts in everything.items() if kind_of(key) == "case"}
    if held and CASES not in book.sheetnames:
        zh = f"“{name}”里“{CASES}”一页不见了：删掉整页不等于删掉用例，请重新导出"
        raise refuse(zh, f"the sheet “{CASES}” of “{name}” is gone; that drops no case: export anew")
    sheets = [sheet for sheet in COLUMNS if sheet in book.sheetnames]
    found = [one for sheet in sheets for one in _lines(book[sheet], sheet, COLUMNS[sheet])]
    lines = tuple(one for one in found if isinstance(one, Line))
    return Returned(
        rubric,
        base,
        tuple(line for line in lines if line.sheet != CASES),
        tuple(one for one in found if isinstance(one, Trouble)),
        CaseSheet(held, tuple(line for line in lines if line.sheet == CASES)) if CASES in sheets else None,
    )


def _base(sheet: Any, name: str) -> tuple[str, Base]:
    """The table that was exported, as it stands unseen in the workbook."""
    last = sheet.max_row
    if last > 16 * MAX_LINES:
        raise refuse(f"“{name}”里隐藏的基准表太长", f"the hidden base of “{name}” is too long")
    rows = [tuple(_raw(cell) for cell in row) for row in sheet.iter_rows(max_col=3, max_row=last)]
    head = [row[0] for row in rows[:4]] + [""] * 4
    base: dict[str, dict[str, str]] = {}
    for key, column, text in (row for row in rows[5:] if row[0]):
        texts = base.setdefault(key, {})
        if column:
            texts[column] = text
    if head[0] != FORM or head[2] != digest_of(base):
        zh = f"“{name}”里隐藏的基准表缺了或改过，无法知道改了什么；请重新导出再改"
        raise refuse(zh, f"the hidden base of “{name}” is missing or was changed; export anew")
    return head[1], base


def _lines(sheet: Any, title: str, columns: Sequence[str]) -> Iterator[Line | Trouble]:
    there = [_raw(cell) for cell in next(sheet.iter_rows(min_row=FIRST_LINE - 1, max_row=FIRST_LINE - 1), ())]
    wanted = [headings(title)[column] for column in columns]
    if there[: len(columns)] != wanted and title in (RULES, CASES):
        zh = f"“{title}”的表头变了，应当依次是：{'、'.join(wanted)}"
        raise refuse(zh, f"the headings of “{title}” have changed")
    if sheet.max_row > MAX_LINES:
        raise refuse(f"“{title}”超过 {MAX_LINES} 行", f"“{title}” has more than {MAX_LINES} rows")
    rows = sheet.iter_rows(min_row=FIRST_LINE, max_col=len(columns))
    for at, cells in enumerate(rows, FIRST_LINE):
        named = dict(zip(columns, cells, strict=True))
        texts: dict[str, str] = {}
        wrong: list[tuple[str, str, str]] = []
        for column, cell in named.items():
            text = day_text(cell) if column == "day" else cell_text(cell)
            if isinstance(text, tuple):
                wrong.append((column, *text))
            elif column == DROP and text.strip() not in ("", DROPPED):
                zh = f"“{HEADINGS[DROP]}”这一格只能是“{DROPPED}”或空着"
                wrong.append((column, zh, f"this cell takes “{DROPPED}” or nothing"))
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
    dropped = texts.pop(DROP, "").strip() == DROPPED
    kind = kind_of(key or "")
    if kind == "indicator":
        texts.pop("wording", None)  # the summary beside a title is ours
    texts = {column: meant(choice_of(kind, column, name), text) for column, text in texts.items()}
    asked = sheet == CASES and key is None and only_asked(texts)
    return Line(key, texts, sheet, at, name, dropped) if key is not None or (texts and not asked) else None


def day_text(cell: Any) -> str | tuple[str, str]:
    """The text of a cell that takes a day, in whatever form it was typed; what is no day is left as it is."""
    value = cell.value
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    text = cell_text(cell)
    return text if isinstance(text, tuple) else meant_day(text) or text


def cell_text(cell: Any) -> str | tuple[str, str]:
    """The text of a cell, numbers as they were typed; or why it cannot be taken, in both languages."""
    value = cell.value
    if cell.data_type == "f":
        return "这一格是公式，请换成它的值", "a formula; put its value"
    if cell.data_type == "e":
        return f"这一格是错误值 {value}", f"an error value {value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    if isinstance(value, datetime | date | time | timedelta):
        return "这一格成了日期或时间，请设为文本格式再写", "a date or time; format the cell as text and write it anew"
    return _raw(cell)


def _number(value: int | float, form: str) -> str | tuple[str, str]:
    """A number as it was typed: of one shown as a percentage the percentage. A quoted % in a format only looks so."""
    try:
        number = Fraction(repr(value))
    except ValueError:
        return "这一格不是有限的数", "not a finite number"
    percent = "%" in _LITERAL.sub("", form)
    return f"{show_number(number * 100)}%" if percent else show_number(number)


_LITERAL = re.compile(r'"[^"]*"|\\.|_.')


def _raw(cell: Any) -> str:
    value = cell.value
    # Excel writes a carriage return so; what people type has line feeds.
    return "" if value is None else str(value).replace("_x000D_\n", "\n").replace("\r\n", "\n")
