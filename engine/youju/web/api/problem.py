"""What went wrong, for programs: application/problem+json (RFC 9457) with the code, both languages and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, Field

from youju.publish.code_page import advice_of, title_of
from youju.source import CodedError, canonical

PREFIX = "/api/"
MEDIA = "application/problem+json"
PLACES: Mapping[str, tuple[str, ...]] = {
    "ruling-reason": ("body", "reason"),
    "ruling-value": ("body", "value"),
    "ruling-fact": ("body", "fact"),
    "closing-reason": ("body", "reason"),
    "publish-reason": ("body", "reason"),
    "publish-day": ("body", "in_force"),
    "draft-path": ("path", "path"),
    "draft-too-large": ("body", "text"),
    "indicator-not-found": ("path", "indicator"),
    "audit-unknown": ("path", "audit"),
    "draft-unknown": ("path", "draft"),
    "revision-missing": ("header", "If-Match"),
    "revision-changed": ("header", "If-Match"),
    "media-not-taken": ("header", "Content-Type"),
}
"""The part of a request that a code is about, where it is always the same."""
_WORDS: Mapping[int, str] = {
    400: "不是问这台服务器的 / not asked by a name of this server",
    401: "没有令牌，或令牌不收 / no token, or none that is taken",
    403: "角色不允许 / the role does not allow it",
    404: "没有 / there is none",
    408: "上传太慢 / the body came too slowly",
    409: "现在的状态不行，或别人刚改过 / not in this state, or somebody was quicker",
    412: "If-Match 不是现在的 ETag / If-Match is not the ETag of now",
    413: "太大 / too large",
    415: "媒体类型不收 / a media type that is not taken",
    422: "请求写错了，或做不到 / malformed, or not to be done",
    428: "缺 If-Match / If-Match is missing",
    503: "现在不行，稍后再试 / not now: try again later",
    507: "磁盘满了 / the disk is full",
}
_ANY = (400, 401, 403, 422, 503)
"""What every operation may tell."""
_CHANGE = (408, 413, 415, 507)
"""What every operation with a body may tell besides."""


class Told(BaseModel):
    """中文和英文 / In both languages."""

    zh: str = Field(description="中文 / in Chinese")
    en: str = Field(description="英文 / in English")


class Problem(BaseModel):
    """出了什么问题（RFC 9457） / What went wrong (RFC 9457); `code` is stable."""

    type: str = Field(description="说明这个代码的页 / the page of the code", examples=["/codes/audit-unknown"])
    title: str = Field(description="这种问题叫什么，两种语言 / what such a problem is called, in both languages")
    status: int = Field(description="HTTP 状态 / the status of the answer")
    detail: str = Field(description="这一次怎么了，两种语言 / what it is this time, in both languages")
    code: str = Field(description="代码 / the code", examples=["audit-unknown"])
    zh: str = Field(description="这一次怎么了，中文 / what it is this time, in Chinese")
    en: str = Field(description="这一次怎么了，英文 / what it is this time, in English")
    place: list[str] | None = Field(
        description="请求的哪一部分 / the part of the request that is meant", examples=[["body", "reason"]]
    )
    proposal: Told | None = Field(description="怎么办 / what to do")
    conflict: dict[str, Any] | None = Field(
        description="现在是什么：文件的 etag、text、by、at，两边没有碰同一行时有 merged；裁定的 seen / "
        "what there is now: of a file etag, text, by, at, and merged where no line was touched by both; of rulings seen"
    )


class ConflictError(CodedError):
    """Somebody else was quicker: `now` tells what there is by now."""

    def __init__(self, code: str, zh: str, en: str, now: Mapping[str, Any]) -> None:
        self.now = dict(now)
        super().__init__(code, zh, en)


class PlacedError(CodedError):
    """Something is wrong with a part of a request."""

    def __init__(self, code: str, zh: str, en: str, place: Sequence[str]) -> None:
        self.place = tuple(place)
        super().__init__(code, zh, en)


def is_api(request: Request) -> bool:
    """Whether a program asks, that is answered in JSON."""
    return request.url.path.startswith(PREFIX)


def problem(
    error: CodedError, status: int, place: Sequence[object] | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The answer that tells an error."""
    title, proposal = _page(error.code)
    known = error.place if isinstance(error, PlacedError) else PLACES.get(error.code)
    at = known if place is None else place
    told = Problem(
        type=f"/codes/{error.code}", title=title or error.code, status=status, detail=f"{error.zh} / {error.en}",
        code=error.code, zh=error.zh, en=error.en, place=None if at is None else [str(part) for part in at],
        proposal=proposal, conflict=error.now if isinstance(error, ConflictError) else None,
    )  # fmt: skip
    return Response(canonical(told.model_dump()), status, headers, media_type=MEDIA)


@cache
def _page(code: str) -> tuple[str, Told | None]:
    """What the page of a code calls it, and what it says to do."""
    title, advice = title_of(code), advice_of(code)
    return " / ".join(filter(None, title)), Told(zh=advice[0], en=advice[1]) if any(advice) else None


def problems(*statuses: int, change: bool = False) -> dict[int | str, dict[str, Any]]:
    """How an operation says which statuses tell a problem: these, what any may, and what a `change` may."""
    said = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    every = sorted({*_ANY, *statuses, *(_CHANGE if change else ())})
    return {status: {"description": _WORDS[status], **said} for status in every}


def _bytes(media: str) -> dict[str, Any]:
    # What is JSON or YAML is read by clients as what it says.
    return {} if "json" in media or "yaml" in media else {"type": "string", "format": "binary"}


def bytes_as(*medias: str) -> dict[int | str, dict[str, Any]]:
    """How an operation says that it answers with bytes of one of these media types."""
    content = {media.partition(";")[0]: {"schema": _bytes(media)} for media in medias}
    return {200: {"description": "文件的字节 / the bytes of a file", "content": content}}
