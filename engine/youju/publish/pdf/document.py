"""The papers as a document of A4 pages: tables whose heads are repeated, figures, lines to sign, numbered pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import Flowable

from youju.publish.papers import Paper, Row
from youju.publish.papers.model import Align
from youju.publish.papers.palette import GROUNDS, HEAD
from youju.publish.pdf.figures import drawn
from youju.publish.pdf.font import body_font, drawable
from youju.publish.pdf.numbered import Numbered

_MARGIN, _FOOT = 34, 30
_SIZE = 8.5
_LEADING = 1.3
_ALIGN: Mapping[Align, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}
_PAGE = {"zh": "第 {at} 页，共 {all} 页", "en": "page {at} of {all}"}


def pdf_of(papers: Sequence[Paper], name: str, lang: str = "zh") -> bytes:
    """The papers as a PDF; `name` is the report's and stands at the foot of each page.

    The same bytes for the same papers on a machine; the font is the machine's (see `font`).
    """
    stream = BytesIO()
    document = BaseDocTemplate(
        stream,
        title=papers[0].title if papers else name,
        author="有据 youju",
        subject=name,
        lang="zh-CN" if lang == "zh" else "en",
        invariant=1,
        pageTemplates=[_template(paper, name, lang) for paper in papers],
    )
    document.build([part for paper in papers for part in _story(paper, lang, paper is papers[0])], canvasmaker=Numbered)
    return stream.getvalue()


def _size(paper: Paper) -> tuple[float, float]:
    return landscape(A4) if paper.wide else A4


def _template(paper: Paper, name: str, lang: str) -> PageTemplate:
    width, height = _size(paper)
    frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0)
    begun: list[int] = []

    def foot(canvas: Any, at: int, count: int) -> None:
        if not begun:
            # The first page of the paper: where the outline of the file leads.
            begun.append(at)
            canvas.bookmarkPage(paper.key)
            canvas.addOutlineEntry(paper.name, paper.key)
        canvas.setFont(body_font(), 8)
        canvas.setFillColor(HexColor("#5B6474"))
        canvas.drawString(_MARGIN, _FOOT - 12, drawable(f"{paper.name} · {name}"[:90]))
        canvas.drawRightString(width - _MARGIN, _FOOT - 12, _PAGE[lang].format(at=at, all=count))

    def begin(canvas: Any, _document: Any) -> None:
        canvas.foot = foot

    return PageTemplate(paper.key, [frame], onPage=begin, pagesize=(width, height))


def _style(size: float, align: Align, lang: str, **more: Any) -> ParagraphStyle:
    wrap = "CJK" if lang == "zh" else None
    return ParagraphStyle(
        f"{size}{align}",
        fontName=body_font(),
        fontSize=size,
        leading=size * _LEADING,
        alignment=_ALIGN[align],
        wordWrap=wrap,
        **more,
    )


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """Words as they are: what looks like markup is words, too."""
    return Paragraph("<br/>".join(escape(line) for line in drawable(text).split("\n")), style)


def _story(paper: Paper, lang: str, first: bool) -> Iterator[Flowable]:
    width = _size(paper)[0] - 2 * _MARGIN
    if not first:
        yield NextPageTemplate(paper.key)
        yield PageBreak()
    yield _text(paper.title, _style(15, "left", lang, spaceAfter=6))
    for note in paper.notes:
        yield _text(note, _style(9, "left", lang, spaceAfter=3))
    yield Spacer(width, 6)
    yield _table(paper, width, lang)
    for figure in paper.figures:
        yield Spacer(width, 14)
        yield drawn(figure, width, body_font())
    if paper.signs:
        yield Spacer(width, 22)
        signs = [_text(sign, _style(10, "left", lang)) for sign in paper.signs]
        yield Table([signs], style=[("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#1D2330"))])


def _table(paper: Paper, width: float, lang: str) -> Table:
    shares = [column.share for column in paper.columns]
    styles = [_style(_SIZE, column.align, lang) for column in paper.columns]
    head = [_text(column.title, _style(_SIZE, "center", lang)) for column in paper.columns]
    body = [[_text(cell.text, style) for cell, style in zip(row.cells, styles, strict=True)] for row in paper.rows]
    widths = [width * share / sum(shares) for share in shares]
    # Only where a row is higher than a page it goes on in the next; any other moves there whole.
    room = _size(paper)[1] - 3 * _MARGIN
    tall = any(
        # A line has a character at least: few characters are never that high.
        len(cell.text) * _SIZE * _LEADING > room and made.wrap(wide - 8, room)[1] > room
        for row, line in zip(paper.rows, body, strict=True)
        for cell, made, wide in zip(row.cells, line, widths, strict=True)
    )
    return Table(
        [head, *body],
        colWidths=widths,
        repeatRows=1,
        splitInRow=1 if tall else 0,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#B7B7B7")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{HEAD}")),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *_grounds(paper.rows),
        ],
    )


def _grounds(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[int, int], tuple[int, int], Color]]:
    for at, row in enumerate(rows, 1):
        if row.level in GROUNDS:
            yield "BACKGROUND", (0, at), (-1, at), HexColor(f"#{GROUNDS[row.level]}")
