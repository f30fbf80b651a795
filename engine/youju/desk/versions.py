"""Versions of rubrics in the store: those that came with the program, and the one in force of each."""

from __future__ import annotations

from sqlalchemy import Connection, select

from youju.desk.desk import Desk
from youju.desk.in_force import Dated
from youju.desk.packs import files_of, pack
from youju.rubric import load_editions, packs
from youju.store.events import VersionAsked, VersionDecided
from youju.store.tables import VERSIONS

PROGRAM = "youju"
"""Who publishes what came with the program."""


def publish_shipped(desk: Desk) -> None:
    """Publishes the rubrics of this program that the store does not have yet."""
    for one in packs():
        digest = desk.store.blobs.put(pack(one.name, files_of(one.folder)))
        title = load_editions(one.folder).last.rubric.spec.title.zh
        with desk.store.writing(PROGRAM) as writer:
            known = select(VERSIONS.c.digest).where(VERSIONS.c.digest == digest)
            if writer.connection.execute(known).first() is not None:
                continue
            said = {"zh": "随程序发布", "en": "came with the program"}
            reason = f"{said['zh']} / {said['en']}"
            asked = VersionAsked(
                digest=digest, rubric=one.name, title=title, base=None, draft=None, in_force=None, reason=reason
            )
            writer.append(asked)
            writer.append(VersionDecided(digest=digest, published=True, reason=reason, alone=True))


def dated(connection: Connection, rubric: str | None = None) -> tuple[Dated, ...]:
    """Every published version of a rubric, or of all, with its day, the one published last at the end.

    Which of them an audit takes is for the fiscal year of its report to decide: see `work/open.py`.
    """
    query = select(VERSIONS.c.digest, VERSIONS.c.in_force).where(VERSIONS.c.state == "published")
    if rubric is not None:
        query = query.where(VERSIONS.c.rubric == rubric)
    return tuple((row.digest, row.in_force) for row in connection.execute(query.order_by(VERSIONS.c.seq)))


def dated_with(connection: Connection, rubric: str, new: Dated) -> tuple[Dated, ...]:
    """The published versions of a rubric with their days, in their order, and behind them another as if it were."""
    found = dated(connection, rubric)
    return found if any(digest == new[0] for digest, _ in found) else (*found, new)


def names(connection: Connection) -> dict[str, str]:
    """What people call each rubric: the title of its first version, since later ones are titled by what they change."""
    query = select(VERSIONS.c.rubric, VERSIONS.c.title).where(VERSIONS.c.state == "published")
    return {row.rubric: row.title for row in connection.execute(query.order_by(VERSIONS.c.seq.desc()))}


def current(connection: Connection, rubric: str | None = None) -> dict[str, str]:
    """The digest of the version published last, by rubric; of one rubric where it is named."""
    query = select(VERSIONS.c.rubric, VERSIONS.c.digest).where(VERSIONS.c.state == "published").order_by(VERSIONS.c.seq)
    if rubric is not None:
        query = query.where(VERSIONS.c.rubric == rubric)
    return {row.rubric: row.digest for row in connection.execute(query)}
