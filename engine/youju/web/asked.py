"""What pages about rubrics ask of workers: answered from what is kept, else worked out by a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData

from youju.desk.kept import Kept
from youju.desk.work.rubric import RubricAsk
from youju.source import canonical
from youju.web.visit import Visit

T = TypeVar("T")
SECONDS = 60.0
"""What one answer may take: a rubric that is heavier costs its own worker, and is told so."""


def asked(visit: Visit, task: Callable[..., T], ask: RubricAsk, *given: Any) -> T:
    """What a task of `desk/work` gives for a rubric. CodedError, also `work-died` and `work-too-slow`."""
    kept: Kept = visit.request.app.state.kept
    # The texts of a draft are not kept a second time, their digest is.
    key = sha256(canonical([ask.base, [list(one) for one in ask.changes], [repr(one) for one in given]])).digest()
    return kept.of((task.__name__, key), lambda: visit.desk.pool.run(task, ask, *given, seconds=SECONDS))


async def _posted(request: Request) -> FormData:
    return await request.form()


Posted = Annotated[FormData, Depends(_posted)]
"""The fields of a form whose names are not known beforehand."""


def text_of(posted: FormData, name: str, default: str = "") -> str:
    """A field of a form as text; that of a file is none."""
    found = posted.get(name, default)
    return found if isinstance(found, str) else default
