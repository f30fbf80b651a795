"""The papers as one Word document: a section each, tables of fixed width whose heads repeat, shaded cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType] -- half typed
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from youju.audit.words import points_text
from youju.publish.papers.model import Align, Cell, Figure, Paper, Row
from youju.publish.papers.palette import BAR, COLOURS, GROUNDS, HEAD

_LONG, _SHORT, _MARGIN = Mm(297), Mm(210), Mm(13)
_UPRIGHT_MARGIN = Mm(20)
_PADDING = 50
"""The room on both sides of the text of a cell, in twentieths of a point."""
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_PAGES = {"zh": ("第 ", " 页，共 ", " 页"), "en": ("Page ", " of ", "")}
_STYLES = {
    "Paper title": ("黑体", 16, WD_ALIGN_PARAGRAPH.CENTER, 6),
    "Paper note": ("仿宋", 9, WD_ALIGN_PARAGRAPH.LEFT, 2),
    "Paper cell": ("宋体", 9, WD_ALIGN_PARAGRAPH.LEFT, 1),
    "Paper head": ("黑体", 9, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "Paper figure": ("黑体", 10.5, WD_ALIGN_PARAGRAPH.LEFT, 3),
    "Paper sign": ("宋体", 11, WD_ALIGN_PARAGRAPH.LEFT, 8),
    # What must stand between two tables, lest they become one.
    "Paper gap": ("宋体", 2, WD_ALIGN_PARAGRAPH.LEFT, 0),
}
"""Chinese font, size in points, alignment and the room below, by the name of the style."""


def document_of(papers: Sequence[Paper], lang: str) -> bytes:
    """The .docx of papers, the same for the same papers."""
    made: Any = Document()  # python-docx types little of its elements
    _about(made, papers[0].title)
    _styles(made)
    for at, paper in enumerate(papers):
        section = made.sections[0] if at == 0 else made.add_section(WD_SECTION.NEW_PAGE)
        room = _laid(section, paper.wide)
        if at == 0:
            _footer(section, lang)
        made.add_paragraph(paper.title, "Paper title")
        for note in paper.notes:
            made.add_paragraph(note, "Paper note")
        _table(made, paper, room)
        for figure in paper.figures:
            _figure(made, figure, room)
        for number, sign in enumerate(paper.signs):
            paragraph = made.add_paragraph(sign, "Paper sign")
            if number == 0:
                paragraph.paragraph_format.space_before = Pt(18)
    out = BytesIO()
    made.save(out)
    return _still(out.getvalue())


def _about(made: Any, title: str) -> None:
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, "youju", "youju", ""
    about.created = about.modified = datetime(2000, 1, 1)


def _styles(made: Any) -> None:
    for name, (font, size, align, below) in _STYLES.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        style.paragraph_format.alignment = align
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(min(below, 1)), Pt(below)
        style.paragraph_format.line_spacing = 1


def _laid(section: Any, wide: bool) -> Length:
    """Sets a section on A4, and gives the width between its margins."""
    margin = _MARGIN if wide else _UPRIGHT_MARGIN
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(8)
    return Length((_LONG if wide else _SHORT) - 2 * margin)


def _footer(section: Any, lang: str) -> None:
    """Page numbers as fields; later sections have the same footer."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style, paragraph.alignment = "Paper cell", WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = _PAGES[lang]
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _field(paragraph: Any, code: str) -> None:
    field = _element("fldSimple", instr=code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _table(made: Any, paper: Paper, room: Length) -> None:
    widths = _shared(room, [column.share for column in paper.columns])
    table = _empty(made, len(paper.rows) + 1, widths, "Table Grid")
    lines = table._tbl.tr_lst
    heads = Row(tuple(Cell(column.title) for column in paper.columns))
    middle: list[Align] = ["center"] * len(widths)
    _line(table, lines[0], heads, middle, "Paper head", HEAD)
    lines[0].get_or_add_trPr().append(_element("tblHeader"))
    aligns: list[Align] = [column.align for column in paper.columns]
    for line, row in zip(lines[1:], paper.rows, strict=True):
        _line(table, line, row, aligns, "Paper cell", GROUNDS.get(row.level))


def _line(table: Any, line: Any, row: Row, aligns: Sequence[Align], style: str, ground: str | None) -> None:
    # First what keeps a row whole, then what repeats a head: the order of the schema.
    line.get_or_add_trPr().append(_element("cantSplit"))
    for part, cell, align in zip(line.tc_lst, row.cells, aligns, strict=True):
        paragraph = _paragraph(table, part, style, align)
        paragraph.add_run(cell.text).bold = True if row.level != "item" else None
        if ground is not None:
            _shade(part, ground)
        part.get_or_add_tcPr().append(_element("vAlign", val="center"))


def _empty(made: Any, rows: int, widths: Sequence[int], style: str | None) -> Any:
    """A table whose columns keep these widths, whatever stands in them."""
    table = made.add_table(rows, len(widths), style)
    table.autofit = False
    sides = _element("tblCellMar")
    sides.extend(_element(side, w=str(_PADDING), type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.append(sides)
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = Length(width)
    for line in table._tbl.tr_lst:
        for part, width in zip(line.tc_lst, widths, strict=True):
            part.width = Length(width)
    return table


def _shared(room: Length, shares: Sequence[int]) -> list[int]:
    return [room * share // sum(shares) for share in shares]


def _element(name: str, **said: str) -> Any:
    """An element of WordprocessingML, for what python-docx has no word for."""
    made: Any = cast(Any, OxmlElement)(f"w:{name}")
    for key, value in said.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _shade(part: Any, colour: str) -> None:
    part.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=colour))


def _figure(made: Any, figure: Figure, room: Length) -> None:
    """A stack as one row of shaded cells with its legend below; bars as a row each: label, bar, number."""
    parts = [part for part in figure.parts if part.value > 0]
    if not parts:
        return
    made.add_paragraph(figure.title, "Paper figure").paragraph_format.space_before = Pt(10)
    if figure.kind == "bars":
        _bars(made, figure, room)
        return
    widths = _proportions(room, [part.value for part in parts])
    table = _empty(made, 1, widths, None)
    for part, cell in zip(parts, table._tbl.tr_lst[0].tc_lst, strict=True):
        _shade(cell, COLOURS.get(part.key, BAR))
        _text(table, cell, "", "center")
    legend = made.add_paragraph(style="Paper note")
    for part in figure.parts:
        colour = legend.add_run("■ ")
        colour.font.color.rgb = RGBColor.from_string(COLOURS.get(part.key, BAR))
        legend.add_run(f"{part.label} {points_text(part.value)}    ")


def _bars(made: Any, figure: Figure, room: Length) -> None:
    label, number = room // 5, room // 10
    most = max(part.value for part in figure.parts)
    for part in figure.parts:
        bar = int((room - label - number) * part.value / most)
        widths = [label, bar, room - label - bar] if bar else [label, room - label]
        table = _empty(made, 1, widths, None)
        cells = table._tbl.tr_lst[0].tc_lst
        _text(table, cells[0], part.label, "left")
        if bar:
            _shade(cells[1], BAR)
            _text(table, cells[1], "", "left")
        _text(table, cells[-1], points_text(part.value), "left")
        made.add_paragraph(style="Paper gap")


def _text(table: Any, part: Any, text: str, align: Align) -> None:
    _paragraph(table, part, "Paper cell", align).add_run(text)


def _paragraph(table: Any, part: Any, style: str, align: Align) -> Paragraph:
    """The first paragraph of a cell in a style, by the style's id: by its name each cell would search all styles."""
    paragraph = Paragraph(part.p_lst[0], table)
    part.p_lst[0].style = style.replace(" ", "")
    paragraph.alignment = _ALIGN[align]
    return paragraph


def _proportions(room: Length, values: Sequence[Fraction]) -> list[int]:
    """Widths in proportion, none too narrow to be seen."""
    whole = sum(values, Fraction(0))
    return [max(int(room * value / whole), Mm(1)) for value in values]


def _still(data: bytes) -> bytes:
    """The same package without the time at which it was made."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w", ZIP_DEFLATED) as still:
        for name in package.namelist():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            still.writestr(info, package.read(name))
    return out.getvalue()
