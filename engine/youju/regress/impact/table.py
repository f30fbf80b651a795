"""A table of departments: a row each, a column a fact; the unit of a column stands in its heading or is the fact's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.author.handed.lines import Cell, Spot, Trouble
from youju.author.handed.take import unnamed
from youju.facts import Claim, FactRuling
from youju.facts.entered import NotMeantError, meant, scale_in
from youju.feel import FeelError, read_number
from youju.regress.impact.corpus import Department, Sides, Unread, reason_of, silent
from youju.regress.impact.sheets import document_of
from youju.rubric import Rubric, claim_name
from youju.structs import Struct

HEADINGS = ("部门", "部门名称", "单位名称", "department")
"""What the first column of a table of departments is called."""
MOST_COLUMNS = 1_000
_HEAD_WITHIN = 20
_UNIT = re.compile(r"(.+?)\s*[（(]([^（）()]+)[)）]")
Rows = Sequence[Sequence[Cell]]


class _Column(Struct):
    """What a column holds for one rubric: a fact in a unit, or the claim of an indicator."""

    at: int
    fact: str = ""
    unit: str = ""
    indicator: str = ""


def head_of(rows: Rows) -> int | None:
    """The row of headings of a table of departments, from 0; None where the rows are no such table."""
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        if row and unicodedata.normalize("NFKC", row[0].text).strip().lower() in HEADINGS:
            return number
    return None


def table_departments(file: str, data: bytes, rows: Rows, sides: Sides) -> Iterator[Department | Unread]:
    """The departments of a table. A wrong heading spoils the table, a wrong cell its own row."""
    head = head_of(rows)
    assert head is not None, "asked before"
    columns, troubles = _columns(rows[head], sides)
    if not troubles and not any(columns):
        zh, en = "表头只有部门，没有一个事实", "the headings name the department and no fact"
        troubles = [Trouble(rows[head][0].spot, "corpus-table", zh, en)]
    if troubles:
        yield Unread(file, tuple(reason_of(one) for one in dict.fromkeys(troubles)))
        return
    for row in rows[head + 1 :]:
        if any(cell.text.strip() or cell.wrong for cell in row):
            yield _department(file, data, row, columns, sides)


def _columns(head: Sequence[Cell], sides: Sides) -> tuple[tuple[list[_Column], list[_Column]], list[Trouble]]:
    """The columns for either rubric; what neither has is a mistake, and so is a name that stands twice."""
    found: tuple[list[_Column], list[_Column]] = ([], [])
    troubles: list[Trouble] = []
    names: set[str] = set()
    for at, cell in enumerate(head):
        text = cell.text.strip()
        if at == 0 or not text:
            continue
        if text in names:
            troubles.append(
                Trouble(cell.spot, "handed-twice", f"“{text}”有两列", f"there are two columns for `{text}`")
            )
        names.add(text)
        try:
            columns = [_column(at, text, rubric) for rubric in sides]
        except NotMeantError as error:
            troubles.append(Trouble(cell.spot, "handed-value", error.zh, error.en))
            continue
        for listed, column in zip(found, columns, strict=True):
            listed += [] if column is None else [column]
        if columns == [None, None]:
            troubles.append(Trouble(cell.spot, "handed-fact", *unnamed(text, sides[1].dictionary)))
    return found, troubles


def _column(at: int, text: str, rubric: Rubric) -> _Column | None:
    """What a heading names in a rubric; NotMeantError where the unit is none of the fact's."""
    facts = rubric.dictionary.facts
    if text in facts:
        return _Column(at, text)
    if (split := _UNIT.fullmatch(text)) is not None and split[1] in facts:
        unit = unicodedata.normalize("NFKC", split[2]).strip()
        scale_in(unit, facts[split[1]])
        return _Column(at, split[1], unit)
    claimed = (one.id for one in rubric.indicators.values() if claim_name(one.title.zh) == text)
    indicator = next(claimed, None)
    return None if indicator is None else _Column(at, indicator=indicator)


def _department(
    file: str, data: bytes, row: Sequence[Cell], columns: tuple[list[_Column], list[_Column]], sides: Sides
) -> Department | Unread:
    spot, name = row[0].spot, row[0].text.strip()
    troubles: list[Trouble] = []
    if not name:
        zh, en = "这一行没有写部门的名称", "a row without the name of a department"
        troubles.append(Trouble(spot, "corpus-department", zh, en))
    document = document_of(file, data)
    materials = [
        silent(rubric, document, *_taken(row, listed, rubric, f"{file} {row[0].spot.label('zh')}", troubles))
        for rubric, listed in zip(sides, columns, strict=True)
    ]
    if troubles:
        return Unread(file, tuple(reason_of(one) for one in dict.fromkeys(troubles)), spot.line)
    return Department(name, file, "row", *materials, line=spot.line)


def _taken(
    row: Sequence[Cell], columns: Sequence[_Column], rubric: Rubric, source: str, troubles: list[Trouble]
) -> tuple[Mapping[str, FactRuling], Mapping[str, Claim]]:
    """The facts and claims of a row; what is wrong with a cell is added to `troubles`. An empty cell says nothing."""
    facts: dict[str, FactRuling] = {}
    claims: dict[str, Claim] = {}
    for column in columns:
        cell = row[column.at] if column.at < len(row) else Cell("", Spot(0, 0))
        if cell.wrong is not None:
            troubles.append(Trouble(cell.spot, "handed-value", *cell.wrong))
        elif not cell.text.strip():
            continue
        elif column.indicator:
            _claim(cell, column.indicator, claims, troubles)
        else:
            _fact(cell, column, rubric, source, facts, troubles)
    return facts, claims


def _fact(
    cell: Cell, column: _Column, rubric: Rubric, source: str, facts: dict[str, FactRuling], troubles: list[Trouble]
) -> None:
    name = column.fact
    try:
        facts[name] = FactRuling(name, meant(cell.text, column.unit, rubric.dictionary.facts[name]), source)
    except NotMeantError as error:
        troubles.append(Trouble(cell.spot, "handed-value", f"“{name}”的值：{error.zh}", f"`{name}`: {error.en}"))


def _claim(cell: Cell, indicator: str, claims: dict[str, Claim], troubles: list[Trouble]) -> None:
    text = unicodedata.normalize("NFKC", cell.text).strip().removesuffix("分")
    try:
        points: Fraction = read_number(text)
    except (FeelError, ValueError):
        zh, en = f"自评得分“{text[:20]}”不是数", f"the claimed score “{text[:20]}” is no number"
        troubles.append(Trouble(cell.spot, "handed-value", zh, en))
        return
    claims[indicator] = Claim("score", points, ())
