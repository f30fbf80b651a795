"""Whom a version of a rubric would move, of the audits in the store: begun, followed, cancelled, and looked at."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Response
from starlette.responses import RedirectResponse

from youju.desk.effects import Comparison
from youju.desk.impact import begin, cancel, effect_of
from youju.desk.in_force import span_of
from youju.desk.packs import require_of
from youju.desk.publishing import day_of
from youju.desk.rows import version_row
from youju.desk.versions import dated_with
from youju.source import CodedError
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/rubrics/{rubric}/effect")
def effect_page(
    visit: Visitor,
    rubric: str,
    old: Annotated[str, Query()] = "",
    new: Annotated[str, Query()] = "",
    day: Annotated[str, Query()] = "",
) -> Response:
    """Whom a version would move, as far as it has been worked out."""
    visit.require("look")
    asked = _comparison(visit, rubric, old, new)
    known, begins, wrong = _begins(visit, new, day)
    found = effect_of(visit.desk, visit.user, asked, begins)
    with visit.desk.store.reading() as connection:
        span = span_of(dated_with(connection, rubric, (new, begins)), new)
    return visit.page(
        "effect.html", 200 if wrong is None else status_of(wrong), asked=asked, day=begins, typed=day, known=known,
        effect=found, span=span, address=_address(asked, begins or ""), error=wrong,
    )  # fmt: skip


@ROUTER.post("/rubrics/{rubric}/effect")
def begin_effect(
    visit: Visitor,
    rubric: str,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    day: Annotated[str, Form()] = "",
    stop: Annotated[str, Form()] = "",
) -> Response:
    """Begins to judge every audit by two versions, or stops it."""
    visit.require("draft")
    asked = _comparison(visit, rubric, old, new)
    if stop:
        cancel(visit.desk, visit.user, asked)
    else:
        begin(visit.desk, visit.user, asked)
    return RedirectResponse(_address(asked, day), 303)


def _address(asked: Comparison, day: str) -> str:
    said = {"old": asked.old, "new": asked.new, "day": day}
    return f"/rubrics/{asked.rubric}/effect?{urlencode({key: value for key, value in said.items() if value})}"


def _begins(visit: Visit, digest: str, day: str) -> tuple[bool, str | None, CodedError | None]:
    """Whether a version was asked for or published, its day in force (of a draft the one that somebody chose), and what
    is wrong with the day that was typed."""
    try:
        with visit.desk.store.reading() as connection:
            return True, version_row(connection, digest).in_force, None
    except CodedError:
        pass  # a draft: no version yet
    try:
        return False, day_of(day) if day.strip() else None, None
    except CodedError as wrong:
        return False, None, wrong


def _comparison(visit: Visit, rubric: str, old: str, new: str) -> Comparison:
    """CodedError `version-unknown` where bytes of the store are no version of a rubric."""
    for digest in (old, new):
        require_of(visit.desk.store.blobs, digest, rubric)
    return Comparison(rubric, old, new)
