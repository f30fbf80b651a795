"""What a worker needs to say more about the last run of an audit: its version, and the rulings that it knew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from youju.desk.desk import Desk
from youju.desk.intake import asked
from youju.desk.versions import current
from youju.desk.who import User, require
from youju.desk.work.open import AuditAsk
from youju.source import CodedError
from youju.store.tables import RUNS


def asked_as_run(desk: Desk, user: User, audit: int) -> AuditAsk:
    """The audit as its last run made it, whatever was published or ruled since. CodedError `audit-unknown`."""
    require(user, "look")
    query = select(RUNS).where(RUNS.c.audit == audit).order_by(RUNS.c.number.desc()).limit(1)
    with desk.store.reading() as connection:
        run = connection.execute(query).first()
    if run is None or run.version is None:
        raise CodedError("audit-unknown", f"第 {audit} 号审核没有结果", f"there is no result of audit {audit}")
    ask, _ = asked(desk, audit, (run.version,))
    return replace(ask, rulings=_known(ask.rulings, run.rulings))


def newer_version(desk: Desk, rubric: str, version: str) -> str | None:
    """The digest of the version published last, where it is another."""
    with desk.store.reading() as connection:
        found = current(connection, rubric).get(rubric)
    return None if found == version else found


def _known(rulings: Sequence[Mapping[str, Any]], count: int) -> tuple[Mapping[str, Any], ...]:
    """Rulings as they stood after so many changes: each was made, and may have been taken back later."""
    made = [(one["at"], False, one["number"]) for one in rulings]
    withdrawn = [(one["withdrawn_at"], True, one["number"]) for one in rulings if one["withdrawn_at"]]
    known = {(number, back) for _, back, number in sorted([*made, *withdrawn])[:count]}
    nobody = {"withdrawn_by": None, "withdrawn_reason": None, "withdrawn_at": None}
    return tuple(
        one if (one["number"], True) in known else {**one, **nobody}
        for one in rulings
        if (one["number"], False) in known
    )
