"""The walk over a story (the body, a note, a text box …): paragraphs and tables in their order, into the builder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from youju.report.builder import Builder
from youju.report.places import Kind
from youju.report.progress import Progress
from youju.report.word.drawing import chosen
from youju.report.word.fields import Fields
from youju.report.word.line import Counts, Hung, Line, Lines, Piece, Skip, is_contents, is_placeholder, range_mark
from youju.report.word.names import child, short, value
from youju.report.word.numbering import Numbering
from youju.report.word.styles import Look, Styles, outline_level
from youju.report.word.tables import Cell, columns_of, rows_of
from youju.structs import Struct, replace

_STEP = 50


class Where(Struct):
    """Where a paragraph stands: the kind of its text, its cell, and whether it has lines of its own (`flows`)."""

    kind: Kind = "paragraph"
    skip: Skip = ""
    flows: bool = True
    table: int = 0
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1

    @property
    def on_paper(self) -> bool:
        """Whether it stands on the page itself: a cell or a text box may be dark."""
        return self.kind == "paragraph" and not self.table

    def within(self, skip: Skip) -> Where:
        """The same place, its text skipped unless it is already."""
        return replace(self, skip=self.skip or skip)

    def fields(self) -> dict[str, Any]:
        """What a block says of its cell."""
        return {
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "row_span": self.row_span,
            "column_span": self.column_span,
        }


@dataclass
class Sheet:
    """What all stories of a document share: where its text goes, and what is known of its paragraphs."""

    builder: Builder
    styles: Styles
    numbering: Numbering
    paragraphs: Mapping[Element, int]
    notes: Mapping[tuple[str, str], Element]
    dangling: frozenset[Element]
    tell: Progress
    white: bool = True
    counts: Counts = field(default_factory=Counts)
    anchors: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    tables: int = 0
    letters: int = 0
    done: int = 0
    in_note: bool = False
    told: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def anchor(self, mark: str) -> None:
        """Here begins or ends what a comment is about."""
        self.anchors.setdefault(mark, []).append(self.builder.at)

    def story(self, inside: Element, where: Where) -> None:
        """Everything in `inside`, then what is left open."""
        story = Story(self, Lines(self.styles, Fields(self.dangling), self.counts))
        # A box may be an element of the wrong place, which is then read for itself.
        story.blocks([inside] if short(inside.tag) in ("w:p", "w:tbl") else inside, where)
        story.flush(where)
        story.hang()
        self.builder.end_line()


@dataclass
class Story:
    """One story as it is walked. `open` are paragraphs whose mark is deleted: they go on in the next."""

    sheet: Sheet
    lines: Lines
    open: list[Line] = field(default_factory=list[Line])
    hung: list[Hung] = field(default_factory=list[Hung])

    def blocks(self, inside: Element | list[Element], where: Where) -> None:
        """The paragraphs, tables and wrappers in `inside`."""
        for each in inside:
            match short(each.tag):
                case "w:p":
                    self._paragraph(each, where)
                case "w:tbl":
                    self.flush(where)
                    self._table(each, where)
                case "w:sdt":
                    skip: Skip = "furniture" if is_contents(each) or is_placeholder(each) else ""
                    self.blocks(each, where.within(skip))
                case "w:del" | "w:moveFrom":
                    self.blocks(each, where.within("deletion"))
                case "mc:AlternateContent":
                    self.blocks(list(chosen(each)), where)
                case "w:altChunk":
                    self.sheet.counts.unread += 1
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self.sheet.anchor(range_mark(each))
                case name if not name.endswith("Pr"):
                    self.blocks(each, where)
                case _:
                    pass

    def _paragraph(self, element: Element, where: Where) -> None:
        self.sheet.done += 1
        if self.sheet.done % _STEP == 0:
            self.sheet.tell(min(self.sheet.done, len(self.sheet.paragraphs)), len(self.sheet.paragraphs))
        properties = child(element, "w:pPr")
        look = self.sheet.styles.of(value(properties, "w:pStyle"))
        self.open.append(self.lines.read(element, look, where.skip, self.sheet.white and where.on_paper))
        mark = child(properties, "w:rPr")
        if child(mark, "w:del") is None and child(mark, "w:moveFrom") is None:
            self._close(properties, look, where)

    def flush(self, where: Where) -> None:
        """Closes what goes on, where nothing follows in which it could."""
        if self.open:
            properties = child(self.open[-1].element, "w:pPr")
            self._close(properties, self.sheet.styles.of(value(properties, "w:pStyle")), where)

    def _close(self, properties: Element | None, look: Look, where: Where) -> None:
        """Writes the open paragraphs as one, which is what the last of them is: its mark is the one that stays."""
        lines, self.open = self.open, []
        # A paragraph that is deleted altogether counts for nothing.
        alive = not where.skip and not (child(child(properties, "w:rPr"), "w:del") is not None and not lines[-1].seen)
        number = self.sheet.numbering.following(properties, look) if alive else ""
        own = outline_level(properties)
        level = look.level if own is None else own
        _write(self.sheet, lines, number, level if where.kind == "paragraph" else 0, where)
        self.hung.extend(hung for line in lines for hung in line.hung)
        if where.flows:
            self.hang()

    def hang(self) -> None:
        """Text boxes and notes of what has been written, each on lines of its own."""
        hung, self.hung = self.hung, []
        for each in hung:
            if each.box is not None:
                self.sheet.story(each.box, Where("textbox", each.skip))
            else:
                self._note(each)

    def _note(self, hung: Hung) -> None:
        """A note that is referred to again is the same note; in a note Word knows no other."""
        sheet = self.sheet
        if hung.note in sheet.notes and hung.note not in sheet.told and not sheet.in_note:
            sheet.told.add(hung.note)
            sheet.in_note = True
            sheet.story(sheet.notes[hung.note], Where("note", hung.skip))
            sheet.in_note = False

    def _table(self, element: Element, where: Where) -> None:
        rows = rows_of(element)
        if not where.flows:
            for cell in (cell for row in rows for cell in row):
                self._cell(cell, where)
            return
        self.sheet.tables += 1
        table, narrow = self.sheet.tables, columns_of(rows) == 1
        for at, row in enumerate(rows, 1):
            for cell in row:
                if cell is not row[0]:
                    self.sheet.builder.next_cell()
                kind = where.kind if narrow or where.kind == "note" else "cell"
                place = Where(kind, where.skip, len(row) == 1, table, at, cell.column, cell.row_span, cell.column_span)
                self._cell(cell, place)
            self.sheet.builder.end_line()
            self.hang()

    def _cell(self, cell: Cell, where: Where) -> None:
        where = where.within(cell.skip)
        self.blocks([each for content in cell.contents for each in content], where)
        self.flush(where)


def _write(sheet: Sheet, lines: list[Line], number: str, level: int, where: Where) -> None:
    """Paragraphs that are one, numbered before the first word that counts."""
    builder, begun, written = sheet.builder, False, False
    for line in lines:
        place = where.fields() | {"paragraph": sheet.paragraphs.get(line.element, 0)}
        for piece in line.pieces:
            if piece.mark:
                sheet.anchor(piece.mark)
                continue
            if not where.flows and not written:
                builder.space()
            written = True
            if not begun and not piece.skip and piece.text.strip():
                begun = True
                if level:
                    builder.begin_heading()
                # The number is that of the paragraph whose mark is left.
                own = place | {"paragraph": sheet.paragraphs.get(lines[-1].element, 0), "level": level}
                builder.add(number, (), kind="number", **own)
            _add(builder, piece, level if begun else 0, where, place)
            sheet.letters += 0 if piece.skip else len(piece.text.strip())
        if where.flows and not begun:
            builder.end_line()
    if where.flows:
        builder.end_line()


def _add(builder: Builder, piece: Piece, level: int, where: Where, place: dict[str, Any]) -> None:
    # In a cell that shares its line a line end would be taken for the end of the row, in a heading for its end.
    text = piece.text if where.flows and not level else piece.text.replace("\n", " ")
    if level and not piece.skip:
        builder.add(text, (), kind="heading", level=level, **place)
    else:
        builder.add(text, (), kind=piece.skip or where.kind, **place)
