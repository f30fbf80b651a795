"""Saving in a draft: over the text that was seen, or not at all; then what both have typed comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from youju.author.scaffold import NewIndicator
from youju.desk.desk import Desk
from youju.desk.draft_files import DraftFile, as_kept, ask_of, file_in, require_path, text_at, view, view_in
from youju.desk.drafts import Draft, require_open
from youju.desk.merge import merged
from youju.desk.who import User, require
from youju.desk.work.rubric_new import added_files
from youju.source import CodedError
from youju.store import Writer
from youju.store.events import DraftSaved


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save that was not made, since somebody else saved: what both have typed, and what both began from.

    `merged` holds both where no line was touched by both; None else. None for a text: the file was taken out.
    """

    theirs: DraftFile
    yours: str | None
    began: str | None
    merged: str | None


def save(desk: Desk, user: User, draft: int, path: str, text: str | None, seen: int) -> DraftFile | Conflict:
    """Saves a file as it was typed (None takes it out) over the text that was seen.

    Where somebody saved another text since then nothing is saved, and both come back. CodedError: `draft-closed`,
    `draft-path`, `draft-too-large`.
    """
    require(user, "draft")
    require_path(path)
    if text is not None:
        text = as_kept(text)
    with desk.store.writing(user.name) as writer:
        found = require_open(writer.connection, draft)
        now = file_in(desk, writer.connection, found, path)
        if now.text == text:
            return now
        if now.seen != seen:
            return _conflict(desk, writer.connection, found, now, text, seen)
        return enter(desk, writer, found, now, text)


def enter(desk: Desk, writer: Writer, draft: Draft, now: DraftFile, text: str | None) -> DraftFile:
    """Enters a text in place of the one that a file has now, within a change that has looked at it."""
    blob = None if text is None else desk.store.blobs.put(text.encode())
    made = writer.append(DraftSaved(draft=draft.id, path=now.path, revision=now.revision + 1, blob=blob))
    return DraftFile(now.path, text, now.base, made.seq, now.revision + 1, made.by, made.at)


def enter_all(desk: Desk, writer: Writer, draft: int, texts: Mapping[str, str | None]) -> None:
    """Enters the texts of several files that differ from what they have now."""
    shown = view_in(desk, writer.connection, draft)
    for path, text in texts.items():
        require_path(path)
        now = shown.file(path)
        if now.text != text:
            enter(desk, writer, shown.draft, now, text)


def add_indicator(desk: Desk, user: User, draft: int, new: NewIndicator, group: str) -> str:
    """Adds the files of a new indicator to a draft and lists it in its group; the path of its card.

    CodedError: `rubric-new`, `rubric-exists`, `rubric-unknown-group`; `draft-changed` where somebody saved meanwhile.
    """
    require(user, "draft")
    shown = view(desk, draft)
    made = desk.work(added_files, ask_of(desk, shown), new, group)
    with desk.store.writing(user.name) as writer:
        require_open(writer.connection, draft)
        now = view_in(desk, writer.connection, draft)
        for path in made:
            if now.file(path).seen != shown.file(path).seen:
                zh, en = "刚才有别人保存了这份草稿，请再点一次", "somebody saved this draft just now: try once more"
                raise CodedError("draft-changed", zh, en)
        enter_all(desk, writer, draft, made)
    return next(path for path in made if path.startswith("indicators/"))


def _conflict(
    desk: Desk, connection: Connection, draft: Draft, now: DraftFile, yours: str | None, seen: int
) -> Conflict:
    began = text_at(desk, connection, draft.id, now.path, seen)
    both = None
    if began is not None and now.text is not None and yours is not None:
        both = merged(began, now.text, yours)
    return Conflict(now, yours, began, both)
