"""Publishing: a draft is looked at, asked to be published by one person, and published or refused by another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from youju.desk.desk import Desk
from youju.desk.drafts import view_in
from youju.desk.packs import pack
from youju.desk.remembered import kept
from youju.desk.rows import draft_row, version_row
from youju.desk.versions import current
from youju.desk.who import User, require, require_other
from youju.desk.work.version import checked, compared
from youju.rubric.days import read_day
from youju.source import CodedError
from youju.store.events import VersionAsked, VersionDecided
from youju.store.tables import RECORDS, VERSIONS


@dataclass(frozen=True, slots=True)
class Weighed:
    """A draft as bytes that could be published: against which version it is held, and what stands against it.

    `against` is the version of its rubric published last: None where there is none.
    """

    draft: Row[Any]
    digest: str
    against: str | None
    mistakes: tuple[Mapping[str, Any], ...]
    unproved: tuple[Mapping[str, Any], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs from the version published last."""
        return self.digest == self.against


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody says who asks for a draft to be published: of which bytes, called what, why, from which day on."""

    digest: str
    title: str
    reason: str
    in_force: str


def weigh(desk: Desk, draft: int) -> Weighed:
    """A draft as it is now, and what stands against publishing it. CodedError `draft-unknown`."""
    with desk.store.reading() as connection:
        row, data = bytes_of(desk, connection, draft)
        against = current(connection, row.rubric).get(row.rubric)
    digest = desk.store.blobs.put(data)
    found = mistakes_of(desk, digest)
    blocking = tuple(one for one in found if one["blocks"])
    return Weighed(row, digest, against, blocking, tuple(one for one in found if not one["blocks"]))


def bytes_of(desk: Desk, connection: Connection, draft: int) -> tuple[Row[Any], bytes]:
    """A draft's row, and the bytes of the version that it would be. CodedError `draft-unknown`."""
    row = draft_row(connection, draft)
    files = {one.path: one.text for one in view_in(desk, connection, draft).files.values() if one.text is not None}
    return row, pack(row.rubric, files)


def mistakes_of(desk: Desk, digest: str) -> list[dict[str, Any]]:
    """What stands against a version, by bytes: lint's errors, cases that fail, laws that are refuted."""
    return kept(desk, "checks", digest, lambda: desk.work(checked, str(desk.store.folder), digest))


def difference(desk: Desk, old: str, new: str) -> dict[str, Any]:
    """How two versions differ: `files`, and lines of words in `zh` and `en`. CodedError `draft-broken`."""
    return kept(desk, "diffs", [old, new], lambda: desk.work(compared, str(desk.store.folder), old, new))


def ask(desk: Desk, user: User, draft: int, asking: Asking) -> None:
    """Asks for a draft, as its bytes were seen, to be published. What is saved later changes nothing of it.

    CodedError: `publish-reason`, `publish-day`, `draft-changed` where it is no longer what was seen, `draft-closed`,
    `version-same` where those bytes are asked for or published already, `version-broken` where mistakes stand in it.
    """
    require(user, "ask-publish")
    reason, day = _reason(asking.reason), _day(asking.in_force)
    seen = weigh(desk, draft)
    if seen.digest == asking.digest and seen.mistakes:
        count = len(seen.mistakes)
        zh = f"还有 {count} 处要改（检查、用例或定律），没有提请发布"
        raise CodedError("version-broken", zh, f"{count} mistakes (lint, cases or laws) are to be mended first")
    with desk.store.writing(user.name) as writer:
        row, data = bytes_of(desk, writer.connection, draft)
        if row.state != "open":
            zh, en = "这份草稿已提请、已发布或已放弃，不能再提请", "this draft was asked for, published or dropped"
            raise CodedError("draft-closed", zh, en)
        if seen.digest != asking.digest or desk.store.blobs.put(data) != asking.digest:
            zh, en = (
                "看过以后草稿又改过；请再看一遍再提请",
                "the draft was saved since you looked: look again, then ask",
            )
            raise CodedError("draft-changed", zh, en)
        _require_new(writer.connection, asking.digest)
        title = asking.title.strip()[:200] or row.title
        writer.append(
            VersionAsked(
                digest=asking.digest, rubric=row.rubric, title=title, base=row.base, draft=draft, in_force=day,
                reason=reason,
            )
        )  # fmt: skip


def _require_new(connection: Connection, digest: str) -> None:
    """CodedError `version-same`: a version is its bytes, so there is one of them; a refused one may come again."""
    known = connection.execute(select(VERSIONS).where(VERSIONS.c.digest == digest)).first()
    if known is not None and known.state != "refused":
        zh = "内容与已发布的一个版本一字不差，不用再发布" if known.state == "published" else "同样的内容已提请发布"
        raise CodedError("version-same", f"{zh}（{digest[:12]}）", f"these very bytes are {known.state} already")


def _reason(text: str) -> str:
    if not text.strip():
        zh, en = "请写理由：以后要查得到为什么", "a reason is needed: later it must be found why"
        raise CodedError("publish-reason", zh, en)
    return text.strip()[:2000]


def _day(text: str) -> str:
    found = read_day(text.strip())
    if not isinstance(found, date):
        zh = f"“{text[:20]}”不是日期；施行日要写成 2024-01-01 的样子"
        raise CodedError("publish-day", zh, f"“{text[:20]}” is no day; write it like 2024-01-01")
    return found.isoformat()


def decide(desk: Desk, user: User, digest: str, published: bool, reason: str) -> None:
    """Publishes a version that somebody else asked for, or refuses it with a reason.

    CodedError: `version-unknown`, `version-already-decided`, `four-eyes`, `publish-reason`, and `store-damaged` where
    its bytes are not those that were asked for. Who is alone at the workbench may do it alone, and it is recorded so.
    """
    require(user, "publish")
    desk.store.blobs.get(digest)
    said = _reason(reason) if not published else reason.strip()[:2000]
    with desk.store.writing(user.name) as writer:
        row = version_row(writer.connection, digest)
        if row.state != "asked":
            zh, en = "这个版本已经决定过了", "this version has been decided on"
            raise CodedError("version-already-decided", zh, en)
        require_other(user, row.by)
        alone = user.alone and user.name == row.by
        writer.append(VersionDecided(digest=digest, published=published, reason=said, alone=alone))


def versions_of(connection: Connection, *, rubric: str | None = None, state: str | None = None) -> tuple[Row[Any], ...]:
    """Versions of a rubric or of all, in a state or in any, the one decided on last first."""
    query = select(VERSIONS).order_by(VERSIONS.c.seq.desc())
    if rubric is not None:
        query = query.where(VERSIONS.c.rubric == rubric)
    if state is not None:
        query = query.where(VERSIONS.c.state == state)
    return tuple(connection.execute(query).all())


def waiting(desk: Desk) -> int:
    """How many versions are asked for and not decided on."""
    with desk.store.reading() as connection:
        asked = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.state == "asked")
        return connection.execute(asked).scalar_one()


@dataclass(frozen=True, slots=True)
class Step:
    """A record of the chain about a version: asked for, published or refused; `alone` where nobody else looked."""

    seq: int
    kind: str
    by: str
    at: str
    reason: str
    in_force: str | None
    published: bool | None
    alone: bool


def steps_of(connection: Connection, digest: str) -> tuple[Step, ...]:
    """How a version came about, as the chain has it."""
    query = select(RECORDS).where(RECORDS.c.kind.in_((VersionAsked.KIND, VersionDecided.KIND)))
    rows = connection.execute(query.order_by(RECORDS.c.seq)).all()
    found = ((row, json.loads(row.line)["body"]) for row in rows)
    return tuple(_step(row, body) for row, body in found if body["digest"] == digest)


def _step(row: Row[Any], body: Mapping[str, Any]) -> Step:
    return Step(
        row.seq, row.kind, row.by, row.at, body["reason"], body.get("in_force"), body.get("published"),
        body.get("alone", False),
    )  # fmt: skip
