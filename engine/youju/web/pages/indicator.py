"""One indicator of an audit: why, why not, what would win points back, what to ask, its rules, its graph."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from youju.desk import indicator as worked_out
from youju.source import CodedError
from youju.web.pages.audits import shown
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
AT = "/audits/{audit}/indicators/{indicator}"


@ROUTER.get(AT)
def indicator_page(visit: Visitor, audit: int, indicator: str, points: str | None = None) -> Response:
    """All of one indicator; with `points` also why it has not so many, or not those of a rule of that id."""
    visit.require("look")
    values = _found(visit, audit, indicator)
    values["instead"] = points
    values["why_not"] = None if points is None else _why_not(visit, audit, indicator, points)
    return visit.page("indicator_why_not.html" if visit.part else "indicator.html", **values)


@ROUTER.get(f"{AT}/graph")
def graph_page(visit: Visitor, audit: int, indicator: str) -> Response:
    """The graph of what its points stand on, and the same in words; htmx gets it without the page around."""
    values = _found(visit, audit, indicator)
    graph = worked_out.graph(visit.desk, visit.user, audit, indicator, visit.lang)
    labels = {one["id"]: one["label"] for one in graph["nodes"]}
    template = "indicator_graph.html" if visit.part else "indicator_graph_page.html"
    return visit.page(template, **values, graph=graph, labels=labels)


@ROUTER.get(f"{AT}/graph.svg")
def graph_svg(visit: Visitor, audit: int, indicator: str) -> Response:
    """The same as a picture, which needs no script and may be printed."""
    drawn = worked_out.graph_svg(visit.desk, visit.user, audit, indicator, visit.lang)
    return Response(drawn, media_type="image/svg+xml")


def _found(visit: Visit, audit: int, indicator: str) -> dict[str, Any]:
    row, bundle = shown(visit, audit)
    one = next((one for one in bundle["rows"] if one["id"] == indicator), None) if bundle else None
    if bundle is None or one is None:
        zh, en = f"这份审核里没有指标“{indicator[:60]}”", f"the audit has no indicator “{indicator[:60]}”"
        raise CodedError("indicator-not-found", zh, en)
    pieces = bundle[visit.lang]
    return {
        "row": row,
        "bundle": bundle,
        "one": one,
        "pieces": pieces,
        "card": bundle["cards"][indicator],
        "range": bundle["ranges"][indicator],
        "findings": {key: bundle["findings"][key] for key in one["findings"] if key in bundle["findings"]},
        "questions": [asked for asked in pieces["ask"] if indicator in asked["indicators"]],
        "at": f"/audits/{audit}/indicators/{indicator}",
    }


def _why_not(visit: Visit, audit: int, indicator: str, points: str) -> list[dict[str, Any]]:
    """The lines of why not; what was asked amiss is told in their place."""
    try:
        return worked_out.why_not(visit.desk, visit.user, audit, indicator, points, visit.lang)
    except CodedError as error:
        if error.code != "rule-not-found":
            raise
        return [{"depth": 0, "text": error.zh if visit.lang == "zh" else error.en}]
