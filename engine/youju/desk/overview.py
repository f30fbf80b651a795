"""All audits at once: departments by indicators, totals, findings, lost points, how far a year's review is.

Everything is read from the tables, exactly, by the same few queries however many audits there are; nothing of an audit
itself is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from youju.desk.desk import Desk
from youju.desk.matrix import Column, Lost, Page, losses, lost_by, page_of, tallied
from youju.desk.recent import Recent
from youju.desk.review import Common, Found, Progress, commonest, found_in, progress_of
from youju.desk.versions import current
from youju.desk.wanted import LAST, Wanted, narrowed
from youju.desk.who import User, require
from youju.desk.work.version import outline
from youju.feel import read_number
from youju.store.tables import AUDITS, RUNS, VERSIONS
from youju.store.writing import head_of

MOST_FINDINGS = 15


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: fiscal years, rubrics, and the versions of the one shown with their titles."""

    years: tuple[int, ...]
    rubrics: tuple[str, ...]
    versions: tuple[Row[Any], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What `Wanted` comes to. `rubric` is the one whose indicators the columns are, and of whose audits with a result
    the matrix, the totals and the points lost are; progress and findings are of all that is wanted.

    `claimed` and `recomputed` say how often each total is there.
    """

    wanted: Wanted
    rubric: str | None
    columns: tuple[Column, ...]
    matrix: Page
    claimed: Mapping[Fraction, int]
    recomputed: Mapping[Fraction, int]
    findings: tuple[Common, ...]
    lost: tuple[Lost, ...]
    progress: Progress
    choices: Choices


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tables say at one end of the chain: all but the indicators of the version published last, `newest`."""

    rubric: str | None
    newest: str | None
    matrix: Page
    losses: Mapping[str, tuple[Fraction, int, int]]
    claimed: Mapping[Fraction, int]
    recomputed: Mapping[Fraction, int]
    found: tuple[Found, ...]
    progress: Progress
    choices: Choices


def overview(desk: Desk, user: User, wanted: Wanted, page: int | None = 1) -> Overview:
    """All audits as they are wanted, those of one page in the matrix; of all pages where it is None."""
    require(user, "look")
    with desk.store.reading() as connection:
        # Every table that is read follows from the chain: as long as that ends with the same record they stay.
        asked = ("overview", head_of(connection), wanted, page)
        # All pages together are large, and looked at once.
        held = Recent(0) if page is None else desk.looked
        read = held.of(asked, lambda: _read(connection, wanted, page))
    columns = _columns(desk, read.newest, set(read.losses))
    findings, lost = commonest(read.found, MOST_FINDINGS), lost_by(columns, read.losses)
    return Overview(
        wanted, read.rubric, columns, read.matrix, read.claimed, read.recomputed, findings, lost, read.progress,
        read.choices,
    )  # fmt: skip


def _read(connection: Connection, wanted: Wanted, page: int | None) -> _Read:
    rows = connection.execute(_audits(wanted)).all()
    rubric = wanted.rubric or _most(rows)
    here = [row for row in rows if row.record is not None and row.rubric == rubric]
    matrix = page_of(connection, here, wanted, rubric, page)
    lost = losses(tallied(connection, wanted, rubric))
    found = found_in(connection, wanted)
    claimed = Counter(read_number(row.claimed) for row in here if row.claimed is not None)
    recomputed = Counter(read_number(row.recomputed) for row in here)
    newest = current(connection, rubric).get(rubric) if rubric else None
    choices = _choices(connection, rubric)
    return _Read(rubric, newest, matrix, lost, claimed, recomputed, found, progress_of(rows, found), choices)


def _audits(wanted: Wanted) -> Select[Any]:
    columns = (*AUDITS.c, RUNS.c.claimed, RUNS.c.recomputed, RUNS.c.record)
    return narrowed(select(*columns).outerjoin(RUNS, LAST), wanted).order_by(AUDITS.c.name, AUDITS.c.id)


def _most(rows: Sequence[Row[Any]]) -> str | None:
    """The rubric of most audits: a table has the indicators of one."""
    count = Counter(row.rubric for row in rows if row.rubric)
    return min(count, key=lambda name: (-count[name], name)) if count else None


def _choices(connection: Connection, rubric: str | None) -> Choices:
    known = connection.execute(select(AUDITS.c.rubric, AUDITS.c.year).distinct()).all()
    used = select(AUDITS.c.version).where(AUDITS.c.rubric == rubric)
    told = select(VERSIONS).where(VERSIONS.c.digest.in_(used))
    return Choices(
        tuple(sorted({row.year for row in known if row.year is not None})),
        tuple(sorted({row.rubric for row in known if row.rubric is not None})),
        tuple(connection.execute(told.order_by(VERSIONS.c.seq)).all()),
    )


def _columns(desk: Desk, digest: str | None, used: set[str]) -> tuple[Column, ...]:
    """The indicators of the version published last; those that only older versions have stand at the end."""
    found: list[Any] = []
    if digest is not None:
        found = desk.kept.plain("outlines", digest, lambda: desk.work(outline, str(desk.store.folder), digest))
    known = [Column(**one) for one in found]
    older = sorted(used - {one.id for one in known})
    return (*known, *(Column(name, name, name, "旧版的指标", "of older versions") for name in older))
