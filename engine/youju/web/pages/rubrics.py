"""Rubrics: the list, the official table of a version, its cards and files. Nothing is changed here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from sqlalchemy import select
from starlette.responses import RedirectResponse

from youju.desk.drafts import base_files, begin, drafts_of
from youju.desk.rows import version_row
from youju.desk.versions import current, names
from youju.desk.work import rubric_shown
from youju.desk.work.rubric import RubricAsk
from youju.source import CodedError
from youju.store.tables import VERSIONS
from youju.web.asked import asked
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)


@ROUTER.get("/rubrics")
def rubric_list(visit: Visitor) -> Response:
    """All rubrics with the version published last, how many there are, and the drafts that are open."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        newest, called = current(connection), names(connection)
        rows = connection.execute(select(VERSIONS).where(VERSIONS.c.state == "published")).all()
    by_rubric = {name: [row for row in rows if row.rubric == name] for name in sorted({row.rubric for row in rows})}
    shown = [(next(row for row in of if row.digest == newest[name]), len(of)) for name, of in by_rubric.items()]
    return visit.page("rubrics.html", rubrics=shown, called=called, drafts=drafts_of(visit.desk))


@ROUTER.get("/rubrics/{rubric}")
def rubric_page(visit: Visitor, rubric: str) -> Response:
    """The version of a rubric that was published last."""
    visit.require("look")
    with visit.desk.store.reading() as connection:
        found = current(connection, rubric)
    if rubric not in found:
        raise CodedError("version-unknown", f"没有评分标准“{rubric[:60]}”", f"there is no rubric “{rubric[:60]}”")
    return _table(visit, rubric, found[rubric])


@ROUTER.get("/rubrics/{rubric}/versions/{digest}")
def version_page(visit: Visitor, rubric: str, digest: str) -> Response:
    """A version of a rubric as its official table."""
    visit.require("look")
    return _table(visit, rubric, digest)


def _table(visit: Visit, rubric: str, digest: str) -> Response:
    row, ask = version_of(visit, rubric, digest)
    table = asked(visit, rubric_shown.table, ask)
    drafts = [one for one in drafts_of(visit.desk, rubric) if one.base == digest]
    return visit.page("rubric.html", row=row, table=table, drafts=drafts)


@ROUTER.get("/rubrics/{rubric}/versions/{digest}/cards/{indicator}")
def card_page(visit: Visitor, rubric: str, digest: str, indicator: str) -> Response:
    """A card of a version: weight, rules in words, what they rest on, cases, and the YAML."""
    visit.require("look")
    row, ask = version_of(visit, rubric, digest)
    card = asked(visit, rubric_shown.cards, ask).get(indicator)
    if card is None:
        raise CodedError("not-found", f"没有指标“{indicator[:60]}”", f"there is no indicator “{indicator[:60]}”")
    return visit.page("card.html", row=row, card=card)


@ROUTER.get("/rubrics/{rubric}/versions/{digest}/files/{path:path}")
def version_file_page(visit: Visitor, rubric: str, digest: str, path: str) -> Response:
    """A file of a version as it is written."""
    visit.require("look")
    row, _ = version_of(visit, rubric, digest)
    text = base_files(visit.desk, digest).get(path)
    if text is None:
        raise CodedError("not-found", f"没有文件“{path[:60]}”", f"there is no file “{path[:60]}”")
    return visit.page("rubric_file.html", row=row, file=path, text=text)


@ROUTER.post("/rubrics/{rubric}/versions/{digest}/drafts")
def begin_draft(visit: Visitor, rubric: str, digest: str, title: Annotated[str, Form()] = "") -> Response:
    """Begins a draft from a version."""
    visit.require("draft")
    version_of(visit, rubric, digest)
    return RedirectResponse(f"/drafts/{begin(visit.desk, visit.user, digest, title)}", 303)


def version_of(visit: Visit, rubric: str, digest: str) -> tuple[object, RubricAsk]:
    """A version of a rubric, and what to ask workers about it. CodedError `version-unknown`."""
    with visit.desk.store.reading() as connection:
        row = version_row(connection, digest, rubric)
    return row, RubricAsk(str(visit.desk.store.folder), digest)
