"""Figures of the year under evaluation that are cut off before it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.days import NamedDay, days_of
from youju.audit.text.page import Page, Span
from youju.facts import has
from youju.facts.quantities import quantities

_FROM_JANUARY = re.compile(r"(?<![0-9.、])(?:((?:19|20)[0-9]{2})年)?1月?[-~至到](1[01]|[6-9])月份?")
_YEAR = re.compile(r"(?<![0-9〔])((?:19|20)[0-9]{2})(?=年)")
_YEAR_NAMED = re.compile("《[^》\n]{0,60}》")
_DEADLINE = re.compile("[底末]?[之以]?前")
_COUNTED = ("money", "percent", "count", "measure")
# A report without a day of filing is taken to come in the first half of the next year.
_FILED_BY = 6


def periods_cut_off(page: Page) -> Iterator[Finding]:
    """A day before the end of the year up to which figures are told, one finding for each place."""
    if page.year is None:
        return
    for span, month in sorted([*_until(page), *_from_january(page)]):
        said = page.text[slice(*span)]
        zh = f"{page.year} 年度的数只算到 {month} 月：{said}"
        en = f"figures of {page.year} that stop in month {month}: {said}"
        yield page.finding("period-cut-off", "P2", zh, en, (span[0], page.sentence(*span)[1]))


def _until(page: Page) -> Iterator[tuple[Span, int]]:
    """截至11月29日 and the like."""
    for named in days_of(page.text):
        start = _cue_before(page, named.start)
        if start is None or not named.possible or _whole_year(named):
            continue
        clear = named.year or named.month > _open_months(page)
        if clear and (named.year or _year_before(page, start)) == page.year and _figures(page, start, named.end):
            yield (start, named.end), named.month


def _from_january(page: Page) -> Iterator[tuple[Span, int]]:
    """1-11月, before a running total; shorter spans tell a season, and so does one that another month follows."""
    for match in _FROM_JANUARY.finditer(page.text):
        year = int(match[1]) if match[1] else _year_before(page, match.start())
        told = page.text[match.end() : page.sentence(*match.span())[1]]
        alone = next(days_of(told), None) is None
        if alone and year == page.year and has(told[:40], page.words.running) and _figures(page, *match.span()):
            yield match.span(), int(match[2])


def _cue_before(page: Page, at: int) -> int | None:
    """Where 截至 or the like begins that stands right before a place, 截止到 included."""
    for close in (at, at - 1 if page.text[at - 1 : at] in ("到", "至") else at):
        for word in page.words.until:
            if page.text.endswith(word, 0, close):
                return close - len(word)
    return None


def _whole_year(named: NamedDay) -> bool:
    return named.month == 12 and named.day in (0, 31)


def _open_months(page: Page) -> int:
    """The last month that, without a year, may be one of the year in which the report was filed."""
    if page.filed is None or page.year is None:
        return _FILED_BY
    filed_year, filed_month, _ = page.filed
    if filed_year <= page.year:
        return 0
    return filed_month if filed_year == page.year + 1 else 12


def _year_before(page: Page, at: int) -> int | None:
    """The year that a day without one belongs to: the last that its paragraph names, else the one of the report."""
    start = max(page.text.rfind("\n", max(0, at - 400), at) + 1, at - 400, 0)
    named = _YEAR.findall(_YEAR_NAMED.sub("", page.text[start:at]))
    return int(named[-1]) if named else page.year


def _figures(page: Page, start: int, end: int) -> bool:
    """Whether figures follow, and nothing in the sentence says that the year's end, or some other time, is meant."""
    low, high = page.sentence(start, end)
    said = page.text[low:high]
    if _DEADLINE.match(page.text, end) or has(said, page.words.cut_unless):
        return False
    return any(one.kind in _COUNTED for one in quantities(page.text, end, high))
