"""Drafts of rubrics: begun from a version, edited by several people, asked to be published, or dropped.

A draft may be broken: every save is kept as it was typed. Publishing is where it must be whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from youju.desk.desk import Desk
from youju.desk.packs import unpack
from youju.desk.rows import draft_row, version_row
from youju.desk.versions import current
from youju.desk.who import User, require
from youju.source import CodedError
from youju.store.events import DraftBegun, DraftMoved
from youju.store.tables import DRAFTS


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: of which rubric, from which version and since which record, by whom, and how it stands.

    `since` is 0 where the version is the one that it was begun from; `version` is what was asked to be published last.
    """

    id: int
    rubric: str
    base: str
    since: int
    title: str
    state: str
    version: str | None
    by: str
    at: str


def begin(desk: Desk, user: User, base: str, title: str) -> int:
    """Begins a draft from a version; its id. CodedError `version-unknown`."""
    require(user, "draft")
    with desk.store.writing(user.name) as writer:
        version = version_row(writer.connection, base)
        named = title.strip()[:100] or version.title
        return writer.append(DraftBegun(rubric=version.rubric, base=base, title=named)).seq


def drafts_of(desk: Desk, rubric: str | None = None) -> tuple[Draft, ...]:
    """The drafts that are being edited or were asked to be published, the newest first."""
    query = select(DRAFTS).where(DRAFTS.c.state.in_(("open", "asked"))).order_by(DRAFTS.c.id.desc())
    if rubric is not None:
        query = query.where(DRAFTS.c.rubric == rubric)
    with desk.store.reading() as connection:
        return tuple(_draft(row) for row in connection.execute(query))


def draft_in(connection: Connection, draft: int) -> Draft:
    """A draft. CodedError `draft-unknown`."""
    return _draft(draft_row(connection, draft))


def base_files(desk: Desk, digest: str) -> Mapping[str, str]:
    """The files of a version by their path."""
    return unpack(desk.store.blobs.get(digest))[1]


def newer_than(desk: Desk, draft: Draft) -> str | None:
    """The version of its rubric that was published last, if a draft that is still edited is behind it."""
    if draft.state != "open":
        return None
    with desk.store.reading() as connection:
        newest = current(connection, draft.rubric).get(draft.rubric)
    return newest if newest != draft.base else None


def drop(desk: Desk, user: User, draft: int, reason: str) -> None:
    """Drops a draft, with a reason; what was saved in it stays in the chain. CodedError `draft-closed`."""
    require(user, "draft")
    with desk.store.writing(user.name) as writer:
        require_open(writer.connection, draft)
        writer.append(DraftMoved(draft=draft, state="dropped", reason=reason.strip()[:500]))


def require_open(connection: Connection, draft: int) -> Draft:
    """A draft that may be edited. CodedError `draft-unknown`, `draft-closed`."""
    found = draft_in(connection, draft)
    if found.state != "open":
        said = {"asked": ("已提请发布", "is asked to be published"), "published": ("已发布", "is published")}
        zh, en = said.get(found.state, ("已放弃", "was dropped"))
        raise CodedError("draft-closed", f"这份草稿{zh}，不能再改", f"this draft {en} and is not edited any more")
    return found


def _draft(row: Row[Any]) -> Draft:
    since = 0 if row.seq == row.id else row.seq
    return Draft(row.id, row.rubric, row.base, since, row.title, row.state, row.version, row.by, row.at)
