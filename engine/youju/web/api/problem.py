"""What went wrong, for programs: application/problem+json (RFC 9457) with the code and both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, Field

from youju.source import CodedError, canonical

PREFIX = "/api/"
MEDIA = "application/problem+json"


class Problem(BaseModel):
    """`code` is stable and has a page; `place` leads to the part of the request that is meant, where there is one."""

    title: str = Field(description="the code once more, for readers of RFC 9457")
    status: int
    code: str
    zh: str
    en: str
    place: list[str] | None


def is_api(request: Request) -> bool:
    """Whether a program asks, that is answered in JSON."""
    return request.url.path.startswith(PREFIX)


def problem(
    error: CodedError, status: int, place: Sequence[object] | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The answer that tells an error."""
    told = Problem(
        title=error.code, status=status, code=error.code, zh=error.zh, en=error.en,
        place=None if place is None else [str(part) for part in place],
    )  # fmt: skip
    return Response(canonical(told.model_dump()), status, headers, media_type=MEDIA)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route says which statuses tell a problem: these, and what each may (who asks is refused, malformed)."""
    said = {"content": {MEDIA: {"schema": Problem.model_json_schema()}}}
    words = {
        401: "no login and no token that is taken",
        403: "the role does not allow it",
        404: "there is none",
        409: "not in this state",
        422: "malformed",
        503: "not now",
        507: "the disk is full",
    }
    return {status: {"description": words[status], **said} for status in sorted({401, 403, 422, *statuses})}
