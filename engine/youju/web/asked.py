"""What pages about rubrics ask of workers: answered from what is kept, else worked out by a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData

from youju.desk.work import rubric_checks
from youju.desk.work.rubric import RubricAsk
from youju.web.visit import Visit

T = TypeVar("T")
SECONDS = 60.0
"""What one answer may take: a rubric that is heavier costs its own worker, and is told so."""

LONG = (rubric_checks.differences, rubric_checks.coverage, rubric_checks.proofs)
"""Tasks that may take that long."""


def asked(visit: Visit, task: Callable[..., T], ask: RubricAsk, *given: Any) -> T:
    """What a task of `desk/work` gives for a rubric. CodedError, also `work-died` and `work-too-slow`."""
    key = [ask.base, [list(one) for one in ask.changes], [repr(one) for one in given]]
    work = partial(visit.desk.pool.run, task, ask, *given, seconds=SECONDS, long=task in LONG)
    return visit.desk.kept.plain(task.__name__, key, work)


async def _posted(request: Request) -> FormData:
    return await request.form()


Posted = Annotated[FormData, Depends(_posted)]
"""The fields of a form whose names are not known beforehand."""


def text_of(posted: FormData, name: str, default: str = "") -> str:
    """A field of a form as text; that of a file is none."""
    found = posted.get(name, default)
    return found if isinstance(found, str) else default
