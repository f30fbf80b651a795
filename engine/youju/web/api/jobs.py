"""Reports handed in, how far each is, and taking them back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Path, Response, UploadFile

from youju.desk import board
from youju.desk.jobs import Given, cancel, hand_in
from youju.web.api.fields import LARGEST, After, Most, Name
from youju.web.api.media import FORM
from youju.web.api.models import Job, Report
from youju.web.api.paging import Page, paged
from youju.web.api.problem import problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["jobs"])
At = Annotated[int, Path(ge=0, le=LARGEST, description="第几份，从 0 起 / which report, from 0")]


@ROUTER.post("/audits", status_code=202, responses=problems(404, 409, change=True), dependencies=[FORM])
def hand_in_reports(
    visit: Visitor,
    answer: Response,
    reports: Annotated[list[UploadFile], File(min_length=1, description="一份或几份报告 / one report or several")],
    rubric: Annotated[
        str | None,
        Form(
            pattern="^[a-z0-9-]{0,64}$", description="按哪套；不写就由程序选 / by which rubric; else the one that fits"
        ),
    ] = None,
    again: Annotated[
        Literal["true", "false", ""], Form(description="以前审过的也再审 / audits what was audited before once more")
    ] = "",
) -> Job:
    """交报告；一份接一份地审，完了没有问这一批 /
    Hands reports in; they are audited one after the other: ask for the job."""
    given = [Given(one.filename or "", one.size or 0, one.file.read) for one in reports]
    job = hand_in(visit.desk, visit.user, given, board.Wanted(rubric or None), again == "true")
    return begun(answer, job_of(job))


@ROUTER.get("/jobs", responses=problems(404))
def list_jobs(visit: Visitor, after: After = None, limit: Most = 50) -> Page[Job]:
    """服务还记得的各批，新的在前；重启后就没有了 /
    Jobs that the server still keeps, the newest first; a restart forgets them."""
    visit.require("look")
    found, then = paged(visit.desk.board.all(), lambda job: job.id, after, limit)
    return Page(items=[job_of(one) for one in found], next=then)


@ROUTER.get("/jobs/{job}", responses=problems(404))
def get_job(visit: Visitor, job: Name) -> Job:
    """一批报告到哪里了 / How far the reports of a job are."""
    visit.require("look")
    return job_of(visit.desk.board.job(job))


@ROUTER.post("/jobs/{job}/cancel", responses=problems(404))
def cancel_job(visit: Visitor, job: Name) -> Job:
    """取消一批里没完的；报告还在 / Cancels what has not ended of a job; the reports are kept."""
    visit.require("take-in")
    cancel(visit.desk, visit.user, job)
    return job_of(visit.desk.board.job(job))


@ROUTER.post("/jobs/{job}/reports/{number}/cancel", responses=problems(404))
def cancel_report(visit: Visitor, job: Name, number: At) -> Job:
    """取消一批里的一份 / Cancels one report of a job."""
    visit.require("take-in")
    cancel(visit.desk, visit.user, job, number)
    return job_of(visit.desk.board.job(job))


def begun(answer: Response, job: Job) -> Job:
    """The job, with its address in the head of the answer."""
    answer.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job


def job_of(job: board.Job) -> Job:
    """A job as it is told."""
    return Job(id=job.id, by=job.by.name, active=job.active, reports=[_report(item) for item in job.items])


def _report(item: board.Item) -> Report:
    told = {"code": None, "zh": None, "en": None} if item.error is None else item.error.said
    return Report(name=item.name, state=item.heard()[0], audit=item.audit, earlier=list(item.earlier), **told)
