"""What a file really is, by its first bytes and its parts; a name may say anything."""

from __future__ import annotations

import codecs
import re

from youju.report.errors import ReportError

_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}
# Names of streams in the directory of an Office 97 file are UTF-16.
_STREAMS = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
# The beginnings of names of parts: some programs call the main part document2.xml.
_PARTS = (
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("ofd.xml", "OFD"),
    ("content.xml", "OpenDocument"),
)

# How a text begins that a browser or Word shows otherwise than it is written, with what it hides; after `<?xml …?>`,
# comments and white space.
_MARKED = (
    ("MHT", re.compile(r"(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE)),
    ("HTML", re.compile(r"<(?:!doctype\s+html|(?:html|head|body|meta|style|script|title|table)[\s>/])", re.IGNORECASE)),
    ("Word 2003 XML", re.compile(r"<\?mso-application\s+progid=.Word\.|<w:worddocument\b", re.IGNORECASE)),
    ("Excel 2003 XML", re.compile(r"<\?mso-application\s+progid=.Excel\.|<(?:ss:)?workbook\b", re.IGNORECASE)),
    ("XML", re.compile(r"<\?(?:xml|mso)[\s-]|<!doctype\b|<pkg:package\b", re.IGNORECASE)),
)
_BEFORE = re.compile(r"\s*(?:<\?xml\s[^>]*\?>|<!--(?:(?!-->).)*-->)?", re.DOTALL)
_HEAD = 8192


def kind_of(data: bytes) -> str:
    """`docx`, `xlsx`, `pdf`, `doc`, `xls`, `rtf` or `text`.

    Raises ReportError: `report-unsupported` naming what else it is, `report-encrypted`, `report-broken`.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from youju.report.package import Package

        names = [name.replace("\\", "/").lstrip("/").lower() for name in Package(data).names]
        found = next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), "zip")
        if found not in ("docx", "xlsx"):
            raise unsupported(found)
        return found
    if data.startswith(_OLE):
        found = next((kind for stream, kind in _STREAMS.items() if stream.encode("utf-16-le") in data), "Office 97")
        if found == "encrypted":
            from youju.report.package import encrypted

            raise encrypted()
        if found not in ("doc", "xls"):
            raise unsupported(found)
        return found
    if data.startswith(b"{\\rtf"):
        return "rtf"
    # BM alone may begin a word.
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        raise unsupported("BMP")
    for magic, kind in _OTHERS.items():
        if data.startswith(magic):
            raise unsupported(kind)
    marked = _marked(data[:_HEAD])
    if marked is not None:
        raise unsupported(marked)
    return "text"


def _marked(head: bytes) -> str | None:
    """What a text is that is no plain one, by its first bytes."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    at, is_xml = 0, False
    while (found := _BEFORE.match(text, at)) and found.end() > at:
        is_xml = is_xml or found.group().lstrip().startswith("<?xml")
        at = found.end()
    return next((kind for kind, begins in _MARKED if begins.match(text, at)), "XML" if is_xml else None)


def unsupported(kind: str) -> ReportError:
    """A file of a kind that is not read."""
    return ReportError(
        "report-unsupported",
        f"不读 {kind}；可读 .docx、.pdf、.xlsx、.txt、.md，请在原软件中另存后再试"
        "（装有 LibreOffice 时也读 .doc、.wps、.xls、.rtf）",
        f"{kind} is not read; .docx, .pdf, .xlsx, .txt and .md are (with LibreOffice also .doc, .wps, .xls, .rtf)",
    )
