"""Coverage-guided fuzzing of the reader of PDF: `pip install atheris`, then `python tests/fuzz/fuzz_pdf.py CORPUS`.

Anything but a document or a ReportError is a find; put its file into tests/report/seeds/pdf.
"""

from __future__ import annotations

import sys

import atheris  # pyright: ignore[reportMissingImports]

with atheris.instrument_imports(include=["youju.report", "pdfminer"]):
    from youju.report import ReportError
    from youju.report.pdf import read_pdf


def one(data: bytes) -> None:
    try:
        read_pdf(b"%PDF-1.7\n" + data, "a.pdf", lambda _done, _total: None)
    except (ReportError, MemoryError):
        return


atheris.Setup(sys.argv, one)
atheris.Fuzz()
