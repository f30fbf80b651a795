"""Files that commands write: each whole or not at all, and a sentence where that cannot be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from youju.source import CodedError


def put(path: Path, data: bytes) -> None:
    """Writes a file, its folders too; what was there stays until the new is whole. CodedError where it cannot be."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(0, "Is a directory")
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError as error:
        reason = error.strerror or "?"
        raise CodedError("file-unwritable", f"写不了“{path}”：{reason}", f"cannot write “{path}”: {reason}") from error


def put_text(path: Path, text: str) -> None:
    """A file's new text; a byte order mark that stood there stays."""
    mark = b"\xef\xbb\xbf"
    begun = mark if path.is_file() and path.read_bytes().startswith(mark) else b""
    put(path, begun + text.encode())


def put_all(folder: Path, files: Mapping[str, str]) -> None:
    """Writes texts below a folder, by their paths in it."""
    for name, text in files.items():
        put(folder / name, text.encode())
