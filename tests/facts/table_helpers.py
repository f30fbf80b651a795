"""One table in four forms: lines with tabs, Markdown, marked cells as of Word, and a workbook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facts_helpers import document

from youju.report import Document
from youju.report.book import read_xlsx
from youju.report.builder import Builder

sys.path.append(str(Path(__file__).parents[1] / "report"))

import book_files

Row = Sequence[str | None]


@dataclass(frozen=True)
class Layout:
    """Rows of cells (None where nothing stands, or a merged cell reaches to), and merged cells by row and column."""

    rows: Sequence[Row]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    before: str = ""
    after: str = ""


def tabbed(layout: Layout) -> Document:
    return document(
        "\n".join([layout.before, *("\t".join(cell or "" for cell in row) for row in layout.rows), layout.after])
    )


def piped(layout: Layout) -> Document:
    lines = [f"| {' | '.join(cell or '' for cell in row)} |" for row in layout.rows]
    rule = "|" + "---|" * len(layout.rows[0])
    return document("\n".join([layout.before, "", lines[0], rule, *lines[1:], "", layout.after]))


def marked(layout: Layout) -> Document:
    builder = Builder()
    for line in layout.before.splitlines():
        builder.add(line, paragraph=1)
        builder.end_line()
    for r, row in enumerate(layout.rows, 1):
        first = True
        for c, cell in enumerate(row, 1):
            if not cell:
                continue
            if not first:
                builder.next_cell()
            first = False
            down, across = layout.merged.get((r, c), (1, 1))
            builder.add(cell, kind="cell", table=1, row=r, column=c, row_span=down, column_span=across)
        builder.end_line()
    for line in layout.after.splitlines():
        builder.add(line, paragraph=2)
        builder.end_line()
    return builder.document("table.docx", b"", "docx")


def booked(layout: Layout) -> Document:
    before, after = layout.before.splitlines(), layout.after.splitlines()
    # An empty row parts the words before and after from the table, as people do.
    rows = [*([line] for line in before), [], *layout.rows, [], *([line] for line in after)]
    shift = len(before) + 1
    merged = [
        ("评分表", f"{_cell(r + shift, c)}:{_cell(r + shift + down - 1, c + across - 1)}")
        for (r, c), (down, across) in layout.merged.items()
    ]
    return read_xlsx(book_files.book({"评分表": rows}, merged), "table.xlsx", quiet)


def quiet(done: int, total: int) -> None:
    """Nobody listens."""


def _cell(row: int, column: int) -> str:
    return f"{chr(64 + column)}{row}"


FORMS: Mapping[str, Callable[[Layout], Document]] = {
    "tabs": tabbed,
    "pipes": piped,
    "cells": marked,
    "book": booked,
}
