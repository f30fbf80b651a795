"""What the server has to do and is doing, in memory: reports handed in together, who comes next, how far each is.

The store knows which audits are still to be made; this board is begun from it anew whenever the server starts.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Any, Literal

from youju.desk.pool import Handle
from youju.desk.who import User
from youju.desk.work.told import heard
from youju.desk.worker import clear
from youju.source import CodedError

State = Literal["waiting", "reading", "auditing", "done", "refused", "failed", "cancelled", "earlier", "declined"]
ACTIVE: tuple[State, ...] = ("waiting", "reading", "auditing")
WAITING = 1000
"""How many audits may wait: more are not accepted."""
_JOBS = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a report is to be audited: by a rubric or the one that fits, with pictures recognised or not."""

    rubric: str | None = None
    ocr: bool = False


@dataclass(slots=True, eq=False)
class Item:
    """One report: its audit where one was begun, what became of it, and where its worker tells how far it is.

    One made `anew` is audited by the versions published now, not by that of its last run.
    """

    name: str
    by: User
    wanted: Wanted = Wanted()
    document: str | None = None
    audit: int | None = None
    earlier: tuple[int, ...] = ()
    state: State = "waiting"
    error: CodedError | None = None
    cancelled_by: User | None = None
    told: Path | None = None
    handle: Handle[Any] | None = None
    anew: bool = False

    @property
    def active(self) -> bool:
        """Whether something is still to come."""
        return self.state in ACTIVE

    def heard(self) -> tuple[State, int, int]:
        """The state now, and for reading how much of how much."""
        said = None if self.state != "auditing" or self.told is None else heard(self.told)
        return said or (self.state, 0, 0)

    def follow(self, handle: Handle[Any]) -> None:
        """The task of this report has begun."""
        self.handle = handle
        if self.cancelled_by is not None:
            handle.cancel()

    def stop(self, by: User) -> None:
        """Ends what runs for this report."""
        self.cancelled_by = by
        if self.handle is not None:
            self.handle.cancel()


@dataclass(frozen=True, slots=True)
class Job:
    """Reports that somebody handed in together, in their order."""

    id: str
    by: User
    items: tuple[Item, ...]

    @property
    def active(self) -> bool:
        """Whether something is still to come."""
        return any(item.active for item in self.items)


@dataclass(slots=True)
class Board:
    """Jobs, the queue of each user, and what runs: at most `at_once`, which leaves a worker for who looks at pages."""

    at_once: int
    folder: Path
    jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict[str, Job])
    queues: OrderedDict[str, deque[Item]] = field(default_factory=OrderedDict[str, deque[Item]])
    running: list[Item] = field(default_factory=list[Item])
    threads: int = 0
    closed: bool = False
    lock: Lock = field(default_factory=Lock)

    def show(self, by: User, items: tuple[Item, ...]) -> Job:
        """Makes a job of reports, and lets go of the oldest ones that have ended."""
        job = Job(token_urlsafe(9), by, items)
        with self.lock:
            self.jobs[job.id] = job
            old = [one.id for one in self.jobs.values() if not one.active][: max(0, len(self.jobs) - _JOBS)]
            for name in old:
                del self.jobs[name]
        return job

    def job(self, name: str) -> Job:
        """A job. CodedError `job-gone`."""
        found = self.jobs.get(name)
        if found is None:
            zh = "这一批的进度已不在（服务重启过，或时间太久）；报告都在审核列表里"
            raise CodedError("job-gone", zh, "its progress is no longer kept; every report is in the list of audits")
        return found

    def all(self) -> tuple[Job, ...]:
        """Every job that is still kept, the newest first."""
        with self.lock:
            return tuple(reversed(self.jobs.values()))

    def require_room(self) -> None:
        """CodedError `queue-full` where too many audits wait."""
        with self.lock:
            waiting = sum(map(len, self.queues.values()))
        if waiting >= WAITING:
            zh, en = "等待审核的报告太多，没有收下；请稍后再交", "too many reports wait: not taken; hand it in later"
            raise CodedError("queue-full", zh, en)

    def put(self, item: Item) -> bool:
        """Puts a report into its user's queue; whether one more thread should take reports from there."""
        with self.lock:
            self.queues.setdefault(item.by.name, deque()).append(item)
            if self.closed or self.threads >= self.at_once:
                return False
            self.threads += 1
            return True

    def take(self) -> Item | None:
        """The next report, each user's in turn; None where there is none, and the thread that asked is to end."""
        with self.lock:
            if self.closed or not self.queues:
                self.threads -= 1
                return None
            name, queue = self.queues.popitem(last=False)
            item = queue.popleft()
            if queue:
                self.queues[name] = queue
            with suppress(OSError):  # on a full disk nobody is told how far it is, and it is audited all the same
                self.folder.mkdir(exist_ok=True)
            item.state, item.told = "auditing", self.folder / f"{item.audit}-{token_urlsafe(6)}"
            self.running.append(item)
            return item

    def done(self, item: Item, state: State, error: CodedError | None = None) -> None:
        """A report has come to its end."""
        with self.lock:
            # Nobody who sees that it has ended misses why.
            item.error, item.handle, item.state = error, None, state
            self.running.remove(item)
            if item.told is not None:
                with suppress(OSError):
                    item.told.unlink(missing_ok=True)

    def withdraw(self, item: Item) -> bool:
        """Takes a report that waits out of its queue; whether it was there."""
        with self.lock:
            queue = self.queues.get(item.by.name, deque())
            if item not in queue:
                return False
            queue.remove(item)
            if not queue:
                del self.queues[item.by.name]
            item.state = "cancelled"
            return True

    def active_of(self, audit: int) -> Item | None:
        """The report of an audit that waits or runs."""
        with self.lock:
            waiting = [item for queue in self.queues.values() for item in queue]
            return next((item for item in (*self.running, *waiting) if item.audit == audit), None)

    def close(self) -> None:
        """Nothing more is begun; what waits and what is ended stays to be made, as the store has it."""
        with self.lock:
            self.closed = True
        clear(self.folder)
