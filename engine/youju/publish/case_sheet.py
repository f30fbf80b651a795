"""The sheet of golden cases: a row a case, behind those of each indicator an empty one that asks for its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from youju.author.sheet.case_given import YES_NO, asked_text
from youju.author.sheet.case_table import NO_RULE
from youju.author.sheet.layout import CASE_COLUMNS, CASES, CHOICES, DROP, DROPPED, FIRST_LINE, ID, KEY, headings
from youju.author.sheet.table import Row, Table
from youju.publish.looks import CELL, HEAD, fitting, listed
from youju.rubric import Indicator, Rubric
from youju.source.excerpt import width
from youju.structs import Struct

SPARE = 20
"""The empty rows below everything, for cases of any indicator."""
_LISTS = "_lists"
_A3 = 8
_WIDTHS = {
    "indicator": 18, ID: 9, "note": 30, "given": 50, "claimed": 8, "effective_weight": 8, "day": 11, "points": 8,
    "rules": 24, "status": 10, "low": 8, "high": 8, "standing": 8, DROP: 7, KEY: 4,
}  # fmt: skip
_LOCKED = (ID, KEY)
_LONG = ("indicator", "note", "given", "rules")
_NEW = "新增"
# What a cell says when it is entered.
_TOLD = {
    "given": (
        "给定的事实",
        "一行一个：名称 = 值。换行用 Alt+Enter，也可用分号隔开。"
        "金额写单位，比率写 %，是非写 是 或 否。不写的就是不知道。",
    ),
    "rules": (
        "应按规则",
        f"规则的代号，见“评分标准”一页；几条用顿号隔开；一条都不得分写“{NO_RULE}”。",
    ),
    "standing": (
        "谁定的",
        "由人定：人照规则的文字算的。锁定：抄自程序。待定：还没有人填。填了应得分就算由人定。",
    ),
    "day": ("日期", "只按这一天的规则，如 2023-12-31；不填就是每一版都要成立。"),
}


class _Line(Struct):
    """A line to write: its texts by column, the indicator (None for any), and whether it is an empty one to fill in."""

    texts: Mapping[str, str]
    indicator: int | None
    empty: bool


def case_sheet(book: Any, rubric: Rubric, table: Table, cases: Sequence[Row]) -> None:
    """Adds the sheet of the cases of a rubric, and unseen the words of its drop-downs."""
    sheet = book.add_worksheet(CASES)
    indicators = [row for row in table.rows if row.kind == "indicator"]
    lines = [*_lines(rubric, indicators, cases)]
    looks = {name: book.add_format(look) for name, look in _looks().items()}
    titles = headings(CASES)
    for number, column in enumerate(CASE_COLUMNS):
        sheet.set_column(number, number, _WIDTHS[column], None, {"hidden": column == KEY})
        sheet.write_string(FIRST_LINE - 2, number, titles[column], looks["head"])
    sheet.set_row(0, 26)
    told = f"{rubric.spec.title.zh}：用例（一行一例；黄色的行是空的，填了就是新增一例）"
    sheet.merge_range(0, 0, 0, CASE_COLUMNS.index(DROP), told, looks["title"])
    for at, line in enumerate(lines, FIRST_LINE - 1):
        _write(sheet, looks, at, line)
    _choices(book, sheet, rubric, indicators, lines)
    last = FIRST_LINE - 2 + len(lines)
    sheet.autofilter(FIRST_LINE - 2, 0, last, CASE_COLUMNS.index(DROP))
    sheet.freeze_panes(FIRST_LINE - 1, CASE_COLUMNS.index("note"))
    sheet.protect(
        "", dict.fromkeys(("insert_rows", "format_cells", "format_columns", "format_rows", "autofilter"), True)
    )
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.print_area(0, 0, last, CASE_COLUMNS.index("standing"))
    sheet.repeat_rows(FIRST_LINE - 2)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _looks() -> dict[str, dict[str, Any]]:
    centred = {"align": "center"}
    return {
        "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
        "head": HEAD,
        "long": {**CELL, "locked": False},
        "short": {**CELL, "locked": False, **centred},
        "grey": {**CELL, "bg_color": "#F2F2F2", "font_color": "#595959"},
        "empty long": {**CELL, "locked": False, "bg_color": "#FFF8DC"},
        "empty short": {**CELL, "locked": False, **centred, "bg_color": "#FFF8DC"},
    }


def _lines(rubric: Rubric, indicators: Sequence[Row], cases: Sequence[Row]) -> Iterator[_Line]:
    for number, row in enumerate(indicators):
        for case in cases:
            if case.file == row.file:
                yield _Line({**case.texts, ID: case.id, KEY: case.key}, number, False)
        asked = asked_text(dict(_units(rubric, rubric.indicators[row.id])))
        yield _Line({"indicator": row.cells["indicator"].text, ID: _NEW, "given": asked}, number, True)
    yield from (_Line({ID: _NEW}, None, True) for _ in range(SPARE))


def _units(rubric: Rubric, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """The facts of an indicator with the unit that a bare number is taken in."""
    for name in sorted(indicator.facts, key=list(rubric.dictionary.facts).index):
        spec = rubric.dictionary.facts[name]
        yield name, YES_NO if spec.type == "boolean" else spec.shown_unit


def _write(sheet: Any, looks: Mapping[str, Any], at: int, line: _Line) -> None:
    sheet.set_row(at, _height(line.texts))
    for number, column in enumerate(CASE_COLUMNS):
        text = line.texts.get(column, "")
        look = f"{'empty ' if line.empty else ''}{'long' if column in _LONG else 'short'}"
        locked = column in _LOCKED or (column == "indicator" and not line.empty) or (column == DROP and line.empty)
        sheet.write_string(at, number, fitting(text), looks["grey" if locked else look])


def _height(texts: Mapping[str, str]) -> float:
    """The height of a row in points, so that all of its texts are seen."""
    counts = (
        sum(1 + width(part) // (_WIDTHS[column] - 1) for part in text.split("\n"))
        for column, text in texts.items()
        if column in _WIDTHS and column != KEY
    )
    return 14.5 * max(1, *counts) + 1


def _choices(book: Any, sheet: Any, rubric: Rubric, indicators: Sequence[Row], lines: Sequence[_Line]) -> None:
    """Drop-downs, and what a cell says when it is entered. Lists too long for a cell stand on an unseen sheet."""
    lists = book.add_worksheet(_LISTS)
    rules = [[*(rule.id for rule in rubric.indicators[row.id].rules), NO_RULE] for row in indicators]
    for at, (row, ids) in enumerate(zip(indicators, rules, strict=True)):
        for number, text in enumerate((row.cells["indicator"].text, *ids)):
            lists.write_string(at, number, text)
    lists.very_hidden()
    first, last = FIRST_LINE - 1, FIRST_LINE - 2 + len(lines)
    for column in ("status", "standing"):
        _offer(sheet, column, first, last, listed([*CHOICES[column].values()]))
    _offer(sheet, DROP, first, last, listed([DROPPED]))
    for column in ("given", "day"):
        _offer(sheet, column, first, last, {"validate": "any"})
    for at, line in enumerate(lines, first):
        if line.empty:
            _offer(sheet, "indicator", at, at, listed(f"={_LISTS}!$A$1:$A${len(indicators)}"))
    for number, ids in enumerate(rules):
        rows = [at for at, line in enumerate(lines, first) if line.indicator == number]
        # Several rules may be named, which no list offers: what is typed is only warned of.
        offered = listed(f"={_LISTS}!$B${number + 1}:{xl_col_to_name(len(ids), col_abs=True)}${number + 1}")
        _offer(sheet, "rules", rows[0], rows[-1], {**offered, "error_type": "information"})


def _offer(sheet: Any, column: str, first: int, last: int, offered: Mapping[str, Any]) -> None:
    title, text = _TOLD.get(column, ("", ""))
    told = {"input_title": title, "input_message": text} if text else {}
    at = CASE_COLUMNS.index(column)
    sheet.data_validation(first, at, last, at, {**offered, **told})
