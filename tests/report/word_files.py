"""Word files for tests: reports of plain lines written as .docx, and packages of bare XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WHO = 'w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z"'

_MAIN = {"document": "document.main"}
# The numberings of reports, each a level of one list.
_LEVELS = (
    (re.compile("([一二三四五六七八九十]{1,3})、"), "chineseCountingThousand", "%1、"),
    (re.compile("（([一二三四五六七八九十]{1,3})）"), "chineseCountingThousand", "（%2）"),
    (re.compile(r"([0-9]{1,2})\. "), "decimal", "%3."),
    (re.compile("（([0-9]{1,2})）"), "decimal", "（%4）"),
)


def word_file(
    text: str,
    *,
    automatic: bool = False,
    inserted: Iterable[str] = (),
    deleted: Mapping[str, str] | None = None,
    boxed: Iterable[str] = (),
    hidden: Iterable[str] = (),
    header: str = "",
    run: int = 0,
) -> bytes:
    """The lines of a report (`text`) as a .docx, one paragraph each; empty lines are left out.

    Lines that begin with sharps are headings of that level, lines that hold tabs are rows of a table (of one column
    where a tab is all that ends them). `automatic`: numberings that count on (一、（一）1.（1）) are made by Word and not
    written. `inserted`: pieces that stand as tracked insertions. `deleted`: before each key its value stands as a tracked
    deletion. `boxed`: lines that stand in a text box anchored to the paragraph before. `hidden`: hidden pieces that
    follow the first paragraph. `header`: a running head. `run`: how many characters a run has at most.
    """
    document = docx.Document()
    writer = _Writer(document, automatic, tuple(inserted), dict(deleted or {}), run)
    if automatic:
        _number_levels(document)
    lines = [line for line in text.split("\n") if line.strip()]
    boxes = set(boxed)
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        if tabbed:
            writer.table([line.split("\t") for line in group])
            continue
        for line in group:
            if line in boxes:
                writer.box(line)
            else:
                writer.paragraph(line)
    if lines and "\t" in lines[-1]:
        document.add_paragraph()  # Word ends with a paragraph; some programs lose a table that none follows
    for piece in hidden:
        document.paragraphs[0].add_run(piece).font.hidden = True
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@dataclass
class _Writer:
    """Writes paragraph after paragraph; knows how far its numberings have counted."""

    document: Any
    automatic: bool
    inserted: tuple[str, ...]
    deleted: dict[str, str]
    run: int
    counted: list[int] = field(default_factory=lambda: [0, 0, 0, 0])

    def paragraph(self, line: str) -> None:
        sharps, text = re.fullmatch(r"(?:(#{1,6}) +)?(.*)", line).groups()  # type: ignore[union-attr]
        paragraph = self.document.add_paragraph(style=f"Heading {len(sharps)}" if sharps else None)
        level = self._level(text) if self.automatic else None
        if level is not None:
            text = text[_LEVELS[level][0].match(text).end() :]  # type: ignore[union-attr]
            paragraph._p.get_or_add_pPr().append(
                element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
            )
        self._fill(paragraph._p, text)

    def table(self, rows: list[list[str]]) -> None:
        width = max(len(row) if row[-1] else len(row) - 1 for row in rows)
        table = self.document.add_table(len(rows), max(width, 1))
        for at, row in enumerate(rows):
            for column, text in enumerate(row[:width]):
                self._fill(table.cell(at, column).paragraphs[0]._p, text)

    def box(self, line: str) -> None:
        inside = f"<w:txbxContent><w:p>{''.join(self._runs(line))}</w:p></w:txbxContent>"
        if not self.document.paragraphs:
            self.document.add_paragraph()
        self.document.paragraphs[-1]._p.append(element(text_box(inside)))

    def _fill(self, paragraph: Any, text: str) -> None:
        for xml in self._runs(text):
            paragraph.append(element(xml))

    def _runs(self, text: str) -> Iterable[str]:
        marks = "|".join(re.escape(mark) for mark in (*self.deleted, *self.inserted))
        for piece in re.split(f"({marks})", text) if marks else [text]:
            if not piece:
                continue
            if piece in self.deleted:
                yield f"<w:del {_WHO}><w:r><w:delText>{escape(self.deleted[piece])}</w:delText></w:r></w:del>"
            size = self.run or len(piece)
            runs = "".join(
                f'<w:r><w:t xml:space="preserve">{escape(piece[at : at + size])}</w:t></w:r>'
                for at in range(0, len(piece), size)
            )
            if piece in self.inserted:
                yield f"<w:ins {_WHO}>{runs}</w:ins>"
            else:
                # One element at a time can be parsed.
                yield from re.findall("<w:r>.*?</w:r>", runs, re.DOTALL)

    def _level(self, text: str) -> int | None:
        """The level whose next number `text` begins with; its count goes on."""
        for level, (pattern, _, _) in enumerate(_LEVELS):
            match = pattern.match(text)
            if match and _number(match[1]) == self.counted[level] + 1:
                self.counted[level] += 1
                self.counted[level + 1 :] = [0] * (len(_LEVELS) - level - 1)
                # Levels above that no line has begun count as begun.
                self.counted[:level] = [max(count, 1) for count in self.counted[:level]]
                return level
        return None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    digits = "一二三四五六七八九"
    tens, ten, ones = written.rpartition("十")
    return (10 * (digits.find(tens) + 1 if tens else 1) if ten else 0) + (digits.find(ones) + 1 if ones else 0)


def _number_levels(document: Any) -> None:
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="{"space" if form == "decimal" and "." in text else "nothing"}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (_, form, text) in enumerate(_LEVELS)
    )
    # All w:abstractNum stand before the first w:num.
    root.insert(0, element(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(element('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def silent(done: int, total: int) -> None:
    """For readers whose progress nobody watches."""


def element(xml: str) -> Any:
    """An element of a Word part, with the usual prefixes."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {DECLARED}", xml, count=1))


def text_box(inside: str) -> str:
    """A run with a text box as Word writes it: a shape, and the same once more for older programs."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def package(body: str, parts: Mapping[str, str | bytes] | None = None, strict: bool = False) -> bytes:
    """The smallest .docx whose w:body holds the XML `body`.

    `parts` are further files of `word/` by name: the root element's content of an XML part whose kind its name tells
    (styles.xml, numbering.xml, footnotes.xml, endnotes.xml, comments.xml, header1.xml …), or bytes as they are.
    """
    parts = parts or {}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(("document.xml", *parts)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {f"rId{at}": (_kind(name), name) for at, name in enumerate(parts, 1)}
        ),
    }
    for name, inside in parts.items():
        kind = {"header": "hdr", "footer": "ftr"}.get(_kind(name), _kind(name))
        files[f"word/{name}"] = inside if isinstance(inside, bytes) else f"<w:{kind} {DECLARED}>{inside}</w:{kind}>"
    if strict:
        files = {name: _strict(text) if isinstance(text, str) else text for name, text in files.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraph(text: str, properties: str = "") -> str:
    """A w:p of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def paragraph_texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    """What each w:p of a part holds, text boxes and deletions included: found with lxml through python-docx alone."""
    root = parse_xml(unzipped(data)[part])
    texts = (qn("w:t"), qn("w:delText"), f"{{{NAMES['m']}}}t")
    return ["".join(node.text or "" for node in p.iter(*texts)) for p in root.iter(qn("w:p"))]


def _content_types(names: Iterable[str]) -> str:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = "".join(
        f'<Override PartName="/word/{name}" ContentType="{office}.{_MAIN.get(_kind(name), _kind(name))}+xml"/>'
        for name in names
        if name.endswith(".xml")
    )
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{usual}{parts}</Types>'


def _kind(name: str) -> str:
    return re.sub(r"[0-9]*\.\w+$", "", name.rpartition("/")[2])


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _strict(text: str) -> str:
    """The same part in the namespaces of strict OOXML."""
    text = text.replace(NAMES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main")
    text = text.replace(NAMES["m"], "http://purl.oclc.org/ooxml/officeDocument/math")
    return text.replace(_RELATED, "http://purl.oclc.org/ooxml/officeDocument/relationships")
