"""One audit: its scores beside its text or its pages, what stands on a quote, pictures of pages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from youju.desk.bundles import Bundle
from youju.desk.last import newer_version
from youju.desk.pictures import page_picture, page_sizes
from youju.source import CodedError
from youju.web.pages.audits import shown
from youju.web.pages.codes import advice
from youju.web.score_view import View, view_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
Several = Annotated[list[str] | None, Query()]


@ROUTER.get("/audits/{audit}")
def audit_page(
    visit: Visitor, audit: int, show: Several = None, section: str = "", paper: str = "", open: str = ""
) -> Response:
    """The scores, as filtered, beside the document; htmx gets the scores alone."""
    visit.require("look")
    row, bundle = shown(visit, audit)
    if bundle is None:
        return visit.page("audit_without.html", row=row, advice=advice(row.code, visit.lang) if row.code else None)
    view = view_of(show or (), section, paper, open, [one["id"] for one in bundle["sections"]])
    values: dict[str, Any] = {
        "row": row,
        "bundle": bundle,
        "pieces": bundle[visit.lang],
        "view": view,
        **_scores(bundle, view),
    }
    if visit.part:
        return visit.page("audit_scores.html", **values)
    newer = newer_version(visit.desk, bundle["rubric"]["id"], row.version)
    return visit.page("audit.html", **values, newer=newer, sheets=_sheets(visit, row, bundle, view))


@ROUTER.get("/audits/{audit}/quotes")
def quotes_page(visit: Visitor, audit: int, at: Several = None) -> Response:
    """What stands on quotes: on those that are named by their anchors, or on all."""
    visit.require("look")
    row, bundle = shown(visit, audit)
    quotes: dict[str, Any] = bundle["quotes"] if bundle else {}
    wanted = [name for one in at or () for name in one.split(",")]
    found = {name: quotes[name] for name in wanted or sorted(quotes, key=span_of) if name in quotes}
    template = "quote_panel.html" if visit.part else "quotes.html"
    rows = {one["id"]: one for one in bundle["rows"]} if bundle else {}
    return visit.page(template, row=row, bundle=bundle, found=found, rows=rows, here=visit.part)


@ROUTER.get("/audits/{audit}/pages/{page}.png")
def picture(visit: Visitor, audit: int, page: int) -> Response:
    """The picture of a page of a PDF."""
    visit.require("look")
    row, bundle = shown(visit, audit)
    if bundle is None or not 1 <= page <= bundle["document"]["pages"]:
        raise CodedError("page-not-drawn", f"没有第 {page} 页的图", f"there is no picture of page {page}")
    drawn = page_picture(visit.desk, visit.user, row.document, page)
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


def span_of(anchor: str) -> tuple[int, int]:
    """Where a quote stands in the text, by its anchor: what begins first comes first, of two the wider."""
    start, _, end = anchor.removeprefix("q").partition("-")
    return int(start), -int(end)


def _scores(bundle: Bundle, view: View) -> dict[str, Any]:
    """The rows by id, which of them are shown, which rest on a fact as ruled, how many each filter would show."""
    rows, findings = bundle["rows"], bundle["findings"]
    handed = {key for key, one in findings.items() if one["code"] == "fact-handed"}
    return {
        "rows": {row["id"]: row for row in rows},
        "shown": frozenset(row["id"] for row in rows if view.has(row)),
        "ruled": frozenset(row["id"] for row in rows if handed & set(row["findings"])),
        "filters": {name: (name in view.show, count) for name, count in view.counts(rows).items()},
    }


def _sheets(visit: Visit, row: Any, bundle: Bundle, view: View) -> list[dict[str, Any]] | None:
    """The pages with the boxes of their quotes; an anchor stands on the first of its boxes alone."""
    if view.paper != "pages" or not bundle["document"]["pages"]:
        return None
    sizes = page_sizes(visit.desk, visit.user, row.document)
    anchored: set[str] = set()
    sheets: list[dict[str, Any]] = []
    for number, (width, height) in enumerate(sizes, start=1):
        marks: list[dict[str, Any]] = []
        for mark in bundle["boxes"].get(str(number), ()):
            marks.append({**mark, "first": mark["quote"] not in anchored})
            anchored.add(mark["quote"])
        sheets.append({"number": number, "width": width, "height": height, "marks": marks})
    return sheets
