"""What follows from an audit: its files, what to ask, what if, and its history."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from youju.desk import papers, reading
from youju.desk.bundles import said
from youju.desk.history import history
from youju.desk.last import last_run, require_counted
from youju.desk.what_if import assumed
from youju.web.api.fields import AfterNumber, Language, Most, Name, Number
from youju.web.api.models import Happened, PaperFile, Questions, WhatIf
from youju.web.api.paging import Page, paged
from youju.web.api.problem import PlacedError, bytes_as, problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1/audits/{audit}", tags=["papers"])
Shown = Annotated[
    list[Annotated[str, Query(pattern=r"^[\w.-]{1,80}$")]] | None,
    Query(max_length=100, description="列出这些指标的事实 / lists the facts of these indicators"),
]
Assumed = Annotated[
    list[Annotated[str, Query(pattern=r"^[^\x00-\x1f:]{1,80}:[^\x00-\x1f]{0,200}$")]] | None,
    Query(
        alias="set",
        max_length=50,
        description="“事实:值”，没有值就是不知道 / `fact:value`, in its unit; no value: nobody knows it",
        examples=[["事实:1"]],
    ),
]


@ROUTER.get("/files", responses=problems(404, 409))
def list_files(visit: Visitor, audit: Number) -> list[PaperFile]:
    """可以下载哪些文件 / Which files there are for download."""
    visit.require("look")
    last_run(visit.desk, audit)
    return [PaperFile(name=name, media=papers.media_of(name), zh=zh, en=en) for name, (zh, en) in papers.NAMES.items()]


@ROUTER.get(
    "/files/{name}",
    response_class=Response,
    responses={**problems(404, 409), **bytes_as(*sorted({*papers.MEDIA.values(), papers.TEXT}))},
)
def get_file(visit: Visitor, audit: Number, name: Name, words: Language = "zh") -> Response:
    """一个文件的字节 / A file of the last run."""
    data = papers.file_of(visit.desk, visit.user, audit, name, words)
    return Response(
        data, media_type=papers.media_of(name), headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@ROUTER.get("/questions", responses=problems(404, 409))
def get_questions(visit: Visitor, audit: Number) -> Questions:
    """先问什么，要补充哪些资料 / What to ask first, and which papers to ask for."""
    visit.require("look")
    last = last_run(visit.desk, audit)
    require_counted(last)
    found = said(visit.desk, last)
    return Questions(questions=found["questions"], papers=found["papers"])


@ROUTER.get("/what-if", responses=problems(404, 409))
def get_what_if(visit: Visitor, audit: Number, indicator: Shown = None, given: Assumed = None) -> WhatIf:
    """如果事实是别的数，得几分；什么也不存 / What the points were if facts were otherwise; nothing is kept."""
    typed = {name.strip(): text for name, _, text in (one.partition(":") for one in given or ())}
    found = assumed(visit.desk, visit.user, audit, tuple(dict.fromkeys(indicator or ())), typed)
    for name, slip in found["slips"].items():
        raise PlacedError(slip["code"], slip["zh"], slip["en"], ("query", "set", name))
    return WhatIf(set=found["set"], controls=found["controls"], answer=found["answer"])


@ROUTER.get("/history", responses=problems(404))
def get_history(visit: Visitor, audit: Number, after: AfterNumber = None, limit: Most = 100) -> Page[Happened]:
    """对它做过什么，先后为序 / All that was done to an audit, the first first."""
    reading.audit(visit.desk, visit.user, audit)
    rows = history(visit.desk, visit.user, audit)
    found, then = paged(rows, lambda row: row.seq, after, limit)
    return Page(items=[Happened.model_validate(row) for row in found], next=then)
