"""The row of one department, as facts handed in with their places: what an audit of it takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from youju.facts import FactRuling, Rulings
from youju.feel import UNKNOWN, show_number
from youju.population.table.facts import FactColumn, FactsTable
from youju.report import Document
from youju.structs import Struct

if TYPE_CHECKING:
    import polars as pl

Raw: TypeAlias = int | bool | str | None
"""A cell of a table of facts: whole steps, an answer, a text; None where nobody knows."""
COVER, HANDED = "department.txt", "facts.yaml"
"""What the two files of a row are called, from which `audit` makes the same ledger."""


class FactsRow(Struct):
    """The row of an accepted department: in which file and row (from 1, as a person counts), and what it holds.

    `passed` are county and year where the file has them; `values` has every fact that the rubric reads.
    """

    file: str
    row: int
    id: str
    passed: Mapping[str, Raw]
    values: Mapping[str, Raw]
    table: FactsTable


class RejectedCell(Struct):
    """A cell for which a row was rejected, and why."""

    row: int
    column: str
    value: str | None
    code: str
    zh: str
    en: str


class RejectedRow(Struct):
    """A department that was not scored, with every bad cell of its row, or of its rows where several have its id."""

    id: str
    cells: tuple[RejectedCell, ...]


class Scores(Struct):
    """A table of scores, of which no row is read yet. Of a `plain` one (CSV) nothing tells which rubric made it.

    `facts` is the SHA-256 of the table of facts that it was made from, None where it does not say.
    """

    name: str
    frame: pl.LazyFrame
    id_heading: str
    rubric: str | None
    digest: str | None
    steps: Mapping[str, Fraction]
    plain: bool
    facts: str | None = None


class ScoresRow(Struct):
    """A row of a table of scores, points in points."""

    values: Mapping[str, Fraction | str | None]


def handed_of(row: FactsRow) -> bytes:
    """The row as a file of facts handed in (YAML), each with its value and place; an empty cell is 未知."""
    lines = [f"{_quoted(name)}: {_entry(row, name)}\n" for name in row.values]
    return "".join(lines).encode()


def rulings_of_row(row: FactsRow) -> Rulings:
    """What that file says, as it is read."""
    rulings = {
        name: FactRuling(name, UNKNOWN if value is None else _base(row.table.columns[name], value), place_of(row, name))
        for name, value in row.values.items()
    }
    return Rulings(hashlib.sha256(handed_of(row)).hexdigest(), rulings)


def place_of(row: FactsRow, name: str) -> str:
    """Where a fact stands: `facts.csv 第 3 行 某数 = 226.04 万元`."""
    column = row.table.columns[name]
    if not column.heading:
        return f"{row.file} 没有“{name}”这一列"
    value = row.values[name]
    where = f"{row.file} 第 {row.row} 行 {column.heading.strip()}"
    return f"{where} 没有填" if value is None else f"{where} = {_shown(column, value)}"


def cover_of(row: FactsRow) -> Document:
    """What stands in place of a report: of which department the facts are. It states nothing that is scored."""
    text = "".join(f"{line}\n" for line in _cover(row))
    return Document(COVER, hashlib.sha256(text.encode()).hexdigest(), "utf-8", 0, text)


def _cover(row: FactsRow) -> Iterator[str]:
    yield "一个部门的台账"
    yield ""
    yield f"编号：{_line(row.id)}"
    for name, label in (("county", "区县"), ("year", "年度")):
        if name in row.passed:
            yield f"{label}：{_line(str(row.passed[name]))}"
    yield f"事实取自：{_line(row.file)} 第 {row.row} 行，见 {HANDED}"
    yield ""
    yield "没有自评报告，也没有自评得分。"


def _entry(row: FactsRow, name: str) -> str:
    value = row.values[name]
    shown = "未知" if value is None else _shown(row.table.columns[name], value)
    return f"{{取值: {_quoted(shown)}, 来源: {_quoted(place_of(row, name))}}}"


def _base(column: FactColumn, value: int | bool | str) -> Fraction | bool | str:
    """A cell in the base unit."""
    return value if isinstance(value, (bool, str)) else value * column.step


def _shown(column: FactColumn, value: int | bool | str) -> str:
    """A cell as a person would write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    unit, number = column.spec.shown_unit, show_number(value * column.step / column.spec.scale)
    return f"{number}{unit}" if unit in ("", "%") else f"{number} {unit}"


def _quoted(text: str) -> str:
    """A text between quotes, as YAML reads it back."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def _line(text: str) -> str:
    return " ".join(text.split())
