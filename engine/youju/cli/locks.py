"""The lock of an open file, so that one process at a time is at it: the operating system's own, whichever it has."""

from __future__ import annotations

import os
import time

_BEHIND = 1 << 40
"""The byte that Windows locks: none may read or write what is locked, so it lies beyond every journal."""
_PAUSE = 0.05


def lock(handle: int) -> None:
    """Waits until nobody else holds the file. The lock goes when the file is closed, however the process ends.

    OSError where the system has neither kind of lock: then nothing is written, rather than two chains.
    """
    try:
        import fcntl
    except ImportError:
        _lock_of_windows(handle)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)


def _lock_of_windows(handle: int) -> None:
    try:
        import msvcrt
    except ImportError:
        raise OSError(0, "这个系统不能给文件加锁 no locks of files here") from None
    begun = os.lseek(handle, 0, os.SEEK_CUR)
    while True:
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined] -- there on Windows alone
            break
        except PermissionError:
            time.sleep(_PAUSE)
        finally:
            os.lseek(handle, begun, os.SEEK_SET)
