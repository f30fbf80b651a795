"""A store opened: its database, its documents, one writer at a time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

from youju.store.blobs import Blobs
from youju.store.tables import METADATA
from youju.store.writing import Writer

_LOCK = 7_205_611
"""The number of the lock that writers of a PostgreSQL take; any that nobody else uses."""


@dataclass(frozen=True, slots=True)
class Store:
    """The workbench's memory: a database and the documents beside it."""

    folder: Path
    engine: Engine
    blobs: Blobs

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A look at the tables as they are at one moment."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, by: str) -> Generator[Writer]:
        """A change by somebody: kept for good when the block ends, undone where it raises. One at a time."""
        with self.engine.connect() as connection:
            sqlite = connection.dialect.name == "sqlite"
            connection.execute(text("BEGIN IMMEDIATE" if sqlite else f"SELECT pg_advisory_xact_lock({_LOCK})"))
            try:
                yield Writer(connection, by)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()


def open_store(folder: Path, url: str | None = None) -> Store:
    """The store in a folder, begun where there is none: a file of SQLite in it, or the PostgreSQL of an address."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(url or f"sqlite:///{folder / 'youju.db'}", connect_args={} if url else {"timeout": 30})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_we_need)
    METADATA.create_all(engine)
    return Store(folder, engine, Blobs(folder / "blobs"))


def _as_we_need(connection: Any, _record: Any) -> None:
    """Readers beside a writer, nothing lost in a power cut, references held, and transactions begun by us."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
