"""Conditions of requests (RFC 9110, 13): of which revision of a file a change is, so that nobody's work is lost."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Header

from youju.source import CodedError

_ONE = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')
NEVER = -1
"""The revision of no text."""
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="GET 给的 ETag；* 是不管现在是什么；新文件用 If-None-Match: * / "
        "the ETag that GET gave; *: whatever it is now; for a new file use If-None-Match: *",
        examples=['"17"'],
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        alias="If-None-Match",
        description="PUT 时 *：只在还没有这个文件时；GET 时的 ETag：没有变就不给内容 / "
        "for PUT, *: only where there is no such file; for GET an ETag: no text where nothing changed",
    ),
]


def etag(seen: int) -> str:
    """The tag of a text by the record that made it; strong: other bytes have another."""
    return f'"{seen}"'


def seen_by(if_match: str | None, if_none_match: str | None, there: bool, now: int) -> int:
    """The revision that a change is of, `now` being that of the file: of another the save finds out itself.

    CodedError `revision-missing` where no condition is given, `revision-changed` where it cannot hold.
    """
    if if_match is None:
        if if_none_match is None or if_none_match.strip() != "*":
            zh, en = "要带 If-Match：您看到的是哪一稿", "If-Match is needed: which revision did you see"
            raise CodedError("revision-missing", zh, en)
        if there:
            raise CodedError("revision-changed", "已经有这个文件", "there is such a file already")
        return now
    if not there:
        raise CodedError("revision-changed", "没有这个文件，或已去掉", "there is no such file, or no longer")
    # Weak tags promise too little for a change.
    seen = [tag for mark, tag in _ONE.findall(if_match) if not mark]
    if if_match.strip() == "*" or str(now) in seen:
        return now
    return next((int(tag) for tag in seen if tag.isascii() and tag.isdigit() and len(tag) < 10), NEVER)


def is_same(if_none_match: str | None, now: int) -> bool:
    """Whether somebody who looks has the text of now already."""
    return if_none_match is not None and str(now) in [tag for _, tag in _ONE.findall(if_none_match)]
