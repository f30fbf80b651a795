"""Where a store is kept when nobody says, and that nobody else may write there."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from youju.source import CodedError


def usual_folder() -> Path:
    """The folder of a user's store, as the system has it for data. CodedError where the user has no home."""
    try:
        return _of_user() / "youju"
    except RuntimeError as error:
        zh = "不知道存储放在哪里：这个用户没有主目录；请用 --folder 指定"
        raise CodedError("file-unwritable", zh, "the user has no home: name a folder with --folder") from error


def own_folder(folder: Path) -> None:
    """Makes a folder where there is none. CodedError `store-shared` where others may write in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = _ours(folder)
    except OSError as error:
        zh, en = f"写不了“{folder}”：{error.strerror}", f"cannot write “{folder}”: {error.strerror}"
        raise CodedError("file-unwritable", zh, en) from error
    if not ours:
        zh = f"别人也能改动“{folder}”，没有打开；请换一个只有自己能写的文件夹，或收回别人的权限"
        raise CodedError("store-shared", zh, f"others may write in “{folder}”, so it was not opened")


def _of_user() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _ours(path: Path) -> bool:
    """Whether nobody but this user may write here; on Windows the folder is the user's own."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
