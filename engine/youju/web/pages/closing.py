"""Closing an audit with four eyes, and what was done to it from its beginning."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.desk.closing import ask_to_close, close, open_gravest, reopen, send_back
from youju.desk.history import history
from youju.desk.last import Last, last_run
from youju.source import CodedError
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False, prefix="/audits/{audit}")
STEPS = {"ask": ask_to_close, "close": close, "back": send_back, "reopen": reopen}


@ROUTER.post("/closing")
def move(
    visit: Visitor,
    audit: int,
    step: Annotated[Literal["ask", "close", "back", "reopen"], Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Asks to close, closes, sends back or opens again."""
    try:
        STEPS[step](visit.desk, visit.user, audit, reason)
    except CodedError as error:
        if error.code not in ("closing-reason", "rulings-not-counted", "audit-state-changed", "audit-not-open"):
            raise
        return _history(visit, audit, 422 if error.code == "closing-reason" else 409, error, reason)
    return RedirectResponse(f"/audits/{audit}/history", 303)


@ROUTER.get("/history")
def history_page(visit: Visitor, audit: int) -> Response:
    """The records of an audit in words, and the next step of its closing."""
    return _history(visit, audit)


def closing_of(visit: Visit, last: Last) -> dict[str, Any]:
    """What `closing.html` shows: the gravest findings without a ruling, which steps are open, whether it is one's own
    request, the last step taken."""
    row, user = last.audit, visit.user
    own = row.state == "closing" and row.asked_by == user.name
    may = {
        "ask": row.state == "open" and visit.may("ask-close"),
        "close": row.state == "closing" and visit.may("close") and (not own or user.alone),
        "back": row.state == "closing" and (visit.may("close") or own),
        "reopen": row.state == "closed" and visit.may("reopen"),
    }
    moves = [one for one in history(visit.desk, user, row.id) if one.kind == "audit-moved"]
    last_move = moves[-1] if moves else None
    return {"gravest": open_gravest(visit.desk, row.id), "may": may, "own": own, "last": last_move}


def _history(
    visit: Visit, audit: int, status: int = 200, error: CodedError | None = None, reason: str = ""
) -> Response:
    last = last_run(visit.desk, audit)
    records = history(visit.desk, visit.user, audit)
    said = {"row": last.audit, "closing": closing_of(visit, last), "error": error, "reason": reason}
    return visit.page("history.html", status, **said, records=records)
