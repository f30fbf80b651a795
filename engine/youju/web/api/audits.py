"""Audits, their runs and findings, why an indicator has its points, and the documents they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response

from youju.desk import reading
from youju.desk.jobs import run_again
from youju.desk.runs import run_again_anew, runs_of
from youju.web.api.fields import After, AfterNumber, Digest, Most, Name, Number, RubricOnly, State, Year
from youju.web.api.jobs import begun, job_of
from youju.web.api.media import JSON_OR_NOTHING
from youju.web.api.models import Audit, Finding, Indicator, Job, Run, RunAsked, WholeAudit, Why
from youju.web.api.paging import Page, paged
from youju.web.api.problem import bytes_as, problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["audits"])
_JSON = {200: {"description": "audit.json", "content": {"application/json": {"schema": {"type": "object"}}}}}


@ROUTER.get("/audits", responses=problems())
def list_audits(
    visit: Visitor,
    after: AfterNumber = None,
    state: State | None = None,
    rubric: RubricOnly = None,
    year: Year = None,
    limit: Most = 50,
) -> Page[Audit]:
    """审核，新的在前 / Audits, the newest first."""
    rows = reading.audits(visit.desk, visit.user, reading.Filter(after, state, rubric, year), limit)
    return Page(items=[Audit.model_validate(row) for row in rows], next=_next(rows, limit))


@ROUTER.get("/audits/{audit}", responses=problems(404))
def get_audit(visit: Visitor, audit: Number) -> WholeAudit:
    """一份审核：合计和各项指标 / An audit with its sums and indicators."""
    return _whole([reading.audit(visit.desk, visit.user, audit)], visit)[0]


@ROUTER.get("/audits/{audit}/runs", responses=problems(404))
def list_runs(visit: Visitor, audit: Number, after: AfterNumber = None, limit: Most = 50) -> Page[Run]:
    """一份审核的各次结果，最近的在前 / The runs of an audit, the last first."""
    reading.audit(visit.desk, visit.user, audit)
    with visit.desk.store.reading() as connection:
        rows = runs_of(connection, audit)
    found, then = paged(rows, lambda row: row.number, after, limit)
    return Page(items=[Run.model_validate(row) for row in found], next=then)


@ROUTER.post(
    "/audits/{audit}/runs", status_code=202, responses=problems(404, 409, change=True), dependencies=[JSON_OR_NOTHING]
)
def run_audit(visit: Visitor, answer: Response, audit: Number, asked: RunAsked | None = None) -> Job:
    """再审一次，计入到现在的裁定；完了没有，问这一批 /
    Has an audit made again, with the rulings made so far: ask for the job."""
    again = run_again_anew if asked is not None and asked.anew else run_again
    return begun(answer, job_of(again(visit.desk, visit.user, audit)))


@ROUTER.get("/audits/{audit}/record", response_class=Response, responses={**problems(404, 409), **_JSON})
def get_record(visit: Visitor, audit: Number) -> Response:
    """上一次结果的 audit.json，逐字节；youju verify 认它 /
    The record of the last run to the byte: `youju verify` takes it."""
    return Response(reading.record(visit.desk, visit.user, audit), media_type="application/json")


@ROUTER.get("/audits/{audit}/findings", responses=problems(404))
def list_findings(visit: Visitor, audit: Number, after: After = None, limit: Most = 100) -> Page[Finding]:
    """上一次结果的疑点，重的在前 / The findings of the last run, the gravest first."""
    rows = reading.findings(visit.desk, visit.user, audit)
    found, then = paged(rows, lambda row: row.key, after, limit)
    return Page(items=[Finding.model_validate(row) for row in found], next=then)


@ROUTER.get("/audits/{audit}/indicators/{indicator}/why", responses=problems(404, 409))
def get_why(visit: Visitor, audit: Number, indicator: Name) -> Why:
    """一项指标为什么得这些分 / Why an indicator has its points."""
    whole = reading.why(visit.desk, visit.user, audit, indicator)
    return Why(short=whole["short"], short_en=whole["short_en"], whole=whole)


@ROUTER.get("/overview", responses=problems())
def get_overview(
    visit: Visitor, after: AfterNumber = None, rubric: RubricOnly = None, year: Year = None, limit: Most = 100
) -> Page[WholeAudit]:
    """许多审核的各项分数 / Audits × indicators: the points of many audits at once."""
    rows = reading.audits(visit.desk, visit.user, reading.Filter(after, None, rubric, year), limit)
    return Page(items=_whole(rows, visit), next=_next(rows, limit))


@ROUTER.get(
    "/documents/{digest}",
    response_class=Response,
    responses={**problems(404), **bytes_as("application/octet-stream")},
)
def get_document(visit: Visitor, digest: Digest) -> Response:
    """交来的文件，逐字节；只能存，不显示 /
    A document to the byte, as it was handed in; it is never shown, only saved."""
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


def _next(rows: Sequence[Any], limit: int) -> str | None:
    return str(rows[-1].id) if len(rows) == limit else None
