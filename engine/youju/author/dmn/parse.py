"""A DMN file as elements with their places. No other file is read: no DTD, no entity, no reference out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax import ErrorHandler, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from youju.author.dmn.words import OURS
from youju.source import CodedError, Place, Scalar
from youju.structs import Struct

MAX_BYTES = 8 << 20
MAX_DEPTH = 64
MAX_ELEMENTS = 500_000
_DMN = re.compile(r"https?://www\.omg\.org/spec/DMN/\d{8}/(?:MODEL/|dmn\.xsd)")


class Element(Struct):
    """An element by its local name; one of ours is `youju:…`, one of another vocabulary has its namespace in braces."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Element, ...]
    words: Scalar
    place: Place

    def get(self, name: str) -> str:
        """An attribute, empty where it is not there."""
        return self.attributes.get(name, "")

    def all(self, *tags: str) -> Iterator[Element]:
        """The direct children of these names, in order."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *path: str) -> Element | None:
        """The first child of a name, and on from there; None where there is none."""
        found: Element | None = self
        for tag in path:
            found = next(found.all(tag), None) if found is not None else None
        return found

    def text(self, *path: str) -> Scalar | None:
        """The words of a child, stripped, with their place; None where there is none."""
        found = self.first(*path)
        return None if found is None else found.words

    def mark(self, tag: str) -> Element | None:
        """A mark of ours on this element."""
        return self.first("extensionElements", f"youju:{tag}")


def parse_dmn(file: Path) -> Element:
    """The root of a DMN file, of any version. CodedError (`dmn-unreadable`, `dmn-xml`, `dmn-unsafe`, `dmn-…`)."""
    data = _bytes(file)
    handler = _Builder(file.name)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    parser.setErrorHandler(ErrorHandler())
    source = InputSource(file.name)
    source.setByteStream(BytesIO(data))
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        zh, en = "文件里有 DTD 或实体，不读：请删去 <!DOCTYPE …>", "a DTD or an entity; delete <!DOCTYPE …>"
        raise CodedError("dmn-unsafe", f"“{file.name}”{zh}", f"“{file.name}” holds {en}") from error
    except (SAXParseException, ValueError, LookupError) as error:
        place = handler.place()
        zh = f"“{file.name}”第 {place.line} 行第 {place.column} 列不是正确的 XML；DMN 文件应为 UTF-8 编码的 XML"
        en = f"“{file.name}” is not well-formed XML at line {place.line}, column {place.column}"
        raise CodedError("dmn-xml", zh, en) from error
    if handler.root is None or handler.root.tag != "definitions":
        zh, en = "不是 DMN 文件：最外层应为 DMN 的 definitions", "is not DMN: its root must be `definitions` of DMN"
        raise CodedError("dmn-not-dmn", f"“{file.name}”{zh}", f"“{file.name}” {en}")
    return handler.root


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise CodedError("dmn-unreadable", f"“{file}”不是文件", f"“{file}” is not a file")
        if file.stat().st_size > MAX_BYTES:
            zh, en = f"“{file.name}”超过 8 MiB", f"“{file.name}” is over 8 MiB"
            raise CodedError("dmn-unreadable", zh, en)
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise CodedError("dmn-unreadable", f"读不到“{file}”：{reason}", f"cannot read “{file}”: {reason}") from error


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    tag: str
    attributes: dict[str, str]
    place: Place
    children: list[Element] = field(default_factory=list[Element])
    words: list[str] = field(default_factory=list[str])
    told: Place | None = None


class _Builder(ContentHandler):
    """Elements built as they end. What is nested or repeated without bound is refused."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown
        self.root: Element | None = None
        self.locator: Locator | None = None
        self.open: list[_Open] = []
        self.space = ""
        self.count = 0

    def setDocumentLocator(self, locator: Locator) -> None:
        self.locator = locator

    def place(self) -> Place:
        """Where the parser is."""
        if self.locator is None:
            return Place(self.shown)
        return Place(self.shown, self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1)

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: ARG002
        space, local = name[0] or "", name[1]
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            line = self.place().line
            zh = f"“{self.shown}”到第 {line} 行已超过 {MAX_DEPTH} 层或 {MAX_ELEMENTS:,} 个元素，不读；请拆成几个文件"
            en = f"“{self.shown}” has over {MAX_DEPTH} levels or {MAX_ELEMENTS:,} elements by line {line}; split it"
            raise CodedError("dmn-too-large", zh, en)
        if not self.open and _DMN.fullmatch(space):
            self.space = space
        tag = f"youju:{local}" if space == OURS else local if space == self.space and space else f"{{{space}}}{local}"
        attributes = {key[1]: value for key, value in attrs.items() if not key[0]}
        self.open.append(_Open(tag, attributes, self.place()))

    def characters(self, content: str) -> None:
        current = self.open[-1]
        if content.strip() and current.told is None:
            place = self.place()
            current.told = Place(self.shown, place.line, place.column + len(content) - len(content.lstrip()))
        current.words.append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002
        done = self.open.pop()
        text = "".join(done.words).strip()
        # In the file `<` and `&` are longer than what they stand for, so only before them do places agree.
        exact = done.told is not None and not re.search("[<>&\n]", text)
        words = Scalar(text, done.told or done.place, exact)
        made = Element(done.tag, done.attributes, tuple(done.children), words, done.place)
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
