"""Audits, their parts, the documents they are of, and reports handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from youju.desk import board, reading
from youju.desk.jobs import Given, hand_in, run_again
from youju.web.api.models import (
    LARGEST,
    Audit,
    Audits,
    Digest,
    Finding,
    Indicator,
    Job,
    Matrix,
    Most,
    Name,
    Number,
    Report,
    Ruling,
    State,
    WholeAudit,
    Why,
)
from youju.web.api.problem import problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["audits"])
Before = Annotated[int | None, Query(ge=1, le=LARGEST, description="only audits begun before this one")]
Year = Annotated[int | None, Query(ge=1900, le=9999)]
Rubric = Annotated[str | None, Query(pattern="^[a-z0-9-]{1,64}$")]
_JSON = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}
_BYTES = {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}


@ROUTER.get("/audits", responses=problems())
def audits(
    visit: Visitor,
    before: Before = None,
    state: State | None = None,
    rubric: Rubric = None,
    year: Year = None,
    limit: Most = 50,
) -> Audits:
    """Audits, the newest first, a page at a time."""
    rows = reading.audits(visit.desk, visit.user, reading.Filter(before, state, rubric, year), limit)
    return Audits(audits=[Audit.model_validate(row) for row in rows], next=_next(rows, limit))


@ROUTER.post("/audits", status_code=202, responses=problems(404, 503, 507))
def take(
    visit: Visitor,
    reports: Annotated[list[UploadFile], File(min_length=1)],
    rubric: Annotated[str | None, Form(pattern="^[a-z0-9-]{1,64}$")] = None,
    again: Annotated[bool, Form()] = False,
) -> Job:
    """Hands reports in; they are audited one after the other: ask for the job until it is no longer active."""
    given = [Given(one.filename or "", one.size or 0, one.file.read) for one in reports]
    return _job(hand_in(visit.desk, visit.user, given, board.Wanted(rubric), again))


@ROUTER.get("/jobs/{job}", responses=problems(404))
def job(visit: Visitor, job: Name) -> Job:
    """How far the reports of a job are."""
    visit.require("look")
    return _job(visit.desk.board.job(job))


@ROUTER.get("/audits/{audit}", responses=problems(404))
def audit(visit: Visitor, audit: Number) -> WholeAudit:
    """An audit with its sums and indicators."""
    return _whole([reading.audit(visit.desk, visit.user, audit)], visit)[0]


@ROUTER.post("/audits/{audit}/runs", status_code=202, responses=problems(404))
def again(visit: Visitor, audit: Number) -> Job:
    """Has an audit made again, by the versions in force and the rulings made so far."""
    return _job(run_again(visit.desk, visit.user, audit))


@ROUTER.get("/audits/{audit}/record", response_class=Response, responses={**problems(404, 409), **_JSON})
def record(visit: Visitor, audit: Number) -> Response:
    """The record of the last run, audit.json to the byte: `youju verify` takes it."""
    return Response(reading.record(visit.desk, visit.user, audit), media_type="application/json")


@ROUTER.get("/audits/{audit}/findings", responses=problems(404))
def findings(visit: Visitor, audit: Number) -> list[Finding]:
    """The findings of the last run, the gravest first."""
    return [Finding.model_validate(row) for row in reading.findings(visit.desk, visit.user, audit)]


@ROUTER.get("/audits/{audit}/rulings", responses=problems(404))
def rulings(visit: Visitor, audit: Number) -> list[Ruling]:
    """Every ruling, those that were withdrawn too."""
    return [Ruling.model_validate(row) for row in reading.rulings(visit.desk, visit.user, audit)]


@ROUTER.get("/audits/{audit}/indicators/{indicator}/why", responses=problems(404, 409))
def why(visit: Visitor, audit: Number, indicator: Name) -> Why:
    """Why an indicator has its points, in both languages."""
    whole = reading.why(visit.desk, visit.user, audit, indicator)
    return Why(short=whole["short"], short_en=whole["short_en"], whole=whole)


@ROUTER.get("/overview", responses=problems())
def overview(
    visit: Visitor, before: Before = None, rubric: Rubric = None, year: Year = None, limit: Most = 100
) -> Matrix:
    """Audits × indicators: the points of many audits at once."""
    rows = reading.audits(visit.desk, visit.user, reading.Filter(before, None, rubric, year), limit)
    return Matrix(audits=_whole(rows, visit), next=_next(rows, limit))


@ROUTER.get("/documents/{digest}", response_class=Response, responses={**problems(404), **_BYTES})
def document(visit: Visitor, digest: Digest) -> Response:
    """A document to the byte, as it was handed in; it is never shown, only saved."""
    data = reading.document(visit.desk, visit.user, digest)
    return Response(data, headers={"Content-Disposition": "attachment"}, media_type="application/octet-stream")


def _whole(rows: Sequence[Any], visit: Visitor) -> list[WholeAudit]:
    found = reading.points(visit.desk, visit.user, [row.id for row in rows])
    return [
        WholeAudit(
            **Audit.model_validate(row).model_dump(),
            indicators=[Indicator.model_validate(one) for one in found[row.id]],
        )
        for row in rows
    ]


def _next(rows: Sequence[Any], limit: int) -> int | None:
    return rows[-1].id if len(rows) == limit else None


def _job(job: board.Job) -> Job:
    return Job(id=job.id, active=job.active, reports=[_report(item) for item in job.items])


def _report(item: board.Item) -> Report:
    error = item.error
    told = (
        {"code": None, "zh": None, "en": None}
        if error is None
        else {"code": error.code, "zh": error.zh, "en": error.en}
    )
    return Report(name=item.name, state=item.heard()[0], audit=item.audit, earlier=list(item.earlier), **told)
