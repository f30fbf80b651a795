"""A PDF file opened by both readers, and its pages read one after the other."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pypdfium2
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from youju.report.errors import ReportError
from youju.report.package import broken, encrypted
from youju.report.pdf.device import PageDevice
from youju.report.pdf.page import Page
from youju.report.pdf.reading import Reading, read_page
from youju.report.pdf.second import SecondReader
from youju.report.pdf.turned import set_upright, turned_back

MOST_PAGES = 3_000
MOST_FIELDS = 10_000


class OpenedFile:
    """A file whose pages can be read; `second` is None where pypdfium2 cannot open it."""

    def __init__(self, data: bytes) -> None:
        # What pdfminer logs about damaged files would be taken for the progress of the reading.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self.second = _second(data)
        try:
            self._document = PDFDocument(PDFParser(io.BytesIO(data)))
            self._pages = list(islice(PDFPage.create_pages(self._document), MOST_PAGES + 1))
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise encrypted() from None
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - pdfminer raises whatever it meets in a damaged file
            raise broken() from None
        if not self._pages:
            raise broken()
        if len(self._pages) > MOST_PAGES:
            zh = f"PDF 超过 {MOST_PAGES} 页，没有读；请拆分"
            raise ReportError("report-too-large", zh, f"the PDF has over {MOST_PAGES} pages; split it")
        manager = PDFResourceManager()
        self._device = PageDevice(manager)
        self._interpreter = PDFPageInterpreter(manager, self._device)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def rebuilt(self) -> bool:
        """Whether the file's own directory was of no use and the pages were looked for."""
        return any(isinstance(xref, PDFXRefFallback) for xref in self._document.xrefs)

    @property
    def filled_fields(self) -> int:
        """How many fields of a form hold a value; they are drawn by the program that shows the file, and not read."""
        count = 0
        with suppress(Exception):
            form: Any = resolve1(self._document.catalog.get("AcroForm"))
            waiting: list[Any] = list(resolve1(form["Fields"]))
            for _ in range(MOST_FIELDS):
                if not waiting:
                    break
                field: Any = resolve1(waiting.pop())
                value = resolve1(field.get("V"))
                count += isinstance(value, bytes) and bool(value.strip(b" \0\xfe\xff"))
                waiting.extend(resolve1(field.get("Kids")) or [])
        return count

    def read(self, first: int, step: int) -> Iterator[Reading]:
        """The pages from `first` on, counted from 0, of `step` pages each one; a page is let go once it is read."""
        for at in range(first, len(self._pages), step):
            yield self._read(at)

    def _read(self, at: int) -> Reading:
        second = self.second if self.second is not None and at < len(self.second) else None
        page, failed = self._drawn(at, 0)
        quarters = set_upright(page)
        if quarters:
            page, failed = self._drawn(at, quarters)
        try:
            reading = turned_back(read_page(page, second), quarters)
        except (OverflowError, ValueError, ZeroDivisionError):  # places that are no numbers
            reading, failed = read_page(Page(page.number, page.width, page.height, page.turn), None), True
        reading.failed = failed
        return reading

    def _drawn(self, at: int, quarters: int) -> tuple[Page, bool]:
        """The page as it is drawn, turned by quarters, and whether that broke off."""
        page, self._device.number, failed = self._pages[at], at + 1, False
        kept, page.rotate = page.rotate, (page.rotate + 90 * quarters) % 360
        try:
            self._interpreter.process_page(page)
        except (MemoryError, ReportError):
            raise
        except Exception:  # noqa: BLE001 - pdfminer raises whatever it meets in a damaged page
            failed = True
        page.rotate = kept
        return self._device.finished(), failed


def _second(data: bytes) -> SecondReader | None:
    with suppress(pypdfium2.PdfiumError):
        return SecondReader(data)
    return None
