"""The facts of a report as a sheet that an auditor corrects and hands back: inputs are open, the rest is locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from youju.audit import Audit
from youju.audit.words import STATUS, TRUST, one_line, show_fact, show_value
from youju.author.handed.layout import BASE, COLUMNS, FORM, HEADINGS, INPUTS, SHEET
from youju.facts import Fact, Statement
from youju.publish.looks import CELL, HEAD
from youju.report import Quote
from youju.source.excerpt import width
from youju.structs import Struct

_FIRST = 3
"""The row of headings, from 0: above it the title and two lines of instructions."""
_A4, _CUT = 9, 2_000
_WIDTHS = {
    "indicator": 18, "fact": 20, "value": 13, "unit": 6, "status": 9, "trust": 7, "quote": 42, "place": 13,
    "correction": 13, "source": 22, "note": 16,
}  # fmt: skip
_HELP = (
    "只填右边黄底的三列：更正值照样写（1,628.32、81.48%、是、否；不知道的写“未知”），每个更正都要写来源（哪份资料、第几页）；"
    "空着就是照报告。填好保存，运行：youju audit 报告 --facts 本文件",
    "Fill in the yellow columns only: a correction as you would type it (1,628.32, 81.48%, yes, no, unknown), each "
    "with its source; left empty, the report stands. Save, then run: youju audit REPORT --facts FILE",
)
_ORDER = {"missing": 0, "conflicting": 1, "ruled": 2, "settled": 3, "defaulted": 4}


class _Row(Struct):
    """A line of the sheet: its texts by column, the fact where corrections go here, and how it looks."""

    texts: Mapping[str, str]
    fact: Fact
    open: bool
    look: str


def facts_sheet(audit: Audit) -> bytes:
    """The .xlsx of a report's facts, the same for the same audit; what was handed in already stands in it."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made: Any = Workbook(out, options)  # XlsxWriter types little of itself
    with made as book:
        book.set_properties({"title": audit.document.name, "created": datetime(2000, 1, 1)})
        looks = {name: book.add_format(look) for name, look in _looks().items()}
        rows = list(_rows(audit))
        sheet = book.add_worksheet(SHEET)
        _lay_out(sheet, looks, audit, len(rows))
        for at, row in enumerate(rows, _FIRST + 1):
            _write(sheet, looks, at, row)
        _remind(book, sheet, len(rows))
        base = book.add_worksheet(BASE)
        for at, text in enumerate((FORM, audit.document.sha256, audit.rubric.digest)):
            base.write_string(at, 0, text)
        base.protect()
        base.very_hidden()
    return out.getvalue()


def _looks() -> dict[str, dict[str, Any]]:
    grounds = {"missing": "#FCE4D6", "conflicting": "#F8CBAD", "low": "#FFF2CC", "plain": "#F7F7F7"}
    return {
        "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
        "help": {"text_wrap": True, "valign": "top", "font_size": 9, "font_color": "#404040"},
        "head": HEAD,
        "input": {**CELL, "locked": False, "bg_color": "#FFFBE6"},
        **{name: {**CELL, "bg_color": ground} for name, ground in grounds.items()},
    }


def _rows(audit: Audit) -> Iterator[_Row]:
    """The facts by the first indicator that reads them, what is open first; then those that no card reads."""
    titles: dict[str, list[str]] = {}
    for indicator in audit.rubric.indicators.values():
        for name in indicator.facts:
            titles.setdefault(name, []).append(indicator.title.zh)
    place = {indicator.title.zh: at for at, indicator in enumerate(audit.rubric.indicators.values())}

    def order(fact: Fact) -> tuple[int, int]:
        first = place[titles[fact.name][0]] if fact.name in titles else len(place)
        return first, _ORDER[fact.status]

    for fact in sorted(audit.facts.values(), key=order):
        yield from _of(fact, "、".join(titles.get(fact.name, ("（不直接计分）",))))


def _of(fact: Fact, indicator: str) -> Iterator[_Row]:
    """A fact: its value and the statements of that value, then a row for each other value that is stated."""
    groups = _by_value(fact)
    # What `youju rule` decided stands in a file of its own, and comes back from there.
    ruling = None if fact.ruling is None or fact.ruling.number else fact.ruling
    first = groups[0][1] if groups and ruling is None else []
    look = fact.status if fact.status in ("missing", "conflicting") else "low" if fact.trust == "low" else "plain"
    texts = {
        "indicator": indicator,
        "fact": fact.name,
        "value": "" if fact.status == "missing" else _number(fact, fact.value),
        "unit": fact.spec.shown_unit,
        "status": STATUS[fact.status]["zh"],
        "trust": TRUST[fact.trust]["zh"],
        "quote": _quotes(first) or ("可查：" + "、".join(fact.spec.papers) if fact.spec.papers else ""),
        "place": _places(first),
        "correction": "" if ruling is None else "未知" if fact.status == "missing" else show_fact(fact),
        "source": "" if ruling is None else ruling.source,
        "note": "" if ruling is None else ruling.note,
    }
    yield _Row(texts, fact, True, look)
    for value, statements in groups if ruling is not None else groups[1:]:
        status = "报告所写" if ruling is not None else "另一说法"
        more = {
            "indicator": indicator,
            "fact": fact.name,
            "value": value,
            "unit": fact.spec.shown_unit,
            "status": status,
        }
        told = {**more, "quote": _quotes(statements), "place": _places(statements)}
        yield _Row(told, fact, False, "plain" if ruling is not None else look)


def _by_value(fact: Fact) -> list[tuple[str, list[Statement]]]:
    """The statements by the value they give, the chosen value first; all together where they agree."""
    chosen = fact.statement
    said = sorted((*fact.statements, *fact.overruled), key=lambda one: one is not chosen)
    if fact.status == "settled":
        return [(_number(fact, fact.value), said)]
    groups: dict[str, list[Statement]] = {}
    for statement in said:
        groups.setdefault(_number(fact, statement.value), []).append(statement)
    return list(groups.items())


def _number(fact: Fact, value: Any) -> str:
    return show_value(value, fact.spec.scale, "%" if fact.spec.shown_unit == "%" else "")


def _quotes(statements: Sequence[Statement]) -> str:
    return _joined(one_line(quote.text) for quote in _once(statements))


def _places(statements: Sequence[Statement]) -> str:
    return _joined(quote.where("zh") for quote in _once(statements))


def _once(statements: Sequence[Statement]) -> list[Quote]:
    return list(dict.fromkeys(statement.quote for statement in statements))


def _joined(texts: Iterator[str]) -> str:
    text = "\n".join(texts)
    return text if len(text) <= _CUT else f"{text[:_CUT]}……"


def _lay_out(sheet: Any, looks: Mapping[str, Any], audit: Audit, count: int) -> None:
    last = len(COLUMNS) - 1
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS[column])
        sheet.write_string(_FIRST, at, HEADINGS[column], looks["head"])
    sheet.set_row(0, 24)
    sheet.merge_range(0, 0, 0, last, "", looks["title"])
    sheet.write_string(0, 0, f"事实更正表：{one_line(audit.document.name)}", looks["title"])
    for at, text in enumerate(_HELP, 1):
        sheet.set_row(at, 27)
        sheet.merge_range(at, 0, at, last, "", looks["help"])
        sheet.write_string(at, 0, text, looks["help"])
    sheet.freeze_panes(_FIRST + 1, 2)
    sheet.autofilter(_FIRST, 0, _FIRST + count, last)
    allowed = ("format_cells", "format_columns", "format_rows", "select_locked_cells", "autofilter", "sort")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST)
    sheet.print_area(0, 0, _FIRST + count, last)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)


def _write(sheet: Any, looks: Mapping[str, Any], at: int, row: _Row) -> None:
    # The type is a tenth smaller than the one that widths are counted in.
    lines = max(_lines(text, _WIDTHS[column] * 11 // 10) for column, text in row.texts.items())
    sheet.set_row(at, min(409, 13.5 * lines + 3))
    for number, column in enumerate(COLUMNS):
        look = looks["input" if row.open and column in INPUTS else row.look]
        sheet.write_string(at, number, row.texts.get(column, ""), look)
    if row.open:
        sheet.data_validation(at, COLUMNS.index("correction"), at, COLUMNS.index("correction"), _asked(row.fact))


def _lines(text: str, room: int) -> int:
    return sum(1 + max(0, width(line) - 1) // room for line in text.split("\n"))


def _asked(fact: Fact) -> dict[str, Any]:
    """A list where the fact is yes or no; else a word on what is expected."""
    if fact.spec.type == "boolean":
        told = {
            "error_title": "请从列表里选",
            "error_message": "这一格只能是 是、否、未知，或留空",
            "ignore_blank": True,
        }
        return {"validate": "list", "source": ["是", "否", "未知"], **told}
    unit = f"单位：{fact.spec.shown_unit}。" if fact.spec.shown_unit else ""
    return {"validate": "any", "input_title": "更正值", "input_message": f"{unit}不知道的写“未知”；来源必填。"}


def _remind(book: Any, sheet: Any, count: int) -> None:
    """A correction without a source turns the place of the source red, and the other way round."""
    red = book.add_format({"bg_color": "#FFC7CE"})
    first, last = _FIRST + 2, _FIRST + 1 + count
    value, source = (chr(65 + COLUMNS.index(column)) for column in ("correction", "source"))
    for column, other in ((source, value), (value, source)):
        formula = f"=AND(LEN(TRIM(${column}{first}))=0,LEN(TRIM(${other}{first}))>0)"
        sheet.conditional_format(
            f"{column}{first}:{column}{last}", {"type": "formula", "criteria": formula, "format": red}
        )
    sheet.ignore_errors({"number_stored_as_text": f"A{first}:{chr(64 + len(COLUMNS))}{last}"})
