"""PDF files for tests: reports laid out as a word processor would, pages drawn by hand, files put together by bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.28, 841.89  # A4, in points
FONT = "STSong-Light"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OFFICE = shutil.which("soffice")
_NOT_FIRST = "，。、；：！？）》】”’%％"
_NOT_LAST = "（《【“‘"
_UNITS = re.compile(r"[A-Za-z0-9.,%+/-]+|\s|.")
_MARKS = re.compile(r"^(#+) +")


@dataclass(frozen=True)
class Style:
    """How a page is set; lengths in points."""

    size: float = 12.0
    leading: float = 20.0
    margin: float = 80.0
    indent: float = 2.0  # of the first line, in characters
    gap: float = 0.0  # between paragraphs
    justified: bool = True
    break_numbers: bool = False  # break a number at the end of a line, as careless programs do
    head: str = ""
    foot: str = "- {page} -"
    watermark: str = ""


def pdf_of(text: str, style: Style | None = None, **password: str) -> bytes:
    """`text` as a PDF: each line a paragraph; a Markdown `#` a title in the middle, `##` and deeper without its marks.

    `user` and `owner` are passwords.
    """
    return _Setter(style or Style(), password).set(text)


def drawn(*pages: Callable[[Canvas], None], compress: bool = True) -> bytes:
    """A PDF of A4 pages that each function draws on its canvas."""
    _register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), pageCompression=int(compress), invariant=1)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def printed(html: str, folder: Path) -> bytes:
    """`html` as Chromium prints it."""
    assert CHROMIUM is not None
    (folder / "a.html").write_text(html, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={folder / 'a.pdf'}", str(folder / "a.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.pdf").read_bytes()


def converted(path: Path, folder: Path) -> bytes:
    """A file of an office program as LibreOffice writes it."""
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation=file://{folder / 'office'}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return (folder / f"{path.stem}.pdf").read_bytes()


def assembled(objects: Sequence[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"", packed: bool = False) -> bytes:
    """The body of a stream object."""
    if packed:
        data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def one_page(content: bytes, fonts: bytes = b"", more: Iterable[bytes] = (), resources: bytes = b"") -> bytes:
    """A file of one A4 page with this content; `more` are objects from number 5 on; without `fonts`, /F1 is Helvetica."""
    fonts = fonts or b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    page += b"/Resources << /Font << %s >> %s >> >>" % (fonts, resources)
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream(content), *more])


def _register() -> None:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class _Setter:
    """Sets text on pages, line after line."""

    def __init__(self, style: Style, password: dict[str, str]) -> None:
        _register()
        self.style = style
        self.out = io.BytesIO()
        encrypt = None
        if password:
            from reportlab.lib.pdfencrypt import StandardEncryption

            encrypt = StandardEncryption(password.get("user", ""), password.get("owner", "owner"), strength=128)
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=1)
        self.y = HEIGHT - style.margin
        self.fresh = True

    def set(self, text: str) -> bytes:
        for paragraph in text.split("\n"):
            if paragraph.strip():
                self._paragraph(paragraph.strip())
        self._end_page()
        self.canvas.save()
        return self.out.getvalue()

    def _paragraph(self, paragraph: str) -> None:
        style = self.style
        marks = _MARKS.match(paragraph)
        paragraph = _MARKS.sub("", paragraph)
        if marks and len(marks[1]) == 1:
            size = style.size * 1.5
            self._next(style.leading * 1.5)
            left = (WIDTH - pdfmetrics.stringWidth(paragraph, FONT, size)) / 2
            self._show(paragraph, left, size, 0.0)
            return
        room = WIDTH - 2 * style.margin
        lines = list(broken(paragraph, room, style))
        for at, line in enumerate(lines):
            self._next(style.leading)
            indent = style.indent * style.size if at == 0 else 0.0
            spare = room - indent - pdfmetrics.stringWidth(line, FONT, style.size)
            last = at == len(lines) - 1
            space = spare / (len(line) - 1) if style.justified and not last and len(line) > 1 else 0.0
            self._show(line, style.margin + indent, style.size, space)
        self.y -= style.gap

    def _next(self, leading: float) -> None:
        if self.y - leading < self.style.margin:
            self._end_page()
        self.fresh = False
        self.y -= leading

    def _show(self, line: str, left: float, size: float, space: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.y, line, charSpace=space)

    def _end_page(self) -> None:
        if self.fresh:
            return
        canvas, style = self.canvas, self.style
        canvas.setFont(FONT, 9)
        canvas.drawString(style.margin, HEIGHT - 50, style.head, charSpace=0.0)
        canvas.drawCentredString(WIDTH / 2, 45, style.foot.format(page=canvas.getPageNumber()), charSpace=0.0)
        if style.watermark:
            canvas.saveState()
            canvas.translate(WIDTH / 2, HEIGHT / 2)
            canvas.rotate(45)
            canvas.setFillGray(0.8)
            canvas.setFont(FONT, 48)
            canvas.drawCentredString(0, 0, style.watermark)
            canvas.restoreState()
        canvas.showPage()
        self.y, self.fresh = HEIGHT - style.margin, True


def broken(paragraph: str, room: float, style: Style) -> list[str]:
    """The lines of a paragraph, broken by width: no line begins with a closing mark or ends with an opening one."""
    units = list(paragraph) if style.break_numbers else _UNITS.findall(paragraph)
    lines: list[str] = []
    line = ""
    limit = room - style.indent * style.size
    for unit in units:
        if line and pdfmetrics.stringWidth(line + unit, FONT, style.size) > limit + 0.01:
            kept = line.rstrip(" ") if not (unit in _NOT_FIRST or line[-1] in _NOT_LAST) else line[:-1]
            lines.append(kept)
            line, limit = line[len(kept) :].lstrip(" "), room
        line += unit if line or unit != " " else ""
    return [*lines, line] if line else lines
