"""What stands in a workbook beside its sheets: which sheets there are, the texts they share, the formats of cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from youju.report.book.codes import BUILT_IN
from youju.report.errors import ReportError
from youju.report.package import Package, broken, local
from youju.structs import Struct

MOST_SHEETS = 500
MOST_FORMATS = 70_000
"""Excel allows 65,490 formats of cells; a workbook that has more was made to cost time."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Relation(Struct):
    """What a part refers to: the last word of the type of the relation, and the part's name."""

    kind: str
    target: str


class SheetPart(Struct):
    """A worksheet: its name, its part, and whether the workbook hides it."""

    name: str
    part: str
    hidden: bool


class Workbook(Struct):
    """What every sheet of a workbook is read with; `formats` are the codes by the style of a cell."""

    package: Package
    sheets: tuple[SheetPart, ...]
    texts: Sequence[str]
    formats: Sequence[str]
    since_1904: bool
    macros: bool


def open_workbook(package: Package) -> Workbook:
    """The workbook in a package. Raises ReportError `report-broken`, `report-too-heavy`."""
    main = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), "")
    main = main if main in package.names else "xl/workbook.xml"
    related = relations(package, main)
    sheets: list[SheetPart] = []
    since_1904 = False
    for element in package.elements(main, "workbookPr", "sheet"):
        if local(element.tag) == "workbookPr":
            since_1904 = element.get("date1904") in ("1", "true", "on")
        else:
            sheets.extend(_sheet(element, related))
    if len(sheets) > MOST_SHEETS:
        zh = f"工作簿有 {MOST_SHEETS} 张以上的工作表，没有读；请拆分"
        raise ReportError("report-too-heavy", zh, f"the workbook has over {MOST_SHEETS} sheets; split it")
    return Workbook(
        package=package,
        sheets=tuple(sheet for sheet in sheets if sheet.part in package.names),
        texts=_texts(package, _part_of(package, related, "sharedStrings")),
        formats=_formats(package, _part_of(package, related, "styles")),
        since_1904=since_1904,
        macros=any(name.lower().endswith("vbaproject.bin") or "macrosheets/" in name.lower() for name in package.names),
    )


def relations(package: Package, part: str) -> Mapping[str, Relation]:
    """What a part refers to inside the file, by id; the part "" is the file itself."""
    folder, name = posixpath.split(part)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in package.names:
        return {}
    found: dict[str, Relation] = {}
    for element in package.elements(part, "Relationship"):
        target = element.get("Target", "").replace("\\", "/")
        if element.get("TargetMode") == "External" or not target:
            continue
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], _known(package, target))
    return found


def text_of(element: Element) -> str:
    """The text of a string with its runs, without the phonetic guides; `_x000D_` stands for a character."""
    return _ESCAPED.sub(_character, "".join(_runs(element)))


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        match local(child.tag):
            case "t":
                yield child.text or ""
            case "r":
                yield from (run.text or "" for run in child if local(run.tag) == "t")
            case _:
                pass


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


def _known(package: Package, target: str) -> str:
    """The part that a target names; some programs are careless of upper and lower case."""
    if target in package.names:
        return target
    return next((name for name in package.names if name.lower() == target.lower()), target)


def _sheet(element: Element, related: Mapping[str, Relation]) -> Iterator[SheetPart]:
    id_ = next((value for key, value in element.items() if local(key) == "id"), "")
    relation = related.get(id_)
    if relation is not None and relation.kind == "worksheet":
        hidden = element.get("state", "visible").lower() in ("hidden", "veryhidden")
        yield SheetPart(element.get("name", ""), relation.target, hidden)


def _part_of(package: Package, related: Mapping[str, Relation], kind: str) -> str:
    found = next((r.target for r in related.values() if r.kind == kind), "")
    return found if found in package.names else ""


def _texts(package: Package, part: str) -> Sequence[str]:
    return [text_of(item) for item in package.elements(part, "si")] if part else []


def _formats(package: Package, part: str) -> Sequence[str]:
    """The code of each style of cells (`cellXfs`), in their order."""
    if not part:
        return []
    codes = dict(BUILT_IN)
    formats: list[str] = []
    for element in package.elements(part, "numFmt", "cellXfs"):
        if local(element.tag) == "numFmt":
            codes[_number(element.get("numFmtId"))] = element.get("formatCode", "")
            continue
        formats.extend(codes.get(_number(xf.get("numFmtId")), "General") for xf in element if local(xf.tag) == "xf")
        if len(formats) > MOST_FORMATS or len(codes) > MOST_FORMATS:
            raise broken()
    return formats


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0
