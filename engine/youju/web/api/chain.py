"""The chain of records, and whether all is well."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from youju.desk import reading
from youju.desk.work.alive import alive
from youju.web.api.models import LARGEST, Health, Most
from youju.web.api.problem import problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["store"])
_LINES = {200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}}
_SECONDS = 10.0
"""How long a worker that is free may take to answer."""


@ROUTER.get("/chain", response_class=Response, responses={**problems(), **_LINES})
def chain(visit: Visitor, after: Annotated[int, Query(ge=0, le=LARGEST)] = 0, limit: Most = 100) -> Response:
    """Records after one, a line each: from the first on they are a journal as `youju journal verify` takes it."""
    lines = reading.chain(visit.desk, visit.user, after, limit)
    return Response("".join(lines), media_type="application/x-ndjson")


@ROUTER.get("/health", responses=problems(503))
def health(visit: Visitor) -> Health:
    """Whether the store can be reached and a worker answers."""
    visit.require("look")
    records = reading.length(visit.desk)
    visit.desk.pool.run(alive, seconds=_SECONDS)
    return Health(store="reachable", records=records, workers="alive")
