"""The tables made again from the chain: by the same steps that made them, record after record."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from youju.ledger.journal import Fault, Head, Record, check
from youju.source import CodedError
from youju.store.events import Event, blobs_of, event_of
from youju.store.follow import follow
from youju.store.opened import Store
from youju.store.tables import FOLLOWING, METADATA, RECORDS
from youju.store.texts import KIND, NAME, require_fits
from youju.store.writing import head_of


@dataclass(frozen=True, slots=True)
class Told:
    """A record of the chain, its line, and what it tells: the event, by whom, when."""

    record: Record
    line: str
    event: Event
    by: str
    at: str


class BrokenError(Exception):
    """A chain that cannot be replayed: at which record, and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.en)

    def coded(self) -> CodedError:
        """The same about a store, for people."""
        number, zh, en = self.fault.number, self.fault.zh, self.fault.en
        return CodedError(
            "store-damaged", f"第 {number} 条记录：{zh}；请从备份恢复", f"record {number}: {en}; restore it"
        )


def lines_of(connection: Connection) -> Iterator[str]:
    """The lines of the chain in their order, as `youju journal verify` reads them."""
    query = select(RECORDS.c.line).order_by(RECORDS.c.seq).execution_options(yield_per=500)
    with connection.execute(query) as result:
        yield from result.scalars()


def told_by(lines: Iterable[str]) -> Iterator[Told]:
    """What a chain tells, line after line. BrokenError at the first that is not whole or does not follow."""
    head = Head()
    for number, line in enumerate(lines, 1):
        records = check(line.encode()).records
        if len(records) != 1 or not line.endswith("\n"):
            raise BrokenError(Fault(number, "被改动过，或不是记录", "it was altered, or is no record"))
        (record,) = records
        if (record.seq, record.previous) != (head.count + 1, head.hash):
            raise BrokenError(Fault(number, "与前一条不衔接", "it does not follow the one before"))
        head = Head(record.seq, record.hash)
        yield _told(record, line)


def replayed(connection: Connection, lines: Iterable[str]) -> Iterator[Told]:
    """Enters a chain in empty tables, its records and what follows from each, and tells them as it goes.

    BrokenError where that cannot be.
    """
    for one in told_by(lines):
        kept = {"seq": one.record.seq, "hash": one.record.hash, "kind": one.record.kind, "line": one.line}
        connection.execute(insert(RECORDS).values(**kept, by=one.by, at=one.at))
        enter(connection, one)
        yield one


def enter(connection: Connection, told: Told) -> None:
    """What follows from a record, entered in the tables. BrokenError where nothing can."""
    try:
        follow(connection, told.event, told.record.seq, told.by, told.at)
    except SQLAlchemyError as error:
        zh, en = "与前面的记录对不上", "it does not fit the records before it"
        raise BrokenError(Fault(told.record.seq, zh, en)) from error


def rebuild(store: Store, by: str) -> Head:
    """Makes every table that follows from the chain anew, all or nothing. CodedError `store-damaged` if it cannot."""
    with store.writing(by) as writer:
        connection = writer.connection
        lines = list(lines_of(connection))
        for table in FOLLOWING:
            connection.execute(delete(table))
        try:
            for one in told_by(lines):
                enter(connection, one)
        except BrokenError as error:
            raise error.coded() from error
        return head_of(connection)


def name_blobs(named: dict[str, int], told: Told) -> None:
    """Notes the bytes on disk that a record names, by digest; of each the first record that does."""
    for digest in blobs_of(told.event):
        named.setdefault(digest, told.record.seq)


@contextmanager
def in_memory() -> Generator[Connection]:
    """Empty tables that nobody else sees, gone afterwards."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            METADATA.create_all(connection)
            yield connection
    finally:
        engine.dispose()


def _told(record: Record, line: str) -> Told:
    body = dict(record.body)
    try:
        by, at = require_fits(body.pop("by"), NAME), require_fits(body.pop("at"), KIND)
        return Told(record, line, event_of(record.kind, body), by, at)
    except (CodedError, KeyError, TypeError, ValueError) as error:
        zh, en = (
            f"这个程序不认得这样的记录（{record.kind:.32}）",
            f"no record that this program knows ({record.kind:.32})",
        )
        raise BrokenError(Fault(record.seq, zh, en)) from error
