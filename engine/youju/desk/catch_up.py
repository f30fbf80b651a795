"""A draft whose version was superseded brought up to the newer one: three texts of a file put together, or chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from youju.desk.desk import Desk
from youju.desk.draft_files import require_as_seen, version_bytes, view_in
from youju.desk.draft_saves import enter_all
from youju.desk.drafts import Draft, base_files
from youju.desk.merge import merged
from youju.desk.rows import version_row
from youju.desk.who import User, require
from youju.source import CodedError
from youju.store import digest_of
from youju.store.events import DraftRebased


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A file that both the draft and the newer version changed: its three texts; None where there is no such file.

    `both` is what the two come to together where they do not meet; where they do it is a `conflict`.
    """

    path: str
    began: str | None
    theirs: str | None
    yours: str | None
    both: str | None
    conflict: bool


@dataclass(frozen=True, slots=True)
class CatchUp:
    """A draft, as it was seen, against a newer version.

    `taken` are files that only the newer version changed, `kept` those that only the draft did, `files` all others.
    """

    draft: Draft
    seen: str
    newer: str
    files: tuple[ThreeWay, ...]
    taken: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def conflicts(self) -> tuple[ThreeWay, ...]:
        """The files of which somebody must say what they are to be."""
        return tuple(one for one in self.files if one.conflict)


def compared_to(desk: Desk, user: User, draft: int, newer: str) -> CatchUp:
    """A draft beside a published version to be brought up to. CodedError `draft-unknown`, `version-unknown`."""
    require(user, "look")
    with desk.store.reading() as connection:
        return _compared(desk, connection, draft, newer)


def catch_up(desk: Desk, user: User, seen: CatchUp, chosen: Mapping[str, str | None]) -> None:
    """Brings a draft up to a newer version, as it was seen, with the texts that were chosen where both meet.

    CodedError `draft-conflict` where one is not chosen; `draft-changed`, `draft-closed`. All of it, or nothing.
    """
    require(user, "draft")
    open_ones = [one.path for one in seen.conflicts if one.path not in chosen]
    if open_ones:
        zh = f"还有 {len(open_ones)} 个文件两边都改了同一处，请选定：{open_ones[0]}"
        raise CodedError("draft-conflict", zh, f"{len(open_ones)} files were changed by both: choose ({open_ones[0]})")
    with desk.store.writing(user.name) as writer:
        require_as_seen(desk, writer.connection, seen.draft.id, seen.seen)
        writer.append(DraftRebased(draft=seen.draft.id, base=seen.newer))
        # A file that was saved once and undone again is the older version's still: it becomes the newer one's.
        theirs = base_files(desk, seen.newer)
        texts = {path: theirs.get(path) for path in seen.taken}
        texts |= {one.path: chosen.get(one.path, one.both) for one in seen.files}
        enter_all(desk, writer, seen.draft.id, texts)


def _compared(desk: Desk, connection: Connection, draft: int, newer: str) -> CatchUp:
    shown = view_in(desk, connection, draft)
    version = version_row(connection, newer, shown.draft.rubric)
    if version.state != "published":
        raise CodedError("version-unknown", "这个版本还没有发布", "this version is not published")
    began, theirs = base_files(desk, shown.draft.base), base_files(desk, newer)
    yours = {one.path: one.text for one in shown.files.values()}
    paths = sorted({*began, *theirs, *yours})
    by_them = {path for path in paths if theirs.get(path) != began.get(path)}
    by_you = {path for path in paths if yours.get(path) != began.get(path)}
    files = (
        _three(path, began.get(path), theirs.get(path), yours.get(path)) for path in paths if path in by_them & by_you
    )
    seen = digest_of(version_bytes(shown))
    alone = (tuple(sorted(one)) for one in (by_them - by_you, by_you - by_them))
    return CatchUp(shown.draft, seen, newer, tuple(files), *alone)


def _three(path: str, began: str | None, theirs: str | None, yours: str | None) -> ThreeWay:
    if theirs == yours:
        return ThreeWay(path, began, theirs, yours, theirs, False)
    both = None if None in (began, theirs, yours) else merged(began or "", theirs or "", yours or "")
    return ThreeWay(path, began, theirs, yours, both, both is None)
