"""Whether a store is whole: the chain, the documents that it names, and the tables against those made anew from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from youju.ledger import journal
from youju.ledger.journal import Head
from youju.store.blobs import Blobs
from youju.store.events import blobs_of
from youju.store.opened import Store
from youju.store.replay import BrokenError, Told, in_memory, lines_of, replayed
from youju.store.tables import FOLLOWING, RECORDS

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
    with store.reading() as connection:
        lines = list(lines_of(connection))
        chain = journal.check("".join(lines).encode())
        faults = [Fault(f"records/{one.number}", one.zh, one.en) for one in chain.faults]
        told: list[Told] = []
        with in_memory() as made:
            try:
                told.extend(replayed(made, lines))
                faults.extend(_tables(connection, made))
            except BrokenError as error:
                # What the chain's own check has said already is not said again.
                if not faults:
                    faults.append(Fault(f"records/{error.fault.number}", error.fault.zh, error.fault.en))
    named = named_by(told)
    faults.extend(_blobs(store.blobs, named))
    return Checked(chain.head, len(named), tuple(faults))


def named_by(told: Iterable[Told]) -> dict[str, int]:
    """The bytes on disk that records name, by digest: the first record that names each."""
    named: dict[str, int] = {}
    for one in told:
        for digest in blobs_of(one.event):
            named.setdefault(digest, one.record.seq)
    return named


def _blobs(blobs: Blobs, named: dict[str, int]) -> Iterator[Fault]:
    for digest, seq in named.items():
        if not blobs.holds(digest):
            zh = f"第 {seq} 条记录所说的文件不在，或被改过"
            yield Fault(f"blobs/{digest}", zh, f"the file that record {seq} names is gone or changed")


def _tables(found: Connection, made: Connection) -> Iterator[Fault]:
    for table in (RECORDS, *FOLLOWING):
        differing = list(_rows(table, _by_key(found, table), _by_key(made, table)))
        yield from differing[:_MOST]
        if len(differing) > _MOST:
            more = len(differing) - _MOST
            yield Fault(table.name, f"还有 {more} 行不符", f"{more} more rows differ")


def _by_key(connection: Connection, table: Table) -> dict[tuple[Any, ...], Any]:
    keys = [column.name for column in table.primary_key.columns]
    rows = connection.execute(select(table)).mappings()
    return {tuple(row[key] for key in keys): dict(row) for row in rows}


def _rows(table: Table, found: dict[tuple[Any, ...], Any], made: dict[tuple[Any, ...], Any]) -> Iterator[Fault]:
    """The rows that are not what the chain says."""
    for key in sorted({*found, *made}):
        place = "/".join(map(str, (table.name, *key)))
        if key not in made:
            yield Fault(place, "链里没有这一行", "the chain has no such row")
        elif key not in found:
            yield Fault(place, "缺少这一行", "the row is missing")
        elif found[key] != made[key]:
            columns = ", ".join(name for name, value in made[key].items() if found[key][name] != value)
            yield Fault(place, f"与链不符：{columns}", f"it is not what the chain says: {columns}")
