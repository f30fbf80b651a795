"""Answers held in memory, the last ones asked for: what several ask for at once is made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """What is being made, by what was asked: whoever asks for the same meanwhile waits for it. Threads share it."""

    def __init__(self) -> None:
        self._making: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    def of(self, asked: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives to the first who asks, or raises; who waited for it gets the same."""
        mine = Future[Any]()
        with self._lock:
            making = self._making.setdefault(asked, mine)
        if making is not mine:
            return making.result()
        try:
            mine.set_result(make())
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._making[asked]
        return mine.result()


class Recent:
    """Answers by what was asked, of at most so much weight together; the one not asked for longest goes first.

    Each weighs one unless `weigh` says otherwise; the last one asked for stays, however heavy. Threads may share it.
    """

    def __init__(self, most: int, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        self._most, self._weigh = most, weigh
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        self._once = Once()

    def of(self, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer, made where it is not there; a failure is not kept."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        return self._once.of(asked, lambda: self._put(asked, make()))

    def _put(self, asked: Hashable, made: T) -> T:
        with self._lock:
            self._weight -= self._weigh(self._answers.pop(asked)) if asked in self._answers else 0
            self._answers[asked] = made
            self._weight += self._weigh(made)
            while len(self._answers) > 1 and self._weight > self._most:
                self._weight -= self._weigh(self._answers.popitem(last=False)[1])
        return made

    def __len__(self) -> int:
        return len(self._answers)
