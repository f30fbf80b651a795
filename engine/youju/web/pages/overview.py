"""All audits at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import fields
from fractions import Fraction
from functools import lru_cache
from io import StringIO
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response

from youju.audit.words import points_text
from youju.desk.matrix import Cell, Column, Line
from youju.desk.overview import Overview, overview
from youju.desk.review import STATES
from youju.desk.wanted import NO_YEAR, Wanted
from youju.regress.impact import bins_of
from youju.source import fraction_text
from youju.web.visit import Visitor
from youju.web.words import Lang

ROUTER = APIRouter(include_in_schema=False)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WANTED = tuple(one.name for one in fields(Wanted))
_Text = Annotated[str, Query(max_length=200)]


async def _wanted(
    year: _Text = "",
    rubric: _Text = "",
    version: _Text = "",
    state: _Text = "",
    code: _Text = "",
    name: _Text = "",
    sort: _Text = "name",
    down: _Text = "",
) -> Wanted:
    number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    return Wanted(
        NO_YEAR if year == "none" else number, rubric or None, version or None, state if state in STATES else None,
        code or None, name.strip() or None, sort or "name", down == "1",
    )  # fmt: skip


_Drawn = tuple[str, str | None, str, str, str]
"""A cell as the page has it: the class of its colour, where it leads, what it tells in full, what stands in it, its
range. One of no run leads nowhere."""
Asked = Annotated[Wanted, Depends(_wanted)]
"""The audits that an address asks for."""


def address(wanted: Wanted, page: int = 1, at: str = "/overview", **changes: Any) -> str:
    """The address of the audits wanted, with some of it changed."""
    said = {name: getattr(wanted, name) for name in _WANTED} | changes | {"page": page}
    said |= {"year": "none" if said["year"] == NO_YEAR else said["year"], "down": "1" if said["down"] else None}
    plain = {"sort": "name", "page": 1}
    kept = {key: value for key, value in said.items() if value is not None and value != plain.get(key)}
    return f"{at}?{urlencode(kept)}" if kept else at


@ROUTER.get("/overview")
def overview_page(visit: Visitor, wanted: Asked, page: Annotated[int, Query(ge=1, le=1_000_000)] = 1) -> Response:
    """The heat map, totals, findings, lost points and progress of the audits that are asked for."""
    found = overview(visit.desk, visit.user, wanted, page)
    heads = [
        (key, list(each)) for key, each in groupby(found.columns, key=lambda one: (one.section_zh, one.section_en))
    ]

    def to(page: int = 1, at: str = "/overview", **changes: Any) -> str:
        return address(wanted, page, at, **changes)

    def turned(sort: str) -> str:
        """Where the head of a column leads: to its order, the other way round where it stands in it already."""
        return to(sort=sort, down=wanted.sort == sort and not wanted.down)

    def cells(line: Line) -> Iterator[_Drawn]:
        return _drawn(line, found.columns, visit.lang)

    bars = _bars(found)
    return visit.page(
        "overview.html", found=found, matrix=found.matrix, heads=heads, bars=bars, cells=cells, to=to, turned=turned,
    )  # fmt: skip


@ROUTER.get("/overview.csv")
def overview_csv(visit: Visitor, wanted: Asked) -> Response:
    """The matrix with exact points, all pages of it; an indicator that is undetermined has its range where it is told,
    one that does not apply is named so."""
    found = overview(visit.desk, visit.user, wanted, None)
    into = StringIO()
    out = csv.writer(into, lineterminator="\r\n")
    out.writerow(["audit", "name", "year", "state", "claimed", "recomputed", *(one.id for one in found.columns)])
    for line in found.matrix.lines:
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
    if cell.status == "scored":
        return fraction_text(cell.points)
    return cell.status if cell.range is None else f"{cell.status} {'..'.join(map(fraction_text, cell.range))}"


def _safe(text: str) -> str:
    """A text that a spreadsheet takes for no formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _drawn(line: Line, columns: Sequence[Column], lang: Lang) -> Iterator[_Drawn]:
    for column in columns:
        cell = line.cells.get(column.id)
        if cell is None:
            yield "hn", None, "", "", ""
        else:
            colour, text, between, figures = _told(cell)
            title = f"{column.zh if lang == 'zh' else column.en} {figures}"
            yield colour, f"/audits/{line.id}/indicators/{column.id}", title, text, between


@lru_cache(10_000)
def _told(cell: Cell) -> tuple[str, str, str, str]:
    """The class of a cell's colour; what stands in it: whole percent of the weight, points without a weight; the range
    where it is undetermined; and its points of how many."""
    colour, text = _heat(cell)
    between = "" if cell.range is None else "–".join(map(points_text, cell.range))
    return colour, text, between, f"{points_text(cell.points)} / {points_text(cell.weight)}"


def _heat(cell: Cell) -> tuple[str, str]:
    percent = cell.percent
    if percent is not None:
        return f"h{max(0, min(10, percent // 10))}", str(percent)
    if cell.status == "undetermined":
        return "hq", "?"
    return "hn", fraction_text(cell.points) if cell.points else "—"


def _bars(found: Overview) -> list[dict[str, Any]]:
    """The distributions of claimed and recomputed totals over the same classes; heights in whole units of 100."""
    bins = bins_of(found.claimed, found.recomputed)
    most = max((max(one.before, one.after) for one in bins), default=1) or 1
    return [
        {
            "text": one.text,
            "low": one.low,
            "end": one.high,
            "claimed": one.before,
            "recomputed": one.after,
            "high": (100 * one.before // most, 100 * one.after // most),
        }
        for one in bins
    ]
