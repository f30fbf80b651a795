"""What runs in the process of its own: bytes of a file in, a packed document or a refusal out, progress beside it."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from youju.report.document import Document
from youju.report.errors import ReportError
from youju.report.package import broken
from youju.report.progress import Progress
from youju.report.wire import pack

MEMORY = 1 << 30
MEMORY_OF_OCR = 6 << 30
"""Its models need little of this, but the libraries that run them ask for much more than they use."""
_OTHER_PROGRAMS = ("doc", "xls", "rtf")


def main(kind: str, ocr: bool = False) -> None:
    """Reads the file on standard input as `kind` and answers on standard output."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not stand in the answer.
    os.dup2(2, 1)
    if kind not in _OTHER_PROGRAMS:
        _limit(MEMORY_OF_OCR if ocr else MEMORY)
    try:
        document = read_as(kind, sys.stdin.buffer.read(), "", _tell, ocr)
        answer = b"D" + pack(document)
    except ReportError as error:
        answer = _refusal(error)
    except MemoryError:
        zh, en = (
            "读这份报告用的内存超过上限，已停止；请拆分",
            "reading took too much memory and was stopped; split the file",
        )
        answer = _refusal(ReportError("report-too-heavy", zh, en))
    except Exception as error:  # noqa: BLE001 - libraries raise whatever they meet in a damaged file
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        answer = _refusal(broken())
    _write(answers, answer)


def read_as(kind: str, data: bytes, name: str, tell: Progress, ocr: bool = False) -> Document:
    """The document in `data`; `tell` is called with how much is read, of how much. A reader is loaded when needed.

    `ocr` asks for text from pictures, where the kind can have them.
    """
    match kind:
        case "xlsx":
            from youju.report.book import read_xlsx

            return read_xlsx(data, name, tell)
        case "docx":
            from youju.report.word import read_docx

            return read_docx(data, name, tell)
        case "doc" | "rtf":
            from youju.report.convert import read_converted
            from youju.report.word import read_docx

            return read_converted(kind, data, name, tell, _limited(read_docx))
        case "xls":
            from youju.report.book import read_xlsx
            from youju.report.convert import read_converted

            return read_converted(kind, data, name, tell, _limited(read_xlsx))
        case "pdf":
            from youju.report.pdf import read_pdf

            return read_pdf(data, name, tell, ocr)
        case _:
            raise ValueError(f"no reader of {kind}: {name}, {len(data)} bytes, {tell}")


def _limited(reader: Callable[[bytes, str, Progress], Document]) -> Callable[[bytes, str, Progress], Document]:
    """A reader that sets the limit first: the other program, which needs more, has done its work by then."""

    def read(data: bytes, name: str, tell: Progress) -> Document:
        _limit(MEMORY)
        return reader(data, name, tell)

    return read


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(asker: int) -> None:
    """Ends this process, and programs it has started, once who asked is gone: nobody would take the answer.

    Windows does not tell it; there the limits of time of those programs have to do.
    """
    while os.name == "posix":
        if os.getppid() != asker:
            if os.getpgrp() == os.getpid():
                os.killpg(0, signal.SIGKILL)
            os._exit(1)
        time.sleep(0.1)


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"{done} {total}\n")
    sys.stderr.flush()


def _refusal(error: ReportError) -> bytes:
    return b"R" + json.dumps([error.code, error.zh, error.en]).encode()


def _write(answers: BinaryIO, answer: bytes) -> None:
    with suppress(OSError):
        answers.write(answer)
        answers.close()


if __name__ == "__main__":
    main(sys.argv[1], "ocr" in sys.argv[2:])
