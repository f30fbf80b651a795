"""Whether a store is whole: the chain, the documents that it names, and the tables against those made anew from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Table, select

from youju.ledger import journal
from youju.ledger.journal import Head
from youju.store.blobs import Blobs
from youju.store.opened import Store
from youju.store.replay import BrokenError, in_memory, lines_of, name_blobs, replayed
from youju.store.tables import FOLLOWING, RECORDS
from youju.store.writing import head_of

_Row: TypeAlias = tuple[Any, ...]
_MOST = 20
"""So many rows of a table are named; more than that are counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: its place (`records/12`, `blobs/3f…`, `runs/3/1`), and what is wrong."""

    place: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at: the last record, how many documents the chain names, and every fault."""

    head: Head
    blobs: int
    faults: tuple[Fault, ...]


def check(store: Store) -> Checked:
    """Every fault of a store, as it is at one moment; others may go on writing."""
    named: dict[str, int] = {}
    with store.reading() as connection, in_memory() as made:
        try:
            for one in replayed(made, lines_of(connection)):
                name_blobs(named, one)
            faults = list(_tables(connection, made))
        except BrokenError as error:
            faults = list(_chain(connection, error))
        head = head_of(made)
    faults.extend(_blobs(store.blobs, named))
    return Checked(head, len(named), tuple(faults))


def _chain(connection: Connection, broken: BrokenError) -> Iterator[Fault]:
    """Every fault of a chain that cannot be replayed: where the chain itself is whole, why not."""
    chain = journal.check("".join(lines_of(connection)).encode())
    for one in chain.faults or (broken.fault,):
        yield Fault(f"records/{one.number}", one.zh, one.en)


def _blobs(blobs: Blobs, named: dict[str, int]) -> Iterator[Fault]:
    for digest, seq in named.items():
        if not blobs.holds(digest):
            zh = f"第 {seq} 条记录所说的文件不在，或被改过"
            yield Fault(f"blobs/{digest}", zh, f"the file that record {seq} names is gone or changed")


def _tables(found: Connection, made: Connection) -> Iterator[Fault]:
    for table in (RECORDS, *FOLLOWING):
        differing = list(_rows(table, found, made))
        yield from differing[:_MOST]
        if len(differing) > _MOST:
            more = len(differing) - _MOST
            yield Fault(table.name, f"还有 {more} 行不符", f"{more} more rows differ")


def _rows(table: Table, found: Connection, made: Connection) -> Iterator[Fault]:
    """The rows that are not what the chain says."""
    wanted, others = set(_each(table, made)), dict[_Row, _Row]()
    keys = [column.key in table.primary_key.columns for column in _columns(table)]
    for row in _each(table, found):
        if row in wanted:
            wanted.remove(row)
        else:
            others[tuple(compress(row, keys))] = row
    missed = {tuple(compress(row, keys)): row for row in wanted}
    for key in sorted({*others, *missed}):
        place = "/".join(map(str, (table.name, *key)))
        if key not in missed:
            yield Fault(place, "链里没有这一行", "the chain has no such row")
        elif key not in others:
            yield Fault(place, "缺少这一行", "the row is missing")
        else:
            pairs = zip(_columns(table), others[key], missed[key], strict=True)
            names = ", ".join(column.name for column, one, other in pairs if one != other)
            yield Fault(place, f"与链不符：{names}", f"it is not what the chain says: {names}")


def _columns(table: Table) -> list[Column[Any]]:
    """What is compared; a record's line is what was replayed."""
    return [column for column in table.columns if column is not RECORDS.c.line]


def _each(table: Table, connection: Connection) -> Iterator[_Row]:
    with connection.execute(select(*_columns(table)).execution_options(yield_per=500)) as rows:
        for row in rows:
            yield tuple(row)
