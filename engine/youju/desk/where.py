"""Where a store is when nobody says: the folder that the system has for a user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from youju.source import CodedError


def usual_folder() -> Path:
    """The folder of a user's store. CodedError `file-unwritable` where the user has no home."""
    try:
        return _of_user() / "youju"
    except RuntimeError as error:
        zh = "不知道存储放在哪里：这个用户没有主目录；请用 --folder 指定"
        raise CodedError("file-unwritable", zh, "the user has no home: name a folder with --folder") from error


def _of_user() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
