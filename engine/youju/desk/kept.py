"""Answers kept in memory for a while: what a version or a text gives never changes, so it is worked out once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Answers by what was asked, of at most so much weight together; the one not asked for longest goes first.

    Each weighs one unless `weigh` says otherwise; the last one asked for stays, however heavy. Threads may share it.
    """

    def __init__(self, most: int = 200, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._weigh = most, weigh
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def of(self, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer, made where it is not there. Two who ask at once may both have it made; neither waits."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        made = make()
        with self._lock:
            self._answers[asked] = made
            self._answers.move_to_end(asked)
            while len(self._answers) > 1 and sum(map(self._weigh, self._answers.values())) > self._most:
                self._answers.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._answers)
