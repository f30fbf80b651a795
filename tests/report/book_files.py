"""Workbooks for tests: written by XlsxWriter, and part by part where a file must be odd."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Value = str | int | float | bool | None | tuple[float, str]
"""What a cell of a test holds; a pair is a number with its format."""


def book(
    sheets: Mapping[str, Sequence[Sequence[Value]]], merged: Iterable[tuple[str, str]] = (), **options: Any
) -> bytes:
    """A workbook of these sheets, row by row; `merged` are ranges, each with its sheet."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, **options}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, tuple):
                        sheet.write_number(r, c, value[0], made.add_format({"num_format": value[1]}))
                    elif value is not None:
                        sheet.write(r, c, value)
            for where, area in merged:
                if where == name:
                    _merge(sheet, rows, area)
    return memory.getvalue()


def _merge(sheet: Any, rows: Sequence[Sequence[Value]], area: str) -> None:
    from xlsxwriter.utility import xl_cell_to_rowcol

    row, column = xl_cell_to_rowcol(area.partition(":")[0])
    sheet.merge_range(area, rows[row][column])


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return memory.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with some words of a part in place of others, which must be there."""
    parts = unpacked(data)
    text = parts[part].decode()
    assert old in text, text
    return packed(parts | {part: text.replace(old, new)})


def bare(rows: str, after: str = "", strict: bool = False, styles: str = "", **parts: str) -> bytes:
    """The least workbook: one sheet whose `sheetData` is `rows`, with `after` behind it and other parts by name."""
    main, office = (STRICT, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    known = {
        "_rels/.rels": _relations(office, [("officeDocument", "/xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="评分表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            office, [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "strings.xml")]
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/strings.xml": f'<sst xmlns="{main}"/>',
    }
    return packed(known | {name.replace("__", "/") + ".xml": text for name, text in parts.items()})


def _relations(office: str, targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'
