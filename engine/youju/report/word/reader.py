"""A Word file to a document: the body, its notes and boxes, then running heads and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from youju.report.builder import Builder
from youju.report.document import Document
from youju.report.errors import ReportError
from youju.report.package import Package
from youju.report.progress import Progress
from youju.report.word.fields import dangling_fields
from youju.report.word.flow import Sheet, Where
from youju.report.word.names import attribute, child, short
from youju.report.word.noticed import Comment, remarks_of
from youju.report.word.numbering import numbering_of
from youju.report.word.parts import Parts
from youju.report.word.styles import styles_of
from youju.report.word.symbols import LOST
from youju.structs import replace

FEW_LETTERS = 50
_RUNNING = ("header", "footer")
_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}


def read_docx(data: bytes, name: str, tell: Progress) -> Document:
    """The document in a .docx or .docm, whoever wrote it; `tell` is called with paragraphs.

    Raises ReportError: `report-broken`, `report-encrypted`, `report-too-heavy` (over 200 levels deep, or too large),
    `report-too-large`, `report-scanned` (pictures and next to no text), `report-empty`.
    """
    parts = Parts(Package(data))
    root = parts.document()
    others = {kind: list(parts.all_of(kind)) for kind in (*_RUNNING, *_NOTES, "comments")}
    sheet = _sheet(parts, [root, *(each for roots in others.values() for each in roots)], _notes(others), tell)
    body = child(root, "w:body")
    sheet.story(body if body is not None else root, Where())
    _refuse_scans(sheet)
    for each in _different([running for kind in _RUNNING for running in others[kind]]):
        sheet.story(each, Where(skip="furniture"))
    comments = [each for part in others["comments"] for each in part if short(each.tag) == "w:comment"]
    said = [_comment(each, sheet) for each in comments]
    document = sheet.builder.document(name, data, "docx")
    return replace(
        document,
        damaged=document.text.count(LOST),
        remarks=remarks_of(document, said, sheet.counts, parts),
    )


def _sheet(parts: Parts, roots: list[Element], notes: Mapping[tuple[str, str], Element], tell: Progress) -> Sheet:
    """What is known before the walk; `roots` are those of all parts that hold paragraphs."""
    styles = parts.one("styles")
    return Sheet(
        builder=Builder(),
        styles=styles_of(styles),
        numbering=numbering_of(parts.one("numbering"), styles),
        paragraphs={each: at for root in roots for at, each in enumerate(_paragraphs(root), 1)},
        notes=notes,
        dangling=frozenset(each for root in roots for each in dangling_fields(root)),
        tell=tell,
        white=child(roots[0], "w:background") is None,
    )


def _paragraphs(root: Element) -> Iterator[Element]:
    return (each for each in root.iter() if short(each.tag) == "w:p")


def _notes(parts: Mapping[str, list[Element]]) -> dict[tuple[str, str], Element]:
    """The notes by kind and id; the lines that separate them from the text are none."""
    return {
        (name[2:], attribute(each, "w:id") or ""): each
        for kind, name in _NOTES.items()
        for root in parts[kind]
        for each in root
        if short(each.tag) == name and attribute(each, "w:type") in (None, "normal")
    }


def _different(running: list[Element]) -> list[Element]:
    """Running heads without those that repeat another."""
    return list({"".join(each.itertext()): each for each in reversed(running)}.values())[::-1]


def _comment(element: Element, sheet: Sheet) -> Comment:
    name = attribute(element, "w:id") or ""
    begins, ends = (sheet.anchors.get(f"{sign}{name}", []) for sign in "+-")
    start = sheet.builder.at
    sheet.story(element, Where(skip="comment"))
    about = (begins[0], ends[-1]) if begins and ends and begins[0] < ends[-1] else None
    return Comment((start, sheet.builder.at), about)


def _refuse_scans(sheet: Sheet) -> None:
    pictures = sheet.counts.pictures
    if pictures and sheet.letters < FEW_LETTERS * min(pictures, 4):
        zh = "文件里几乎全是图片（扫描件），没有可读的文字；请索取可以复制文字的电子版，或先做文字识别（OCR）并核对"
        en = "the file holds pictures (scans) and next to no text; ask for one with text, or have it recognised"
        raise ReportError("report-scanned", zh, en)
