"""Coverage-guided fuzzing of the reader of workbooks: `python tests/fuzz/fuzz_book.py tests/report/seeds/book`.

Needs atheris (`pip install atheris`), which the tests of the project do not.
"""

from __future__ import annotations

import sys

import atheris  # pyright: ignore[reportMissingImports]

with atheris.instrument_imports(include=["youju"]):
    from youju.report import ReportError, fold, tables_of
    from youju.report.book import read_xlsx


def test_one_input(data: bytes) -> None:
    """A workbook is read, folded and its tables found, or it is refused; whatever else is raised is a defect."""
    try:
        document = read_xlsx(data, "fuzz.xlsx", lambda *_: None)
    except ReportError:
        return
    fold(document)
    tables_of(document)


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
