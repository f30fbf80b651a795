"""Days as authored files and commands write them: `2024-01-01`, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from youju.source import BadValueError, Before

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 2024年1月1日, 2024/1/1, 2024.1, 20240101: what people write and mean.
_LOOSE = re.compile(r"([0-9]{4})(?:\D{1,2}([0-9]{1,2})(?:\D{1,2}([0-9]{1,2}))?)?\D?")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NO_DAY = ("应当是日期，如 2024-01-01", "expected a day such as 2024-01-01")
_NOT_IN_CALENDAR = ("日历上没有这一天", "the calendar has no such day")


def read_day(text: str) -> date | None:
    """The day a text writes; None where it is none, or no day of the calendar."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def meant(text: str) -> str | None:
    """The day that a text in another form most likely means, as it should be written."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _SOLID.fullmatch(plain) or _LOOSE.fullmatch(plain)
    if found is None:
        return None
    written = "-".join((found[1], *((part or "1").zfill(2) for part in found.groups()[1:])))
    return written if read_day(written) is not None else None


def _as_day(value: Any) -> Any:
    found = read_day(value) if isinstance(value, str) else value
    if found is None:
        raise BadValueError(*(_NOT_IN_CALENDAR if _DAY.fullmatch(value) else _NO_DAY), meant(value))
    return found


Day = Annotated[date, Before(_as_day)]
