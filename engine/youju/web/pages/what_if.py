"""What if, with sliders; and what to ask first. The address of a page holds what it assumes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from starlette.responses import PlainTextResponse, RedirectResponse

from youju.desk.bundles import said
from youju.desk.last import last_run, require_counted
from youju.desk.what_if import assumed
from youju.web.visit import Visitor

ROUTER = APIRouter(include_in_schema=False, prefix="/audits/{audit}")
FIELD = "is."
"""Before the name of a fact: its field in the form."""


@ROUTER.get("/what-if")
def what_if_page(
    visit: Visitor,
    audit: int,
    indicator: Annotated[list[str] | None, Query()] = None,
    given: Annotated[list[str] | None, Query(alias="set")] = None,
) -> Response:
    """The controls and the answer; fields that a form sends become the address that says the same."""
    query = visit.request.query_params
    fields = {name.removeprefix(FIELD): text for name, text in query.items() if name.startswith(FIELD)}
    indicators = tuple(dict.fromkeys(indicator or ()))
    typed = fields or _pairs(given or ())
    found = assumed(visit.desk, visit.user, audit, indicators, typed, touched=not fields)
    at = _address(audit, indicators, found["set"])
    part = visit.request.headers.get("HX-Request") == "true" and bool(fields)
    if fields and not found["slips"] and not part:
        return RedirectResponse(at, 303)
    last = last_run(visit.desk, audit)
    page = "what_if_answer.html" if part else "what_if.html"
    # Of a part htmx shows what is wrong only where the answer is one of success.
    status = 422 if found["slips"] and not part else 200
    answer = visit.page(page, status, row=last.audit, run=last.run, found=found, address=at)
    if part and not found["slips"]:
        answer.headers["HX-Replace-Url"] = at
    return answer


@ROUTER.get("/questions")
def questions(visit: Visitor, audit: int) -> Response:
    """What to ask first, what each answer is worth, and which papers to ask for."""
    visit.require("look")
    last = last_run(visit.desk, audit)
    require_counted(last)
    return visit.page("questions.html", row=last.audit, found=said(visit.desk, last))


@ROUTER.get("/questions.txt")
def questions_text(visit: Visitor, audit: int) -> Response:
    """The same as text."""
    visit.require("look")
    last = last_run(visit.desk, audit)
    require_counted(last)
    found = said(visit.desk, last)
    papers = [f"{at}. {_paper(one, visit.lang)}" for at, one in enumerate(found["papers"], 1)]
    head = "要补充的资料：" if visit.lang == "zh" else "Papers to ask for:"
    text = "\n".join([last.audit.name, "", found["questions"][visit.lang], "", head, *papers, ""])
    return PlainTextResponse(text, headers={"Content-Disposition": 'attachment; filename="questions.txt"'})


def _paper(one: Mapping[str, Any], lang: str) -> str:
    about = [f"{title[lang]}（{title['points']}）" for title in one["about"]]
    return f"{one['paper']}：{'、'.join(about)}" if about else one["paper"]


def _pairs(given: Sequence[str]) -> dict[str, str]:
    """`name:value` as an address has them; without a value nobody knows it."""
    return {name.strip(): text for name, _, text in (one.partition(":") for one in given)}


def _address(audit: int, indicators: Sequence[str], given: Mapping[str, str]) -> str:
    pairs = [("indicator", one) for one in indicators] + [("set", f"{name}:{text}") for name, text in given.items()]
    return f"/audits/{audit}/what-if" + (f"?{urlencode(pairs)}" if pairs else "")
