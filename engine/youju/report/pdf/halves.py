"""The pages of a long file read by two processes: every other page by each, so that both cores have work to the end."""

from __future__ import annotations

import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field

from youju.report.errors import ReportError
from youju.report.pdf.opened import OpenedFile
from youju.report.pdf.reading import Reading
from youju.report.progress import Progress

LONG = 40
"""Pages from which on a second process is worth its start of a quarter of a second."""
_LENGTH = struct.Struct(">I")
_AT_LEAST_EVERY = 0.2


def read_pages(opened: OpenedFile, data: bytes, tell: Progress) -> list[Reading]:
    """All pages in their order. Raises ReportError for a page that asks for too much."""
    if len(opened) < LONG:
        return _alone(opened, tell)
    other = _Other(data)
    try:
        mine: list[Reading] = []
        for reading in opened.read(0, 2):
            mine.append(reading)
            tell(len(mine) + len(other.readings), len(opened))
        while other.thread.is_alive():
            other.thread.join(_AT_LEAST_EVERY)
            tell(len(mine) + len(other.readings), len(opened))
    finally:
        other.end()
    # What the other process could not read is read here: its failure is met again, and told by its own name.
    theirs = other.readings
    theirs += list(opened.read(1 + 2 * len(theirs), 2)) if len(mine) + len(theirs) < len(opened) else []
    return sorted(mine + theirs, key=lambda reading: reading.number)


def _alone(opened: OpenedFile, tell: Progress) -> list[Reading]:
    readings: list[Reading] = []
    for reading in opened.read(0, 1):
        readings.append(reading)
        tell(len(readings), len(opened))
    return readings


@dataclass
class _Other:
    """The second process: it reads the pages 2, 4, 6 … and hands each over as soon as it is read.

    Pickles are taken from it since it is this very program under the same limits, reading the same bytes: it is no
    more to be mistrusted than the process it answers to. What leaves both is plain JSON (`report.wire`).
    """

    data: bytes
    readings: list[Reading] = field(default_factory=list[Reading])

    def __post_init__(self) -> None:
        command = [sys.executable, "-P", "-m", "youju.report.pdf.halves"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.feeder = threading.Thread(target=self._feed, daemon=True)
        self.thread.start()
        self.feeder.start()

    def end(self) -> None:
        """Ends the process, which has nothing more to say or is no longer heard."""
        self.process.kill()
        self.process.wait()
        self.feeder.join()
        self.thread.join()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _feed(self) -> None:
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(self.data)
            self.process.stdin.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while len(head := self.process.stdout.read(_LENGTH.size)) == _LENGTH.size:
            body = self.process.stdout.read(_LENGTH.unpack(head)[0])
            with suppress(pickle.UnpicklingError, EOFError):
                self.readings.append(pickle.loads(body))


def main() -> None:
    """Reads every second page of the file on standard input and answers on standard output."""
    with suppress(ReportError, MemoryError, BrokenPipeError):
        for reading in OpenedFile(sys.stdin.buffer.read()).read(1, 2):
            body = pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.write(_LENGTH.pack(len(body)) + body)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
