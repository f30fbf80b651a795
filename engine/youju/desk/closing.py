"""Closing an audit with four eyes: one asks, another closes or sends back; what is closed is only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import select

from youju.audit.words import one_line
from youju.desk.desk import Desk
from youju.desk.last import last_run, require_counted
from youju.desk.rows import audit_row
from youju.desk.rulings import in_force, require_open
from youju.desk.who import Action, User, require, require_other
from youju.source import CodedError
from youju.store.events import AuditMoved
from youju.store.tables import FINDINGS, RULINGS
from youju.store.writing import Writer

State = Literal["open", "closing", "closed"]


def open_gravest(desk: Desk, audit: int) -> Sequence[Any]:
    """The findings of level P0 that nobody has ruled on."""
    with desk.store.reading() as connection:
        of = RULINGS.c.audit == audit
        rows = connection.execute(select(RULINGS).where(of).order_by(RULINGS.c.number)).all()
        gravest = select(FINDINGS).where(FINDINGS.c.audit == audit, FINDINGS.c.level == "P0")
        found = connection.execute(gravest.order_by(FINDINGS.c.key)).all()
    held = in_force(rows)
    ruled = {one.finding for one in rows if one.number in held}
    return [one for one in found if one.key not in ruled]


def ask_to_close(desk: Desk, user: User, audit: int, reason: str) -> None:
    """Puts an audit before a second person. A reason is needed where findings of level P0 are without a ruling."""
    require(user, "ask-close")
    require_counted(last_run(desk, audit))
    if open_gravest(desk, audit) and not reason.strip():
        zh, en = "还有 P0 疑点没有裁定，提请办结要写理由", "P0 findings are without a ruling: closing needs a reason"
        raise CodedError("closing-reason", zh, en)
    with desk.store.writing(user.name) as writer:
        require_open(audit_row(writer.connection, audit))
        _move(writer, user, audit, "closing", reason)


def close(desk: Desk, user: User, audit: int, reason: str) -> None:
    """Closes what somebody else asked to close; the reason may be empty."""
    require(user, "close")
    with desk.store.writing(user.name) as writer:
        row = _require(writer, audit, "closing")
        require_other(user, row.asked_by)
        _move(writer, user, audit, "closed", reason)


def send_back(desk: Desk, user: User, audit: int, reason: str) -> None:
    """Sends an audit back that was to be closed; who asked may do so too."""
    _change_back(desk, user, audit, "close", "closing", reason)


def reopen(desk: Desk, user: User, audit: int, reason: str) -> None:
    """Opens a closed audit again."""
    _change_back(desk, user, audit, "reopen", "closed", reason)


def _change_back(desk: Desk, user: User, audit: int, action: Action, state: State, reason: str) -> None:
    with desk.store.writing(user.name) as writer:
        row = _require(writer, audit, state)
        if not (state == "closing" and row.asked_by == user.name):
            require(user, action)
        if not reason.strip():
            raise CodedError("closing-reason", "请写理由", "a reason is needed")
        _move(writer, user, audit, "open", reason)


def _require(writer: Writer, audit: int, state: State) -> Any:
    """The row of an audit in a state; CodedError `audit-state-changed` where it is in another by now."""
    row = audit_row(writer.connection, audit)
    if row.state != state:
        zh, en = "这份审核的状态已经变了，请刷新后再看", "the state of this audit has changed: look at it again"
        raise CodedError("audit-state-changed", zh, en)
    return row


def _move(writer: Writer, user: User, audit: int, state: State, reason: str) -> None:
    writer.append(AuditMoved(audit=audit, state=state, reason=one_line(reason), alone=user.alone))
