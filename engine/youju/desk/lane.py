"""The place of one worker process: it is ended and started anew whenever anything was wrong with it."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from youju.desk.process import DiedError, LateError, UnaskedError, Worker, launched
from youju.desk.worker import Refused
from youju.source import CodedError

_TASKS = 500
_REMEMBERED = 12


@dataclass(slots=True)
class Wish:
    """Whether somebody wants a task to go on, and the worker that is at it."""

    cancelled: bool = False
    worker: Worker | None = None
    lock: Lock = field(default_factory=Lock)

    def cancel(self) -> None:
        """No longer; a task that runs is ended with its worker."""
        with self.lock:
            self.cancelled = True
            if self.worker is not None:
                self.worker.kill()

    def follow(self, worker: Worker | None) -> None:
        """The task is with a worker now, or with none any more."""
        with self.lock:
            self.worker = worker
            if self.cancelled and worker is not None:
                worker.kill()


@dataclass(slots=True, eq=False)
class Lane:
    """A worker, one task at a time. `recent` is what its last tasks were about, which it may hold ready."""

    memory: int
    modules: tuple[str, ...]
    worker: Worker | None = None
    wish: Wish | None = None
    recent: deque[Any] = field(default_factory=lambda: deque[Any](maxlen=_REMEMBERED))

    def start(self) -> Worker:
        """Its worker, started where there is none, or none that lives: it loads what it needs at once."""
        if self.worker is not None and (self.worker.asked >= _TASKS or not self.worker.process.is_alive()):
            self.end()
        if self.worker is None:
            self.worker = launched(self.memory, self.modules)
        return self.worker

    def attempt(self, wish: Wish, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """What a task gives. DiedError, CodedError `work-too-slow`, `work-cancelled`, and what the task refuses."""
        try:
            answer = pickle.loads(self._answer(wish, seconds, task, given))
        except LateError:
            self.end()
            raise too_slow() from None
        except (DiedError, UnaskedError, OSError):  # no room for its folder or for a process
            self.end()
            if wish.cancelled:
                raise cancelled() from None
            raise DiedError from None
        self.recent.append(subject(given))
        if isinstance(answer, Refused) and answer.code == "work-too-heavy":
            self.end()
        return answer

    def _answer(self, wish: Wish, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
        """What a task gives, pickled. A worker that ends before it is asked costs the task nothing, the first time."""
        try:
            return self._asked(wish, seconds, task, given)
        except UnaskedError:
            self.end()
            return self._asked(wish, seconds, task, given)

    def _asked(self, wish: Wish, seconds: float, task: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
        worker = self.start()
        wish.follow(worker)
        try:
            return worker.ask(task, given, seconds)
        finally:
            wish.follow(None)

    def end(self) -> None:
        """Ends the worker and whatever it was at."""
        worker, self.worker = self.worker, None
        self.recent.clear()
        if worker is not None:
            worker.end()


def subject(given: tuple[Any, ...]) -> Any:
    """What a task is about: its first value, or what that says it is about, however it is asked for."""
    return getattr(given[0], "about", given[0]) if given else None


def cancelled() -> CodedError:
    """A task that nobody waits for any more."""
    return CodedError("work-cancelled", "已取消，没有结果", "cancelled: there is no result")


def too_slow() -> CodedError:
    """A task that did not end in its time."""
    return CodedError("work-too-slow", "用时过长，已停止", "it took too long and was stopped")
