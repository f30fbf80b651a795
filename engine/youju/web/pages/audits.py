"""Audits: handing reports in, the list, and an audit as other pages find it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from youju.desk.bundles import Bundle, bundle_at
from youju.desk.rows import audit_row, with_last_run
from youju.store.tables import AUDITS, RUNS
from youju.web.pages.jobs import drop_zone
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/")
def first_page() -> Response:
    """The list of audits is where one begins."""
    return RedirectResponse("/audits", 303)


@ROUTER.get("/audits")
def audit_list(visit: Visitor, state: str = "") -> Response:
    """All audits, the one handed in last first, or those in a state."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        rows = connection.execute(with_last_run().order_by(AUDITS.c.id.desc())).all()
    counts = Counter(row.state for row in rows)
    shown = [row for row in rows if state in ("", row.state)]
    return visit.page("audits.html", rows=shown, all=len(rows), counts=counts, state=state, drop=drop_zone(visit))


def shown(visit: Visit, audit: int) -> tuple[Any, Bundle | None]:
    """An audit with its last run, and that run's bundle; CodedError `audit-unknown`.

    None where there is no run, or one made by another version of the program. Of the run the row also has `known`, how
    many changes of rulings it counts, and `run_at`, when it was made.
    """
    of_run = (RUNS.c.rulings.label("known"), RUNS.c.at.label("run_at"))
    with visit.desk.store.reading() as connection:
        row = audit_row(connection, audit, with_last_run(*of_run))
    if row.bundle is None:
        return row, None
    return row, bundle_at(visit.desk, row.bundle)
