"""Bytes on disk by their own digest: written whole or not at all, and never changed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from youju.source import CodedError


@dataclass(frozen=True, slots=True)
class Blobs:
    """The bytes below a folder, each in the file of its SHA-256."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Where the bytes of a digest are, or would be."""
        return self.folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Keeps bytes and returns their digest; when it returns they are on the disk. CodedError where it is full."""
        digest = sha256(data).hexdigest()
        path = self.path(digest)
        if path.is_file():
            return digest
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, data)
        except OSError as error:
            zh = f"存不下：{error.strerror}；没有收下，请腾出空间后再交"
            raise CodedError("store-full", zh, f"not kept: {error.strerror}; hand it in again") from error
        return digest

    def _write(self, path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _settle(path.parent)

    def get(self, digest: str) -> bytes:
        """The bytes of a digest. CodedError where they are not there, or are others."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            data = b""
        if sha256(data).hexdigest() != digest:
            zh = f"存储里的文件 {digest[:12]} 不在了，或被改过；请从备份恢复"
            raise CodedError("store-damaged", zh, f"the file {digest[:12]} of the store is gone or changed")
        return data


def _settle(folder: Path) -> None:
    """Makes the name of a new file last through a crash; Windows has no such call and needs none."""
    if os.name == "posix":
        at = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(at)
        finally:
            os.close(at)
