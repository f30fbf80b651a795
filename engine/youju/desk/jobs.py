"""Reports handed in and audited one after the other: begun, followed, cancelled, and taken up again after a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import SQLAlchemyError

from youju.desk.board import Item, Job, Wanted
from youju.desk.desk import Desk
from youju.desk.intake import enter_failure, run, take_in_once
from youju.desk.names import kept_name
from youju.desk.rows import audit_row
from youju.desk.versions import current
from youju.desk.who import User, require
from youju.desk.worker import clear
from youju.report import MAX_BYTES, ReportError, kind_of, too_large
from youju.source import CodedError, log
from youju.store.tables import AUDITS, RUNS

OF_STORE = frozenset(("store-full", "store-busy", "store-unreachable", "store-damaged", "file-unwritable"))
"""What the store may be short of, whatever is handed in."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that is handed in: its name and size, and its bytes when they are wanted."""

    name: str
    size: int
    data: Callable[[], bytes]


def hand_in(desk: Desk, user: User, files: Sequence[Given], wanted: Wanted, again: bool = False) -> Job:
    """Takes files in, one by one: those that cannot be taken say why, the others are audited.

    A document that was audited before leads to its audits; only `again` begins another. CodedError `store-…` or
    `file-unwritable` where the store could take none of them: that is nothing about the files.
    """
    require(user, "take-in")
    if not files:
        raise CodedError("report-not-chosen", "没有选择文件，请先选择报告", "no file was chosen: choose a report first")
    _require_known(desk, wanted.rubric)
    items = tuple(_taken(desk, user, one, wanted, again) for one in files)
    errors = [one.error for one in items if one.error is not None]
    if len(errors) == len(items) and all(one.code in OF_STORE for one in errors):
        raise errors[0]
    return desk.board.show(user, items)


def _require_known(desk: Desk, rubric: str | None) -> None:
    with desk.store.reading() as connection:
        if rubric is not None and rubric not in current(connection):
            zh, en = "没有这个评分标准，请重新选择", "there is no such rubric: choose another"
            raise CodedError("rubric-not-found", zh, en)


def _taken(desk: Desk, user: User, file: Given, wanted: Wanted, again: bool) -> Item:
    """A file taken in, or why not."""
    item = Item(kept_name(file.name), user, wanted)
    try:
        desk.board.require_room()
        data = _checked(file)
        taken = take_in_once(desk, user, item.name, data, wanted, again)
    except (CodedError, ReportError) as error:
        item.state, item.error = "declined", CodedError(error.code, error.zh, error.en)
        return item
    item.document, item.audit, item.earlier = taken.document, taken.audit, taken.earlier
    if taken.audit is None:
        item.state = "earlier"
    else:
        _put(desk, item)
    return item


def _checked(file: Given) -> bytes:
    """The bytes of a file, where its size and first bytes let one hope: all else is for a worker to find."""
    if file.size > MAX_BYTES:
        raise too_large(file.size)
    data = file.data()
    if not data:
        raise ReportError("report-empty", "文件是空的，没有内容", "the file is empty")
    # What is in a package is looked at by a process with limits.
    if not data.startswith(b"PK"):
        kind_of(data)
    return data


def hand_in_again(desk: Desk, user: User, job: str, number: int) -> Job:
    """Begins another audit of a document of a job, as it was wanted there."""
    item = _item(desk, job, number)
    if item.document is None:
        raise no_item()
    data = desk.store.blobs.get(item.document)
    return hand_in(desk, user, [Given(item.name, len(data), lambda: data)], item.wanted, again=True)


def run_again(desk: Desk, user: User, audit: int) -> Job:
    """Has an audit made again: one that was refused or cancelled, or that other rulings or versions changed.

    CodedError `audit-not-open` where it is closed or lies before a second person.
    """
    require(user, "run")
    with desk.store.reading() as connection:
        row = require_runnable(audit_row(connection, audit))
    item = desk.board.active_of(audit)
    if item is None:
        item = Item(row.name, user, document=row.document, audit=audit)
        _put(desk, item)
    return desk.board.show(user, (item,))


def require_runnable(row: Row[Any]) -> Row[Any]:
    """An audit that may be made again. CodedError `audit-not-open`."""
    if row.state not in ("waiting", "refused", "open"):
        zh, en = (
            "这份审核已办结或待复核，先由负责人退回或重新打开",
            "this audit is closed or being closed: reopen it first",
        )
        raise CodedError("audit-not-open", zh, en)
    return row


def run_anew(desk: Desk, user: User, audits: Sequence[tuple[int, str, str]]) -> Job:
    """Has audits (id, name, document) made again by the versions published now; none loses its earlier runs."""
    require(user, "run")
    items: list[Item] = []
    for audit, name, document in audits:
        item = desk.board.active_of(audit)
        if item is None:
            item = Item(name, user, document=document, audit=audit, anew=True)
            _put(desk, item)
        elif item.state == "waiting":
            item.anew = True
        items.append(item)
    return desk.board.show(user, tuple(items))


def cancel(desk: Desk, user: User, job: str, number: int | None = None) -> None:
    """Ends one report of a job or all of them: an audit that has no result yet says that it was cancelled."""
    found = desk.board.job(job)
    require(user, "take-in")
    if user.name != found.by.name and user.role != "chief" and not user.alone:
        zh = "这是别人交的报告，只有本人或负责人能取消"
        raise CodedError("not-allowed", zh, "somebody else handed it in: they or a chief may cancel it")
    for item in found.items if number is None else (_item(desk, job, number),):
        if desk.board.withdraw(item):
            _say_cancelled(desk, user, item)
        elif item.active:
            item.stop(user)


def _item(desk: Desk, job: str, number: int) -> Item:
    items = desk.board.job(job).items
    if not 0 <= number < len(items):
        raise no_item()
    return items[number]


def no_item() -> CodedError:
    """A report that a job does not have."""
    return CodedError("not-found", "没有这一份报告", "there is no such report")


def resume(desk: Desk) -> int:
    """Has every audit made that was accepted and is not, or whose last run knows fewer rulings; returns how many.

    A server calls it when it starts.
    """
    clear(desk.board.folder)
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    behind = (AUDITS.c.state == "waiting") | (RUNS.c.rulings < AUDITS.c.rulings)
    query = select(AUDITS).outerjoin(RUNS, last).where(behind).order_by(AUDITS.c.id)
    with desk.store.reading() as connection:
        rows = connection.execute(query).all()
    for row in rows:
        if desk.board.active_of(row.id) is None:
            _put(desk, Item(row.name, User(row.by, row.by, "auditor"), document=row.document, audit=row.id))
    return len(rows)


def _put(desk: Desk, item: Item) -> None:
    if desk.board.put(item):
        Thread(target=_work_off, args=(desk,), name="youju jobs", daemon=True).start()


def _work_off(desk: Desk) -> None:
    """Makes audits until none waits."""
    while (item := desk.board.take()) is not None:
        try:
            _make(desk, item)
        except (SQLAlchemyError, OSError, CodedError) as error:
            log.warning("audit {} was not entered: {}", item.audit, type(error).__name__)
            zh = "结果没有存下；报告还在，服务下次启动时会再审核，也可以现在再审"
            en = "the result was not kept; the report is: it is audited again at the next start, or by you now"
            desk.board.done(item, "failed", CodedError("audit-not-entered", zh, en))


def _make(desk: Desk, item: Item) -> None:
    """Makes one audit. CodedError, OSError or SQLAlchemyError where the store did not take what became of it."""
    assert item.audit is not None
    try:
        code = run(desk, item.by, item.audit, str(item.told), item.follow, item.anew)
    except CodedError as error:
        if not error.code.startswith("work-"):
            raise
        if error.code != "work-cancelled":
            enter_failure(desk, item.by, item.audit, error)
            desk.board.done(item, "failed", error)
        elif item.cancelled_by is not None:
            _say_cancelled(desk, item.cancelled_by, item)
            desk.board.done(item, "cancelled")
        else:
            # The server is being closed: what is not made is made at its next start.
            desk.board.done(item, "waiting")
    else:
        desk.board.done(item, "done" if code is None else "refused")


def _say_cancelled(desk: Desk, user: User, item: Item) -> None:
    assert item.audit is not None
    zh, en = "审核已取消；报告还在，可以再审", "the audit was cancelled; the report is kept and can be audited again"
    enter_failure(desk, user, item.audit, CodedError("audit-cancelled", zh, en))
