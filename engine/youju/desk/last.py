"""The last run of an audit, and what a worker needs to have that audit before it again: as it was, or as it now is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from youju.desk.desk import Desk
from youju.desk.intake import asked
from youju.desk.rows import audit_row
from youju.desk.versions import current
from youju.desk.work.audit import AuditAsk
from youju.ledger.journal import Head
from youju.source import CodedError
from youju.store.events import RulingWithdrawn
from youju.store.tables import RECORDS, RUNS


@dataclass(frozen=True, slots=True)
class Last:
    """An audit's row, the row of its last run, and the chain's head at that run."""

    audit: Any
    run: Any
    head: Head

    @property
    def counted(self) -> bool:
        """Whether the run knows every ruling made so far, and every one taken back."""
        return self.run.rulings == self.audit.rulings


def last_run(desk: Desk, audit: int) -> Last:
    """The last run of an audit. CodedError `audit-unknown`, `audit-without-result`."""
    with desk.store.reading() as connection:
        row = audit_row(connection, audit)
        ran = select(RUNS, RECORDS.c.hash).join(RECORDS, RECORDS.c.seq == RUNS.c.seq)
        run = connection.execute(ran.where(RUNS.c.audit == audit, RUNS.c.number == row.run)).first()
    if run is None or run.bundle is None:
        zh, en = "这份审核还没有结果", "this audit has no result yet"
        raise CodedError("audit-without-result", run.zh if run else zh, run.en if run else en)
    return Last(row, run, Head(run.seq, run.hash))


def asked_again(desk: Desk, last: Last) -> AuditAsk:
    """The audit of the last run, under the version that it went by, with the rulings as they now are."""
    return asked(desk, last.audit.id, (last.run.version,))[0]


def require_counted(last: Last) -> None:
    """CodedError `rulings-not-counted` where rulings were made that the last run does not know."""
    if not last.counted:
        zh, en = "有裁定还没有计入结果，请先重新计入", "some rulings are not counted yet: count them first"
        raise CodedError("rulings-not-counted", zh, en)


def effect(desk: Desk, last: Last) -> Any:
    """The sums of the run before the last, to stand beside those of the last; None where there is none."""
    before = select(RUNS).where(RUNS.c.audit == last.audit.id, RUNS.c.number == last.run.number - 1)
    with desk.store.reading() as connection:
        return connection.execute(before).first()


def asked_as_run(desk: Desk, last: Last) -> AuditAsk:
    """The audit as its last run made it, whatever was published or ruled since."""
    ask = asked_again(desk, last)
    taken_back: Mapping[int, int] = {}
    if any(one["withdrawn_by"] for one in ask.rulings):
        taken_back = _taken_back(desk, last.audit.id)
    return replace(ask, rulings=_known(ask.rulings, taken_back, last.run.rulings))


def newer_version(desk: Desk, rubric: str, version: str) -> str | None:
    """The digest of the version published last, where it is another."""
    with desk.store.reading() as connection:
        found = current(connection, rubric).get(rubric)
    return None if found == version else found


def _taken_back(desk: Desk, audit: int) -> Mapping[int, int]:
    """By which record each ruling of an audit that is withdrawn was: clocks may go backwards, records do not."""
    query = select(RECORDS.c.seq, RECORDS.c.line).where(
        RECORDS.c.kind == RulingWithdrawn.KIND, RECORDS.c.line.contains(f'"audit":{audit},')
    )
    with desk.store.reading() as connection:
        found = [(row.seq, json.loads(row.line)["body"]) for row in connection.execute(query)]
    return {body["number"]: seq for seq, body in found if body["audit"] == audit}


def _known(
    rulings: Sequence[Mapping[str, Any]], taken_back: Mapping[int, int], count: int
) -> tuple[Mapping[str, Any], ...]:
    """Rulings as they stood after so many changes: each was made, and may have been taken back later."""
    made = [(one["seq"], False, one["number"]) for one in rulings]
    withdrawn = [(seq, True, number) for number, seq in taken_back.items()]
    known = {(number, back) for _, back, number in sorted([*made, *withdrawn])[:count]}
    nobody = {"withdrawn_by": None, "withdrawn_reason": None, "withdrawn_at": None}
    return tuple(
        one if (one["number"], True) in known else {**one, **nobody}
        for one in rulings
        if (one["number"], False) in known
    )
