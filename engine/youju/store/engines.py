"""The two databases: how each is connected to, and how a writer waits for the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from youju.source import CodedError
from youju.store.faults import telling

_LOCK = 7_205_611
"""The number of the lock that writers of a PostgreSQL take; any that nobody else uses."""
_FILE = "youju.db"
_READERS = 40
"""So many threads a server has: none waits for a connection that another holds."""
_POSTGRES = "postgresql+psycopg"


def engine_of(folder: Path, url: str | None, patience: int) -> Engine:
    """The database of a store. CodedError `store-address` where the address is none of SQLite or PostgreSQL."""
    address = URL.create("sqlite", database=str(folder / _FILE)) if url is None else _address(url)
    options = {"pool_size": 8, "max_overflow": _READERS - 8}
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, connect_args={"timeout": patience}, **options)
        event.listen(engine, "connect", _as_we_need)
        event.listen(engine, "checkin", _writable_again)
        return engine
    ends = {"connect_timeout": 10, "tcp_user_timeout": patience * 1000}
    try:
        engine = create_engine(address, connect_args=ends, pool_pre_ping=True, **options)
    except ModuleNotFoundError as error:
        raise _no_address("没有安装 PostgreSQL 的驱动，请运行 pip install 'youju[postgres]'", "no psycopg here: "
                          "pip install 'youju[postgres]'") from error  # fmt: skip
    event.listen(engine, "connect", _patient(patience))
    return engine


def begin_writing(connection: Connection) -> None:
    """Begins a transaction in which nobody else writes; waits for whoever does."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("BEGIN IMMEDIATE"))
    else:
        # The lock comes first, and every statement after it sees what the writer before has kept.
        connection.execution_options(isolation_level="READ COMMITTED")
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def begin_reading(connection: Connection) -> Connection:
    """Begins a transaction that sees one moment and cannot write."""
    if connection.dialect.name != "sqlite":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    for statement in ("PRAGMA query_only=ON", "BEGIN"):
        connection.execute(text(statement))
    return connection


def make_private(engine: Engine) -> None:
    """Makes the file of SQLite, where there is none, one that nobody else may read."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).touch(mode=0o600)


def is_begun(folder: Path, engine: Engine) -> None:
    """CodedError `store-absent` where no store was begun in a folder and its database."""
    database = engine.url.database or ""
    begun = folder.is_dir() and (engine.dialect.name != "sqlite" or Path(database).is_file())
    if begun:
        with telling(), engine.connect() as connection:
            begun = inspect(connection).has_table("records")
    if not begun:
        zh = f"“{folder}”里没有存储；用 --folder、--database 指定，或先启动一次 youju serve"
        raise CodedError("store-absent", zh, f"there is no store in “{folder}”: name it, or start youju serve once")


def _address(url: str) -> URL:
    try:
        found = make_url(url)
        backend = found.get_backend_name()
        found.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend, found = "", URL.create("none")
    if backend == "sqlite" and found.database not in (None, "", ":memory:"):
        return found
    if backend == "postgresql":
        return found.set(drivername=_POSTGRES)
    # The address is not told: it may hold a password.
    raise _no_address("数据库地址不对，请写成 postgresql+psycopg://用户:密码@主机/库名", "the address of the database "
                      "is none: write postgresql+psycopg://user:password@host/name")  # fmt: skip


def _no_address(zh: str, en: str) -> CodedError:
    return CodedError("store-address", zh, en)


def _as_we_need(connection: Any, _record: Any) -> None:
    """Readers beside a writer, nothing lost in a power cut, references held, and transactions begun by us."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _writable_again(connection: Any, _record: Any) -> None:
    """A connection that somebody read through goes back to the pool as it was; None is one that broke."""
    if connection is not None:
        connection.execute("PRAGMA query_only=OFF")


def _patient(seconds: int) -> Callable[[Any, Any], None]:
    """No wait without an end, and nothing kept that a power cut could still take."""

    def prepare(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{seconds}s'")
            cursor.execute("SET synchronous_commit = on")
        connection.commit()

    return prepare
