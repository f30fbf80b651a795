"""The papers as a workbook: a sheet each as it is handed in, A4, numbers where they are exact; and native charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from youju.publish.papers.model import NARROW, WIDE, Cell, Column, Figure, Paper, lines_of, rooms_of
from youju.publish.papers.palette import BAR, COLOURS, GROUNDS, HEAD
from youju.source.excerpt import width

_A4 = 9
_PIXELS = {True: 1040, False: 690}
"""How wide a sheet is that fills A4 within its margins, on its side and upright."""
_LINE, _MORE = 14.5, 12.5
"""The height of a cell of one line, and of each further line of it, in points."""
_CHARTS = {"zh": "图表", "en": "Charts"}
_FOOTER = {"zh": "&C第 &P 页，共 &N 页", "en": "&CPage &P of &N"}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_of(papers: Sequence[Paper], lang: str) -> bytes:
    """The .xlsx of papers, the same for the same papers; no text of a report becomes a formula or a link."""
    out = BytesIO()
    made: Any = Workbook(out, _OPTIONS)  # XlsxWriter types little of itself
    with made as book:
        book.set_properties({"title": papers[0].title, "author": "youju", "created": datetime(2000, 1, 1)})
        looks = _Looks(book)
        for paper in papers:
            _sheet(book.add_worksheet(paper.name), paper, looks, lang)
        figures = [figure for paper in papers for figure in paper.figures]
        if figures:
            _charts(book, book.add_worksheet(_CHARTS[lang]), figures, looks, lang)
    return out.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **look: Any) -> Any:
        """The format of a look, beside what all cells have."""
        key = tuple(
            sorted({"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "vcenter", **look}.items())
        )
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


def _sheet(sheet: Any, paper: Paper, looks: _Looks, lang: str) -> None:
    last = len(paper.columns) - 1
    shares = sum(column.share for column in paper.columns)
    for at, column in enumerate(paper.columns):
        sheet.set_column_pixels(at, at, _PIXELS[paper.wide] * column.share // shares)
    _across(sheet, 0, last, paper.title, 30, looks.of(font_name="黑体", font_size=16, align="center"))
    head = 1
    for note in paper.notes:
        lines = 1 + width(note) // (WIDE if paper.wide else NARROW)
        _across(sheet, head, last, note, _LINE * lines, looks.of(font_name="仿宋", align="left"))
        head += 1
    for at, column in enumerate(paper.columns):
        look = looks.of(font_name="黑体", align="center", border=1, bg_color=f"#{HEAD}")
        sheet.write_string(head, at, column.title, look)
    rooms = rooms_of(paper)
    for line, row in enumerate(paper.rows, head + 1):
        lines = max(lines_of(cell.text, room) for cell, room in zip(row.cells, rooms, strict=True))
        sheet.set_row(line, _LINE + _MORE * (lines - 1) + 3)
        for at, (cell, column) in enumerate(zip(row.cells, paper.columns, strict=True)):
            _write(sheet, line, at, cell, looks.of(**_look(cell, column, row.level)))
    end = head + len(paper.rows)
    for sign in paper.signs:
        end += 1
        _across(sheet, end, last, sign, 28, looks.of(font_size=11, align="left", indent=1 if last < 2 else 3))
    _print(sheet, paper.wide, head, end, last, lang)


def _across(sheet: Any, line: int, last: int, text: str, height: float, look: Any) -> None:
    """A text over the whole width; merged cells do not grow with their text, so that the height is given."""
    sheet.set_row(line, height)
    sheet.merge_range(line, 0, line, last, "", look)
    sheet.write_string(line, 0, text, look)


def _look(cell: Cell, column: Column, level: str) -> Mapping[str, Any]:
    look: dict[str, Any] = {"border": 1, "align": column.align}
    if level in GROUNDS:
        look |= {"bold": True, "bg_color": f"#{GROUNDS[level]}"}
    if cell.number is None:
        look["num_format"] = "@"
    elif cell.text.startswith("+"):
        look["num_format"] = "+General"
    return look


def _write(sheet: Any, line: int, at: int, cell: Cell, look: Any) -> None:
    if cell.number is None:
        sheet.write_string(line, at, cell.text, look)
    else:
        # Four decimals at most: a cell's own binary number shows just these digits.
        sheet.write_number(line, at, float(cell.number), look)


def _print(sheet: Any, wide: bool, head: int, end: int, last: int, lang: str) -> None:
    """How a sheet prints: one page wide, its headings on every page, pages numbered."""
    if wide:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    sheet.print_area(0, 0, end, last)
    sheet.set_footer(_FOOTER[lang])
    sheet.hide_gridlines(2)


def _charts(book: Any, sheet: Any, figures: Sequence[Figure], looks: _Looks, lang: str) -> None:
    """Every figure: its numbers, and a chart that is drawn from them."""
    sheet.set_column_pixels(0, 0, 150)
    sheet.set_column_pixels(1, 1, 90)
    sheet.set_column_pixels(2, 10, 60)
    line = 0
    for figure in figures:
        _across(sheet, line, 1, figure.title, 24, looks.of(font_name="黑体", font_size=12, align="left"))
        for at, part in enumerate(figure.parts, line + 1):
            sheet.write_string(at, 0, part.label, looks.of(border=1))
            _number(sheet, at, part.value, looks)
        sheet.insert_chart(line, 2, _chart(book, sheet.get_name(), figure, line + 1), {"x_offset": 20, "y_offset": 4})
        line += 19
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_footer(_FOOTER[lang])
    sheet.hide_gridlines(2)


def _number(sheet: Any, at: int, value: Fraction, looks: _Looks) -> None:
    sheet.write_number(at, 1, float(value), looks.of(border=1, align="right", num_format="General"))


def _chart(book: Any, name: str, figure: Figure, first: int) -> Any:
    """One stacked bar with a series for each part, or a bar for each part."""
    last = first + len(figure.parts) - 1
    stack = figure.kind == "stack"
    chart = book.add_chart({"type": "bar", "subtype": "stacked"} if stack else {"type": "bar"})
    if stack:
        for at, part in enumerate(figure.parts, first):
            chart.add_series(
                {
                    "name": [name, at, 0],
                    "values": [name, at, 1, at, 1],
                    "fill": {"color": f"#{COLOURS.get(part.key, BAR)}"},
                    "data_labels": {"value": bool(part.value), "num_format": "General"},
                    "gap": 60,
                }
            )
    else:
        chart.add_series(
            {
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "fill": {"color": f"#{BAR}"},
                "data_labels": {"value": True, "num_format": "General"},
                "gap": 60,
            }
        )
    chart.set_title({"name": figure.title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if stack else {"none": True})
    chart.set_y_axis({"reverse": True, "visible": not stack, "crossing": "max"})
    axis: dict[str, Any] = {"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    if stack:
        # Up to the next ten, so that what is short of a hundred is seen.
        axis["max"] = max(10, 10 * ceil(sum(part.value for part in figure.parts) / 10))
    chart.set_x_axis(axis)
    chart.set_size({"width": 640, "height": 330})
    return chart
