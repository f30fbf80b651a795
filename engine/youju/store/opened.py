"""A store opened: its database, its documents, one writer at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from youju.store.blobs import Blobs
from youju.store.engines import begin_reading, begin_writing, engine_of, is_begun, make_private
from youju.store.faults import keeping, telling
from youju.store.migrate import to_head
from youju.store.places import own_folder
from youju.store.writing import Writer

PATIENCE = 30
"""How many seconds a writer waits for the others before it is told `store-busy`."""


@dataclass(frozen=True, slots=True)
class Store:
    """The workbench's memory: a database and the documents beside it.

    What a database cannot do is a CodedError: `store-busy`, `store-full`, `store-unreachable`, `store-damaged`. Each
    call is for itself: after any of them the next works as soon as the cause is gone.
    """

    folder: Path
    engine: Engine
    blobs: Blobs

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A look at the tables as they are at one moment; nothing can be changed through it."""
        with telling(), self.engine.connect() as connection:
            yield begin_reading(connection)

    @contextmanager
    def writing(self, by: str) -> Generator[Writer]:
        """A change by somebody: kept for good when the block ends, undone where it raises. One at a time."""
        with telling(), self.engine.connect() as connection:
            try:
                begin_writing(connection)
                yield Writer(connection, by)
                with keeping():
                    connection.commit()
            except BaseException:
                with contextlib.suppress(SQLAlchemyError):  # what went wrong first is what is told
                    connection.rollback()
                raise

    def close(self) -> None:
        """Closes what is open of the database."""
        self.engine.dispose()


def open_store(folder: Path, url: str | None = None, *, patience: int = PATIENCE, begin: bool = True) -> Store:
    """The store in a folder: a file of SQLite in it, or the PostgreSQL of an address with its documents in the folder.

    It is begun where there is none, unless not to `begin`: then CodedError `store-absent`. A store of an older program
    is brought up to date; `store-newer` refuses one of a newer. `store-shared` where others may write in the folder,
    `store-address` for an address that is none, and what `Store` says.
    """
    engine = engine_of(folder, url, patience)
    try:
        if not begin:
            is_begun(folder, engine)
        own_folder(folder)
        blobs = Blobs(folder / "blobs")
        blobs.sweep()
        with telling():
            make_private(engine)
            to_head(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(folder, engine, blobs)
