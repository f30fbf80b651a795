"""The runs of an audit, and running it again under the versions published now."""

from __future__ import annotations

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from youju.desk.rows import audit_row
from youju.desk.runs import change_of, difference_of, run_again_anew, runs_of
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/audits/{audit}/runs")
def run_list(visit: Visitor, audit: int) -> Response:
    """Every run of an audit with its version and totals."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        row, runs = audit_row(connection, audit), runs_of(connection, audit)
    return visit.page("runs.html", row=row, runs=runs)


@ROUTER.get("/audits/{audit}/runs/{number}/against/{old}")
def runs_compared(visit: Visitor, audit: int, number: int, old: int) -> Response:
    """Two runs of an audit: every point that moved, and why."""
    return visit.page("runs_compared.html", found=difference_of(visit.desk, visit.user, audit, old, number))


@ROUTER.get("/audits/{audit}/again")
def again_page(visit: Visitor, audit: int) -> Response:
    """What another run would change, before it is made."""
    return visit.page("again.html", change=change_of(visit.desk, visit.user, audit))


@ROUTER.post("/audits/{audit}/again")
def again(visit: Visitor, audit: int) -> Response:
    """Makes another run."""
    return RedirectResponse(f"/jobs/{run_again_anew(visit.desk, visit.user, audit).id}", 303)
