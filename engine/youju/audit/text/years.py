"""This year's work or score told of another year, as a text copied from last year's does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span
from youju.facts import Statement, has
from youju.facts.phrases import compile_phrase
from youju.rubric import Level

_YEAR = re.compile(r"(?<![0-9〔\[(])((?:19|20)[0-9]{2})年(?!末|底)")
_UNBROKEN = re.compile(r"年度?，?[^，；]*")
_LEADING = re.compile(r"年度，[^，；]*，[^，；]*")
_NAMED = re.compile("《[^》\n]{0,60}》?")
_FIRST_WORDS = 4
_BROAD = 2
"""The level of headings that speak of the whole year's work; deeper ones are about single things."""


def wrong_years(page: Page) -> Iterator[Finding]:
    """Titles, headings, totals and scored figures that name another year than the one under evaluation."""
    if page.year is None:
        return
    yield from _title(page, page.year)
    yield from _headings(page, page.year)
    yield from _totals(page, page.year)
    yield from _figures(page, page.year)


def _title(page: Page, year: int) -> Iterator[Finding]:
    """An earlier year on the cover, told in the same way: which is meant is in question.

    The year after is that in which the evaluation is made; a whole sentence is no title.
    """
    cover = page.text[: page.cover]
    for phrase in page.rubric.dictionary.fiscal_year:
        for match in compile_phrase(phrase).find(cover):
            said = cover[slice(*match.slot)] if match.slot else str(year)
            if int(said) < year and not page.text.startswith("。", page.sentence(match.start, match.end)[1]):
                yield _finding(page, "P1", said, "题目", "the title", (match.start, match.end))
                return


def _headings(page: Page, year: int) -> Iterator[Finding]:
    for heading in page.headings:
        if not 1 <= heading.level <= _BROAD or not has(heading.title, page.words.performance):
            continue
        years = _YEAR.findall(_NAMED.sub("", heading.title))
        if len(years) == 1 and int(years[0]) < year and not has(heading.title, page.words.other_year):
            yield _finding(page, "P2", years[0], "标题", "a heading", (heading.start, heading.end))


def _totals(page: Page, year: int) -> Iterator[Finding]:
    """The score of this report, told of another year."""
    told: set[Span] = set()
    for phrase in page.rubric.dictionary.claims.total:
        for match in compile_phrase(phrase).find(page.text):
            span = page.sentence(match.start, match.end)
            other = _only_other(page, span, match.start, year)
            if other and span not in told:
                told.add(span)
                yield _finding(page, "P1", other, "自评总分", "the total", span)


def _figures(page: Page, year: int) -> Iterator[Finding]:
    """A figure that a score of this year rests on, in a sentence that begins with another year."""
    told: set[Span] = set()
    scored = ((name, one) for name, one in page.reading.passages.items() if name in page.rubric.indicators)
    owners = [(one.body, one.end, name) for name, one in scored]
    for one in page.reading.statements:
        if not _counts(page, one):
            continue
        at = bisect_left(page.folded.origin, one.quote.start)
        span = page.sentence(at, at + 1)
        owner = next((name for low, high, name in owners if low <= at < high), None)
        other = _only_other(page, span, at, year, first=True)
        if owner and other and span not in told:
            told.add(span)
            title = page.rubric.indicators[owner].title
            yield _finding(page, "P1", other, f"「{title.zh}」", title.en, span, owner)


def _counts(page: Page, statement: Statement) -> bool:
    """Whether it is a figure, in a scored passage, of a fact that does not speak of another year by itself."""
    spec = page.rubric.dictionary.facts[statement.fact]
    figure = spec.type in ("money", "percent", "count", "number")
    return statement.scored_part and figure and not has(statement.fact, page.words.other_year)


def _only_other(page: Page, span: Span, before: int, year: int, first: bool = False) -> str | None:
    """The one year that a sentence names up to a place, where that is an earlier one and nothing says it is meant so.

    It reaches to the end of its clause, and one that begins the sentence of a total over the next clause; the `first`
    year is one with which the sentence begins.
    """
    said = page.text[slice(*span)]
    if has(said, page.words.other_year) or str(year) in said:
        return None
    told = _NAMED.sub("", page.text[span[0] : before])
    found = list(_YEAR.finditer(told))
    if len(found) != 1 or int(found[0][1]) > year or (first and found[0].start() > _FIRST_WORDS):
        return None
    reaches = _UNBROKEN.fullmatch(told, found[0].end(1))
    leads = not first and found[0].start() == 0 and not has(said, page.words.this_year)
    return found[0][1] if reaches or (leads and _LEADING.fullmatch(told, found[0].end(1))) else None


def _finding(
    page: Page, level: Level, said: str, zh: str, en: str, span: Span, indicator: str | None = None
) -> Finding:
    return page.finding(
        "wrong-year",
        level,
        f"报告评的是 {page.year} 年度，{zh}却写 {said} 年",
        f"the report is about {page.year}, {en} names {said}",
        span,
        indicator=indicator,
    )
