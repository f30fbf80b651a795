"""Versions of a rubric as bytes: the files of its folder in one canonical record, and folders made from it again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from youju.source import CodedError, canonical
from youju.store import Blobs

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
Files = Mapping[str, str]
"""Texts by their path in the folder of a rubric, parted by `/`."""


def files_of(folder: Path) -> Files:
    """The files of a rubric's folder that its author writes."""
    found = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def pack(name: str, files: Files) -> bytes:
    """The canonical bytes of the files of a rubric of a name."""
    return canonical({"rubric": name, "files": dict(files)})


def unpack(data: bytes) -> tuple[str, Files]:
    """The name and files of a version. CodedError where a path leads out of its folder."""
    read = json.loads(data)
    name, files = str(read["rubric"]), {str(path): str(text) for path, text in read["files"].items()}
    for path in (name, *files):
        require_inside(path)
    return name, files


def require_of(blobs: Blobs, digest: str, rubric: str) -> None:
    """CodedError `version-unknown` where bytes of the store are no version of a rubric, asked for or not."""
    wrong = CodedError("version-unknown", "没有这个版本", "there is no such version")
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise wrong
    try:
        name, _ = unpack(blobs.get(digest))
    except (ValueError, KeyError, TypeError, AttributeError, CodedError) as error:
        raise wrong from error
    if name != rubric:
        raise wrong


def zipped(data: bytes) -> bytes:
    """The files of a version as a folder of rules has them, packed; the same bytes whenever it is asked for."""
    name, files = unpack(data)
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as file:
        for path, text in sorted(files.items()):
            file.writestr(ZipInfo(f"{name}/{path}", _LONG_AGO), text)
    return into.getvalue()


def require_inside(path: str) -> None:
    """CodedError `draft-path` where a path is none of a file below a rubric's folder."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path or "\0" in path:
        raise CodedError("draft-path", f"“{path[:60]}”不能作文件名", f"“{path[:60]}” is no name of a file here")


def folder_of(blobs: Blobs, packs: Path, digest: str) -> Path:
    """The folder of a version below `packs`, made where it is not there yet; it is never changed."""
    home = packs / digest
    name, files = unpack(blobs.get(digest))
    if not home.is_dir():
        packs.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=packs, prefix=".new-"))
        for path, text in files.items():
            at = beside / name / path
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_text(text, encoding="utf-8", newline="\n")
        # Another process may have been quicker: what it made is the same.
        with contextlib.suppress(OSError):
            os.replace(beside, home)
        shutil.rmtree(beside, ignore_errors=True)
    return home / name
