"""A worker process and the pipe to it, which nobody else holds: whoever waits for it sees at once that it ended."""

from __future__ import annotations

import pickle
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from youju.desk.worker import clear, serve

STARTING = 60.0
"""Seconds that a worker may take to start."""
_ENDING = 10.0


class UnaskedError(Exception):
    """A worker that had ended before it could be asked: the task has not begun."""


class DiedError(Exception):
    """A worker that ended before its task did."""


class LateError(Exception):
    """A worker that gave no answer in its time, or that the system ended since its seconds of a processor were used."""


@dataclass(slots=True, eq=False)
class Worker:
    """A process, this end of its pipe, and its folder for what is temporary; how many tasks it was asked for."""

    process: SpawnProcess
    pipe: Connection[bytes, bytes]
    folder: Path
    asked: int = 0

    def ask(self, task: Callable[..., Any], given: tuple[Any, ...], seconds: float) -> bytes:
        """What a task gives, pickled. Raises UnaskedError, DiedError, LateError, and OSError of the pipe."""
        if self.asked == 0:
            # It says that it has begun: from then on a task's time is its own.
            self._heard(STARTING, UnaskedError)
        self.asked += 1
        try:
            self.pipe.send_bytes(pickle.dumps((str(self.folder), seconds, task, given)))
        except (BrokenPipeError, ConnectionResetError):
            raise UnaskedError from None
        return self._heard(seconds, DiedError)

    def kill(self) -> None:
        """Ends the process, whatever it is at; who waits for its answer is told."""
        self.process.kill()

    def end(self) -> None:
        """Ends the process and clears its folder away."""
        self.kill()
        self.process.join(_ENDING)
        self.pipe.close()
        clear(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _heard(self, seconds: float, ended: type[Exception]) -> bytes:
        # Where the process has ended its pipe is ready as well: an answer that was given before is taken.
        if not wait([self.pipe, self.process.sentinel], seconds):
            raise LateError
        try:
            return self.pipe.recv_bytes()
        except (EOFError, ConnectionResetError):
            self.process.join(_ENDING)
            used_up = hasattr(signal, "SIGXCPU") and self.process.exitcode == -signal.SIGXCPU
            raise (LateError if used_up else ended) from None


def launched(memory: int, modules: tuple[str, ...]) -> Worker:
    """A process that loads what it needs and then waits to be asked. OSError where there is room for none."""
    folder = Path(tempfile.mkdtemp(prefix="youju-work-"))
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    with theirs:
        process = context.Process(target=serve, args=(theirs, str(folder), memory, modules), daemon=True)
        try:
            with _without_interrupts():
                process.start()
        except BaseException:
            ours.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return Worker(process, ours, folder)


@contextmanager
def _without_interrupts() -> Generator[None]:
    """Ctrl-C is for the server: threads and processes that begin in here never see it, not even while they start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # Where it starts with the first process, it leaves the signal open for that one.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
