"""Bytes on disk by their own digest: written whole or not at all, and never changed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from youju.source import CodedError
from youju.store.whole import NEW, write_whole

_DIGEST = re.compile("[0-9a-f]{64}")
_LEFT = 3600
"""A file half written so many seconds ago is nobody's any more: who wrote it was killed."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def digest_of(data: bytes) -> str:
    """The name of bytes: their SHA-256."""
    return sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Blobs:
    """The bytes below a folder, each in the file of its SHA-256."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Where the bytes of a digest are, or would be."""
        return self.folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Keeps bytes and returns their digest; when it returns they are on the disk.

        CodedError `store-full` where that is full, `file-unwritable` where it cannot be written: nothing was kept.
        """
        digest = digest_of(data)
        path = self.path(digest)
        try:
            if not (self.holds(digest) and _young(path)):
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(path, lambda file: file.write(data))
            # Also of one that was there: whoever wrote it may have died before its name was safe.
            for folder in (path.parent, self.folder, self.folder.parent):
                _settle(folder)
        except OSError as error:
            raise _not_kept(error) from error
        return digest

    def holds(self, digest: str) -> bool:
        """Whether the bytes of a digest are there, unchanged."""
        with contextlib.suppress(CodedError):
            for _ in self.read(digest):
                pass
            return True
        return False

    def get(self, digest: str) -> bytes:
        """The bytes of a digest. CodedError where they are not there, or are others."""
        return b"".join(self.read(digest))

    def read(self, digest: str) -> Iterator[bytes]:
        """The bytes of a digest, piece by piece; CodedError at the latest after the last, where they are others."""
        whole = None
        if _DIGEST.fullmatch(digest):
            with contextlib.suppress(OSError), self.path(digest).open("rb") as file:
                whole = sha256()
                while piece := file.read(1 << 20):
                    whole.update(piece)
                    yield piece
        if whole is None or whole.hexdigest() != digest:
            zh = f"存储里的文件 {digest[:12]} 不在了，或被改过；请从备份恢复"
            raise CodedError("store-damaged", zh, f"the file {digest[:12]} of the store is gone or changed")

    def sweep(self) -> None:
        """Takes away what was left half written long ago."""
        for path in self.folder.glob(f"*/{NEW}*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - _LEFT:
                    path.unlink()


def _young(path: Path) -> bool:
    """Makes a file as young as a new one: none is tidied away that is about to be named. Whether it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.utime(path)
        return True
    return False


def _not_kept(error: OSError) -> CodedError:
    if error.errno in _FULL:
        zh = "磁盘已满；文件没有收下，请腾出空间后再交"
        return CodedError("store-full", zh, "the disk is full: not kept, hand it in again when there is room")
    zh = f"写不了存储的文件夹：{error.strerror}；文件没有收下"
    return CodedError("file-unwritable", zh, f"cannot write the folder of the store: {error.strerror}; not kept")


def _settle(folder: Path) -> None:
    """Makes the name of a new file last through a crash; Windows has no such call and needs none."""
    if os.name == "posix":
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
