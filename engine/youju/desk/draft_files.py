"""The files of a draft as they are now, as an editor had them before them, and as the version that they would be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from youju.desk.desk import Desk
from youju.desk.drafts import Draft, base_files, draft_in, require_open
from youju.desk.packs import pack, require_inside
from youju.desk.work.rubric import RubricAsk
from youju.source import CodedError
from youju.store import digest_of
from youju.store.events import DraftBegun, DraftRebased, DraftSaved
from youju.store.tables import DRAFT_FILES, RECORDS

LARGEST = 1_000_000
"""The most characters of a file: no card comes near it."""
_PARTS = ("indicators", "checks", "cases", "dictionary")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft. `text` is None where it was taken out, `base` where the version does not have it.

    `seen` is what a save says to show which text its editor had before them: the record that saved it, and for a text
    of the base the one by which the draft came to that base, 0 where it was begun from it.
    """

    path: str
    text: str | None
    base: str | None
    seen: int = 0
    revision: int = 0
    by: str | None = None
    at: str | None = None

    @property
    def changed(self) -> bool:
        """Whether it differs from the version."""
        return self.text != self.base


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with all its files by their path."""

    draft: Draft
    files: Mapping[str, DraftFile] = field(default_factory=dict[str, DraftFile])

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that differ from the version."""
        return tuple(one for one in self.files.values() if one.changed)

    def file(self, path: str) -> DraftFile:
        """The file of a path; one that is nowhere yet has no texts."""
        return self.files.get(path) or DraftFile(path, None, None, self.draft.since)


def view(desk: Desk, draft: int) -> DraftView:
    """A draft as it is now. CodedError `draft-unknown`."""
    with desk.store.reading() as connection:
        return view_in(desk, connection, draft)


def view_in(desk: Desk, connection: Connection, draft: int) -> DraftView:
    """The same within a look or a change."""
    found = draft_in(connection, draft)
    saved = connection.execute(select(DRAFT_FILES).where(DRAFT_FILES.c.draft == draft)).all()
    files = {path: DraftFile(path, text, text, found.since) for path, text in base_files(desk, found.base).items()}
    for row in saved:
        was = files.get(row.path)
        files[row.path] = _file_of(desk, row, None if was is None else was.base)
    return DraftView(found, dict(sorted(files.items(), key=_in_order)))


def _in_order(one: tuple[str, DraftFile]) -> tuple[bool, str]:
    return "/" in one[0], one[0]


def file_of(desk: Desk, draft: int, path: str) -> DraftFile:
    """A file of a draft as it is now; one that is nowhere yet has no texts. CodedError as `view`, `draft-path`."""
    require_path(path)
    with desk.store.reading() as connection:
        return file_in(desk, connection, draft_in(connection, draft), path)


def file_in(desk: Desk, connection: Connection, draft: Draft, path: str) -> DraftFile:
    """The same within a look or a change."""
    base = base_files(desk, draft.base).get(path)
    query = select(DRAFT_FILES).where(DRAFT_FILES.c.draft == draft.id, DRAFT_FILES.c.path == path)
    row = connection.execute(query).first()
    return DraftFile(path, base, base, draft.since) if row is None else _file_of(desk, row, base)


def bytes_of(desk: Desk, connection: Connection, draft: int) -> tuple[Draft, bytes]:
    """A draft, and the bytes of the version that it would be. CodedError `draft-unknown`."""
    shown = view_in(desk, connection, draft)
    return shown.draft, version_bytes(shown)


def version_bytes(shown: DraftView) -> bytes:
    """The bytes of the version that a draft would be."""
    files = {one.path: one.text for one in shown.files.values() if one.text is not None}
    return pack(shown.draft.rubric, files)


def require_as_seen(desk: Desk, connection: Connection, draft: int, digest: str) -> Draft:
    """A draft that may be edited and is, to the byte, what somebody saw. CodedError `draft-closed`, `draft-changed`."""
    found = require_open(connection, draft)
    require_unchanged(digest_of(bytes_of(desk, connection, draft)[1]), digest)
    return found


def require_unchanged(now: str, seen: str) -> None:
    """CodedError `draft-changed` where a draft is no longer of the bytes that somebody saw."""
    if now != seen:
        zh, en = "看过以后草稿又改过；请再看一遍", "the draft was saved since you looked: look at it again"
        raise CodedError("draft-changed", zh, en)


def require_path(path: str) -> None:
    """CodedError `draft-path` where a rubric has no place for a file of that name."""
    require_inside(path)
    part, _, name = path.partition("/")
    known = path == "rubric.yaml" or (part in _PARTS and name.endswith(".yaml"))
    strange = any(not step.isprintable() or step.startswith(".") or not step for step in path.split("/"))
    if not known or strange or len(path) > 200:
        zh = f"“{path[:60]}”不能作文件名；应如 indicators/input/某项.yaml"
        raise CodedError("draft-path", zh, f"“{path[:60]}” is no name of a file here, like indicators/input/x.yaml")


def ask_of(desk: Desk, shown: DraftView, typed: Mapping[str, str | None] | None = None) -> RubricAsk:
    """The rubric that a draft is, with texts that are typed and not saved yet, for a worker."""
    changes = {one.path: one.text for one in shown.changed}
    for path, text in (typed or {}).items():
        require_path(path)
        changes[path] = None if text is None else as_kept(text)
    return RubricAsk(str(desk.store.folder), shown.draft.base, tuple(sorted(changes.items())))


def as_kept(text: str) -> str:
    """A text as it is kept: browsers send lines that end in CR LF. CodedError `draft-too-large`."""
    if len(text) > LARGEST:
        zh = f"文件太大（超过 {LARGEST:,} 个字），没有保存"
        raise CodedError("draft-too-large", zh, f"the file has more than {LARGEST:,} characters and was not saved")
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def text_at(desk: Desk, connection: Connection, draft: int, path: str, seen: int) -> str | None:
    """The text of a file that an editor had before them, by its `seen`; None where it names none, or one taken out."""
    query = select(RECORDS.c.kind, RECORDS.c.line).where(RECORDS.c.seq == (seen or draft))
    row = connection.execute(query).first()
    body: dict[str, Any] = {} if row is None else json.loads(row.line)["body"]
    match None if row is None else row.kind:
        case DraftSaved.KIND if (body["draft"], body["path"]) == (draft, path):
            return _text(desk, body["blob"])
        case DraftRebased.KIND if body["draft"] == draft:
            return base_files(desk, body["base"]).get(path)
        case DraftBegun.KIND if seen == 0:
            return base_files(desk, body["base"]).get(path)
        case _:
            return None


def seen_text(desk: Desk, draft: int, file: DraftFile, seen: int) -> str | None:
    """The same of a file as it is shown."""
    with desk.store.reading() as connection:
        return text_at(desk, connection, draft, file.path, seen)


@dataclass(frozen=True, slots=True)
class Save:
    """A save of a file: the record, who made it and when, and what was saved (None: taken out)."""

    seq: int
    path: str
    by: str
    at: str
    blob: str | None


def saves(desk: Desk, draft: int, path: str | None = None) -> tuple[Save, ...]:
    """Every save of a draft, or of one of its files, the last first."""
    with desk.store.reading() as connection:
        found = saves_in(connection, draft)
    return tuple(one for one in found if path in (None, one.path))


def saves_in(connection: Connection, draft: int) -> tuple[Save, ...]:
    """Every save of a draft within a look or a change, the last first."""
    query = select(RECORDS.c.seq, RECORDS.c.by, RECORDS.c.at, RECORDS.c.line).where(
        RECORDS.c.kind == DraftSaved.KIND, RECORDS.c.seq > draft
    )
    rows = connection.execute(query.order_by(RECORDS.c.seq.desc())).all()
    found = ((row, json.loads(row.line)["body"]) for row in rows)
    return tuple(
        Save(row.seq, body["path"], row.by, row.at, body["blob"]) for row, body in found if body["draft"] == draft
    )


def _file_of(desk: Desk, row: Row[Any], base: str | None) -> DraftFile:
    return DraftFile(row.path, _text(desk, row.blob), base, row.seq, row.revision, row.by, row.at)


def _text(desk: Desk, blob: str | None) -> str | None:
    return None if blob is None else desk.store.blobs.get(blob).decode()
