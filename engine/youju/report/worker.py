"""Reads a file in a process of its own, with limits of time and memory: whatever the file does, this one goes on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from youju.report.document import Document
from youju.report.errors import ReportError
from youju.report.package import broken
from youju.report.progress import Progress
from youju.report.wire import unpack
from youju.structs import replace

SECONDS = 8.0
SECONDS_PER_MEBIBYTE = 2.0
SECONDS_PER_STEP = 0.1
CONVERTING = 60.0
"""What another program may take that makes a .doc into a .docx: it starts slowly."""
READER = (sys.executable, "-P", "-m", "youju.report.work")
RECOGNISING = 20.0
"""What a step may take, and the start, when pages that are pictures are recognised."""
_DONE, _REFUSED = b"D", b"R"


@dataclass
class _Watch:
    """What a reader has told of its progress, and when its time is up."""

    seconds: float
    progress: Progress | None
    per_step: float = SECONDS_PER_STEP
    begun: float = field(default_factory=time.monotonic)
    total: int = 0

    def told(self, line: bytes) -> None:
        done, _, total = line.partition(b" ")
        if not (done.isdigit() and total.strip().isdigit()):
            return
        self.total = max(self.total, min(int(total), 10_000))
        if self.progress is not None:
            self.progress(int(done), int(total))

    @property
    def left(self) -> float:
        return self.begun + self.seconds + self.per_step * self.total - time.monotonic()


def read_apart(
    kind: str,
    data: bytes,
    name: str,
    progress: Progress | None = None,
    ocr: bool = False,
    reader: Sequence[str] = READER,
    seconds: float = SECONDS,
) -> Document:
    """The document in `data`, read as `kind` (docx, pdf, xlsx, doc …) by `youju.report.work` in its own process.

    With `ocr` pages that are pictures are recognised. `reader` is the program and its first arguments, `seconds` what
    it may take for a small file.

    Raises ReportError: what the reader refuses, `report-too-slow`, `report-too-heavy`, `report-broken`.
    """
    seconds += SECONDS_PER_MEBIBYTE * len(data) / (1 << 20)
    watch = _Watch(max(seconds, CONVERTING) if kind in ("doc", "xls", "rtf") else seconds, progress)
    if ocr:
        watch = _Watch(seconds + RECOGNISING, progress, RECOGNISING)
    with (
        # A reader that is ended cannot clear away the copies of the report that other programs work on.
        tempfile.TemporaryDirectory(prefix="youju-", ignore_cleanup_errors=True) as folder,
        subprocess.Popen(
            [*reader, kind, *["ocr"] * ocr],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)},
        ) as child,
    ):
        try:
            answer = _answer(child, data, watch)
        finally:
            _end(child)
    if answer is None:
        zh = "读这份报告用时过长，已停止；文件可能有问题，请在原软件中打开并另存"
        raise ReportError("report-too-slow", zh, "reading took too long and was stopped; save the file anew")
    if answer[:1] == _DONE:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            # The name stays here: a program cannot be told every name that a file can have.
            return replace(unpack(answer[1:]), name=name)
    if answer[:1] == _REFUSED:
        raise ReportError(*json.loads(answer[1:]))
    if child.returncode < 0:  # ended by the system: out of memory, or worse
        zh = "读这份报告用的内存或时间超过上限，已停止；请拆分，或在原软件中打开并另存"
        raise ReportError(
            "report-too-heavy", zh, "reading took too much memory or time and was stopped; split the file"
        )
    raise broken()


def _answer(child: subprocess.Popen[bytes], data: bytes, watch: _Watch) -> bytes | None:
    """What the reader answers; None when its time is up."""
    answers: list[bytes] = []

    def feed() -> None:
        with contextlib.suppress(OSError):
            assert child.stdin is not None
            child.stdin.write(data)
            child.stdin.close()

    def listen() -> None:
        assert child.stderr is not None
        for line in child.stderr:
            watch.told(line)

    def collect() -> None:
        assert child.stdout is not None
        answers.append(child.stdout.read())

    threads = [threading.Thread(target=work, daemon=True) for work in (feed, listen, collect)]
    for thread in threads:
        thread.start()
    while threads[2].is_alive():
        if watch.left <= 0:
            return None
        threads[2].join(min(0.1, max(watch.left, 0.01)))
    child.wait()
    return answers[0] if answers else b""


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends the reader, and whatever it has started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        child.kill()
