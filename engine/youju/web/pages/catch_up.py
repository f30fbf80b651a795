"""A draft brought up to a version that was published since it was begun."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from youju.desk.catch_up import CatchUp, ThreeWay, catch_up, compared_to
from youju.desk.draft_files import as_kept, require_unchanged
from youju.web.asked import Posted, text_of
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/drafts/{draft}/catch-up")
def catch_up_page(visit: Visitor, draft: int, to: Annotated[str, Query()] = "") -> Response:
    """What a newer version changed and the draft, too: what is put together, and what somebody must choose."""
    return visit.page("catch_up.html", seen=compared_to(visit.desk, visit.user, draft, to), typed={})


@ROUTER.post("/drafts/{draft}/catch-up")
def catch_up_draft(visit: Visitor, draft: int, posted: Posted) -> Response:
    """Brings the draft up, or shows again what is still to be chosen, with all that was typed."""
    visit.require("draft")
    seen = compared_to(visit.desk, visit.user, draft, text_of(posted, "to"))
    require_unchanged(seen.seen, text_of(posted, "digest"))
    chosen = _chosen(seen, posted)
    if len(chosen) < len(seen.conflicts):
        return visit.page("catch_up.html", 409, seen=seen, typed=chosen)
    catch_up(visit.desk, visit.user, seen, chosen)
    return RedirectResponse(f"/drafts/{draft}", 303)


def _chosen(seen: CatchUp, posted: FormData) -> dict[str, str | None]:
    """The texts that were chosen, by path: the draft's, the newer version's, or what was typed."""
    found: dict[str, str | None] = {}
    for number, one in enumerate(seen.conflicts):
        texts = {"yours": one.yours, "theirs": one.theirs, "typed": _typed(one, text_of(posted, f"text-{number}"))}
        if (choice := text_of(posted, f"choice-{number}")) in texts:
            found[one.path] = texts[choice]
    return found


def _typed(one: ThreeWay, text: str) -> str | None:
    return as_kept(text) if text.strip() else one.yours
