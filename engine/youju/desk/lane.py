"""One worker process and its place: it is ended and started anew whenever anything was wrong with it.

Every worker has a pool of pebble of its own: workers of one pool share a pipe and its lock, and one that is killed at
a bad moment would take the others' answers with it.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from pebble import ProcessFuture, ProcessPool

from youju.desk.worker import Refused, answered, begin, clear
from youju.source import CodedError

STARTING = 60.0
"""Seconds that a worker may take to start, beyond its task."""
_ENDING = 10.0
_TASKS = 500
_REMEMBERED = 12


class DiedError(Exception):
    """A worker ended before its task did."""


@dataclass(slots=True)
class Wish:
    """Whether somebody wants a task to go on, and the task where it runs."""

    cancelled: bool = False
    running: ProcessFuture[bytes] | None = None
    lock: Lock = field(default_factory=Lock)

    def cancel(self) -> None:
        """No longer; a task that runs is ended with its worker."""
        with self.lock:
            self.cancelled = True
            if self.running is not None:
                self.running.cancel()

    def follow(self, running: ProcessFuture[bytes]) -> None:
        """The task has begun."""
        with self.lock:
            self.running = running
            if self.cancelled:
                running.cancel()


@dataclass(slots=True, eq=False)
class Lane:
    """A worker, one task at a time. `recent` is what its last tasks were about, which it may hold ready."""

    memory: int
    modules: tuple[str, ...]
    processes: ProcessPool | None = None
    folder: Path | None = None
    wish: Wish | None = None
    recent: deque[Any] = field(default_factory=lambda: deque[Any](maxlen=_REMEMBERED))

    def start(self) -> ProcessPool:
        """The pool of its one worker, started where there is none: it loads what it needs at once."""
        if self.processes is None:
            self.folder = Path(tempfile.mkdtemp(prefix="youju-work-"))
            self.processes = ProcessPool(
                max_workers=1,
                max_tasks=_TASKS,
                context=get_context("spawn"),
                initializer=begin,
                initargs=(str(self.folder), self.memory, self.modules),
            )
            with _without_interrupts():
                self.processes.schedule(os.getpid)
        return self.processes

    def attempt(self, wish: Wish, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a task gives. DiedError, CodedError `work-too-slow`, `work-cancelled`, and what the task refuses."""
        try:
            answer = pickle.loads(self._answer(wish, seconds, task, given))
        except CancelledError:
            self.end()
            raise cancelled() from None
        except LateError:
            self.end()
            raise too_slow() from None
        except (BrokenProcessPool, OSError) as error:  # ProcessExpired is one; no room for its folder, no process
            self.end()
            if _used_up(error):
                raise too_slow() from None
            raise DiedError from None
        self.recent.append(subject(given))
        if isinstance(answer, Refused) and answer.code == "work-too-heavy":
            self.end()
        return answer

    def _answer(self, wish: Wish, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
        for _ in range(2):
            processes, folder = self.start(), str(self.folder)
            try:
                future = processes.schedule(answered, args=(folder, seconds, task, given), timeout=seconds)
            except RuntimeError:
                # Its worker ended while it had nothing to do: that costs the task nothing.
                self.end()
                continue
            wish.follow(future)
            return future.result(seconds + STARTING)
        raise BrokenProcessPool

    def end(self) -> None:
        """Ends the worker and whatever it was at, and clears its folder away."""
        processes, folder = self.processes, self.folder
        self.processes = self.folder = None
        self.recent.clear()
        if processes is not None:
            # A pipe that a killed worker left half written keeps its reader for ever: it is left to itself.
            ending = Thread(target=_end, args=(processes,), daemon=True)
            ending.start()
            ending.join(_ENDING)
        if folder is not None:
            clear(folder)
            shutil.rmtree(folder, ignore_errors=True)


def subject(given: tuple[Any, ...]) -> Any:
    """What a task is about: its first value, or what that says it is about, however it is asked for."""
    return getattr(given[0], "about", given[0]) if given else None


def cancelled() -> CodedError:
    """A task that nobody waits for any more."""
    return CodedError("work-cancelled", "已取消，没有结果", "cancelled: there is no result")


def too_slow() -> CodedError:
    """A task that did not end in its time."""
    return CodedError("work-too-slow", "用时过长，已停止", "it took too long and was stopped")


def _end(processes: ProcessPool) -> None:
    with suppress(RuntimeError, OSError):
        processes.stop()
        processes.join()


def _used_up(error: Exception) -> bool:
    """Whether the system ended a worker that had used the seconds of a processor that it was given."""
    code = getattr(error, "exitcode", None)
    return code is not None and code == -getattr(signal, "SIGXCPU", 0)


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
