"""Work in processes of its own: reading, firing, explaining. One that dies or takes too long costs its task alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from youju.report import ReportError
from youju.source import CodedError

T = TypeVar("T")
SECONDS = 120.0
"""What a task may take: reading has limits of its own below it."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """What a task refused: exceptions with words of their own do not pass from one process to another."""

    code: str
    zh: str
    en: str


def _answered(task: Callable[..., T], *given: Any) -> T | _Refused:
    try:
        return task(*given)
    except (CodedError, ReportError) as error:
        return _Refused(error.code, error.zh, error.en)


@dataclass(frozen=True, slots=True)
class Pool:
    """Some worker processes."""

    processes: ProcessPool

    def run(self, task: Callable[..., T], *given: Any, seconds: float = SECONDS) -> T:
        """What a task gives for plain values. CodedError `work-died`, `work-too-slow`, or what the task raises."""
        for again in (True, False):
            try:
                answer = self.processes.schedule(_answered, args=(task, *given), timeout=seconds).result()
            except LateError:
                raise CodedError("work-too-slow", "用时过长，已停止", "it took too long and was stopped") from None
            except ProcessExpired:
                if not again:
                    zh = "处理这份文件的进程两次中断，没有结果；其余不受影响"
                    raise CodedError("work-died", zh, "the process died twice over this; nothing else did") from None
            else:
                if isinstance(answer, _Refused):
                    raise CodedError(answer.code, answer.zh, answer.en)
                return answer
        raise AssertionError

    def close(self) -> None:
        """Ends the workers; what they were at is not done."""
        self.processes.stop()
        self.processes.join()


def open_pool(workers: int = 2) -> Pool:
    """So many workers, each started afresh after some hundreds of tasks."""
    return Pool(ProcessPool(max_workers=workers, max_tasks=500, context=get_context("spawn")))
