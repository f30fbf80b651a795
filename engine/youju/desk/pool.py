"""Work in processes of its own: reading, firing, explaining. One that dies or takes too long costs its task alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Condition, Event
from typing import Any, Generic, TypeVar

from youju.desk.lane import DiedError, Lane, Wish, cancelled, subject
from youju.desk.worker import Refused
from youju.source import CodedError, log

T = TypeVar("T")
SECONDS = 120.0
"""What a task may take, by the clock and of a processor: reading has limits of its own below it."""
MEMORY = 3 << 30
"""Bytes of addresses of a worker: all the libraries loaded reserve 0.6 GiB, a large audit uses less than 1 GiB."""
MODULES = ("youju.desk.work.audit", "youju.report.worker", "networkx", "durable.lang")
"""What workers load before their first task, where it is installed: two to three seconds."""


@dataclass(frozen=True, slots=True)
class Handle(Generic[T]):
    """A task that was started."""

    future: Future[T]
    wish: Wish

    def result(self) -> T:
        """What the task gives, waited for. CodedError as `Pool.run`, or `work-cancelled`."""
        try:
            return self.future.result()
        except CancelledError:
            raise cancelled() from None

    def cancel(self) -> None:
        """Ends the task, and its worker where it has begun; one that has ended stays as it is."""
        self.wish.cancel()


@dataclass(frozen=True, slots=True)
class Pool:
    """Some worker processes, and a thread for each that waits for its answers.

    Tasks that may take `long` (a report is read, a law proved) have threads of their own, one less than there are
    workers: somebody who only looks at something never waits for all of them.
    """

    lanes: tuple[Lane, ...]
    free: list[Lane]
    changed: Condition
    closed: Event
    threads: ThreadPoolExecutor
    patient: ThreadPoolExecutor

    def run(self, task: Callable[..., T], *given: Any, seconds: float = SECONDS, long: bool = False) -> T:
        """What a task gives for plain values. CodedError: what the task raises, or

        `work-died` (twice), `work-too-slow`, `work-too-heavy`, `work-failed` (a defect of the program).
        """
        return self.start(task, *given, seconds=seconds, long=long).result()

    def start(self, task: Callable[..., T], *given: Any, seconds: float = SECONDS, long: bool = False) -> Handle[T]:
        """Starts a task, at once or when a worker is free; it can be cancelled. CodedError where the pool is closed."""
        wish = Wish()
        try:
            threads = self.patient if long else self.threads
            return Handle(threads.submit(self._done, wish, seconds, task, given), wish)
        except RuntimeError:
            raise cancelled() from None

    def warm(self) -> None:
        """Starts the workers before the first task asks for them, without waiting for them."""
        with self.changed:
            for lane in self.free:
                lane.start()

    def close(self) -> None:
        """Ends the workers; what they were at is not done."""
        with self.changed:
            self.closed.set()
            for lane in self.lanes:
                if lane.wish is not None:
                    lane.wish.cancel()
            self.changed.notify_all()
        for threads in (self.threads, self.patient):
            threads.shutdown(cancel_futures=True)
        for lane in self.lanes:
            lane.end()

    def _done(self, wish: Wish, seconds: float, task: Callable[..., T], given: tuple[Any, ...]) -> T:
        lane = self._taken(wish, given)
        try:
            return _settled(lane, wish, seconds, task, given)
        finally:
            self._back(lane)

    def _taken(self, wish: Wish, given: tuple[Any, ...]) -> Lane:
        """A worker, waited for; one that was last asked about the same is quicker."""
        with self.changed:
            self.changed.wait_for(lambda: self.free or self.closed.is_set())
            if self.closed.is_set():
                raise cancelled()
            lane = next((one for one in self.free if subject(given) in one.recent), self.free[-1])
            self.free.remove(lane)
            lane.wish = wish
            return lane

    def _back(self, lane: Lane) -> None:
        with self.changed:
            lane.wish = None
            if not self.closed.is_set():
                # A worker that was ended is there again before the next task comes, if it can be.
                with suppress(OSError):
                    lane.start()
            self.free.append(lane)
            self.changed.notify()


def _settled(lane: Lane, wish: Wish, seconds: float, task: Callable[..., T], given: tuple[Any, ...]) -> T:
    """What a task gives at the first attempt, or at the second where the worker died over the first."""
    for again in (True, False):
        if wish.cancelled:
            break
        try:
            answer = lane.attempt(wish, seconds, task, given)
        except DiedError:
            log.warning("a worker died over {}", task.__name__)
            if not again:
                zh = "处理这份文件的进程两次中断，没有结果；其余不受影响"
                raise CodedError("work-died", zh, "the process died twice over this; nothing else did") from None
            continue
        if isinstance(answer, Refused):
            if answer.where is not None:
                log.warning("{} failed: {}", task.__name__, answer.where)
            raise CodedError(answer.code, answer.zh, answer.en)
        return answer
    raise cancelled()


def open_pool(workers: int = 2, memory: int = MEMORY, modules: tuple[str, ...] = MODULES) -> Pool:
    """So many workers, each started afresh after some hundreds of tasks; none starts before it is needed."""
    lanes = tuple(Lane(memory, modules) for _ in range(workers))
    threads, patient = ThreadPoolExecutor(workers, "youju work"), ThreadPoolExecutor(max(1, workers - 1), "youju long")
    return Pool(lanes, list(lanes), Condition(), Event(), threads, patient)
