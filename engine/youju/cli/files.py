"""Files that commands write, all of them or none, and that they read whole; a sentence where that cannot be."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from youju.source import CodedError

Make: TypeAlias = Callable[[Path], object]
"""Writes a file at a path."""


def put(path: Path, data: bytes) -> None:
    """Writes a file, its folders too. CodedError where it cannot be written; what was there then stays."""
    put_files({path: data})


def put_all(folder: Path, files: Mapping[str, str]) -> None:
    """Writes texts below a folder, by their paths in it; all or none."""
    put_files({folder / name: text.encode() for name, text in files.items()})


def put_files(files: Mapping[Path, bytes]) -> None:
    """Writes files, all or none."""

    def of(data: bytes) -> Make:
        return lambda into: into.write_bytes(data)

    with staged({path: of(data) for path, data in files.items()}) as place:
        place()


@contextlib.contextmanager
def staged(files: Mapping[Path, Make]) -> Generator[Callable[[], None]]:
    """Makes files beside their places, under names that nobody can have laid there; what comes puts all in place.

    CodedError where one cannot be made: then nothing is placed, as where what comes is never called.
    """
    ready: dict[Path, str] = {}

    def place() -> None:
        for path in files:
            with writing(path):
                os.replace(ready.pop(path), path)

    try:
        for path, make in files.items():
            with writing(path):
                ready[path] = _beside(path)
                make(Path(ready[path]))
        yield place
    finally:
        for left in ready.values():
            with contextlib.suppress(OSError):
                os.unlink(left)


def put_new(path: Path, data: bytes, force: bool) -> None:
    """Writes a file that is not there yet, or with `force` over one that is. CodedError where it is there."""
    require_new([path], force)
    put(path, data)


def require_new(paths: Iterable[Path], force: bool) -> None:
    """CodedError where one of the files is there already, unless with `force`."""
    there = next((path for path in paths if os.path.lexists(path)), None)
    if there is not None and not force:
        zh = f"“{there}”已经有了，没有覆盖；要覆盖请加 --force"
        raise CodedError("export-exists", zh, f"“{there}” is there already; --force writes over it")


def whole_file(path: Path, most: int, code: str, absent: tuple[str, str], large: tuple[str, str]) -> bytes:
    """The bytes of a file; CodedError of this code where there is none (`absent`, in both languages), where it has
    more than so many bytes (`large`), or where it cannot be read."""
    try:
        if not path.is_file():
            raise CodedError(code, *absent)
        if path.stat().st_size > most:
            raise CodedError(code, *large)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise CodedError(code, f"读不到“{path.name}”：{reason}", f"cannot read “{path.name}”: {reason}") from error


@contextlib.contextmanager
def writing(path: Path):
    """What goes wrong inside is told as a file that cannot be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "?"
        raise CodedError("file-unwritable", f"写不了“{path}”：{reason}", f"cannot write “{path}”: {reason}") from error


def _beside(path: Path) -> str:
    """A new file in the folder of another, with its mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(0, "Is a directory")
    handle, name = tempfile.mkstemp(prefix=".youju-", dir=path.parent)
    os.close(handle)
    if path.is_file() and not path.is_symlink():
        shutil.copymode(path, name)
    else:
        os.chmod(name, 0o644)
    return name


def with_mark(path: Path, text: str) -> bytes:
    """A file's new text as bytes; a byte order mark that stood there stays."""
    mark = b"\xef\xbb\xbf"
    begun = mark if path.is_file() and path.read_bytes().startswith(mark) else b""
    return begun + text.encode()
