"""The runs of an audit, and running it again under the versions published now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from youju.desk.rows import audit_row
from youju.desk.runs import change_of, run_again_anew, runs_apart, runs_of
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/audits/{audit}/runs")
def run_list(visit: Visitor, audit: int) -> Response:
    """Every run of an audit with its version and totals."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        row, runs = audit_row(connection, audit), runs_of(connection, audit)
    return visit.page("runs.html", row=row, runs=moved(runs))


def moved(runs: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each run with the last one before it that had a result, None where there was none: they come last first."""
    return [(one, next((old for old in runs[at + 1 :] if old.record), None)) for at, one in enumerate(runs)]


@ROUTER.get("/audits/{audit}/runs/compare")
def compare_page(visit: Visitor, audit: int, old: int = 0, new: int = 0) -> Response:
    """How two runs of an audit differ."""
    return visit.page("run_compare.html", apart=runs_apart(visit.desk, visit.user, audit, old, new))


@ROUTER.get("/audits/{audit}/again")
def again_page(visit: Visitor, audit: int) -> Response:
    """What another run would change, before it is made."""
    return visit.page("again.html", change=change_of(visit.desk, visit.user, audit))


@ROUTER.post("/audits/{audit}/again")
def again(visit: Visitor, audit: int) -> Response:
    """Makes another run."""
    return RedirectResponse(f"/jobs/{run_again_anew(visit.desk, visit.user, audit).id}", 303)
