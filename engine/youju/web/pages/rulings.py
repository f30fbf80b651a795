"""Findings and rulings: what there is to decide on, the forms to decide by, all that was decided, and its effect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from starlette.responses import RedirectResponse

from youju.desk.bundles import said
from youju.desk.last import Last, effect, last_run
from youju.desk.rulings import Ask, OvertakenError, count, in_force, make_ruling, rulings_of, withdraw
from youju.source import CodedError
from youju.web.pages.closing import closing_of
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False, prefix="/audits/{audit}")
STATES = ("open", "accept", "reject", "mute")
AT = {"ruling-value": "value", "ruling-fact": "fact"}
"""The field that a code is about."""
COMMAND = re.compile(r" ?[（(](?:命令：)?`youju [^`]*`[）)]")
Typed = Mapping[str, Any]


@ROUTER.get("/findings")
def findings(visit: Visitor, audit: int, level: str = "", state: str = "", code: str = "", made: int = 0) -> Response:
    """All findings of the last run, or those of a level, state and code."""
    return _findings(visit, audit, {"level": level, "state": state, "code": code}, made=made)


@ROUTER.post("/findings/{key}")
def rule_on_finding(
    visit: Visitor,
    audit: int,
    key: str,
    seen: Annotated[int, Form()],
    decision: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Decides on a finding."""
    ask = Ask(decision, reason, finding=key)
    try:
        entered = make_ruling(visit.desk, visit.user, audit, ask, seen)
    except CodedError as error:
        return _findings(visit, audit, {}, _status(error), typed=_typed(ask, error))
    return RedirectResponse(f"/audits/{audit}/findings?made={entered.number}#f-{key}", 303)


@ROUTER.get("/rulings")
def rulings(visit: Visitor, audit: int, made: int = 0, fact: str = "") -> Response:
    """All rulings, and the form to decide on a fact."""
    return _rulings(visit, audit, made=made, typed={"fact": fact} if fact else None)


@ROUTER.post("/rulings")
def rule_on_fact(
    visit: Visitor,
    audit: int,
    seen: Annotated[int, Form()],
    fact: Annotated[str, Form()] = "",
    decision: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Decides on a fact."""
    ask = Ask(decision, reason, fact=fact, value=value, source=source)
    try:
        entered = make_ruling(visit.desk, visit.user, audit, ask, seen)
    except CodedError as error:
        return _rulings(visit, audit, _status(error), typed=_typed(ask, error))
    return RedirectResponse(f"/audits/{audit}/rulings?made={entered.number}", 303)


@ROUTER.post("/rulings/count")
def count_again(visit: Visitor, audit: int) -> Response:
    """Counts rulings that no run knows yet."""
    visit.require("rule")
    count(visit.desk, visit.user, audit)
    return RedirectResponse(f"/audits/{audit}/rulings", 303)


@ROUTER.post("/rulings/{number}/withdraw")
def take_back(visit: Visitor, audit: int, number: int, reason: Annotated[str, Form()] = "") -> Response:
    """Takes a ruling back."""
    try:
        withdraw(visit.desk, visit.user, audit, number, reason)
    except CodedError as error:
        typed: dict[str, Any] = {"withdraw": number, "why": reason, "error": error, "wrong": {}}
        return _rulings(visit, audit, _status(error), typed=_kept(typed, error))
    return RedirectResponse(f"/audits/{audit}/rulings?made={number}", 303)


def _findings(
    visit: Visit, audit: int, asked: Mapping[str, str], status: int = 200, made: int = 0, typed: Typed | None = None
) -> Response:
    """The page of findings; `typed` is what was sent and not taken, with why."""
    visit.require("look")
    last = last_run(visit.desk, audit)
    every: list[dict[str, Any]] = said(visit.desk, last)["findings"] if last.counted else []
    wanted = {key: value for key, value in asked.items() if value}
    shown = [one for one in every if all(_is(one, key, value) for key, value in wanted.items())]
    # What was said before there were kinds has their codes alone.
    kinds = list({one["code"]: one.get("kind", {}).get(visit.lang, one["code"]) for one in every}.items())
    values = {
        "at_hand": at_hand,
        "every": every,
        "shown": shown,
        "kinds": kinds,
        "asked": {"level": "", "state": "", "code": "", **asked},
    }
    return visit.page("findings.html", status, **_common(visit, last, made, typed), **values)


def _rulings(visit: Visit, audit: int, status: int = 200, made: int = 0, typed: Typed | None = None) -> Response:
    visit.require("look")
    last = last_run(visit.desk, audit)
    told: dict[str, Any] = said(visit.desk, last) if last.counted else {"facts": [], "findings": []}
    found = {one["key"]: one["message"] for one in told["findings"]}
    return visit.page("rulings.html", status, **_common(visit, last, made, typed), facts=told["facts"], found=found)


def _common(visit: Visit, last: Last, made: int, typed: Typed | None) -> dict[str, Any]:
    """What both pages show: the audit, its rulings with the last number, what the last one did, what was typed."""
    rows = rulings_of(visit.desk, last.audit.id)
    return {
        "row": last.audit, "run": last.run, "counted": last.counted, "rulings": rows, "held": in_force(rows),
        "seen": max((one.number for one in rows), default=0), "typed": typed,
        "made": made if made in {one.number for one in rows} else 0,
        "before": effect(visit.desk, last) if made and last.counted else None, "closing": closing_of(visit, last),
        "may": visit.may("rule") and last.audit.state == "open",
    }  # fmt: skip


def at_hand(advice: str) -> str:
    """Advice as a page gives it: without commands in brackets, whose place a link beside it takes."""
    return COMMAND.sub("", advice).replace("`", "")


def _is(finding: Mapping[str, Any], key: str, value: str) -> bool:
    return (finding["decision"] or "open") == value if key == "state" else finding[key] == value


def _status(error: CodedError) -> int:
    return 409 if isinstance(error, OvertakenError) or error.code == "audit-not-open" else status_of(error)


def _typed(ask: Ask, error: CodedError) -> Typed:
    """What was typed, why it was not taken, and what is wrong with which field."""
    fields = ("fact", "finding", "decision", "value", "source", "reason")
    typed: dict[str, Any] = {name: getattr(ask, name) for name in fields}
    place = AT.get(error.code)
    if error.code == "ruling-reason":
        place = "reason" if not ask.reason.strip() else "source"
    return _kept({**typed, "error": error, "wrong": {place: error} if place else {}}, error)


def _kept(typed: Typed, error: CodedError) -> Typed:
    """The same, unless the page itself cannot be shown: then the error goes on."""
    if error.code in ("not-allowed", "audit-unknown", "audit-without-result"):
        raise error
    return typed
