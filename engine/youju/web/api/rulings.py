"""Rulings on facts and findings, and closing an audit with four eyes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from youju.desk import reading, rulings
from youju.desk.closing import ask_to_close, close, reopen, send_back
from youju.desk.rulings import Ask, OvertakenError, withdraw
from youju.web.api.fields import LARGEST, AfterNumber, Most, Number
from youju.web.api.media import JSON
from youju.web.api.models import Audit
from youju.web.api.paging import Page, paged
from youju.web.api.problem import ConflictError, problems
from youju.web.api.ruling_models import ClosingAsked, Entered, Ruling, RulingAsked, WithdrawalAsked
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1/audits/{audit}", tags=["rulings"])
At = Annotated[int, Path(ge=1, le=LARGEST, description="第几条裁定 / the number of the ruling")]
_STEPS = {"ask": ask_to_close, "close": close, "back": send_back, "reopen": reopen}


@ROUTER.get("/rulings", responses=problems(404))
def list_rulings(visit: Visitor, audit: Number, after: AfterNumber = None, limit: Most = 100) -> Page[Ruling]:
    """全部裁定，撤回的也在 / Every ruling, those that were withdrawn too."""
    rows = reading.rulings(visit.desk, visit.user, audit)
    found, then = paged(rows, lambda row: row.number, after, limit)
    return Page(items=[Ruling.model_validate(row) for row in found], next=then)


@ROUTER.post("/rulings", status_code=201, responses=problems(404, 409, change=True), dependencies=[JSON])
def make_ruling(visit: Visitor, audit: Number, asked: RulingAsked) -> Entered:
    """裁定一个事实或一条疑点；再裁定一次就是改 /
    Rules on a fact or a finding; another ruling on the same thing changes it."""
    ask = Ask(asked.decision, asked.reason, asked.fact, asked.finding, asked.value, asked.source)
    try:
        made = rulings.make_ruling(visit.desk, visit.user, audit, ask, asked.seen)
    except OvertakenError as error:
        raise ConflictError(error.code, error.zh, error.en, {"seen": error.rows[-1].number}) from error
    return Entered.model_validate(made)


@ROUTER.post("/rulings/{number}/withdrawal", responses=problems(404, 409, change=True), dependencies=[JSON])
def withdraw_ruling(visit: Visitor, audit: Number, number: At, asked: WithdrawalAsked) -> Entered:
    """撤回一条裁定；它还在记录里 / Takes a ruling back; it stays on record."""
    return Entered.model_validate(withdraw(visit.desk, visit.user, audit, number, asked.reason))


@ROUTER.post("/closing", responses=problems(404, 409, change=True), dependencies=[JSON])
def move_closing(visit: Visitor, audit: Number, asked: ClosingAsked) -> Audit:
    """提请办结、批准、退回、重开；批准的不能是提请的人 /
    Asks to close, closes, sends back or opens again; never what one asked for oneself."""
    _STEPS[asked.step](visit.desk, visit.user, audit, asked.reason)
    return Audit.model_validate(reading.audit(visit.desk, visit.user, audit))
