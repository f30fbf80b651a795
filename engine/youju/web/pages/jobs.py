"""Handing reports in, and how far each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Response, UploadFile
from starlette.responses import RedirectResponse

from youju.desk.board import ACTIVE, Item, Job, State, Wanted
from youju.desk.jobs import Given, cancel, hand_in, hand_in_again, run_again
from youju.desk.versions import names
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
_SAID = {
    "waiting": ("等待审核", "waiting"),
    "reading": ("正在读", "being read"),
    "auditing": ("正在审核", "being audited"),
    "done": ("已审核", "audited"),
    "refused": ("不能审核", "cannot be audited"),
    "failed": ("没有做成", "not done"),
    "cancelled": ("已取消", "cancelled"),
    "earlier": ("以前交过，没有再审", "handed in before; not audited again"),
    "declined": ("没有收下", "not taken"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the page of a job shows of a report: words of its state, and for reading how much of how much."""

    item: Item
    words: tuple[str, str]
    state: State
    done: int
    total: int

    @property
    def active(self) -> bool:
        """Whether something was still to come when the page was begun: what ends meanwhile is shown by the next."""
        return self.state in ACTIVE


def drop_zone(visit: Visit) -> dict[str, Any] | None:
    """What the drop zone offers: rubrics with their titles, whether pictures can be read. None: nothing to hand in."""
    if not visit.may("take-in"):
        return None
    with visit.desk.store.reading() as connection:
        rubrics = sorted(names(connection).items())
    return {"rubrics": rubrics, "ocr": find_spec("rapidocr") is not None}


@ROUTER.post("/audits")
def take(
    visit: Visitor,
    reports: Annotated[list[UploadFile], File(default_factory=list)],
    rubric: Annotated[str, Form()] = "",
    ocr: Annotated[bool, Form()] = False,
    again: Annotated[bool, Form()] = False,
) -> Response:
    """Takes reports in and answers at once with the page of their job."""
    given = [_given(one) for one in reports if one.filename or one.size]
    return _to(hand_in(visit.desk, visit.user, given, Wanted(rubric or None, ocr), again))


def _given(report: UploadFile) -> Given:
    return Given(report.filename or "", report.size or 0, report.file.read)


@ROUTER.post("/jobs")
def again_audit(visit: Visitor, audit: Annotated[int, Form()]) -> Response:
    """Has an audit made again."""
    visit.require("run")
    return _to(run_again(visit.desk, visit.user, audit))


@ROUTER.get("/jobs/{job}")
def job_page(visit: Visitor, job: str) -> Response:
    """How far the reports of a job are; one report alone leads to its audit when it has ended."""
    visit.require("look")
    found = visit.desk.board.job(job)
    audit = _only_audit(found)
    if audit is not None:
        # htmx follows no redirect of an answer: it is told.
        if visit.request.headers.get("HX-Request") == "true":
            return Response(headers={"HX-Redirect": f"/audits/{audit}"})
        return RedirectResponse(f"/audits/{audit}", 303)
    lines = [_line(item) for item in found.items]
    return visit.page("jobs.html", job=found, lines=lines, going=sum(one.active for one in lines))


def _only_audit(job: Job) -> int | None:
    """The audit of a job of one report that has ended with one."""
    one = job.items[0]
    return one.audit if len(job.items) == 1 and one.state in ("done", "refused") else None


def _line(item: Item) -> Line:
    state, done, total = item.heard()
    return Line(item, _SAID[state], state, done, total)


@ROUTER.post("/jobs/{job}/cancel")
def cancel_all(visit: Visitor, job: str) -> Response:
    """Cancels every report of a job that has not ended."""
    visit.require("take-in")
    cancel(visit.desk, visit.user, job)
    return RedirectResponse(f"/jobs/{job}", 303)


@ROUTER.post("/jobs/{job}/{number}/cancel")
def cancel_one(visit: Visitor, job: str, number: int) -> Response:
    """Cancels one report of a job."""
    visit.require("take-in")
    cancel(visit.desk, visit.user, job, number)
    return RedirectResponse(f"/jobs/{job}", 303)


@ROUTER.post("/jobs/{job}/{number}/again")
def again_document(visit: Visitor, job: str, number: int) -> Response:
    """Audits a document once more that was audited before."""
    visit.require("take-in")
    return _to(hand_in_again(visit.desk, visit.user, job, number))


def _to(job: Job) -> Response:
    return RedirectResponse(f"/jobs/{job.id}", 303)
