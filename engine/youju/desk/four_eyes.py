"""Four eyes on a version: it is decided on by somebody who neither asked for it nor wrote in it."""

from __future__ import annotations

from sqlalchemy import Connection, Row, select

from youju.desk.desk import Desk
from youju.desk.draft_files import saves_in, view_in
from youju.desk.who import User, require_other
from youju.source import CodedError
from youju.store.tables import DRAFTS


def barred(desk: Desk, connection: Connection, user: User, version: Row[object]) -> CodedError | None:
    """Why somebody may not decide on a version that was asked for; None where they are uninvolved, or alone here."""
    try:
        require_uninvolved(desk, connection, user, version)
    except CodedError as why:
        return why
    return None


def require_uninvolved(desk: Desk, connection: Connection, user: User, version: Row[object]) -> None:
    """CodedError `four-eyes` where somebody would decide on what they asked for, or on files that they wrote in."""
    require_other(user, version.by)
    written = () if user.alone else written_by(desk, connection, user.name, version.digest)
    if written:
        more = len(written) - 1
        zh = f"您改过其中的 {written[0]}" + (f" 等 {len(written)} 个文件" if more else "")
        en = f"you wrote in {written[0]}" + (f" and {more} more of its files" if more else " of it")
        raise CodedError("four-eyes", f"{zh}，要由没有改过的人决定", f"{en}: somebody who did not is to decide")


def written_by(desk: Desk, connection: Connection, name: str, digest: str) -> tuple[str, ...]:
    """The files of a version that is asked for which somebody saved in its draft.

    One that is as it was before the draft has nothing of theirs in it.
    """
    asked = select(DRAFTS.c.id).where(DRAFTS.c.version == digest, DRAFTS.c.state == "asked")
    draft = connection.execute(asked).scalar()
    if draft is None:  # it came with the program
        return ()
    changed = {one.path for one in view_in(desk, connection, draft).changed}
    theirs = {one.path for one in saves_in(connection, draft) if one.by == name}
    return tuple(sorted(changed & theirs))
