"""Coverage-guided fuzzing of the reader of Word files, by hand, where atheris is installed (it is no dependency).

    PYTHONPATH=engine:. python tests/fuzz/fuzz_word.py -max_total_time=600 [a folder to collect in]

What atheris gives is either the bytes of a file or the w:body of one, so that it need not learn to zip. Anything but a
document or a ReportError ends the run and leaves the input in a file `crash-…`; put it, made small, into
tests/report/seeds/word/.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import atheris
from tests.report.mutants import whole_files
from tests.report.word_files import package, silent, unzipped

with atheris.instrument_imports(include=["youju.report"]):
    from youju.report import ReportError, fold, outline
    from youju.report.word import read_docx

# Beside the body stand the notes, styles and numbers of a whole file.
PARTS = {
    name.removeprefix("word/"): data
    for name, data in unzipped(whole_files()[0]).items()
    if name.startswith("word/") and name.endswith(".xml") and name != "word/document.xml"
}


def one_input(data: bytes) -> None:
    file = data if data[:2] == b"PK" else package(data.decode("utf-8", "replace"), PARTS)
    with contextlib.suppress(ReportError):
        outline(fold(read_docx(file, "a.docx", silent)))


def begin() -> list[str]:
    """The arguments, with a folder of whole files to begin from where none is given."""
    if any(not each.startswith("-") for each in sys.argv[1:]):
        return sys.argv
    folder = Path("build/fuzz/word")
    folder.mkdir(parents=True, exist_ok=True)
    for at, data in enumerate(whole_files()):
        (folder / f"whole-{at}").write_bytes(data)
        body = unzipped(data).get("word/document.xml", b"") if at < 3 else b""
        (folder / f"body-{at}").write_bytes(body.partition(b"<w:body>")[2].partition(b"</w:body>")[0])
    return [*sys.argv, str(folder)]


if __name__ == "__main__":
    atheris.Setup(begin(), one_input)
    atheris.Fuzz()
