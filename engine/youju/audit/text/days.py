"""Days as a text names them, and those that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise

from youju.audit.finding import Finding
from youju.audit.text.page import Page
from youju.structs import Struct

_DAY = re.compile(
    r"(?<![0-9.〔\[])(?:(?P<y>(?:19|20)[0-9]{2}) ?年度? ?)?"
    r"(?P<m>[0-9]{1,2}) ?月(?P<part>份)?(?: ?(?P<d>[0-9]{1,2}) ?[日号])?"
)
_NUMERIC = re.compile(r"(?<![0-9.\-/])((?:19|20)[0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9.\-/])")
_JOINT = re.compile(r"(?:[-~至]|到)")
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年度?至((?:19|20)[0-9]{2})年")
_LEAP = 2000


class NamedDay(Struct):
    """A month or a day as a text names it; `year` and `day` are 0 where it does not tell them.

    `sure`: more than a number before 月, so that a month beyond the twelfth is no other word.
    """

    year: int
    month: int
    day: int
    start: int
    end: int
    sure: bool = True

    @property
    def possible(self) -> bool:
        """Whether the calendar has it: 29 February without a year may be."""
        if not 1 <= self.month <= 12:
            return False
        return self.day <= monthrange(self.year or _LEAP, self.month)[1]


def days_of(text: str) -> Iterator[NamedDay]:
    """The months and days that a text names, in the order of place: 2023年5月4日, 5月4日, 2023年5月."""
    for match in _DAY.finditer(text):
        sure = bool(match["y"] or match["d"] or match["part"])
        year, day = int(match["y"] or 0), int(match["d"] or 0)
        yield NamedDay(year, int(match["m"]), day, match.start(), match.end(), sure)


def impossible_days(page: Page) -> Iterator[Finding]:
    """Days that are in no calendar, and spans of time that end before they begin."""
    named = list(days_of(page.text))
    for one in named:
        if one.sure and not one.possible:
            yield _none_such(page, one.start, one.end)
    for match in _NUMERIC.finditer(page.text):
        month, day = int(match[3]), int(match[4])
        # Digits with another month are a number of some kind.
        if 1 <= month <= 12 and 28 < day <= 31 and not NamedDay(int(match[1]), month, day, 0, 0).possible:
            yield _none_such(page, *match.span())
    for first, last in pairwise(named):
        if _JOINT.fullmatch(page.text, first.end, last.start) and first.possible and last.possible:
            yield from _backwards(page, first, last)
    for match in _YEARS.finditer(page.text):
        if match[1] > match[2]:
            yield _reversed(page, *match.span())


def _backwards(page: Page, first: NamedDay, last: NamedDay) -> Iterator[Finding]:
    """A span whose end is before its beginning; where the years are not told, a later month first crosses a year."""
    if first.year and last.year:
        wrong = (first.year, first.month, first.day) > (last.year, last.month, last.day or 31)
    else:
        wrong = not last.year and first.month == last.month and first.day > last.day > 0
    if wrong:
        yield _reversed(page, first.start, last.end)


def _none_such(page: Page, start: int, end: int) -> Finding:
    said = page.text[start:end]
    return page.finding("date-impossible", "P2", f"没有这个日子：{said}", f"no such day: {said}", (start, end))


def _reversed(page: Page, start: int, end: int) -> Finding:
    said = page.text[start:end]
    return page.finding(
        "date-impossible", "P2", f"起止日期颠倒：{said}", f"it ends before it begins: {said}", (start, end)
    )
