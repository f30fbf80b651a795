"""What stands in a paragraph: its text in pieces, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from youju.report.word.drawing import chosen, drawn
from youju.report.word.fields import Fields, simple_is_contents
from youju.report.word.formula import linear
from youju.report.word.names import attribute, child, hexadecimal, short, switch, value
from youju.report.word.styles import Look, Styles, inkless, shaded
from youju.report.word.symbols import raised, seen, symbol
from youju.structs import Struct

Skip = Literal["", "deletion", "hidden", "furniture", "comment"]
"""Why a piece is no part of what the report says; "" for one that is."""
_BLOCKS = ("w:p", "w:tbl", "w:txbxContent")
_SIGNS = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}


class Piece(Struct):
    """Text of one kind; or, without text, the place of a mark of a comment (`range_mark`)."""

    text: str
    skip: Skip = ""
    mark: str = ""


class Hung(Struct):
    """What hangs on a paragraph: the inside of a text box, or a note by its kind and id."""

    box: Element | None = None
    note: tuple[str, str] = ("", "")
    skip: Skip = ""


@dataclass
class Line:
    """A paragraph as it is read: neighbouring text of one kind is one piece.

    `on_paper` tells that nothing dark can lie behind its text.
    """

    element: Element
    on_paper: bool = False
    pieces: list[Piece] = field(default_factory=list[Piece])
    hung: list[Hung] = field(default_factory=list[Hung])
    _texts: list[str] = field(default_factory=list[str])
    _skip: Skip = ""

    @property
    def seen(self) -> bool:
        """Whether it says anything."""
        return any(not piece.skip and piece.text.strip() for piece in self.pieces)

    def put(self, text: str, skip: Skip) -> None:
        if skip != self._skip:
            self.close()
            self._skip = skip
        self._texts.append(text)

    def mark(self, mark: str) -> None:
        self.close()
        self.pieces.append(Piece("", mark=mark))

    def close(self) -> None:
        """The last piece is whole."""
        if text := "".join(self._texts):
            self.pieces.append(Piece(text, self._skip))
        self._texts.clear()


@dataclass
class Counts:
    """What was met on the way: pictures, and things whose content is not read."""

    pictures: int = 0
    objects: dict[str, int] = field(default_factory=dict[str, int])
    unread: int = 0

    def met(self, kind: str) -> None:
        if kind == "picture":
            self.pictures += 1
        else:
            self.objects[kind] = self.objects.get(kind, 0) + 1


@dataclass
class Lines:
    """Reads the paragraphs of one story, one after the other: a field may reach from one into the next."""

    styles: Styles
    fields: Fields
    counts: Counts

    def read(self, paragraph: Element, look: Look, skip: Skip, on_paper: bool = False) -> Line:
        """What stands in a w:p of that look; all of it is skipped where its place is."""
        line = Line(paragraph, on_paper and not look.shaded and not shaded(child(paragraph, "w:pPr")))
        if look.contents and not skip:
            skip = "furniture"
        self._walk(paragraph, line, look, skip)
        line.close()
        return line

    def _walk(self, element: Element, line: Line, look: Look, skip: Skip) -> None:
        for each in element:
            name = short(each.tag)
            if name == "w:r":
                self._run(each, line, look, skip)
            elif name in ("w:del", "w:moveFrom"):
                self._walk(each, line, look, skip or "deletion")
            elif name == "w:fldSimple":
                self._walk(each, line, look, skip or ("furniture" if simple_is_contents(each) else ""))
            elif name == "w:sdt":
                self._walk(each, line, look, skip or ("furniture" if is_placeholder(each) else ""))
            elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
                line.mark(range_mark(each))
            elif name in ("m:oMath", "m:oMathPara"):
                self._put(linear(each), line, skip)
            elif name == "mc:AlternateContent":
                for one in chosen(each):
                    self._walk(one, line, look, skip)
            elif name in _BLOCKS:
                line.hung.append(Hung(each, skip=skip))
            elif not name.endswith("Pr"):
                # Hyperlinks, insertions, smart tags, and wrappers nobody has heard of.
                self._walk(each, line, look, skip)

    def _run(self, run: Element, line: Line, look: Look, skip: Skip) -> None:
        properties = child(run, "w:rPr")
        if not skip and (self.styles.hides(properties, look) or inkless(properties, line.on_paper)):
            skip = "hidden"
        fonts = child(properties, "w:rFonts")
        font = (attribute(fonts, "w:ascii") if fonts is not None else None) or ""
        lifted = value(properties, "w:vertAlign") == "superscript"
        for each in _contents(run):
            name = short(each.tag)
            if name in ("w:t", "w:delText"):
                text = seen(each.text or "", font)
                self._put(raised(text) if lifted else text, line, skip or ("" if name == "w:t" else "deletion"))
            elif name in _SIGNS:
                self._put(_SIGNS[name], line, skip)
            elif name == "w:sym":
                code = hexadecimal(attribute(each, "w:char"))
                self._put(symbol(attribute(each, "w:font") or "", code), line, skip)
            elif name == "w:fldChar":
                self._put(self.fields.met(each), line, skip, always=True)
            elif name == "w:instrText":
                self.fields.code(each.text or "")
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                line.hung.append(Hung(note=(name[2:-9], attribute(each, "w:id") or ""), skip=skip))
            elif name in ("w:drawing", "w:pict", "w:object"):
                for kind, thing in drawn(each):
                    if kind == "box":
                        line.hung.append(Hung(thing, skip=skip))
                    else:
                        self.counts.met(kind)
            elif name == "w:ruby":
                base = child(each, "w:rubyBase")
                if base is not None:
                    self._walk(base, line, look, skip)
            elif name in _BLOCKS:
                line.hung.append(Hung(each, skip=skip))
            elif name in ("m:oMath", "m:oMathPara"):
                self._put(linear(each), line, skip)

    def _put(self, text: str, line: Line, skip: Skip, always: bool = False) -> None:
        if text and (always or not self.fields.silent):
            line.put(text, skip or ("furniture" if self.fields.contents else ""))


def range_mark(element: Element) -> str:
    """What stands for a mark of a comment: `+id` begins what it is about, `-id` ends it."""
    return ("+" if short(element.tag) == "w:commentRangeStart" else "-") + (attribute(element, "w:id") or "")


def is_placeholder(control: Element) -> bool:
    """Whether a w:sdt shows only the words that ask for an entry."""
    return switch(child(control, "w:sdtPr"), "w:showingPlcHdr") is True


def is_contents(control: Element) -> bool:
    """Whether a w:sdt is a table of contents."""
    gallery = value(child(child(control, "w:sdtPr"), "w:docPartObj"), "w:docPartGallery")
    return gallery == "Table of Contents"


def _contents(run: Element) -> Iterator[Element]:
    for each in run:
        if short(each.tag) == "mc:AlternateContent":
            for one in chosen(each):
                yield from _contents(one)
        else:
            yield each
