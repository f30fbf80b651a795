"""A PDF file to a document."""

from __future__ import annotations

from collections.abc import Sequence

from youju.report.builder import Builder
from youju.report.document import Document
from youju.report.errors import ReportError
from youju.report.pdf.device import DAMAGED
from youju.report.pdf.halves import read_pages
from youju.report.pdf.opened import OpenedFile
from youju.report.pdf.reading import Reading
from youju.report.pdf.remarks import Counts, remarks_of, without_text
from youju.report.pdf.written import Writer
from youju.report.progress import Progress
from youju.structs import replace

_MOST_DAMAGED = 0.3


def read_pdf(data: bytes, name: str, tell: Progress, ocr: bool = False) -> Document:
    """The document in `data`; `tell` is called with how many pages are read, of how many.

    With `ocr` pages that are pictures are recognised, and what is read from them is marked and low in trust. Raises
    ReportError: `report-encrypted`, `report-broken`, `report-scanned`, `report-garbled`, `report-empty`,
    `report-too-large` (over 3,000 pages), `report-too-heavy`, `ocr-missing`.
    """
    opened = OpenedFile(data)
    readings = read_pages(opened, data, tell)
    if ocr and opened.second is not None:
        from youju.report.pdf.recognised import recognise

        readings = recognise(readings, opened.second, tell)
    _refuse(readings)
    builder = Builder(with_boxes=True)
    writer = Writer(builder, readings)
    writer.write()
    counts = Counts(opened.rebuilt, opened.filled_fields, -1 if opened.second is None else len(opened.second))
    for remark in remarks_of(readings, writer.spans, counts):
        builder.remark(remark)
    document = builder.document(name, data, "pdf", pages=len(readings))
    return replace(document, damaged=document.text.count(DAMAGED))


def _refuse(readings: Sequence[Reading]) -> None:
    """Refuses a file that holds no text to read. Raises ReportError."""
    characters = sum(reading.characters for reading in readings)
    damaged = sum(reading.damaged for reading in readings)
    if damaged > _MOST_DAMAGED * characters:
        zh = (
            "这个 PDF 的文字读出来是乱码（字体缺少对照表），没有读；"
            "请用电子原稿（.docx）审核，或在 WPS 中“PDF 转 Word”、识别文字（OCR）后再试"
        )
        en = "the text of this PDF cannot be deciphered (its fonts lack a table); use the original file, or OCR"
        raise ReportError("report-garbled", zh, en)
    if readings and any(map(without_text, readings)) and all(without_text(it) or not it.characters for it in readings):
        zh = (
            "这个 PDF 是扫描件，只有图片没有文字，没有读；请向单位索取电子稿（.docx 或由其导出的 .pdf），"
            "或在 WPS 中识别文字（OCR）后再试，或安装 youju[ocr] 后加 --ocr"
        )
        en = "this PDF is a scan without text; ask for the electronic file, or install youju[ocr] and use --ocr"
        raise ReportError("report-scanned", zh, en)
