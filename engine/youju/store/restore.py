"""A store made again from its backup, in an empty folder and database, whichever database it came from."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, func, insert, select

from youju.ledger.journal import Head
from youju.source import CodedError
from youju.store import tables
from youju.store.archive import SECRETS, Archive, opened, refused
from youju.store.backup import BackedUp
from youju.store.opened import Store, open_store
from youju.store.replay import BrokenError, in_memory, name_blobs, replayed
from youju.store.texts import KIND, NAME, WORDS, require_fits
from youju.store.writing import head_of


class _Secret(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    kind: str
    of: str
    hash: str


class _Secrets(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    secrets: list[_Secret]


def restore(file: Path, folder: Path, url: str | None = None) -> BackedUp:
    """Makes a store from a backup. All of it is looked at, the chain replayed, before anything is written.

    CodedError `backup-damaged`, `backup-unreadable`: nothing was touched. `store-taken` where the store is not empty.
    Where writing fails (`store-full`), a folder that was not there or empty is so again.
    """
    with opened(file) as archive:
        head = _require_sound(archive)
        secrets = _secrets(archive)
        fresh = not folder.exists() or not any(folder.iterdir())
        try:
            _write(archive, secrets, folder, url)
        except BaseException:
            if fresh and folder.is_dir():
                _empty(folder)
            raise
    return BackedUp(head, len(archive.blobs()))


def _require_sound(archive: Archive) -> Head:
    """The last record of the chain of a backup, which is whole, fits together and names what is inside."""
    named: dict[str, int] = {}
    with in_memory() as made:
        try:
            for one in replayed(made, archive.lines()):
                name_blobs(named, one)
        except BrokenError as error:
            number, zh, en = error.fault.number, error.fault.zh, error.fault.en
            raise refused(f"第 {number} 条记录：{zh}", f"record {number}: {en}") from error
        head = head_of(made)
    if head != Head(archive.manifest.records, archive.manifest.head):
        raise refused("链首与清单不符", "the head of the chain is not that of the manifest")
    if sorted(named) != archive.blobs():
        raise refused("文件不是链里所说的那些", "its documents are not those that the chain names")
    return head


def _secrets(archive: Archive) -> Sequence[_Secret]:
    try:
        found = _Secrets.model_validate_json(archive.whole(SECRETS)).secrets
        for one in found:
            for text, most in ((one.kind, KIND), (one.of, NAME), (one.hash, WORDS)):
                require_fits(text, most)
    except (ValidationError, CodedError) as error:
        raise refused(f"“{SECRETS}”不对", f"“{SECRETS}” is wrong") from error
    if len({(one.kind, one.of) for one in found}) != len(found):
        raise refused(f"“{SECRETS}”有重复", f"“{SECRETS}” has one twice")
    return found


def _write(archive: Archive, secrets: Sequence[_Secret], folder: Path, url: str | None) -> None:
    store = open_store(folder, url)
    try:
        with store.reading() as connection:
            _require_empty(connection)
        for digest in archive.blobs():
            store.blobs.put(archive.whole(f"blobs/{digest}"))
        _replay(store, archive, secrets)
    finally:
        store.close()


def _replay(store: Store, archive: Archive, secrets: Sequence[_Secret]) -> None:
    """The chain and the secrets at once: until all of it is there the store is empty."""
    with store.writing("restore") as writer:
        _require_empty(writer.connection)
        for _ in replayed(writer.connection, archive.lines()):
            pass
        if secrets:
            writer.connection.execute(insert(tables.SECRETS), [one.model_dump() for one in secrets])


def _require_empty(connection: Connection) -> None:
    secrets = connection.execute(select(func.count()).select_from(tables.SECRETS)).scalar_one()
    if secrets or head_of(connection).count:
        zh = "存储里已有内容，没有动；恢复只往空的存储里写，请换一个文件夹或数据库"
        raise CodedError("store-taken", zh, "the store is not empty, and was not touched: restore into another")


def _empty(folder: Path) -> None:
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
