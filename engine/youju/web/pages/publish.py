"""Asking for a draft to be published; a draft as a workbook, and one taken back into it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from starlette.responses import RedirectResponse

from youju.desk.draft_files import view
from youju.desk.publishing import Asking, ask, difference, weigh
from youju.desk.sheets import Sheet, draft_workbook, look, marked_workbook, save, upload
from youju.source import CodedError
from youju.web.pages.versions import XLSX, attached
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
HERE = (
    "publish-reason", "publish-day", "version-broken", "draft-changed", "draft-closed", "draft-behind", "version-same",
)  # fmt: skip
"""What is told on the page itself, with what was typed."""


@ROUTER.get("/drafts/{draft}/publish")
def publish_page(visit: Visitor, draft: int) -> Response:
    """What a draft changes, what stands against publishing it, whom it would move; and the form that asks for it."""
    visit.require("look")
    return _weighed(visit, draft)


def _weighed(visit: Visit, draft: int, typed: Asking | None = None, error: CodedError | None = None) -> Response:
    """The page; `typed` is what was sent and not taken, `error` why."""
    seen = weigh(visit.desk, draft)
    diff = None
    if seen.against and not seen.same:
        try:
            diff = difference(visit.desk, seen.against, seen.digest)
        except CodedError as broken:
            # A draft that does not load has its mistakes above; there is nothing to compare yet.
            if broken.code != "draft-broken":
                raise
    status = 200 if error is None else status_of(error)
    return visit.page("publish.html", status, seen=seen, diff=diff, typed=typed, error=error)


@ROUTER.post("/drafts/{draft}/publish")
def ask_for(
    visit: Visitor,
    draft: int,
    digest: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    in_force: Annotated[str, Form()] = "",
) -> Response:
    """Asks for the bytes that were seen to be published; what cannot be taken is shown again as it was typed."""
    asking = Asking(digest, title, reason, in_force)
    try:
        ask(visit.desk, visit.user, draft, asking)
    except CodedError as error:
        if error.code not in HERE:
            raise
        return _weighed(visit, draft, asking, error)
    return RedirectResponse(f"/versions/{digest}", 303)


@ROUTER.get("/drafts/{draft}/sheet")
def sheet_page(visit: Visitor, draft: int) -> Response:
    """Where a workbook of a draft is fetched and brought back."""
    visit.require("draft")
    return visit.page("sheet.html", draft=view(visit.desk, draft).draft, sheet=None)


@ROUTER.get("/drafts/{draft}/sheet/download")
def sheet_download(visit: Visitor, draft: int) -> Response:
    """A draft as a workbook."""
    name, data = draft_workbook(visit.desk, visit.user, draft)
    return attached(data, XLSX, f"{name}-draft-{draft}.xlsx")


@ROUTER.post("/drafts/{draft}/sheet")
def sheet_upload(visit: Visitor, draft: int, sheet: UploadFile) -> Response:
    """Shows what a workbook would change, or what is wrong with it; nothing is saved yet."""
    found = upload(visit.desk, visit.user, draft, sheet.filename or "sheet.xlsx", sheet.file.read())
    return _shown(visit, found)


def _shown(visit: Visit, sheet: Sheet) -> Response:
    return visit.page("sheet.html", 422 if sheet.troubles else 200, draft=sheet.draft, sheet=sheet)


@ROUTER.post("/drafts/{draft}/sheet/save")
def sheet_save(
    visit: Visitor,
    draft: int,
    upload: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    digest: Annotated[str, Form()] = "",
) -> Response:
    """Saves in the draft what was shown."""
    found = look(visit.desk, visit.user, draft, upload, name)
    if found.digest != digest:
        return _shown(visit, found)
    save(visit.desk, visit.user, found)
    return RedirectResponse(f"/drafts/{draft}", 303)


@ROUTER.post("/drafts/{draft}/sheet/marked")
def sheet_marked(
    visit: Visitor, draft: int, upload: Annotated[str, Form()] = "", name: Annotated[str, Form()] = ""
) -> Response:
    """The workbook with its mistakes as comments of its cells."""
    data = marked_workbook(visit.desk, visit.user, draft, upload, name)
    return attached(data, XLSX, f"draft-{draft}-marked.xlsx")
