"""Long runs over text and the extractor: `python tests/fuzz/fuzz_text.py [SEEDS…]`, with atheris installed.

Whatever a text says, it is refused or audited by the laws, and its record is accepted.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["youju"]):
    from youju.audit import audit
    from youju.audit.record import to_record
    from youju.cli.open import open_rubric
    from youju.ledger.certificate import verify
    from youju.report import ReportError, read_bytes
    from youju.source import canonical

RUBRIC = open_rubric("lechang-2023")


def one(data: bytes) -> None:
    """Reads one input as a text file and audits it."""
    try:
        document = read_bytes(data, "report.txt")
    except ReportError:
        return
    if document.encoding in ("docx", "pdf", "xlsx"):
        return
    assert verify(canonical(to_record(audit(document, RUBRIC, "exact")))) == ()


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
