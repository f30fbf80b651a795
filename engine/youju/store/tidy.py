"""Documents that no record names: of an upload that was refused, or of a change that was begun and never kept."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from youju.store.opened import Store
from youju.store.replay import BrokenError, lines_of, name_blobs, told_by

YOUNG = 24 * 3600
"""Seconds for which a document may be about to be named."""
_DIGEST = re.compile("[0-9a-f]{64}")
_ASIDE = ".new-tidied-"
"""How a document is called while it is taken away; as of any half-written one the rest is swept."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A document that no record names, and its size in bytes."""

    digest: str
    size: int


def unnamed(store: Store, seconds: float = YOUNG) -> tuple[Unnamed, ...]:
    """The documents that no record names and that nobody handed in for so long. CodedError `store-damaged`."""
    with store.reading() as connection:
        return tuple(_unnamed(store, connection, seconds))


def tidy(store: Store, by: str, seconds: float = YOUNG) -> tuple[Unnamed, ...]:
    """Takes the same away, while nobody else can name one; others go on reading. Returns what was taken away."""
    with store.writing(by) as writer:
        found = tuple(_unnamed(store, writer.connection, seconds))
        return tuple(one for one in found if _taken_away(store.blobs.path(one.digest), seconds))


def _unnamed(store: Store, connection: Connection, seconds: float) -> Iterator[Unnamed]:
    named: dict[str, int] = {}
    try:
        for one in told_by(lines_of(connection)):
            name_blobs(named, one)
    except BrokenError as error:
        raise error.coded() from error
    for path in sorted(store.blobs.folder.glob("*/*")):
        if _DIGEST.fullmatch(path.name) and path.name not in named:
            with suppress(OSError):
                if _old(path, seconds):
                    yield Unnamed(path.name, path.stat().st_size)


def _taken_away(path: Path, seconds: float) -> bool:
    """Whether a document is gone: one that was handed in again at this moment, which makes it young, is put back."""
    aside = path.with_name(_ASIDE + path.name)
    with suppress(OSError):
        os.rename(path, aside)
        if _old(aside, seconds):
            aside.unlink()
            return True
        os.replace(aside, path)
    return False


def _old(path: Path, seconds: float) -> bool:
    return path.stat().st_mtime <= time.time() - seconds
