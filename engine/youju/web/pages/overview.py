"""All audits at once."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from io import StringIO
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from youju.desk.overview import STATES, Cell, Overview, Wanted, overview
from youju.regress.impact import bins_of
from youju.source import fraction_text
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def _found(
    visit: Visitor,
    year: Annotated[str, Query()] = "",
    rubric: Annotated[str, Query()] = "",
    state: Annotated[str, Query()] = "",
) -> Overview:
    number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    return overview(visit.desk, visit.user, Wanted(number, rubric or None, state if state in STATES else None))


Found = Annotated[Overview, Depends(_found)]
"""The audits that an address asks for."""


@ROUTER.get("/overview")
def overview_page(visit: Visitor, found: Found) -> Response:
    """The heat map, totals, findings, lost points and progress of the audits that are asked for."""
    heads = [
        (key, list(each)) for key, each in groupby(found.columns, key=lambda one: (one.section_zh, one.section_en))
    ]
    return visit.page(
        "overview.html",
        found=found,
        heads=heads,
        bars=_bars(found),
        heat=_heat,
        states=STATES,
        query=visit.request.url.query,
    )


@ROUTER.get("/overview.csv")
def overview_csv(found: Found) -> Response:
    """The matrix with exact points; an indicator that is not decided or does not apply is named so."""
    into = StringIO()
    out = csv.writer(into, lineterminator="\r\n")
    out.writerow(["audit", "name", "year", "state", "claimed", "recomputed", *(one.id for one in found.columns)])
    for line in found.lines:
        sums = [_exact(line.claimed), _exact(line.recomputed)]
        cells = [_written(line.cells.get(one.id)) for one in found.columns]
        out.writerow([line.id, _safe(line.name), line.year or "", line.state, *sums, *cells])
    # Excel takes UTF-8 for what it is only by this mark.
    data = "\N{ZERO WIDTH NO-BREAK SPACE}" + into.getvalue()
    headers = {"Content-Disposition": 'attachment; filename="overview.csv"'}
    return Response(data.encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _exact(value: Fraction | None) -> str:
    return "" if value is None else fraction_text(value)


def _written(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return fraction_text(cell.points) if cell.status == "scored" else cell.status


def _safe(text: str) -> str:
    """A text that a spreadsheet takes for no formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _heat(cell: Cell) -> tuple[str, str]:
    """The class of a cell's colour, and what stands in it: whole percent of the weight, points without a weight."""
    percent = cell.percent
    if percent is not None:
        return f"h{max(0, min(10, percent // 10))}", str(percent)
    if cell.status == "undetermined":
        return "hq", "?"
    return "hn", fraction_text(cell.points) if cell.points else "—"


def _bars(found: Overview) -> list[dict[str, Any]]:
    """The distributions of claimed and recomputed totals over the same classes; heights in whole units of 100."""
    claimed = Counter(one.claimed for one in found.lines if one.claimed is not None)
    recomputed = Counter(one.recomputed for one in found.lines if one.recomputed is not None)
    bins = bins_of(claimed, recomputed)
    most = max((max(one.before, one.after) for one in bins), default=1) or 1
    return [
        {
            "text": one.text,
            "claimed": one.before,
            "recomputed": one.after,
            "high": (100 * one.before // most, 100 * one.after // most),
        }
        for one in bins
    ]
