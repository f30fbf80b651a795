"""The versions of a rubric without the files they were read from: all that scoring asks for."""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Protocol, TypeVar

from youju.rubric.model import Rubric
from youju.rubric.span import ALWAYS, Span
from youju.source import CodedError
from youju.structs import Struct

_SELDOM = 100_000


class NotInForceError(CodedError):
    """A day before a rubric begins."""


class Dated(Protocol):
    """A rubric, in force over a span of days."""

    @property
    def rubric(self) -> Rubric: ...
    @property
    def span(self) -> Span: ...


V = TypeVar("V", bound=Dated)


class Edition(Struct):
    """A version of a rubric."""

    rubric: Rubric
    span: Span


class Editions(Struct):
    """Every version of a rubric, the oldest first."""

    all: tuple[Edition, ...]

    @property
    def last(self) -> Edition:
        """The version with no other after it."""
        return self.all[-1]

    @property
    def dated(self) -> bool:
        """Whether it matters for which day the rubric is asked."""
        return self.all[0].span != ALWAYS

    def on(self, day: date | None) -> Edition:
        """The version in force on a day, the last where none is named; NotInForceError before the rubric began."""
        return of_day(self.all, day)


def of_day(versions: Sequence[V], day: date | None) -> V:
    """The version in force on a day, the last where none is named; NotInForceError before the first."""
    if day is None:
        return versions[-1]
    found = next((one for one in versions if one.span.holds(day)), None)
    if found is None:
        name, begin = versions[-1].rubric.id, versions[0].span.start
        zh = f"评分标准 {name} 自 {begin} 起施行，{day} 时还没有；请用 --on 指定日期"
        en = f"the rubric {name} begins on {begin}, after {day}; choose a day with --on"
        raise NotInForceError("rubric-not-in-force", zh, en)
    return found


@contextmanager
def seldom_collected() -> Generator[None, None, None]:
    """All that is read is kept, so looking for garbage every 700 objects would be a quarter of the time of a load."""
    before = gc.get_threshold()
    if before[0] >= _SELDOM:
        yield
        return
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
