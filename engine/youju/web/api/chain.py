"""The chain of records, and whether all is well."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from youju.desk import reading
from youju.desk.work.alive import alive
from youju.web.api.fields import LARGEST, Most
from youju.web.api.models import Health
from youju.web.api.problem import problems
from youju.web.visit import Visitor

ROUTER = APIRouter(prefix="/api/v1", tags=["store"])
After = Annotated[
    int, Query(ge=0, le=LARGEST, description="最后拿到的那条的号 / the number of the last record you have; 0: none")
]
_LINES = {
    200: {
        "description": "一行一条 / a record on each line",
        "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
    }
}
_SECONDS = 10.0
"""How long a worker that is free may take to answer."""


@ROUTER.get("/chain", response_class=Response, responses={**problems(), **_LINES})
def get_chain(visit: Visitor, after: After = 0, limit: Most = 100) -> Response:
    """记录链里某一条之后的；从头起就是 youju journal verify 认的日志 /
    Records after one; from the first on they are a journal as `youju journal verify` takes it."""
    lines = reading.chain(visit.desk, visit.user, after, limit)
    return Response("".join(lines), media_type="application/x-ndjson")


@ROUTER.get("/health", responses=problems())
def get_health(visit: Visitor) -> Health:
    """存储和处理进程好不好 / Whether the store can be reached and a worker answers."""
    visit.require("look")
    records = reading.length(visit.desk)
    visit.desk.pool.run(alive, seconds=_SECONDS)
    return Health(store="reachable", records=records, workers="alive")
