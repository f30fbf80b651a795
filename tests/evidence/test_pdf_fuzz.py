"""Ten thousand damaged PDF files, each read in a process with the limits of the real one: counts, the slowest, memory."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import resource
import signal
import time
import zlib
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.report.pdf_files import Style, drawn, one_page, pdf_of

from youju.report import ReportError
from youju.report.pdf import read_pdf
from youju.report.work import MEMORY

FILES = int(os.environ.get("YOUJU_FUZZ", "10000"))
SECONDS = 10
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PIECES = (b"0 R", b"<<", b">>", b"[", b"]", b"-1", b"99999999999", b"/Kids", b"/Length 1", b"BT", b"ET", b"q", b"Do")
_SEEDS = (
    pdf_of("一、预算执行率（5分）。总收入1,628.32万元，支出率98.5%。\n" * 30, Style(head="自评报告", watermark="内部")),
    drawn(lambda canvas: canvas.grid([80, 200, 300], [500, 530, 560]), compress=False),
    one_page(b"q 1 0 0 1 0 0 cm BT /F1 12 Tf 100 700 Td [(Total) -250 (1,628.32)] TJ ET Q"),
)


def damaged(number: int) -> bytes:
    """The file of a number: a seed with bytes changed, pieces moved, streams changed inside, or its end cut off."""
    draw = random.Random(number)
    data = bytearray(_SEEDS[number % len(_SEEDS)])
    if draw.random() < 0.3:
        data = bytearray(_STREAM.sub(lambda match: _inside(match, draw), bytes(data)))
    for _ in range(draw.randrange(1, 12)):
        at = draw.randrange(len(data))
        match draw.randrange(4):
            case 0:
                data[at] = draw.randrange(256)
            case 1:
                data[at : at + draw.randrange(8)] = draw.choice(_PIECES)
            case 2:
                data[at:at] = data[(start := draw.randrange(len(data))) : start + draw.randrange(200)]
            case _:
                del data[at : at + draw.randrange(20)]
    return bytes(data[: draw.randrange(len(data))] if draw.random() < 0.1 else data)


def _inside(match: re.Match[bytes], draw: random.Random) -> bytes:
    try:
        content = bytearray(zlib.decompress(match[1]))
    except zlib.error:
        return match[0]
    for _ in range(draw.randrange(1, 6)):
        at = draw.randrange(len(content) + 1)
        content[at : at + draw.randrange(6)] = draw.choice(_PIECES)
    return b"stream\n" + zlib.compress(bytes(content)) + b"\nendstream"


def outcome(number: int) -> tuple[int, str, float]:
    begun = time.monotonic()
    signal.alarm(SECONDS)
    try:
        read_pdf(damaged(number), "a.pdf", lambda _done, _total: None)
        found = "read"
    except ReportError as error:
        found = error.code
    except MemoryError:
        found = "report-too-heavy"
    except TimeoutError:
        found = "report-too-slow"
    except Exception as error:  # noqa: BLE001 - whatever is met here is what is looked for
        found = f"{type(error).__name__}: {error}"
    signal.alarm(0)
    return number, found, time.monotonic() - begun


def stop(*_: object) -> None:
    raise TimeoutError


def limit() -> None:
    signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def outcomes() -> Iterator[tuple[int, str, float]]:
    with multiprocessing.get_context("spawn").Pool(2, limit) as pool:
        yield from pool.imap_unordered(outcome, range(FILES), 20)


@pytest.mark.evidence
def test_ten_thousand_damaged_files_end_in_a_document_or_a_refusal() -> None:
    counts: Counter[str] = Counter()
    slowest = (0.0, -1)
    wrong: list[tuple[int, str]] = []
    for number, found, seconds in outcomes():
        counts[found if re.fullmatch("read|report-[a-z-]+", found) else "wrong"] += 1
        slowest = max(slowest, (seconds, number))
        if counts["wrong"] and not re.fullmatch("read|report-[a-z-]+", found):
            wrong.append((number, found))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"\n{sum(counts.values())} files: {dict(counts)}; slowest {slowest[0]:.2f} s (file {slowest[1]}); {peak} MiB")

    assert [] == wrong
