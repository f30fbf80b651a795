"""Pages that are pictures are recognised when asked for, and what is read from them is marked (the extra `ocr`)."""

from __future__ import annotations

import importlib.util
import sys
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from pdf_files import HEIGHT, WIDTH, Style, drawn, pdf_of
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from youju.report import ReportError, fold, read
from youju.report.pdf import read_pdf

TEXT = "政府采购执行率（6分）。年初政府采购计划50万元，实际采购48.6万元。自评得分5.1分。"
INSTALLED = importlib.util.find_spec("rapidocr") is not None


def scanned(text: str) -> bytes:
    """`text` as a printer and a scanner would make it: a picture of each page."""

    def draw(picture: ImageReader, canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)

    pages = pypdfium2.PdfDocument(pdf_of(text, Style(size=14, leading=28, foot="")))
    return drawn(*(partial(draw, ImageReader(page.render(scale=2).to_pil().convert("L"))) for page in pages))


@pytest.mark.skipif(not INSTALLED, reason="the extra ocr is not installed")
def test_a_scan_is_recognised_when_asked_for_and_low_in_trust(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(scanned(TEXT))
    document = read(tmp_path / "a.pdf", ocr=True)
    found = document.text.index("48.6")

    assert ["ocr-text"] == [remark.code for remark in document.remarks]
    assert ("low", 1) == (document.trust(found, found + 4), document.quote(found, found + 4).places[0].page)
    assert "实际采购48.6万元" in fold(document).text


def test_without_the_extra_the_option_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(ReportError) as caught:
        read_pdf(scanned(TEXT), "a.pdf", lambda _done, _total: None, ocr=True)

    assert "ocr-missing" == caught.value.code


def test_a_file_that_has_text_needs_no_extra() -> None:
    assert () == read_pdf(pdf_of(TEXT), "a.pdf", lambda _done, _total: None, ocr=True).remarks
