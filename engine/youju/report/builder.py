"""How a reader of a format puts a document together: pieces with their places, lines, tables, remarks."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from typing import Any

from youju.report.document import Document, Remark, Span
from youju.report.errors import ReportError
from youju.report.places import Block, Box

MOST_CHARACTERS = 32 * 1024 * 1024
_NO_BOX = (-1, -1, -1, -1)
_NO_BOXES = array("i", _NO_BOX).tobytes()
# Inside a piece a tab would be taken for the border of a cell, and a line end of a cell for the end of its row.
_INLINE = str.maketrans({"\t": " ", "\0": "\ufffd"})
_IN_CELL = _INLINE | str.maketrans({"\n": " ", "\r": " ", "\v": " ", "\f": " "})


class Builder:
    """Collects the text of a document from its beginning to its end."""

    def __init__(self, with_boxes: bool = False) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._boxes = bytearray()
        self._with_boxes = with_boxes
        self._remarks: list[Remark] = []

    @property
    def at(self) -> int:
        """Where the next piece will begin."""
        return self._length

    @property
    def fresh(self) -> bool:
        """Whether a line begins here."""
        return not self._parts or self._parts[-1].endswith("\n")

    def add(self, text: str, boxes: Sequence[Box | None] | array[int] = (), **place: Any) -> Span:
        """A piece that has one place; `place` are the fields of its `Block`, `boxes` one for each character.

        Boxes may also come as an array of four numbers for each, as `Document.boxes` has them: a long PDF has millions.

        An empty piece leaves no block. Raises ReportError `report-too-large` past 32 million characters.
        """
        text = text.translate(_IN_CELL if place.get("kind") == "cell" else _INLINE)
        text = text.encode("utf-8", "replace").decode()
        start = self._put(text)
        if self._with_boxes:
            packed = boxes.tobytes() if isinstance(boxes, array) else _packed(boxes[: len(text)], len(text))
            self._boxes[16 * start : 16 * start + len(packed)] = packed
        if text:
            self._blocks.append(Block(start, self._length, **place))
        return start, self._length

    def heading(self, text: str, level: int, **place: Any) -> Span:
        """A paragraph that the format marks as a heading; `level` 1 is the highest."""
        self.begin_heading()
        span = self.add(text, kind="heading", level=level, **place)
        self._put("\n")
        return span

    def begin_heading(self) -> None:
        """The place before a heading that is added in pieces, each of kind `heading` (or `number`) with its level."""
        self.end_line()
        # The empty line is where folding notes that a heading follows.
        self._put("\n")

    def end_line(self) -> None:
        """Ends the line, if one has begun."""
        if not self.fresh:
            self._put("\n")

    def next_cell(self) -> None:
        """The border between two cells of a row."""
        self._put("\t")

    def space(self) -> None:
        """A space that the file does not have, between two pieces of a line or cell; none where one begins."""
        if self._parts and self._parts[-1][-1] not in "\n\t ":
            self._put(" ")

    def remark(self, remark: Remark) -> None:
        """Something that was noticed in the file."""
        self._remarks.append(remark)

    def document(self, name: str, data: bytes, form: str, pages: int = 0) -> Document:
        """The document of the file `name` with these bytes. Raises ReportError `report-empty`."""
        text = "".join(self._parts)
        if not text.strip():
            raise ReportError("report-empty", "报告是空的,没有文字", "the report is empty: there is no text in it")
        return Document(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            encoding=form,
            damaged=0,
            text=text,
            blocks=tuple(self._blocks),
            boxes=bytes(self._boxes),
            pages=pages,
            remarks=tuple(self._remarks),
        )

    def _put(self, text: str) -> int:
        start = self._length
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            zh, en = "报告的文字超过 3200 万字，请拆分", "the report holds over 32 million characters; split it"
            raise ReportError("report-too-large", zh, en)
        if text:
            self._parts.append(text)
        if self._with_boxes:
            self._boxes += _NO_BOXES * len(text)
        return start


def _packed(boxes: Sequence[Box | None], count: int) -> bytes:
    corners = ((box.left, box.top, box.right, box.bottom) if box else _NO_BOX for box in boxes)
    return array("i", (value for corner in corners for value in corner)).tobytes() + _NO_BOXES * (count - len(boxes))
