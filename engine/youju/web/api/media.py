"""Which media type a body must have: another is refused before anything is read of it."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, Request

from youju.source import CodedError


def _taking(media: str, required: bool = True) -> Any:
    def check(request: Request) -> None:
        given = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        empty = not given and request.headers.get("Content-Length", "0") == "0"
        if given != media and not (empty and not required):
            zh, en = f"请求的内容要是 {media}", f"the body must be {media}"
            raise CodedError("media-not-taken", zh, en)

    return Depends(check)


JSON = _taking("application/json")
JSON_OR_NOTHING = _taking("application/json", required=False)
FORM = _taking("multipart/form-data")
