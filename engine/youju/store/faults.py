"""What a database says when it cannot go on, told under one of the store's codes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from youju.source import CodedError

_SQLITE = {
    5: "store-busy",
    6: "store-busy",  # locked
    8: "file-unwritable",  # read only
    11: "store-damaged",  # corrupt
    13: "store-full",
    26: "store-damaged",  # not a database
}
"""SQLite's own numbers of errors."""
_NO_ROOM_TO_SHARE = 4874
"""SQLITE_IOERR_SHMSIZE: the file beside the database could not grow."""
_POSTGRES = {
    "40001": "store-busy",  # serialization_failure
    "40P01": "store-busy",  # deadlock_detected
    "53300": "store-busy",  # too_many_connections
    "55P03": "store-busy",  # lock_not_available: the patience of a writer ended
    "57014": "store-busy",  # query_canceled
    "53100": "store-full",  # disk_full
    "XX001": "store-damaged",  # data_corrupted
    "XX002": "store-damaged",  # index_corrupted
}
_SAID = {
    "file-unwritable": ("数据库只能读；没有存下，请查文件的权限", "the database can only be read: not kept"),
    "store-busy": ("别人正在写，等了还没有轮到；没有存下，请再试一次", "others write: not kept, try again"),
    "store-damaged": (
        "数据库损坏，或不是有据的；请从备份恢复",
        "the database is damaged, or none: restore it",
    ),
    "store-full": ("磁盘已满；没有存下，请腾出空间后再试", "the disk is full: not kept, make room and try again"),
    "store-unreachable": ("连不上数据库；没有存下，恢复后再试", "no connection: not kept, try again when it is back"),
}
_UNKNOWN = CodedError(
    "store-unreachable",
    "提交时和数据库断开，不知道存下没有；恢复后先看一看，再决定要不要重做",
    "the connection ended while this was kept: look whether it was before you do it again",
)


@contextmanager
def telling() -> Generator[None]:
    """Around work on a database: that it is busy, full, damaged or gone becomes a CodedError; other errors stay."""
    try:
        yield
    except PoolTimeoutError as error:
        raise _coded("store-busy") from error
    except DBAPIError as error:
        code = code_of(error)
        if code is None:
            raise
        raise _coded(code) from error


@contextmanager
def keeping() -> Generator[None]:
    """Around a commit: where the connection ends in it nobody knows whether it was kept, and the error says so."""
    try:
        yield
    except DBAPIError as error:
        if code_of(error) == "store-unreachable":
            raise _UNKNOWN from error
        raise


def code_of(error: DBAPIError) -> str | None:
    """The code of what a database says; None where it says that the program is wrong."""
    number = getattr(error.orig, "sqlite_errorcode", None)
    if number is not None and (number == _NO_ROOM_TO_SHARE or number & 0xFF in _SQLITE):
        return _SQLITE.get(number & 0xFF, "store-full")
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    gone = error.connection_invalidated or isinstance(error, (OperationalError, InterfaceError))
    return "store-unreachable" if gone and number != 1 else None  # 1: SQLite's word for a wrong statement


def _coded(code: str) -> CodedError:
    return CodedError(code, *_SAID[code])
