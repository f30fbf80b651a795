"""A draft brought up to a version that was published since it was begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.responses import RedirectResponse

from youju.desk.catch_up import CatchUp, catch_up, compared_to
from youju.desk.draft_files import as_kept, require_unchanged
from youju.source import CodedError
from youju.web.asked import Posted, text_of
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/drafts/{draft}/catch-up")
def catch_up_page(visit: Visitor, draft: int, to: Annotated[str, Query()] = "") -> Response:
    """What a newer version changed and the draft, too: what is put together, and what somebody must choose."""
    return _shown(visit, compared_to(visit.desk, visit.user, draft, to))


@ROUTER.post("/drafts/{draft}/catch-up")
def catch_up_draft(visit: Visitor, draft: int, posted: Posted) -> Response:
    """Brings the draft up, or shows again what is still to be chosen, with all that was typed."""
    visit.require("draft")
    seen = compared_to(visit.desk, visit.user, draft, text_of(posted, "to"))
    choices = {one.path: text_of(posted, f"choice:{one.path}") for one in seen.conflicts}
    texts = {one.path: text_of(posted, f"text:{one.path}") for one in seen.conflicts}
    try:
        require_unchanged(seen.seen, text_of(posted, "digest"))
        catch_up(visit.desk, visit.user, seen, _chosen(seen, choices, texts))
    except CodedError as error:
        if error.code not in ("draft-changed", "draft-conflict"):
            raise
        # What was chosen beside texts that are others by now is chosen anew.
        return _shown(visit, seen, error, texts, choices if error.code == "draft-conflict" else {})
    return RedirectResponse(f"/drafts/{draft}", 303)


def _shown(
    visit: Visit,
    seen: CatchUp,
    error: CodedError | None = None,
    texts: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Response:
    """The page; `texts` and `choices` are what was sent and not taken, by path, and `error` why."""
    status = 200 if error is None else status_of(error)
    return visit.page("catch_up.html", status, seen=seen, error=error, texts=texts or {}, choices=choices or {})


def _chosen(seen: CatchUp, choices: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str | None]:
    """The texts that were chosen, by path: the draft's, the newer version's, or what was typed."""
    found: dict[str, str | None] = {}
    for one in seen.conflicts:
        typed = texts[one.path]
        match choices[one.path]:
            case "yours":
                found[one.path] = one.yours
            case "theirs":
                found[one.path] = one.theirs
            case "typed" if typed.strip():
                found[one.path] = as_kept(typed)
            case _:
                pass  # nothing was chosen, or to write what was not written
    return found
