"""Drafts of rubrics: begun from a version, edited by several people, nothing that anybody typed is lost.

A draft may be broken: every save is kept as it was typed. Publishing is where it must be whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from youju.author.scaffold import NewIndicator
from youju.desk.desk import Desk
from youju.desk.merge import merged
from youju.desk.packs import require_inside, unpack
from youju.desk.rows import draft_row, version_row
from youju.desk.who import User, require
from youju.desk.work.rubric import RubricAsk
from youju.desk.work.rubric_new import added_files
from youju.source import CodedError
from youju.store.events import DraftBegun, DraftMoved, DraftSaved
from youju.store.tables import DRAFT_FILES, DRAFTS, RECORDS

LARGEST = 1_000_000
"""The most characters of a file: no card comes near it."""
_PARTS = ("indicators", "checks", "cases", "dictionary")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: of which rubric, begun from which version, by whom, and how it stands."""

    id: int
    rubric: str
    base: str
    title: str
    state: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file of a draft. `text` is None where it was taken out, `base` where the version does not have it.

    `seen` is what a save says to show which text its editor had before them: the record that made it, 0 for the base's.
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
class Conflict:
    """A save that was not made, since somebody else saved: what both have typed, and what both began from.

    `merged` holds both where no line was touched by both; None else. None for a text: the file was taken out.
    """

    theirs: DraftFile
    yours: str | None
    began: str | None
    merged: str | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with all its files by their path."""

    draft: Draft
    files: Mapping[str, DraftFile] = field(default_factory=dict[str, DraftFile])

    @property
    def changed(self) -> tuple[DraftFile, ...]:
        """The files that differ from the version."""
        return tuple(one for one in self.files.values() if one.changed)


def begin(desk: Desk, user: User, base: str, title: str) -> int:
    """Begins a draft from a published version; its id. CodedError `version-unknown`."""
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


def view(desk: Desk, draft: int) -> DraftView:
    """A draft as it is now. CodedError `draft-unknown`."""
    with desk.store.reading() as connection:
        return view_in(desk, connection, draft)


def view_in(desk: Desk, connection: Connection, draft: int) -> DraftView:
    """The same within a look or a change."""
    found = _found(connection, draft)
    saved = connection.execute(select(DRAFT_FILES).where(DRAFT_FILES.c.draft == draft)).all()
    files = {path: DraftFile(path, text, text) for path, text in base_files(desk, found.base).items()}
    for row in saved:
        was = files.get(row.path)
        files[row.path] = _file(desk, row, None if was is None else was.base)
    return DraftView(found, dict(sorted(files.items(), key=_in_order)))


def _in_order(one: tuple[str, DraftFile]) -> tuple[bool, str]:
    return "/" in one[0], one[0]


def base_files(desk: Desk, digest: str) -> Mapping[str, str]:
    """The files of a version by their path."""
    return unpack(desk.store.blobs.get(digest))[1]


def file_of(desk: Desk, draft: int, path: str) -> DraftFile:
    """A file of a draft as it is now; one that is nowhere yet has no texts. CodedError as `view`, `draft-path`."""
    require_path(path)
    return view(desk, draft).files.get(path) or DraftFile(path, None, None)


def require_path(path: str) -> None:
    """CodedError `draft-path` where a rubric has no place for a file of that name."""
    require_inside(path)
    part, _, name = path.partition("/")
    known = path == "rubric.yaml" or (part in _PARTS and name.endswith(".yaml"))
    strange = any(not step.isprintable() or step.startswith(".") or not step for step in path.split("/"))
    if not known or strange or len(path) > 200:
        zh = f"“{path[:60]}”不能作文件名；应如 indicators/input/某项.yaml"
        raise CodedError("draft-path", zh, f"“{path[:60]}” is no name of a file here, like indicators/input/x.yaml")


def save(desk: Desk, user: User, draft: int, path: str, text: str | None, seen: int) -> DraftFile | Conflict:
    """Saves a file as it was typed (None takes it out) over the text that was seen.

    Where somebody saved another text since then nothing is saved, and both come back. CodedError: `draft-closed`,
    `draft-path`, `draft-too-large`.
    """
    require(user, "draft")
    require_path(path)
    if text is not None:
        text = _as_kept(text)
    blob = None if text is None else desk.store.blobs.put(text.encode())
    with desk.store.writing(user.name) as writer:
        found = require_open(writer.connection, draft)
        now = _now(desk, writer.connection, found, path)
        if now.text == text:
            return now
        if now.seen != seen:
            return _conflict(desk, writer.connection, found, now, text, seen)
        made = writer.append(DraftSaved(draft=draft, path=path, revision=now.revision + 1, blob=blob))
    return DraftFile(path, text, now.base, made.seq, now.revision + 1, made.by, made.at)


def add_indicator(desk: Desk, user: User, draft: int, new: NewIndicator, group: str) -> str:
    """Adds the files of a new indicator to a draft and lists it in its group; the path of its card.

    CodedError: `rubric-new`, `rubric-exists`, `rubric-unknown-group`; `draft-changed` where somebody saved meanwhile.
    """
    require(user, "draft")
    shown = view(desk, draft)
    made = desk.work(added_files, ask_of(desk, shown), new, group)
    blobs = {path: desk.store.blobs.put(text.encode()) for path, text in made.items()}
    with desk.store.writing(user.name) as writer:
        found = require_open(writer.connection, draft)
        for path, blob in blobs.items():
            require_path(path)
            seen = shown.files[path].seen if path in shown.files else 0
            now = _now(desk, writer.connection, found, path)
            if now.seen != seen:
                zh, en = "刚才有别人保存了这份草稿，请再点一次", "somebody saved this draft just now: try once more"
                raise CodedError("draft-changed", zh, en)
            writer.append(DraftSaved(draft=draft, path=path, revision=now.revision + 1, blob=blob))
    return next(path for path in made if path.startswith("indicators/"))


def drop(desk: Desk, user: User, draft: int, reason: str) -> None:
    """Drops a draft, with a reason; what was saved in it stays in the chain. CodedError `draft-closed`."""
    require(user, "draft")
    with desk.store.writing(user.name) as writer:
        require_open(writer.connection, draft)
        writer.append(DraftMoved(draft=draft, state="dropped", reason=reason.strip()[:500]))


def ask_of(desk: Desk, shown: DraftView, typed: Mapping[str, str | None] | None = None) -> RubricAsk:
    """The rubric that a draft is, with texts that are typed and not saved yet, for a worker."""
    changes = {one.path: one.text for one in shown.changed}
    for path, text in (typed or {}).items():
        require_path(path)
        changes[path] = None if text is None else _as_kept(text)
    return RubricAsk(str(desk.store.folder), shown.draft.base, tuple(sorted(changes.items())))


def require_open(connection: Connection, draft: int) -> Draft:
    """A draft that may be edited. CodedError `draft-unknown`, `draft-closed`."""
    found = _found(connection, draft)
    if found.state != "open":
        said = {"asked": ("已提请发布", "is asked to be published"), "published": ("已发布", "is published")}
        zh, en = said.get(found.state, ("已放弃", "was dropped"))
        raise CodedError("draft-closed", f"这份草稿{zh}，不能再改", f"this draft {en} and is not edited any more")
    return found


def _as_kept(text: str) -> str:
    """A text as it is kept: browsers send lines that end in CR LF. CodedError `draft-too-large`."""
    if len(text) > LARGEST:
        zh = f"文件太大（超过 {LARGEST:,} 个字），没有保存"
        raise CodedError("draft-too-large", zh, f"the file has more than {LARGEST:,} characters and was not saved")
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def _found(connection: Connection, draft: int) -> Draft:
    return _draft(draft_row(connection, draft))


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.id, row.rubric, row.base, row.title, row.state, row.by, row.at)


def _now(desk: Desk, connection: Connection, draft: Draft, path: str) -> DraftFile:
    base = base_files(desk, draft.base).get(path)
    query = select(DRAFT_FILES).where(DRAFT_FILES.c.draft == draft.id, DRAFT_FILES.c.path == path)
    row = connection.execute(query).first()
    return DraftFile(path, base, base) if row is None else _file(desk, row, base)


def _file(desk: Desk, row: Row[Any], base: str | None) -> DraftFile:
    return DraftFile(row.path, _text(desk, row.blob), base, row.seq, row.revision, row.by, row.at)


def _text(desk: Desk, blob: str | None) -> str | None:
    return None if blob is None else desk.store.blobs.get(blob).decode()


def _conflict(
    desk: Desk, connection: Connection, draft: Draft, now: DraftFile, yours: str | None, seen: int
) -> Conflict:
    began = text_at(desk, connection, draft.id, now.path, seen) if seen else now.base
    both = None
    if began is not None and now.text is not None and yours is not None:
        both = merged(began, now.text, yours)
    return Conflict(now, yours, began, both)


def text_at(desk: Desk, connection: Connection, draft: int, path: str, seen: int) -> str | None:
    """The text of a file that a record of the chain saved; None where that record is no save of it, or took it out."""
    line = connection.execute(select(RECORDS.c.line).where(RECORDS.c.seq == seen)).scalar()
    body: dict[str, Any] = {} if line is None else json.loads(line)["body"]
    if body.get("draft") != draft or body.get("path") != path:
        return None
    return _text(desk, body.get("blob"))


def seen_text(desk: Desk, draft: int, file: DraftFile, seen: int) -> str | None:
    """The text that an editor had before them."""
    if seen in (0, file.seen):
        return file.text if seen else file.base
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
    query = select(RECORDS.c.seq, RECORDS.c.by, RECORDS.c.at, RECORDS.c.line).where(
        RECORDS.c.kind == DraftSaved.KIND, RECORDS.c.seq > draft
    )
    with desk.store.reading() as connection:
        rows = connection.execute(query.order_by(RECORDS.c.seq.desc())).all()
    found = ((row, json.loads(row.line)["body"]) for row in rows)
    return tuple(
        Save(row.seq, body["path"], row.by, row.at, body["blob"])
        for row, body in found
        if body["draft"] == draft and path in (None, body["path"])
    )
