"""Rows of the store that every service looks up by their key, and the code of one that is not there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, select

from youju.source import CodedError
from youju.store.tables import AUDITS, DRAFTS, RUNS, VERSIONS


def audit_row(connection: Connection, audit: int, query: Select[Any] | None = None) -> Row[Any]:
    """An audit, with what a query selects beside it. CodedError `audit-unknown`."""
    wanted = select(AUDITS) if query is None else query
    row = connection.execute(wanted.where(AUDITS.c.id == audit)).first()
    if row is None:
        raise CodedError("audit-unknown", f"没有第 {audit} 号审核", f"there is no audit {audit}")
    return row


def with_last_run(*more: Any) -> Select[Any]:
    """Audits, each with all columns of its last run that have no name of an audit's, and with `more` of the run."""
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    told = [column for column in RUNS.c if column.name not in AUDITS.c]
    return select(AUDITS, *told, *more).outerjoin(RUNS, last)


def draft_row(connection: Connection, draft: int) -> Row[Any]:
    """A draft. CodedError `draft-unknown`."""
    row = connection.execute(select(DRAFTS).where(DRAFTS.c.id == draft)).first()
    if row is None:
        raise CodedError("draft-unknown", f"没有第 {draft} 号草稿", f"there is no draft {draft}")
    return row


def version_row(connection: Connection, digest: str, rubric: str | None = None) -> Row[Any]:
    """A version that was asked for or published, of a rubric where one is named. CodedError `version-unknown`."""
    row = connection.execute(select(VERSIONS).where(VERSIONS.c.digest == digest)).first()
    if row is None or rubric not in (None, row.rubric):
        raise CodedError("version-unknown", "没有这个版本", "there is no such version")
    return row
