"""Days and times of Excel: numbers of days since 1900 (or 1904), written by the tokens of a format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from youju.report.book.codes import Token

LAST_DAY = 2958465
"""31 December 9999."""
_DAY = 86_400
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def dated(tokens: Sequence[Token], value: Decimal, since_1904: bool) -> str:
    """The day and time `value` as the tokens write it; a value from 0 to `LAST_DAY`."""
    places = sum(1 for token in tokens if token.kind == "digit")
    unit = Decimal(1).scaleb(-places)
    seconds = (value * _DAY).quantize(unit, ROUND_HALF_UP)
    days, rest = divmod(seconds, _DAY)
    day = _day(int(days), since_1904)
    halves = any(token.text in ("AM", "上午") for token in tokens)
    written: list[str] = []
    for token in tokens:
        if token.kind == "elapsed":
            written.append(_elapsed(token.text, seconds))
        elif token.kind == "date":
            written.append(_part(token.text, day, rest, halves))
        elif token.kind == "digit":
            continue
        elif token.kind == "point":
            written.append(format(rest % 1, "f")[1:] if places else ".")
        else:
            written.append(token.text)
    return "".join(written)


def _day(days: int, since_1904: bool) -> tuple[int, int, int, int]:
    """Year, month, day and weekday (Monday 0)."""
    if since_1904:
        found = min(date(1904, 1, 1) + timedelta(days), date.max) if days + 1462 <= LAST_DAY else date.max
    elif days == 60:
        # Excel has a 29 February 1900, which never was.
        return 1900, 2, 29, 2
    elif days == 0:
        return 1900, 1, 0, 5
    else:
        found = date(1899, 12, 30 if days > 60 else 31) + timedelta(days)
    return found.year, found.month, found.day, found.weekday()


def _elapsed(kind: str, seconds: Decimal) -> str:
    size = {"h": 3600, "m": 60, "s": 1}[kind[0]]
    return f"{int(seconds) // size:0{len(kind)}d}"


def _part(kind: str, day: tuple[int, int, int, int], rest: Decimal, halves: bool) -> str:
    year, month, number, weekday = day
    hour, minute, second = int(rest) // 3600, int(rest) // 60 % 60, int(rest) % 60
    match kind[0], len(kind):
        case "y", length:
            return f"{year % 100:02d}" if length <= 2 else f"{year:04d}"
        case (("e" | "b"), _):
            return str(year)
        case "m", 1 | 2:
            return f"{month:0{len(kind)}d}"
        case "m", _:
            return _MONTHS[month - 1]
        case "d", 1 | 2:
            return f"{number:0{len(kind)}d}"
        case "d", length:
            return _WEEKDAYS[weekday][: 3 if length == 3 else None]
        case "a", length:
            return ("周" if length == 3 else "星期") + "一二三四五六日"[weekday]
        case "h", length:
            return f"{(hour + 11) % 12 + 1 if halves else hour:0{min(length, 2)}d}"
        case "n", length:
            return f"{minute:0{length}d}"
        case "s", length:
            return f"{second:0{min(length, 2)}d}"
        case "A", _:
            return "AM" if hour < 12 else "PM"
        case _:
            return "上午" if hour < 12 else "下午"
