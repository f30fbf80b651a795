"""Files written beside their place first: they are there whole or not at all, whoever else writes the same."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

NEW = ".new-"
"""How the name of a file begins that is not whole yet."""
T = TypeVar("T")


def write_whole(path: Path, write: Callable[[IO[bytes]], T], lasting: bool = True) -> T:
    """Writes a file in a folder that is there, and returns what writing it gives. OSError leaves what was there.

    With `lasting` its bytes are on the disk before it has its name; what can be made again need not wait for that.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            made = write(file)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return made
