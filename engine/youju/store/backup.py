"""A store as one file: its chain, the documents that it names and the secrets, as they are at one moment."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, select

from youju.ledger.journal import Head
from youju.source import CodedError, canonical
from youju.store import tables
from youju.store.archive import BLOBS, FORMAT, JOURNAL, MANIFEST, SECRETS, Manifest, Member
from youju.store.opened import Store
from youju.store.replay import BrokenError, lines_of, name_blobs, told_by
from youju.store.whole import write_whole
from youju.store.writing import head_of


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: the chain's last record, how many documents."""

    head: Head
    blobs: int


def back_up(store: Store, file: Path) -> BackedUp:
    """Writes a store to a file, whole or not at all; others may go on writing meanwhile.

    CodedError `store-damaged` where the chain or a document is not as it was written: what is damaged is no backup.
    `file-unwritable` where the file cannot be written. It holds the hashes of passwords: keep it as you would those.
    """
    try:
        return write_whole(file, lambda stream: _write(store, stream))
    except OSError as error:
        zh, en = f"写不了“{file}”：{error.strerror}", f"cannot write “{file}”: {error.strerror}"
        raise CodedError("file-unwritable", zh, en) from error


def _write(store: Store, stream: IO[bytes]) -> BackedUp:
    named: dict[str, int] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        with store.reading() as connection:
            head = head_of(connection)
            files = {JOURNAL: _member(archive, JOURNAL, _chain(connection, named))}
            query = select(tables.SECRETS).order_by(tables.SECRETS.c.kind, tables.SECRETS.c.of)
            secrets = [dict(zip(("kind", "of", "hash"), row, strict=True)) for row in connection.execute(query)]
        files[SECRETS] = _member(archive, SECRETS, [canonical({"secrets": secrets})])
        for digest in sorted(named):
            files[BLOBS + digest] = _member(archive, BLOBS + digest, store.blobs.read(digest))
        manifest = Manifest(format=FORMAT, records=head.count, head=head.hash, files=files)
        _member(archive, MANIFEST, [canonical(manifest.model_dump())])
    return BackedUp(head, len(named))


def _chain(connection: Connection, named: dict[str, int]) -> Iterator[bytes]:
    """The lines as bytes; what each names is noted. CodedError at the first that is damaged."""
    try:
        for one in told_by(lines_of(connection)):
            name_blobs(named, one)
            yield one.line.encode()
    except BrokenError as error:
        raise error.coded() from error


def _member(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Member:
    """Writes a member; returns what the manifest says of it."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    digest, size = sha256(), 0
    with archive.open(info, "w", force_zip64=True) as into:
        for piece in pieces:
            into.write(piece)
            digest.update(piece)
            size += len(piece)
    return Member(sha256=digest.hexdigest(), size=size)
