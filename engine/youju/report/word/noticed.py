"""What a reviewer must know of a Word file: deleted, hidden and commented text, and what was not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from youju.report.document import Document, Remark, Span
from youju.report.places import Kind
from youju.report.word.line import Counts
from youju.report.word.parts import Parts
from youju.structs import Struct

_FIGURE = re.compile("[0-9０-９]|[一二三四五六七八九十百千万][个名人项万亿元分次]")
_QUOTED, _LONGEST = 5, 40
_OBJECTS = {
    "chart": ("图表", "charts"),
    "diagram": ("SmartArt 图形", "diagrams"),
    "object": ("嵌入对象（如 Excel 表、公式）", "embedded objects (such as sheets, formulas)"),
}


class Comment(Struct):
    """A comment: the span of its text, and of what it is about, where that is marked."""

    said: Span
    about: Span | None


def remarks_of(document: Document, comments: Sequence[Comment], counts: Counts, parts: Parts) -> tuple[Remark, ...]:
    """All remarks on a document, at most one of each code."""
    return (
        *_deletions(document),
        *_hidden(document),
        *_commented(document, comments),
        *_objects(counts),
        *_unread(counts, parts.damaged),
        *_macros(parts),
    )


def _deletions(document: Document) -> Iterator[Remark]:
    spans = _spans(document, "deletion")
    if spans:
        zh, en = _quoted(document, spans)
        yield Remark(
            "tracked-deletion",
            "P2",
            f"文件里有 {len(spans)} 处修订时删去、还没有接受的文字，没有当作报告的内容：{zh}",
            f"tracked deletions that nobody has accepted yet ({len(spans)}), not read as part of the report: {en}",
            spans,
        )


def _hidden(document: Document) -> Iterator[Remark]:
    spans = _spans(document, "hidden")
    if spans:
        zh, en = _quoted(document, spans)
        figures = bool(_FIGURE.search(document.text[slice(*spans[0])]))
        yield Remark(
            "hidden-text",
            "P1" if figures else "P2",
            f"文件里有 {len(spans)} 处隐藏的文字，打印时看不见，没有当作报告的内容：{zh}",
            f"hidden text ({len(spans)} pieces), not seen in print and not read as part of the report: {en}",
            spans,
        )


def _commented(document: Document, comments: Sequence[Comment]) -> Iterator[Remark]:
    said = [(each, span) for each in comments if (span := _trimmed(document, each.said))]
    if said:
        words = [
            f"“{_short(document, span)}”" + (f"（批注于“{_short(document, each.about)}”）" if each.about else "")
            for each, span in said[:_QUOTED]
        ]
        english = [
            f"“{_short(document, span)}”" + (f" (on “{_short(document, each.about)}”)" if each.about else "")
            for each, span in said[:_QUOTED]
        ]
        yield Remark(
            "comment-in-report",
            "P2",
            f"文件里留有 {len(said)} 条批注：{'；'.join(words)}{'等' if len(said) > _QUOTED else ''}",
            f"comments left in the file ({len(said)}): {'; '.join(english)}{' …' if len(said) > _QUOTED else ''}",
            tuple(span for each, said_at in said for span in (said_at, each.about) if span),
        )


def _objects(counts: Counts) -> Iterator[Remark]:
    if counts.objects:
        zh = "、".join(f"{_OBJECTS[kind][0]} {number} 个" for kind, number in sorted(counts.objects.items()))
        en = ", ".join(f"{number} {_OBJECTS[kind][1]}" for kind, number in sorted(counts.objects.items()))
        yield Remark(
            "embedded-object", "P2", f"文件里有{zh}，其中的内容没有读，请打开核对", f"not read: {en}; open and check"
        )


def _unread(counts: Counts, damaged: Sequence[str]) -> Iterator[Remark]:
    parts = list(dict.fromkeys(damaged))
    if counts.unread or parts:
        zh = [
            *([f"插入的外部内容 {counts.unread} 处"] if counts.unread else []),
            *(f"损坏的部分 {one}" for one in parts),
        ]
        en = [
            *([f"{counts.unread} inserted files"] if counts.unread else []),
            *(f"the damaged part {one}" for one in parts),
        ]
        yield Remark(
            "part-not-read",
            "P1",
            f"文件有一部分没有读：{'、'.join(zh[:_QUOTED])}；请在 Word 或 WPS 中打开核对后另存",
            f"a part of the file was not read: {', '.join(en[:_QUOTED])}; open it, check, and save it anew",
        )


def _macros(parts: Parts) -> Iterator[Remark]:
    if parts.has("vbaproject.bin"):
        yield Remark("macros-not-run", "P2", "文件带有宏，没有运行", "the file holds macros; they were not run")


def _spans(document: Document, kind: Kind) -> tuple[Span, ...]:
    """The texts of a kind, those with figures first."""
    found = [
        (block.start, block.end)
        for block in document.blocks
        if block.kind == kind and document.text[block.start : block.end].strip()
    ]
    return tuple(sorted(found, key=lambda span: not _FIGURE.search(document.text[slice(*span)])))


def _quoted(document: Document, spans: Sequence[Span]) -> tuple[str, str]:
    words = [f"“{_short(document, span)}”" for span in spans[:_QUOTED]]
    more = len(spans) > _QUOTED
    return "、".join(words) + ("等" if more else ""), ", ".join(words) + (" …" if more else "")


def _trimmed(document: Document, span: Span) -> Span | None:
    text = document.text[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    return (start, start + len(text.strip())) if text.strip() else None


def _short(document: Document, span: Span) -> str:
    text = " ".join(document.text[slice(*span)].split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
