"""The lines of a file of facts, each cell with its place, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from youju.author.handed.layout import HEADINGS, NAMES, Column
from youju.source import CodedError
from youju.structs import Struct

MAX_LINES = 20_000
_HEAD_WITHIN = 20


class Spot(Struct):
    """A cell of a sheet, or a place in a text where `sheet` is empty; counts are from 1."""

    line: int
    column: int
    sheet: str = ""

    def label(self, lang: str) -> str:
        """The place for people: `事实!I12`, `第 3 行第 7 列`."""
        if self.sheet:
            return f"{self.sheet}!{_letters(self.column)}{self.line}"
        return f"第 {self.line} 行第 {self.column} 列" if lang == "zh" else f"line {self.line}, column {self.column}"


class Cell(Struct):
    """The text of a cell at its place; `wrong` says in both languages why it cannot be read."""

    text: str
    spot: Spot
    wrong: tuple[str, str] | None = None


class Trouble(Struct):
    """A mistake at its place, with its code."""

    spot: Spot
    code: str
    zh: str
    en: str


Line = Mapping[Column, Cell]
"""The cells of one fact handed in, by column: fact, value, source; unit and note where there are such columns."""


class Came(Struct):
    """What a file hands in, and the SHA-256 of the report it is of, where it names one."""

    lines: tuple[Line, ...]
    report: str | None = None


def refuse(zh: str, en: str) -> CodedError:
    """A file of facts that cannot be taken as a whole."""
    return CodedError("facts-file", zh, en)


def tabular(rows: Iterable[Sequence[Cell]], name: str) -> Iterator[Line]:
    """The lines of a table under its headings; CodedError where it has none, or too many rows."""
    waiting = iter(rows)
    head = next((found for row in islice(waiting, _HEAD_WITHIN) if (found := _columns(row)) is not None), None)
    if head is None:
        wanted = "、".join(HEADINGS[column] for column in ("fact", "value", "source"))
        zh = f"“{name}”里没有表头；至少要有三列：{wanted}"
        raise refuse(zh, f"“{name}” has no headings; it needs the columns fact, value, source")
    for count, row in enumerate(waiting):
        if count >= MAX_LINES:
            raise refuse(f"“{name}”超过 {MAX_LINES} 行", f"“{name}” has more than {MAX_LINES} rows")
        line = {column: row[at] for column, at in head.items() if at < len(row)}
        if _filled(line):
            yield line


def _columns(row: Sequence[Cell]) -> dict[Column, int] | None:
    """Where the columns of a row of headings are; beside what was read, what is entered is the correction."""
    named = {NAMES[text]: at for at, cell in reversed(list(enumerate(row))) if (text := _plain(cell.text)) in NAMES}
    value = named.get("correction", named.get("value"))
    if value is None or not {"fact", "source"} <= set(named):
        return None
    more = {column: named[column] for column in ("unit", "note") if column in named}
    return {"fact": named["fact"], "value": value, "source": named["source"], **more}


def _filled(line: Line) -> bool:
    """Whether anything is entered: a fact without value, source and note is no entry."""
    cells = [line[column] for column in ("value", "source", "note") if column in line]
    return any(cell.text.strip() or cell.wrong for cell in cells)


def _plain(text: str) -> str:
    return text.strip().lower()


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
