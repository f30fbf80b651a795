"""Rows that go on in equal steps, such as for each percentage point, told as one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from youju.audit.words import points_text
from youju.regress.diff.amounts import quantity_text, said
from youju.regress.diff.model import Course, Level, Row

Group: TypeAlias = tuple[Row, ...]
FEWEST = 3
"""How many rows in steps are told as one."""


def in_steps(rows: Sequence[Row]) -> tuple[Group, ...]:
    """The rows in order, each alone or with those that go on from it in equal steps."""
    found: list[Group] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and _goes_on(rows[at : end + 1]):
            end += 1
        length = end - at if end - at >= FEWEST else 1
        found.append(tuple(rows[at : at + length]))
        at += length
    return tuple(found)


def steps_text(group: Group, course: Course, lang: str) -> str:
    """How far the steps go, how wide they are, and what each adds to the points of either version."""
    first, second, last = group[0], group[1], group[-1]
    assert first.low is not None
    assert second.low is not None
    assert last.high is not None
    width = quantity_text(second.low - first.low, course.spec, lang)
    end = quantity_text(last.high, course.spec, lang)
    olds, news = (_risen(*pair) for pair in ((first.before, second.before), (first.after, second.after)))
    zh = f"此后到 {end} 每 {width} 一段，共 {len(group)} 段，逐段原{_change(olds, lang)}、现{_change(news, lang)}"
    en = (
        f"on to {end} in steps of {width}, {len(group)} in all, each step was {_change(olds, lang)},"
        f" now {_change(news, lang)}"
    )
    return said(lang, zh, en)


def _change(rise: Fraction, lang: str) -> str:
    if not rise:
        return said(lang, "不变", "the same")
    points = points_text(abs(rise))
    return said(lang, f"{'多' if rise > 0 else '少'} {points} 分", f"{points} {'more' if rise > 0 else 'less'}")


def _goes_on(rows: Sequence[Row]) -> bool:
    """Whether the last of some rows follows the one before as the second does the first."""
    *_, before, last = rows
    first, second = rows[0], rows[1]
    if _width(last) is None or _width(last) != _width(first) or last.low != before.high:
        return False
    if (last.low_in, last.high_in) != (first.low_in, first.high_in):
        return False
    levels = [(one.before, one.after) for one in (first, second, before, last)]
    sides = list(zip(*levels, strict=True))
    if any(level is None or level.points is None or level.curved for side in sides for level in side):
        return False
    return all(
        a.slope == d.slope and _risen(a, b) == _risen(c, d)  # pyright: ignore[reportOptionalMemberAccess] - seen to above
        for a, b, c, d in sides
    )


def _risen(one: Level | None, other: Level | None) -> Fraction:
    assert one is not None
    assert other is not None
    assert one.points is not None
    assert other.points is not None
    return other.points - one.points


def _width(row: Row) -> Fraction | None:
    return None if row.low is None or row.high is None or row.low == row.high else row.high - row.low
