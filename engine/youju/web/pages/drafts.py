"""Drafts of rubrics: what is changed, a new indicator, and the checks of the whole, the quick ones first."""

from __future__ import annotations

from contextlib import suppress
from difflib import unified_diff
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.author.scaffold import NewIndicator
from youju.desk.draft_files import DraftFile, DraftView, ask_of, saves, view
from youju.desk.draft_saves import add_indicator
from youju.desk.drafts import drop, newer_than
from youju.desk.work import rubric, rubric_checks, rubric_new
from youju.desk.work.rubric import RubricAsk
from youju.source import CodedError
from youju.web.asked import asked
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
PARTS = ("lint", "cases", "diff", "coverage", "proofs")
"""The checks of a draft in the order in which they are loaded: what is quick first."""


@ROUTER.get("/drafts/{draft}")
def draft_page(visit: Visitor, draft: int) -> Response:
    """What a draft changes, file by file, and what can be done with it."""
    visit.require("look")
    shown = view(visit.desk, draft)
    outline: dict[str, Any] = {"groups": [], "titles": {}}
    with suppress(CodedError):  # a draft that no worker can read is shown all the same
        outline = asked(visit, rubric_new.outline, ask_of(visit.desk, shown))
    changes = [(one, changed_lines(one)) for one in shown.changed]
    return visit.page(
        "draft.html", draft=shown.draft, files=shown.files, changes=changes, outline=outline,
        saves=saves(visit.desk, draft)[:20], newer=newer_than(visit.desk, shown.draft),
    )  # fmt: skip


def changed_lines(one: DraftFile) -> list[str]:
    """The lines that differ from the version, with two around them, as `diff -u` marks them."""
    old, new = ((text or "").split("\n") for text in (one.base, one.text))
    return list(unified_diff(old, new, lineterm="", n=2))[2:]


@ROUTER.get("/drafts/{draft}/state")
def state_part(visit: Visitor, draft: int) -> Response:
    """How the checks of a draft stand, in a line: the quick ones, loaded behind its page."""
    visit.require("look")
    shown = view(visit.desk, draft)
    found: list[dict[str, Any]] = []
    cases, error = None, None
    try:
        found = _checked(visit, shown, "lint")
        cases = _checked(visit, shown, "cases")
    except CodedError as refused:
        error = None if refused.code == "draft-broken" else refused
    count = {level: sum(one["level"] == level for one in found) for level in ("error", "warning")}
    return visit.page("draft_state.html", draft=shown.draft, count=count, cases=cases, error=error)


@ROUTER.get("/drafts/{draft}/saves/{seq}")
def save_page(visit: Visitor, draft: int, seq: int) -> Response:
    """A text as somebody saved it once."""
    visit.require("look")
    shown = view(visit.desk, draft)
    found = next((one for one in saves(visit.desk, draft) if one.seq == seq), None)
    if found is None:
        raise CodedError("not-found", "没有这次保存", "there is no such save")
    text = None if found.blob is None else visit.desk.store.blobs.get(found.blob).decode()
    return visit.page("draft_save.html", draft=shown.draft, save=found, text=text)


@ROUTER.post("/drafts/{draft}/drop")
def drop_draft(visit: Visitor, draft: int, reason: Annotated[str, Form()] = "") -> Response:
    """Drops a draft."""
    drop(visit.desk, visit.user, draft, reason)
    return RedirectResponse("/rubrics", 303)


@ROUTER.post("/drafts/{draft}/indicators")
def new_indicator(
    visit: Visitor,
    draft: int,
    name: Annotated[str, Form()],
    title: Annotated[str, Form()],
    weight: Annotated[str, Form()],
    form: Annotated[str, Form()],
    group: Annotated[str, Form()],
    en: Annotated[str, Form()] = "",
) -> Response:
    """Adds an indicator, whose card is then to be filled in."""
    new = NewIndicator(name.strip(), title.strip(), en.strip() or title.strip(), weight.strip(), form)
    path = add_indicator(visit.desk, visit.user, draft, new, group)
    return RedirectResponse(f"/drafts/{draft}/files/{path}", 303)


@ROUTER.get("/drafts/{draft}/check")
def check_page(visit: Visitor, draft: int) -> Response:
    """The checks of a draft, each loaded by itself behind the one before."""
    visit.require("look")
    return visit.page("draft_check.html", draft=view(visit.desk, draft).draft, first=PARTS[0], parts=PARTS)


@ROUTER.get("/drafts/{draft}/check/{part}")
def check_part(visit: Visitor, draft: int, part: str) -> Response:
    """One check of a draft. What keeps it from being made stands in its place."""
    visit.require("look")
    if part not in PARTS:
        raise CodedError("not-found", "没有这一项检查", "there is no such check")
    shown = view(visit.desk, draft)
    found, error = None, None
    try:
        found = _checked(visit, shown, part)
    except CodedError as refused:
        error = refused
    after = next(iter(PARTS[PARTS.index(part) + 1 :]), None)
    return visit.page("draft_check_part.html", draft=shown.draft, name=part, found=found, error=error, next=after)


def _checked(visit: Visit, shown: DraftView, part: str) -> Any:
    ask = ask_of(visit.desk, shown)
    cards = [one.path for one in shown.changed if one.path.startswith("indicators/") and one.text is not None]
    match part:
        case "lint":
            return asked(visit, rubric.lint, ask)
        case "cases":
            return asked(visit, rubric.cases, ask)
        case "diff":
            return asked(visit, rubric_checks.differences, ask, RubricAsk(ask.folder, ask.base), visit.lang)
        case "coverage":
            return asked(visit, rubric_checks.coverage, ask, cards)
        case _:
            head = any(one.path == "rubric.yaml" for one in shown.changed)
            return asked(visit, rubric_checks.proofs, ask, cards, head)
