"""The file of a backup: a zip whose members are stored as they are, so that none can be larger than the file.

`journal.jsonl` the chain, `secrets.json` what no chain holds, `blobs/DIGEST` the documents, and last `manifest.json`
with the size and SHA-256 of each. Whatever is not exactly that is refused; names of members are never paths on disk.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from youju.source import CodedError

JOURNAL, SECRETS, MANIFEST, BLOBS = "journal.jsonl", "secrets.json", "manifest.json", "blobs/"
FORMAT = "youju backup 1"
_BLOB = re.compile("blobs/[0-9a-f]{64}")
_PIECE = 1 << 20
_LONGEST = 64 << 20
"""No line of a chain, no list of secrets and no manifest is longer; all three are read whole."""
_LINK = 0o120000
_ENCRYPTED = 1


class Member(BaseModel):
    """What a manifest says of a member."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    sha256: str
    size: int


class Manifest(BaseModel):
    """What is in a backup: the chain's last record, and every other member by its name."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal["youju backup 1"]
    records: int
    head: str
    files: dict[str, Member]


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup opened: every member is there once, of the size and with the digest that the manifest says."""

    file: zipfile.ZipFile
    manifest: Manifest

    def blobs(self) -> list[str]:
        """The digests of the documents inside."""
        return sorted(name.removeprefix(BLOBS) for name in self.manifest.files if name.startswith(BLOBS))

    def whole(self, name: str) -> bytes:
        """A member that is read whole."""
        if self.manifest.files[name].size > _LONGEST and not name.startswith(BLOBS):
            raise refused(f"“{name}”太大", f"“{name}” is too large")
        return b"".join(_pieces(self.file, name))

    def lines(self) -> Iterator[str]:
        """The lines of the chain, one after the other."""
        with self.file.open(JOURNAL) as stream:
            while line := stream.readline(_LONGEST):
                try:
                    yield line.decode()
                except UnicodeDecodeError as error:
                    raise refused("链不是 UTF-8", "the chain is not UTF-8") from error


@contextmanager
def opened(file: Path) -> Generator[Archive]:
    """A backup, looked at whole before it is given: CodedError `backup-damaged` where it is not what it says.

    CodedError `backup-unreadable` where there is no such file.
    """
    try:
        stream = file.open("rb")
    except OSError as error:
        zh, en = f"读不了备份“{file.name}”：{error.strerror}", f"cannot read “{file.name}”: {error.strerror}"
        raise CodedError("backup-unreadable", zh, en) from error
    with stream, _zip(stream) as archive:
        yield _checked(archive, os.fstat(stream.fileno()).st_size)


def refused(zh: str, en: str) -> CodedError:
    """Why a backup is not taken."""
    return CodedError("backup-damaged", f"备份没有收下：{zh}", f"the backup is refused: {en}")


def _zip(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise refused("不是有据的备份，或没有传完", "it is no backup of youju, or it is cut off") from error


def _checked(archive: zipfile.ZipFile, size: int) -> Archive:
    members = archive.infolist()
    for one in members:
        _require_plain(one)
    names = [one.filename for one in members]
    if len(set(names)) != len(names) or not {JOURNAL, SECRETS, MANIFEST} <= set(names):
        raise refused("成员重复或不全", "members are there twice, or missing")
    # Members may not lie over each other: then together they could be larger than the file.
    if sum(one.file_size for one in members) > size:
        raise refused("成员加起来比文件还大", "its members are larger than the file")
    if archive.getinfo(MANIFEST).file_size > _LONGEST:
        raise refused("清单太大", "its manifest is too large")
    manifest = _manifest(b"".join(_pieces(archive, MANIFEST)))
    if set(manifest.files) != set(names) - {MANIFEST}:
        raise refused("成员与清单不符", "its members are not those of its manifest")
    for name, said in manifest.files.items():
        found = sha256()
        for piece in _pieces(archive, name):
            found.update(piece)
        digest = found.hexdigest()
        of_name = digest if not name.startswith(BLOBS) else name.removeprefix(BLOBS)
        if (digest, archive.getinfo(name).file_size) != (said.sha256, said.size) or of_name != digest:
            raise refused(f"“{name}”与清单不符", f"“{name}” is not what the manifest says")
    return Archive(archive, manifest)


def _require_plain(one: zipfile.ZipInfo) -> None:
    """A member has one of our names, is stored as it is, and is a file."""
    ours = one.filename in (JOURNAL, SECRETS, MANIFEST) or _BLOB.fullmatch(one.filename)
    stored = one.compress_type == zipfile.ZIP_STORED and one.compress_size == one.file_size
    link = (one.external_attr >> 16) & 0o170000 == _LINK
    if not ours or not stored or link or one.flag_bits & _ENCRYPTED:
        raise refused(f"有不该有的成员“{one.filename[:80]!r}”", f"there is a member {one.filename[:80]!r} of no backup")


def _manifest(data: bytes) -> Manifest:
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise refused("清单不对，或是较新版本的程序写的", "its manifest is wrong, or of a newer program") from error


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refused(f"“{name}”读不出来", f"“{name}” cannot be read") from error
