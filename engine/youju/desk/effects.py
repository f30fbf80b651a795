"""Comparisons of two versions over all audits that somebody has begun, in memory: one runs at a time.

What each has worked out is kept on disk by its content; this board knows only who is at what.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from youju.source import CodedError, log

_MOST = 50
"""Comparisons that are remembered: beyond that those begun first are forgotten, when they have ended."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rubric, and the digests of two versions of it."""

    rubric: str
    old: str
    new: str


@dataclass(slots=True, eq=False)
class Task:
    """A comparison that was begun by somebody; `failed` says of which audit which worker broke, and why."""

    asked: Comparison
    by: str
    cancelled: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)
    failed: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return not self.ended.is_set() and not self.cancelled.is_set()


@dataclass(slots=True)
class Effects:
    """The comparisons begun, the last of each."""

    tasks: OrderedDict[Comparison, Task] = field(default_factory=OrderedDict[Comparison, Task])
    lock: Lock = field(default_factory=Lock)
    turn: Lock = field(default_factory=Lock)
    closed: bool = False

    def of(self, asked: Comparison) -> Task | None:
        """The last task of a comparison."""
        return self.tasks.get(asked)

    def begin(self, by: str, asked: Comparison, work: Callable[[Task], None]) -> Task:
        """Begins a comparison in a thread of its own, or joins the one that runs."""
        with self.lock:
            there = self.tasks.get(asked)
            if there is not None and there.running:
                return there
            task = self.tasks[asked] = Task(asked, by)
            self.tasks.move_to_end(asked)
            for old in [one for one, made in self.tasks.items() if not made.running][: max(0, len(self.tasks) - _MOST)]:
                del self.tasks[old]
            if self.closed:
                task.cancelled.set()
        Thread(target=self._run, args=(task, work), name="youju effect", daemon=True).start()
        return task

    def cancel(self, asked: Comparison) -> None:
        """Begins no further audit of a comparison."""
        task = self.tasks.get(asked)
        if task is not None:
            task.cancelled.set()

    def close(self) -> None:
        """Begins nothing more."""
        with self.lock:
            self.closed = True
            for task in self.tasks.values():
                task.cancelled.set()

    def _run(self, task: Task, work: Callable[[Task], None]) -> None:
        try:
            with self.turn:
                work(task)
        except (CodedError, SQLAlchemyError, OSError) as error:
            log.warning("an effect was not worked out to its end: {}", type(error).__name__)
        finally:
            task.ended.set()
