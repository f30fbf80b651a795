"""Answers kept by what they follow from: worked out once, on disk as bytes, the last ones in memory as values.

The folder may be deleted at any time, and other processes may keep in it too. It never holds more than so many bytes:
what was not asked for longest makes room. An answer that is damaged, or that another program made, is made anew.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Any

from youju import __version__
from youju.desk.recent import Once, Recent
from youju.rubric.packs import dictionary_folders
from youju.source import canonical, digest
from youju.store import Blobs
from youju.store.whole import write_whole

MOST_ON_DISK = 1 << 30
"""Bytes of the folder of one store: some thousand pictures of pages, or the papers of some hundred audits."""
MOST_IN_MEMORY = 16_000_000
"""Values held, counted in bytes of their JSON: some thirty audits, about three times as much in memory."""
_ENTRY = 1_000
"""What the smallest value weighs beside its bytes."""
_SUM = 32


class Kept:
    """The answers of a store: `kind` says what made them, `key` is the plain values they follow from, and nothing else.

    Threads may share it. Of several who ask for the same at once one has it made, and the others wait.
    """

    def __init__(self, folder: Path, on_disk: int = MOST_ON_DISK, in_memory: int = MOST_IN_MEMORY) -> None:
        self._folder, self._most = folder, on_disk
        self._held = Recent(in_memory, weigh=itemgetter(0))
        self._once = Once()
        self._lock = Lock()
        self._size: int | None = None

    def data(self, kind: str, key: Any, make: Callable[[], bytes]) -> bytes:
        """The bytes of an answer, made where they are not kept. Where the disk is full they are made each time."""
        at = self._at(kind, key)
        found = _read(at)
        return self._once.of(at, lambda: self._made(at, make)) if found is None else found

    def plain(self, kind: str, key: Any, make: Callable[[], Any]) -> Any:
        """The plain values of an answer, as JSON has them; who asks must not change them."""
        return self._value(self._at(kind, key), lambda: self.data(kind, key, lambda: canonical(make())))

    def known(self, kind: str, key: Any) -> Any | None:
        """The plain values of an answer that is kept; None where it is not."""
        found = _read(self._at(kind, key))
        return None if found is None else json.loads(found)

    def blob(self, blobs: Blobs, digest: str) -> Any:
        """The plain values of a document of the store that is JSON, parsed when it was not just looked at."""
        return self._value(digest, lambda: blobs.get(digest))

    def _value(self, asked: Path | str, read: Callable[[], bytes]) -> Any:
        def parsed() -> tuple[int, Any]:
            data = read()
            return len(data) + _ENTRY, json.loads(data)

        return self._held.of(asked, parsed)[1]

    def _at(self, kind: str, key: Any) -> Path:
        return self._folder / _program() / kind / digest({"key": key})

    def _made(self, at: Path, make: Callable[[], bytes]) -> bytes:
        # Whoever was asked before may have just kept it, here or in another process.
        found = _read(at)
        if found is None:
            found = make()
            with contextlib.suppress(OSError):
                self._write(at, sha256(found).digest() + found)
        return found

    def _write(self, at: Path, data: bytes) -> None:
        """Whole or not at all: another process may be writing the same."""
        if len(data) > self._most:
            return
        with self._lock:
            if self._size is None or self._size + len(data) > self._most:
                self._size = _make_room(self._folder, self._most, len(data))
            self._size += len(data)
        at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(at, lambda file: file.write(data), lasting=False)


def _read(at: Path) -> bytes | None:
    """What is kept there, which was asked for now; None where nothing is, or it is damaged."""
    with contextlib.suppress(OSError):
        data = at.read_bytes()
        if sha256(data[_SUM:]).digest() == data[:_SUM]:
            now = time.time_ns()
            with contextlib.suppress(OSError):
                os.utime(at, ns=(now, now))
            return data[_SUM:]
    return None


def _make_room(folder: Path, most: int, wanted: int) -> int:
    """How many bytes the folder holds, after what was not asked for longest has gone where they would be too many.

    A quarter more goes than must, so that not every answer has to look for room.
    """
    there = sorted(_files(folder))
    size = sum(length for _, length, _ in there)
    enough = most if size + wanted <= most else most * 3 // 4
    for _, length, path in there:
        if size + wanted <= enough:
            break
        # Windows keeps one that is being read; it goes the next time.
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            size -= length
    return size


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When each file was last asked for, how long it is, and where."""
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file():
                known = path.stat()
                yield known.st_mtime_ns, known.st_size, path


@functools.cache
def _program() -> str:
    """What makes the answers: another version of the program, or of its dictionary, may say otherwise."""
    roots = (Path(__file__).resolve().parents[1], *dictionary_folders(None))
    files = [path for root in roots for path in sorted(root.rglob("*")) if path.suffix in (".py", ".lark", ".yaml")]
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return f"{__version__}-{sha256(repr(told).encode()).hexdigest()[:12]}"
