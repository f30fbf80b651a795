"""A draft as a workbook, and what was changed in one taken into the draft: shown first, saved when somebody agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from youju.desk.desk import Desk
from youju.desk.draft_files import bytes_of, require_as_seen
from youju.desk.draft_saves import enter_all
from youju.desk.drafts import Draft
from youju.desk.who import User, require
from youju.desk.work.sheet import marked_copy, taken_from
from youju.desk.work.version import workbook_of
from youju.source import CodedError

LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workbook that came back for a draft, as that was then: what it changes, or what is wrong at which cell."""

    draft: Draft
    digest: str
    upload: str
    name: str
    files: Mapping[str, str]
    changes: tuple[Mapping[str, str], ...]
    troubles: tuple[Mapping[str, str], ...]
    linted: tuple[Mapping[str, str], ...]


def draft_workbook(desk: Desk, user: User, draft: int) -> tuple[str, bytes]:
    """The name and the workbook of a draft as it is now. CodedError `draft-unknown`, `draft-broken`."""
    require(user, "look")
    row, digest = _now(desk, draft)
    return row.rubric, desk.work(workbook_of, str(desk.store.folder), digest)


def upload(desk: Desk, user: User, draft: int, name: str, data: bytes) -> Sheet:
    """Keeps a workbook and says what it would change of a draft; nothing is saved in the draft yet."""
    require(user, "draft")
    if not data or len(data) > LARGEST:
        zh = "没有选择文件" if not data else "文件超过 16 MiB"
        raise CodedError("sheet-unreadable", zh, "no file was chosen" if not data else "the file is over 16 MiB")
    return look(desk, user, draft, desk.store.blobs.put(data), name)


def look(desk: Desk, user: User, draft: int, sheet: str, name: str) -> Sheet:
    """What a workbook that is kept would change of a draft as it is now."""
    require(user, "draft")
    row, digest = _now(desk, draft)
    desk.store.blobs.get(sheet)
    found = desk.work(taken_from, str(desk.store.folder), digest, sheet, name)
    parts = (tuple(found[key]) for key in ("changes", "troubles", "linted"))
    return Sheet(row, digest, sheet, name, found["files"], *parts)


def marked_workbook(desk: Desk, user: User, draft: int, sheet: str, name: str) -> bytes:
    """A copy of a workbook that is kept, with its mistakes as comments of its cells."""
    require(user, "draft")
    _, digest = _now(desk, draft)
    desk.store.blobs.get(sheet)
    return desk.work(marked_copy, str(desk.store.folder), digest, sheet, name)


def save(desk: Desk, user: User, seen: Sheet) -> int:
    """Saves what a workbook changes in a draft, all files or none, where it is still what was seen; returns how many.

    CodedError `draft-changed`, `draft-closed`, `sheet-cell` where something is wrong with it.
    """
    require(user, "draft")
    if seen.troubles:
        count = len(seen.troubles)
        raise CodedError("sheet-cell", f"表里还有 {count} 处错误，没有存", f"{count} mistakes: nothing was saved")
    with desk.store.writing(user.name) as writer:
        require_as_seen(desk, writer.connection, seen.draft.id, seen.digest)
        enter_all(desk, writer, seen.draft.id, seen.files)
    return len(seen.files)


def _now(desk: Desk, draft: int) -> tuple[Draft, str]:
    with desk.store.reading() as connection:
        row, data = bytes_of(desk, connection, draft)
    return row, desk.store.blobs.put(data)
