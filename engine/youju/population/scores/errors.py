"""What may go wrong while scores are made, as sentences."""

from __future__ import annotations

import errno
import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from youju.source import CodedError

_FULL: Final = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC), 112}
"""No room for what is written; 112 on Windows."""
_SYSTEM: Final = re.compile(r'os error (\d+)|"errno":"(\d+)"')


def nothing_scored(name: str, first: Sequence[Mapping[str, Any]], rejected: Path | None) -> CodedError:
    """No row could be scored; with the first reason why."""
    zh, en = f"“{name}”没有一行可以计分，没有写得分表", f"no row of “{name}” can be scored, so there are no scores"
    for one in first:
        zh += f"。第 {one['row']} 行“{one['column']}”：{one['zh']}；全部见 {rejected}"
        en += f"; row {one['row']}, “{one['column']}”: {one['en']}; all of them: {rejected}"
    return CodedError("score-nothing", zh, en)


def overflowed(row: str | None) -> CodedError:
    """A number outgrew what results are held in; the id of the row where it is known."""
    zh = "有一个数超出 64 位整数" if row is None else f"编号 {row} 的一个数超出 64 位整数"
    en = "a number outgrows 64 bits" if row is None else f"a number of the row with id {row} outgrows 64 bits"
    return CodedError("score-overflow", f"{zh}，没有写得分表", f"{en}, so there are no scores")


@contextmanager
def putting(path: Path) -> Generator[None]:
    """Whatever the system refuses inside is told as a file that cannot be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "?"
        raise _unwritable(path, reason, reason) from error


@contextmanager
def writing(path: Path) -> Generator[None]:
    """What engines say of a full disk inside is told as a file that cannot be written; they read there, too, and
    other errors may be those of the input."""
    try:
        yield
    except Exception as error:
        found = _SYSTEM.search(str(error))
        number = error.errno if isinstance(error, OSError) and error.errno else 0
        if found is not None:
            number = int(found[1] or found[2])
        if number not in _FULL:
            raise
        raise _unwritable(path, "磁盘已满", "no room left") from error


def _unwritable(path: Path, zh: str, en: str) -> CodedError:
    return CodedError("file-unwritable", f"写不了“{path}”：{zh}", f"cannot write “{path}”: {en}")
