"""Audits: handing reports in, the list, and an audit as other pages find it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import select
from starlette.responses import RedirectResponse

from youju.desk.work.bundle import FORMAT
from youju.source import CodedError
from youju.store.tables import AUDITS, RUNS
from youju.web.kept import Bundle, Bundles
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


def shown(visit: Visit, audit: int) -> tuple[Any, Bundle | None]:
    """An audit with its last run, and that run's bundle; CodedError `audit-unknown`.

    None where there is no run, or one made by another version of the program. Of the run the row also has `known`, how
    many changes of rulings it counts, and `run_at`, when it was made.
    """
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    told = [column for column in RUNS.c if column.name not in AUDITS.c]
    of_run = (RUNS.c.rulings.label("known"), RUNS.c.at.label("run_at"))
    query = select(AUDITS, *told, *of_run).outerjoin(RUNS, last).where(AUDITS.c.id == audit)
    with visit.desk.store.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise CodedError("audit-unknown", f"没有第 {audit} 号审核", f"there is no audit {audit}")
    if row.bundle is None:
        return row, None
    kept: Bundles = visit.request.app.state.bundles
    bundle = kept.get(visit.desk.store.blobs, row.bundle)
    return row, bundle if bundle["format"] == FORMAT else None
