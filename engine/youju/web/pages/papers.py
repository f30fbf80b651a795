"""The papers of an audit: their list, and each as a download."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from youju.desk.last import last_run
from youju.desk.papers import NAMES, file_of, media_of
from youju.web.visit import Visitor
from youju.web.words import Lang

ROUTER = APIRouter(include_in_schema=False, prefix="/audits/{audit}")
READ = ("workpapers.xlsx", "workpapers.docx", "workpapers.pdf", "report.html")
"""What people open, in the order in which they ask for it; the others are for programs and for checking."""
GROUPS = (
    (("打开就看", "To read"), [(name, NAMES[name]) for name in READ]),
    (("核验和再算用", "To check and to run again"), [(name, NAMES[name]) for name in NAMES if name not in READ]),
)


@ROUTER.get("/papers")
def papers(visit: Visitor, audit: int) -> Response:
    """The files that there are, in both languages."""
    visit.require("look")
    last = last_run(visit.desk, audit)
    return visit.page("papers.html", row=last.audit, run=last.run, head=last.head, counted=last.counted, groups=GROUPS)


@ROUTER.get("/files/{name}")
def download(visit: Visitor, audit: int, name: str, words: Annotated[Lang | None, Query()] = None) -> Response:
    """A file, under the report's name and its own; `words` is its language, else that of the page."""
    data = file_of(visit.desk, visit.user, audit, name, words or visit.lang)
    stem = PurePath(last_run(visit.desk, audit).audit.name).stem
    # The digests name the files as they are listed: these keep their bare names.
    shown = name if name == "SHA256SUMS" else f"{stem}-{name}"
    given = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(shown, safe='')}"
    return Response(data, media_type=media_of(name), headers={"Content-Disposition": given})
