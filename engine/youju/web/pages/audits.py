"""Audits: handing reports in, the list, one audit."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import select
from starlette.responses import RedirectResponse

from youju.source import CodedError
from youju.store.tables import AUDITS, RUNS
from youju.web.pages.jobs import drop_zone
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/")
def first_page() -> Response:
    """The list of audits is where one begins."""
    return RedirectResponse("/audits", 303)


@ROUTER.get("/audits")
def audit_list(visit: Visitor) -> Response:
    """All audits, the one changed last first."""
    visit.require("look")
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    query = select(AUDITS, RUNS.c.claimed, RUNS.c.recomputed, RUNS.c.p0, RUNS.c.p1, RUNS.c.zh, RUNS.c.en)
    with visit.desk.store.reading() as connection:
        rows = connection.execute(query.outerjoin(RUNS, last).order_by(AUDITS.c.id.desc())).all()
    return visit.page("audits.html", rows=rows, drop=drop_zone(visit))


@ROUTER.get("/audits/{audit}")
def audit_page(visit: Visitor, audit: int) -> Response:
    """One audit: its tree beside its document."""
    visit.require("look")
    row, bundle = shown(visit, audit)
    return visit.page("audit.html", row=row, bundle=bundle, pieces=bundle[visit.lang] if bundle else None)


def shown(visit: Visit, audit: int) -> tuple[Any, dict[str, Any] | None]:
    """An audit with its last run, and that run's bundle; CodedError `audit-unknown`."""
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    told = [column for column in RUNS.c if column.name not in AUDITS.c]
    with visit.desk.store.reading() as connection:
        row = connection.execute(select(AUDITS, *told).outerjoin(RUNS, last).where(AUDITS.c.id == audit)).first()
    if row is None:
        raise CodedError("audit-unknown", f"没有第 {audit} 号审核", f"there is no audit {audit}")
    return row, None if row.bundle is None else json.loads(visit.desk.store.blobs.get(row.bundle))
