"""A file is read in a process of its own: whatever happens there, one clear sentence comes out, in bounded time."""

from __future__ import annotations

import sys
import time

import pytest

from youju.report import Document, ReportError
from youju.report.worker import READER, read_apart

# A reader that does what a hostile file might make of a real one.
_FRAME = """
import os, sys, time
from youju.report import work
from youju.report.builder import Builder
from youju.report.errors import ReportError

def read_as(kind, data, name, tell, ocr):
    {body}

work.read_as = read_as
work.main(sys.argv[1])
"""


def through(body: str, data: bytes = b"x", seconds: float = 8.0, told: list[tuple[int, int]] | None = None) -> Document:
    reader = (sys.executable, "-P", "-c", _FRAME.format(body=body))
    return read_apart(
        "pdf", data, "报告.pdf", (lambda *step: told.append(step)) if told is not None else None, False, reader, seconds
    )


BUILD = "b = Builder(); b.add(data.decode()); tell(1, 2); tell(2, 2); return b.document(name, data, kind, 2)"


def test_a_document_comes_back_with_its_progress() -> None:
    told: list[tuple[int, int]] = []
    document = through(BUILD, "预算".encode(), told=told)

    assert ("报告.pdf", "预算", "pdf", 2) == (document.name, document.text, document.encoding, document.pages)
    assert [(1, 2), (2, 2)] == told


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("raise ReportError('report-scanned', '扫描件', 'scanned')", "report-scanned"),
        ("raise KeyError('word/NULL')", "report-broken"),
        ("def deep(): deep()\n    deep()", "report-broken"),
        ("return bytearray(3 << 30)", "report-too-heavy"),
        ("os.kill(os.getpid(), 11)", "report-too-heavy"),
        ("os._exit(0)", "report-broken"),
        ("os._exit(3)", "report-broken"),
        ("print('D' * 9); sys.stdout.flush(); os.write(1, b'D{}'); raise ValueError", "report-broken"),
    ],
)
def test_whatever_a_reader_does_is_a_refusal(body: str, code: str) -> None:
    with pytest.raises(ReportError) as caught:
        through(body)

    assert code == caught.value.code


@pytest.mark.parametrize(
    "body",
    [
        "time.sleep(60)",
        "while True: pass",
        "import subprocess; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
    ],
)
def test_a_reader_that_does_not_end_is_ended(body: str) -> None:
    begun = time.monotonic()
    with pytest.raises(ReportError) as caught:
        through(body, seconds=1.0)

    assert caught.value.code == "report-too-slow"
    # Not how fast it is, but that it ends long before the reader would.
    assert time.monotonic() - begun < 30


def test_a_reader_that_does_not_take_its_input_is_no_danger() -> None:
    with pytest.raises(ReportError) as caught:
        read_apart("pdf", b"x" * (4 << 20), "a.pdf", reader=(sys.executable, "-c", "pass"))

    assert caught.value.code == "report-broken"


def test_an_unknown_kind_is_refused_by_the_real_reader() -> None:
    with pytest.raises(ReportError) as caught:
        read_apart("pptx", b"x", "a.pptx", reader=READER)

    assert caught.value.code == "report-broken"
