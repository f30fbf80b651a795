"""Publishing: a draft is looked at, asked to be published by one person, and published or refused by another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from youju.desk.desk import Desk
from youju.desk.draft_files import bytes_of, require_as_seen, require_unchanged
from youju.desk.drafts import Draft
from youju.desk.four_eyes import require_uninvolved
from youju.desk.in_force import Dated, replaced_by, span_of
from youju.desk.rows import version_row
from youju.desk.versions import current, dated_with
from youju.desk.who import User, require
from youju.desk.work.version import checked, compared
from youju.rubric.days import read_day
from youju.source import CodedError
from youju.store.events import VersionAsked, VersionDecided, VersionWithdrawn
from youju.store.tables import VERSIONS


@dataclass(frozen=True, slots=True)
class Weighed:
    """A draft as bytes that could be published: against which version it is held, and what stands against it.

    `against` is the version of its rubric published last: None where there is none.
    """

    draft: Draft
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


def mistakes_of(desk: Desk, digest: str) -> list[dict[str, Any]]:
    """What stands against a version, by bytes: lint's errors, cases that fail, laws that are refuted."""
    folder = str(desk.store.folder)
    return desk.kept.plain("checks", digest, lambda: desk.work(checked, folder, digest, long=True))


def difference(desk: Desk, old: str, new: str) -> dict[str, Any]:
    """How two versions differ: `files`, and lines of words in `zh` and `en`. CodedError `draft-broken`."""
    folder = str(desk.store.folder)
    return desk.kept.plain("diffs", [old, new], lambda: desk.work(compared, folder, old, new, long=True))


def ask(desk: Desk, user: User, draft: int, asking: Asking) -> None:
    """Asks for a draft, as its bytes were seen, to be published. What is saved later changes nothing of it.

    CodedError: `publish-reason`, `publish-day`, `draft-changed` where it is no longer what was seen, `draft-closed`,
    `draft-behind` where it would undo what was published meanwhile, `version-same` where those bytes are asked for or
    published already, `version-broken` where mistakes stand in it.
    """
    require(user, "ask-publish")
    reason, day = _reason(asking.reason), day_of(asking.in_force)
    seen = weigh(desk, draft)
    # What was looked at for mistakes are the very bytes that are asked for.
    require_unchanged(seen.digest, asking.digest)
    _require_whole(seen.mistakes)
    with desk.store.writing(user.name) as writer:
        found = require_as_seen(desk, writer.connection, draft, asking.digest)
        _require_new(writer.connection, asking.digest)
        _require_place(writer.connection, found.rubric, found.base, (asking.digest, day))
        title = asking.title.strip()[:200] or found.title
        writer.append(
            VersionAsked(
                digest=asking.digest, rubric=found.rubric, title=title, base=found.base, draft=draft, in_force=day,
                reason=reason,
            )
        )  # fmt: skip


def withdraw(desk: Desk, user: User, digest: str, reason: str) -> None:
    """Takes back what one asked for; its draft goes on being edited. CodedError as `decide`, `not-allowed`."""
    require(user, "ask-publish")
    said = _reason(reason)
    with desk.store.writing(user.name) as writer:
        row = _asked_row(writer.connection, digest)
        if row.by != user.name:
            zh, en = "只有提请的人能撤回；负责人可以不批准", "only who asked takes it back; a chief may refuse it"
            raise CodedError("not-allowed", zh, en)
        writer.append(VersionWithdrawn(digest=digest, reason=said))


def _require_whole(mistakes: Sequence[Mapping[str, Any]]) -> None:
    """CodedError `version-broken`: what has mistakes, fails its cases or breaks a law is published by nobody."""
    if mistakes:
        zh = f"还有 {len(mistakes)} 处要改（检查、用例或定律），没有提请发布"
        raise CodedError("version-broken", zh, f"{len(mistakes)} mistakes (lint, cases or laws) are to be mended first")


def _require_place(connection: Connection, rubric: str, base: str | None, new: Dated) -> None:
    """CodedError `draft-behind` where a version would come in the place of one that was published after it was begun,
    `publish-day` where it would come in the place of none, since others hide it in every year."""
    dated = dated_with(connection, rubric, new)
    if span_of(dated, new[0]) is None:
        zh, en = (
            "从这一天起施行用不到任何年度：已有更晚施行的版本",
            "from this day on it is for no year: others hide it",
        )
        raise CodedError("publish-day", zh, en)
    newer = newer_in_place(connection, rubric, base, new)
    if newer is not None:
        zh = f"草稿开始以后又发布过一个版本（{newer[:12]}），这样发布会把它的改动退回；请先把草稿跟上它"
        en = f"version {newer[:12]} was published since and would be undone: bring the draft up to it first"
        raise CodedError("draft-behind", zh, en)


def newer_in_place(connection: Connection, rubric: str, base: str | None, new: Dated) -> str | None:
    """The version published last of those that came after `base`, in whose place another would come; None: none did."""
    published = select(VERSIONS).where(VERSIONS.c.rubric == rubric, VERSIONS.c.state == "published")
    rows = connection.execute(published.order_by(VERSIONS.c.seq)).all()
    replaced = replaced_by([(row.digest, row.in_force) for row in rows], new)
    since = next((row.seq for row in rows if row.digest == base), 0)
    return next((row.digest for row in reversed(rows) if row.seq > since and row.digest in replaced), None)


def _require_new(connection: Connection, digest: str) -> None:
    """CodedError `version-same`: a version is its bytes, so there is one of them; a refused one may come again."""
    known = connection.execute(select(VERSIONS).where(VERSIONS.c.digest == digest)).first()
    if known is not None and known.state in ("asked", "published"):
        zh = "内容与已发布的一个版本一字不差，不用再发布" if known.state == "published" else "同样的内容已提请发布"
        raise CodedError("version-same", f"{zh}（{digest[:12]}）", f"these very bytes are {known.state} already")


def _reason(text: str) -> str:
    if not text.strip():
        zh, en = "请写理由：以后要查得到为什么", "a reason is needed: later it must be found why"
        raise CodedError("publish-reason", zh, en)
    return text.strip()[:2000]


def day_of(text: str) -> str:
    """A day in force as it was typed. CodedError `publish-day`."""
    found = read_day(text.strip())
    if not isinstance(found, date):
        zh = f"“{text[:20]}”不是日期；施行日要写成 2024-01-01 的样子"
        raise CodedError("publish-day", zh, f"“{text[:20]}” is no day; write it like 2024-01-01")
    return found.isoformat()


def decide(desk: Desk, user: User, digest: str, published: bool, reason: str) -> None:
    """Publishes a version that others asked for and wrote, or refuses it with a reason.

    CodedError: `version-unknown`, `version-already-decided`, `four-eyes`, `publish-reason`, `store-damaged` where its
    bytes are not those that were asked for; and as `ask`, of what was published since then. Who is alone at the
    workbench may do it alone, and it is recorded so.
    """
    require(user, "publish")
    desk.store.blobs.get(digest)
    said = _reason(reason) if not published else reason.strip()[:2000]
    with desk.store.writing(user.name) as writer:
        row = _asked_row(writer.connection, digest)
        require_uninvolved(desk, writer.connection, user, row)
        if published:
            _require_place(writer.connection, row.rubric, row.base, (digest, row.in_force))
        alone = user.alone and user.name == row.by
        writer.append(VersionDecided(digest=digest, published=published, reason=said, alone=alone))


def _asked_row(connection: Connection, digest: str) -> Row[Any]:
    """A version that is to be decided on. CodedError `version-unknown`, `version-already-decided`."""
    row = version_row(connection, digest)
    if row.state != "asked":
        zh, en = "这个版本已经决定过，或已撤回", "this version has been decided on, or withdrawn"
        raise CodedError("version-already-decided", zh, en)
    return row


def waiting(desk: Desk) -> int:
    """How many versions are asked for and not decided on."""
    with desk.store.reading() as connection:
        asked = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.state == "asked")
        return connection.execute(asked).scalar_one()
