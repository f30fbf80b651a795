"""Lists a page at a time: `next` of one page is what to give as `after` for the one behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from youju.source import CodedError

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """一页；没有 next 就是最后一页 / A page of a list; without `next` it is the last one."""

    items: list[T] = Field(description="这一页的各条 / the entries of this page")
    next: str | None = Field(description="给下一页的 after / what to give as `after` for more; null: no more")


def paged(rows: Sequence[T], key: Callable[[T], Any], after: Any | None, most: int) -> tuple[Sequence[T], str | None]:
    """The entries behind one of a key, and what to go on from. CodedError `not-found` where no entry has that key."""
    keys = [str(key(row)) for row in rows]
    if after is not None and str(after) not in keys:
        zh, en = "列表里没有 after 指的这一条，请从头列", "the list has no entry that `after` names: begin anew"
        raise CodedError("not-found", zh, en)
    begin = 0 if after is None else keys.index(str(after)) + 1
    end = begin + most
    return rows[begin:end], keys[end - 1] if end < len(rows) else None
