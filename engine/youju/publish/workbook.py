"""A rubric as a workbook in the layout of the official table: a row per rule, the vocabulary, unseen its own base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from youju.author.sheet.layout import (
    BASE,
    CHOICES,
    DROP,
    DROPPED,
    FIRST_LINE,
    FORM,
    GENERAL,
    GENERAL_COLUMNS,
    HEADINGS,
    HELP,
    ID,
    KEY,
    KIND,
    RULE_COLUMNS,
    RULES,
    WORDS,
    choice_of,
    shown,
)
from youju.author.sheet.lines import Base, base_of, digest_of
from youju.author.sheet.table import ITEMS, KINDS, Row, Table
from youju.author.titles import TITLES
from youju.explain.prose import Prose
from youju.feel import show_number
from youju.publish.case_sheet import case_sheet
from youju.publish.looks import CELL, HEAD, fitting, listed
from youju.rubric import Indicator, Rubric
from youju.source.excerpt import width
from youju.structs import Struct

_A3 = 8
_WIDTHS = {
    "section": 11, "section_weight": 6, "group": 11, "group_weight": 6, "indicator": 15, "weight": 6, KIND: 9, ID: 15,
    "wording": 44, "when": 34, "points": 18, "basis": 36, "mark": 11, "source": 14, "english": 40, DROP: 7, KEY: 4,
}  # fmt: skip
_SPANS = {"section": "section", "section_weight": "section", "group": "group", "group_weight": "group"}
_HELP = (
    "白底的格子可以改；灰底的（类别、代号）是锁住的。改完保存，运行：youju rubric import 评分标准 --xlsx 本文件",
    "White cells can be changed; grey ones are locked. Save, then run: youju rubric import RUBRIC --xlsx FILE",
    "加一条规则：在同类的一行下面插入一行（或复制那一行再改），写条件、得分、评分标准、依据、标记，代号可以不写。",
    "To add a rule: insert a row below one of its kind (or copy that row) and fill it in; the id may be left out.",
    "加一条依据：在那一行下面插入一行，只写依据、标记、出处。",
    "To add a basis: insert a row below, with basis, mark and source only.",
    f"删一条规则：在“改动”一栏选“{DROPPED}”，或清空整行。",
    f"To drop a rule: choose “{DROPPED}” in its row, or empty the row.",
    "条件里用“词汇”一页的名称；写法与卡片相同，如：执行率 <= 95%、实付 > 计划。",
    "Conditions use the names of the vocabulary, written as on a card.",
    "不要排序，不要改行的先后：规则从上到下判。",
    "Do not sort: rules are tried from the top down.",
    "用例在“用例”一页，一行一例：给定这些事实，应得几分。改哪格就只改哪格；黄色的行是空的，填了就是新增一例。",
    "Cases stand on the sheet 用例, a row each. Yellow rows are empty: fill one in and it is a new case.",
    "给定的事实一行一个：名称 = 值，如 某项金额 = 0.15 万元；括号里有单位的只填数。没有值的就是不知道，不是 0。",
    "Facts are written a line each, `name = value`; a number will do where a unit stands in brackets.",
    "先照评分标准的文字算好再填；填了应得分就是“由人定”的，空着的是“待定”的。“锁定”是抄自程序的，核对以后才改成“由人定”。",
    "Work the points out from the wording first. What is filled in is decided; 锁定 was copied from the engine.",
    "有错时不会改动评分标准，另存一份，把错处写在格子的批注里。",
    "Where anything is wrong nothing is changed; a copy is saved with the mistakes as comments of their cells.",
)


class _Book(Struct):
    """The workbook being written and its formats."""

    book: Any
    formats: Mapping[str, Any]


def workbook(rubric: Rubric, table: Table, until: date | None = None, cases: Sequence[Row] | None = None) -> bytes:
    """The .xlsx of a rubric, the same for the same rubric. CodedError where a text does not fit a cell.

    `cases` are the rows of its golden cases; None leaves their sheet out.
    `until` is the day from which changes of the rubric replace some of it: a table says that it holds up to there.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made: Any = Workbook(out, options)  # XlsxWriter types little of itself
    with made as book:
        book.set_properties({"title": rubric.spec.title.zh, "created": datetime(2000, 1, 1)})
        kept = _Book(book, {name: book.add_format(look) for name, look in _looks().items()})
        _rules(kept, rubric, table, until)
        _general(kept, rubric, table)
        if cases is not None:
            case_sheet(book, rubric, table, cases)
        _vocabulary(kept, rubric)
        _help(kept)
        _base(kept, rubric, {**base_of(table), **base_of(cases or ())})
    return out.getvalue()


def _looks() -> dict[str, dict[str, Any]]:
    return {
        "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
        "head": HEAD,
        "open": {**CELL, "locked": False},
        "number": {**CELL, "locked": False, "align": "center"},
        "centre": {**CELL, "locked": False, "valign": "vcenter", "align": "center"},
        "grey": {**CELL, "bg_color": "#F2F2F2", "font_color": "#595959"},
        "told": {**CELL, "bg_color": "#F2F2F2", "italic": True},
        "plain": {"text_wrap": True, "valign": "top"},
    }


def _rules(kept: _Book, rubric: Rubric, table: Table, until: date | None) -> None:
    sheet = kept.book.add_worksheet(RULES)
    later = f"，{until} 起的改动不在表里，见 youju rubric history" if until is not None else ""
    title = f"{rubric.spec.title.zh}（满分 {show_number(rubric.spec.total)} 分{later}）"
    _lay_out(kept, sheet, RULE_COLUMNS, title, FIRST_LINE + len(table.rows))
    for number, row in enumerate(table.rows):
        _line(kept, sheet, RULE_COLUMNS, FIRST_LINE - 1 + number, row, _summary(rubric, row))
    for column, first, last in _spans(table.rows):
        _span(kept, sheet, column, first, last, table.rows[first])
    sheet.freeze_panes(FIRST_LINE - 1, RULE_COLUMNS.index("weight") + 1)
    _choices(sheet, RULE_COLUMNS, table.rows, table)
    sheet.fit_to_pages(1, 0)


def _general(kept: _Book, rubric: Rubric, table: Table) -> None:
    sheet = kept.book.add_worksheet(GENERAL)
    _lay_out(kept, sheet, GENERAL_COLUMNS, f"{rubric.spec.title.zh}：总则", FIRST_LINE + len(table.head))
    sheet.write_string(FIRST_LINE - 2, GENERAL_COLUMNS.index("wording"), "文字", kept.formats["head"])
    sheet.write_string(FIRST_LINE - 2, GENERAL_COLUMNS.index("when"), "数值或说明", kept.formats["head"])
    for number, row in enumerate(table.head):
        _line(kept, sheet, GENERAL_COLUMNS, FIRST_LINE - 1 + number, row, "")
    sheet.freeze_panes(FIRST_LINE - 1, GENERAL_COLUMNS.index(ID) + 1)
    _choices(sheet, GENERAL_COLUMNS, table.head, table)
    sheet.fit_to_pages(1, 0)


def _lay_out(kept: _Book, sheet: Any, columns: Sequence[str], title: str, last: int) -> None:
    """Widths, the title, the headings; locked but for what may be changed; the key out of sight."""
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDTHS[column], None, {"hidden": column == KEY})
        sheet.write_string(FIRST_LINE - 2, number, HEADINGS[column], kept.formats["head"])
    sheet.set_row(0, 26)
    sheet.merge_range(0, 0, 0, columns.index(KEY) - 1, title, kept.formats["title"])
    allowed = ("insert_rows", "format_cells", "format_columns", "format_rows", "select_locked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.print_area(0, 0, last, columns.index("source"))
    sheet.repeat_rows(FIRST_LINE - 2)
    sheet.hide_gridlines(2)


def _line(kept: _Book, sheet: Any, columns: Sequence[str], at: int, row: Row, summary: str) -> None:
    texts = {column: shown(choice_of(row.kind, column, row.id), cell.text) for column, cell in row.cells.items()}
    fixed = {KIND: _kind(row), ID: row.id, KEY: row.key, "wording": summary}
    sheet.set_row(at, _height({**fixed, **texts}))
    for number, column in enumerate(columns):
        text = texts.get(column, fixed.get(column, ""))
        look = _look(row, column, text)
        sheet.write_string(at, number, fitting(text, row.id), kept.formats[look])


def _kind(row: Row) -> str:
    """What a row is: of a setting or a value what it sets."""
    name = row.path[-1] if row.path else ""
    return TITLES[name][0] if row.kind in ("setting", "value") and isinstance(name, str) else KINDS[row.kind]


def _height(texts: Mapping[str, str]) -> float:
    """The height of a row in points, so that all of its texts are seen; those of merged cells have room anyway."""
    seen = {column: text for column, text in texts.items() if column not in (*_SPANS, "indicator", KEY)}
    lines = (sum(1 + width(line) // (_WIDTHS[column] + 1) for line in seen[column].split("\n")) for column in seen)
    return 14.5 * max(1, *lines) + 1


def _look(row: Row, column: str, text: str) -> str:
    if column not in row.cells:
        told = "told" if column == "wording" and text else "grey"
        return "open" if column == DROP and row.kind in ITEMS else told
    return "number" if column.endswith(("weight", "points")) else "open"


def _spans(rows: Sequence[Row]) -> Iterator[tuple[str, int, int]]:
    """The columns whose cell holds for several rows, with the first and the last of them."""
    starts = {
        **{column: [i for i, row in enumerate(rows) if column in row.cells] for column in _SPANS},
        **{column: [i for i, row in enumerate(rows) if row.kind == "indicator"] for column in ("indicator", "weight")},
    }
    blocks = [i for i, row in enumerate(rows) if row.kind == "indicator"]
    adjusted = next((i for i in blocks if i > max(starts["section"], default=0) and not _weighted(rows[i])), len(rows))
    for column, firsts in starts.items():
        end = adjusted if column in _SPANS else len(rows)
        for first, following in zip(firsts, [*firsts[1:], end], strict=True):
            yield column, first, following - 1


def _weighted(row: Row) -> bool:
    return bool(row.cells["weight"].text)


def _span(kept: _Book, sheet: Any, column: str, first: int, last: int, row: Row) -> None:
    if last > first:
        at, top, bottom = RULE_COLUMNS.index(column), FIRST_LINE - 1 + first, FIRST_LINE - 1 + last
        sheet.merge_range(top, at, bottom, at, "", kept.formats["centre"])
        sheet.write_string(top, at, row.cells[column].text, kept.formats["centre"])


def _choices(sheet: Any, columns: Sequence[str], rows: Sequence[Row], table: Table) -> None:
    """Drop-downs where a cell takes one of a few words."""
    sources = [row.id for row in table.head if row.kind == "source"]
    for number, row in enumerate(rows):
        offered: dict[str, list[str]] = {}
        for column in row.cells:
            if (choice := choice_of(row.kind, column, row.id)) is not None:
                offered[column] = list(CHOICES[choice].values())
        if "source" in row.cells and sources:
            offered["source"] = sources
        if row.kind == "setting" and row.path[-1] == "use":
            offered["when"] = [_name(one) for one in rows if _reading_of(one, row)]
        if row.kind in ITEMS:
            offered[DROP] = [DROPPED]
        for column, words in offered.items():
            at = FIRST_LINE - 1 + number
            sheet.data_validation(at, columns.index(column), at, columns.index(column), listed(words))


def _reading_of(row: Row, use: Row) -> bool:
    return row.kind == "reading" and row.file == use.file and row.path[:-1] == (*use.path[:-1], "readings")


def _name(reading: Row) -> str:
    return reading.id.rsplit("/", 1)[-1]


def _summary(rubric: Rubric, row: Row) -> str:
    """All rules of an indicator in words, beside its title."""
    if row.kind != "indicator":
        return ""
    return "\n".join(_told(rubric.indicators[row.id]))


def _told(indicator: Indicator) -> Iterator[str]:
    zh = Prose("zh", {})
    for rule in indicator.rules:
        points = zh.tell(rule.points.expr)
        yield f"{zh.tell(rule.when.expr)}：{'满分' if points == '分值' else f'{points} 分'}"


def _vocabulary(kept: _Book, rubric: Rubric) -> None:
    sheet = kept.book.add_worksheet(WORDS)
    heads = ("名称", "英文 English", "类型", "单位", "到哪里查", "用在哪些指标")
    for number, (head, size) in enumerate(zip(heads, (22, 40, 10, 8, 36, 50), strict=True)):
        sheet.set_column(number, number, size)
        sheet.write_string(0, number, head, kept.formats["head"])
    kinds = {"money": "金额", "percent": "比率", "count": "数量", "number": "数", "boolean": "是否", "date": "日期"}
    for line, (name, spec) in enumerate(rubric.dictionary.facts.items(), 1):
        used = "、".join(one.title.zh for one in rubric.indicators.values() if name in one.facts)
        cells = (name, spec.en, kinds.get(spec.type, spec.type), spec.shown_unit, "、".join(spec.papers), used)
        for number, text in enumerate(cells):
            sheet.write_string(line, number, text, kept.formats["grey"])
    sheet.freeze_panes(1, 1)
    sheet.protect()


def _help(kept: _Book) -> None:
    sheet = kept.book.add_worksheet(HELP)
    sheet.set_column(0, 0, 110)
    for line, text in enumerate(_HELP):
        sheet.write_string(line, 0, text, kept.formats["plain"])
    sheet.protect()


def _base(kept: _Book, rubric: Rubric, base: Base) -> None:
    """The table as it is now, out of sight: what comes back is compared with it."""
    sheet = kept.book.add_worksheet(BASE)
    for line, text in enumerate((FORM, rubric.id, digest_of(base), rubric.digest)):
        sheet.write_string(line, 0, text)
    line = 5
    for key, texts in base.items():
        for column, text in texts.items() or [("", "")]:
            for number, part in enumerate((key, column, text)):
                sheet.write_string(line, number, part)
            line += 1
    sheet.protect()
    sheet.very_hidden()
