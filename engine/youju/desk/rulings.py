"""Rulings: what an auditor decides on a fact or a finding, checked, kept for good, and counted by a run at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from youju.audit.words import one_line
from youju.author.rulings.decide import DECISIONS, ON_FACT, ON_FINDING, Decided, lacking
from youju.desk.desk import Desk
from youju.desk.intake import run
from youju.desk.last import asked_again, last_run
from youju.desk.rows import audit_row
from youju.desk.who import User, require
from youju.desk.work.ruling import check_ruling
from youju.source import CodedError
from youju.store.events import RulingMade, RulingWithdrawn
from youju.store.tables import RULINGS


@dataclass(frozen=True, slots=True)
class Ask:
    """A ruling as a form asks for it: on a fact or on a finding; a value only where the fact is amended."""

    decision: str
    reason: str
    fact: str = ""
    finding: str = ""
    value: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """The number of a ruling, and whether a run counts what was changed; where it does not it may be run again."""

    number: int
    counted: bool


class OvertakenError(CodedError):
    """Others ruled on the same thing meanwhile: `rows` are their rulings, which whoever asks again has seen."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows = tuple(rows)
        last = self.rows[-1]
        zh = f"{last.by} 刚刚已裁定：{DECISIONS[last.decision]['zh']}，理由：{last.reason}；仍要裁定请再交一次"
        en = f"{last.by} has just ruled: {DECISIONS[last.decision]['en']}, because {last.reason}; send again to go on"
        super().__init__("ruling-overtaken", zh, en)


def make_ruling(desk: Desk, user: User, audit: int, ask: Ask, seen: int) -> Entered:
    """Keeps a ruling and audits again. `seen` is the number of the last ruling that its author saw.

    CodedError as `youju rule`, `audit-not-open`, and OvertakenError; then nothing is kept. What is kept stays, whatever
    becomes of the run.
    """
    require(user, "rule")
    decided = _decided(user, ask)
    last = last_run(desk, audit)
    require_open(last.audit)
    subject = desk.work(check_ruling, asked_again(desk, last), decided)
    with desk.store.writing(user.name) as writer:
        require_open(audit_row(writer.connection, audit))
        rows = _made(writer.connection, audit)
        since = [one for one in rows if one.number > seen and _same(one, subject) and one.withdrawn_by is None]
        if since:
            raise OvertakenError(since)
        said = {"value": decided.value, "source": decided.source or None, "reason": decided.reason}
        writer.append(RulingMade.model_validate({"audit": audit, **subject, "decision": ask.decision, **said}))
    return Entered(len(rows) + 1, count(desk, user, audit))


def withdraw(desk: Desk, user: User, audit: int, number: int, reason: str) -> Entered:
    """Takes a ruling back, which stays with who did so and why, and audits again."""
    require(user, "rule")
    if not reason.strip():
        raise CodedError("ruling-reason", "撤回要写理由", "taking a ruling back needs a reason")
    with desk.store.writing(user.name) as writer:
        require_open(audit_row(writer.connection, audit))
        there = {one.number for one in _made(writer.connection, audit) if one.withdrawn_by is None}
        if number not in there:
            zh, en = f"没有可撤回的第 {number} 条裁定", f"there is no ruling {number} to take back"
            raise CodedError("ruling-unclear", zh, en)
        writer.append(RulingWithdrawn(audit=audit, number=number, reason=one_line(reason)))
    return Entered(number, count(desk, user, audit))


def count(desk: Desk, user: User, audit: int) -> bool:
    """Audits again with the rulings made so far; False where the workers failed, which costs no ruling."""
    try:
        run(desk, user, audit)
    except CodedError as error:
        if not error.code.startswith("work-"):
            raise
        return False
    return True


def rulings_of(desk: Desk, audit: int) -> Sequence[Any]:
    """All rulings on an audit in the order they were made."""
    with desk.store.reading() as connection:
        return _made(connection, audit)


def in_force(rows: Sequence[Any]) -> frozenset[int]:
    """The numbers of the rulings that hold: of several on one thing the last, none that was taken back."""
    return frozenset({one.fact or one.finding: one.number for one in rows if one.withdrawn_by is None}.values())


def require_open(row: Any) -> None:
    """CodedError `audit-not-open` where an audit is closed, or lies before a second person."""
    if row.state != "open":
        states = {
            "closing": ("已提请办结，不再接受裁定；要改请先退回", "is about to be closed: send it back first"),
            "closed": ("已办结，不再接受裁定；要改请先重新打开", "is closed: open it again first"),
        }
        zh, en = states.get(row.state, ("还没有结果", "has no result yet"))
        raise CodedError("audit-not-open", f"这份审核{zh}", f"this audit {en}")


def _decided(user: User, ask: Ask) -> Decided:
    """What is asked for, on one line each. CodedError where it is unclear or lacks its reason or source."""
    if bool(ask.fact.strip()) == bool(ask.finding.strip()):
        raise CodedError("ruling-unclear", "请选一个事实或一条疑点", "choose a fact or a finding")
    if ask.decision not in (ON_FACT if ask.fact.strip() else ON_FINDING):
        raise CodedError("ruling-unclear", "请选一种裁定", "choose what you decide")
    amended = ask.decision == "amend"
    decided = Decided(
        fact=ask.fact.strip() or None, finding=ask.finding.strip() or None, decisions=(ask.decision,),
        value=one_line(ask.value) if amended else None, source=one_line(ask.source) if amended else "",
        reason=one_line(ask.reason), by=user.name, day="",
    )  # fmt: skip
    if missing := lacking(decided):
        said = {"reason": ("理由", "a reason"), "source": ("来源：哪份资料、第几页", "a source: which paper and page")}
        zh, en = said[missing[0]]
        raise CodedError("ruling-reason", f"没有写{zh}", f"it needs {en}")
    return decided


def _made(connection: Connection, audit: int) -> Sequence[Any]:
    return connection.execute(select(RULINGS).where(RULINGS.c.audit == audit).order_by(RULINGS.c.number)).all()


def _same(row: Any, subject: Any) -> bool:
    return (row.fact, row.finding) == (subject.get("fact"), subject.get("finding"))
