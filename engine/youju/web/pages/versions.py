"""Versions of rubrics: those asked for and decided on, the history of one rubric, two compared, downloads."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Response
from sqlalchemy import Connection
from starlette.responses import RedirectResponse

from youju.desk.four_eyes import barred
from youju.desk.packs import zipped
from youju.desk.publishing import decide, difference, mistakes_of, withdraw
from youju.desk.rows import version_row
from youju.desk.runs import behind, run_all_anew
from youju.desk.version_history import steps_of, versions_of
from youju.desk.versions import current
from youju.desk.work.version import workbook_of
from youju.source import CodedError
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
HERE = ("publish-reason", "version-already-decided", "draft-behind", "publish-day")
"""What is told on the page itself, with what was typed."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@ROUTER.get("/versions")
def version_list(visit: Visitor) -> Response:
    """What is asked to be published, and what was decided on."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        rows = versions_of(connection)
    asked = [row for row in rows if row.state == "asked"]
    return visit.page("versions.html", asked=asked, decided=[row for row in rows if row.state != "asked"])


@ROUTER.get("/versions/{digest}")
def version_page(visit: Visitor, digest: str) -> Response:
    """One version: who asked for it and why, what stands against it, what it changes, whom it moves."""
    visit.require("look")
    return _version(visit, digest)


def _version(visit: Visit, digest: str, step: str = "", reason: str = "", error: CodedError | None = None) -> Response:
    """The page; `reason` is what was sent to a `step` and not taken, `error` why."""
    with visit.desk.store.reading() as connection:
        row, steps = version_row(connection, digest), steps_of(connection, digest)
        against = _against(connection, row)
        why_not = barred(visit.desk, connection, visit.user, row) if row.state == "asked" else None
    mistakes = mistakes_of(visit.desk, digest) if row.state == "asked" else []
    diff = difference(visit.desk, against, digest) if against else None
    return visit.page(
        "version.html", 200 if error is None else status_of(error), row=row, steps=steps, against=against,
        mistakes=mistakes, diff=diff, why_not=why_not, lone=lone(row), step=step, reason=reason, error=error,
    )  # fmt: skip


def _against(connection: Connection, row: Any) -> str | None:
    """What a version is held against: what is published while it is asked for, else what it was begun from."""
    if row.state != "asked":
        return row.base
    return current(connection, row.rubric).get(row.rubric)


def lone(row: Any) -> bool:
    """Whether somebody published a version without a second person."""
    return row.state == "published" and row.approved_by is None and row.base is not None


@ROUTER.post("/versions/{digest}/decide")
def decide_version(
    visit: Visitor, digest: str, published: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = ""
) -> Response:
    """Publishes a version or refuses it; a refusal without a reason is asked for one at its place."""
    try:
        decide(visit.desk, visit.user, digest, published == "yes", reason)
    except CodedError as error:
        if error.code not in HERE:
            raise
        return _version(visit, digest, "decide", reason, error)
    return RedirectResponse(f"/versions/{digest}", 303)


@ROUTER.post("/versions/{digest}/withdraw")
def withdraw_version(visit: Visitor, digest: str, reason: Annotated[str, Form()] = "") -> Response:
    """Takes back what one asked for; without a reason it is asked for one at its place."""
    try:
        withdraw(visit.desk, visit.user, digest, reason)
    except CodedError as error:
        if error.code not in HERE:
            raise
        return _version(visit, digest, "withdraw", reason, error)
    return RedirectResponse(f"/versions/{digest}", 303)


@ROUTER.get("/rubrics/{rubric}/versions")
def history(visit: Visitor, rubric: str) -> Response:
    """Every version of a rubric."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        rows = versions_of(connection, rubric=rubric)
        audits = behind(connection, rubric)
    if not rows:
        raise CodedError("version-unknown", "没有这个评分标准", "there is no such rubric")
    newest = next((row.digest for row in rows if row.state == "published"), None)
    return visit.page("rubric_versions.html", rubric=rubric, rows=rows, audits=audits, newest=newest, lone=lone)


@ROUTER.get("/rubrics/{rubric}/compare")
def compare_page(
    visit: Visitor, rubric: str, old: Annotated[str, Query()] = "", new: Annotated[str, Query()] = ""
) -> Response:
    """Two versions of a rubric, in words, and whom the second would move."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        sides = [version_row(connection, digest) for digest in (old, new)]
        rows = versions_of(connection, rubric=rubric)
    diff = difference(visit.desk, old, new)
    return visit.page("compare.html", rubric=rubric, sides=sides, rows=rows, diff=diff)


@ROUTER.get("/rubrics/{rubric}/versions/{digest}/download.zip")
def download_zip(visit: Visitor, rubric: str, digest: str) -> Response:
    """A version's files, as a folder of rules has them; the same bytes whenever it is asked for."""
    visit.require("look")
    made = zipped(_bytes(visit, rubric, digest))
    return attached(made, "application/zip", f"{rubric}-{digest[:8]}.zip")


@ROUTER.get("/rubrics/{rubric}/versions/{digest}/download.xlsx")
def download_workbook(visit: Visitor, rubric: str, digest: str) -> Response:
    """A version as a workbook, as `youju rubric export` writes it."""
    visit.require("look")
    _bytes(visit, rubric, digest)
    made = visit.desk.work(workbook_of, str(visit.desk.store.folder), digest)
    return attached(made, XLSX, f"{rubric}-{digest[:8]}.xlsx")


def _bytes(visit: Visit, rubric: str, digest: str) -> bytes:
    with visit.desk.store.reading() as connection:
        version_row(connection, digest, rubric)
    return visit.desk.store.blobs.get(digest)


def attached(data: bytes, kind: str, name: str) -> Response:
    """A file to be kept under a name, of letters that need no quoting."""
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@ROUTER.post("/rubrics/{rubric}/rerun")
def rerun_all(visit: Visitor, rubric: str) -> Response:
    """Has every open audit of a rubric made again by the versions published now."""
    return RedirectResponse(f"/jobs/{run_all_anew(visit.desk, visit.user, rubric).id}", 303)
