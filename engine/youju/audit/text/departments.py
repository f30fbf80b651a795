"""Another department in the places where only the one that reports can stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span
from youju.facts import has
from youju.facts.phrases import compile_phrase
from youju.rubric import Level

_NAME = re.compile(r"[一-鿿]{3,30}")
_REMARK = re.compile(r"\([^()\n]{0,60}\)")
_SHORTEST = 4
_BROAD = 2
"""The level of headings that speak of the department as a whole."""


def other_departments(page: Page) -> Iterator[Finding]:
    """The title, the sentence that introduces the department and the one with the total, where they name another."""
    own = _own_name(page)
    if own is None:
        return
    yield from _others(page, own, "P1", chain(_titles(page), _totals(page)))
    yield from _others(page, own, "P2", _introductions(page))


def _others(page: Page, own: str, level: Level, spans: Iterable[Span]) -> Iterator[Finding]:
    """A finding for each name that is not the department's, nor a shorter or longer form of it."""
    for span in spans:
        name = page.text[slice(*span)]
        if name not in own and own not in name:
            zh, en = f"报告的部门是{own}，这里写的是{name}", f"the report is of {own}, here stands {name}"
            yield page.finding("other-department", level, zh, en, span)


def _own_name(page: Page) -> str | None:
    """What the cover gives as the department, if that ends as names of departments do."""
    for start, end in page.paragraphs(page.cover):
        label, colon, name = page.text[start:end].partition("：")
        name = _REMARK.sub("", name).strip()
        if (
            colon
            and label in page.words.department
            and len(name) >= _SHORTEST
            and name.endswith(page.words.department_end)
        ):
            return name
    return None


def _titles(page: Page) -> Iterator[Span]:
    """What stands before the words for its expenditure in lines of the cover, the year aside."""
    for start, end in page.paragraphs(page.cover):
        if "：" not in page.text[start:end]:
            yield from _subjects(page, start, end)


def _totals(page: Page) -> Iterator[Span]:
    """Whose total it is: the name right before the words for its expenditure or score, in the sentence of the total."""
    for phrase in page.rubric.dictionary.claims.total:
        for match in compile_phrase(phrase).find(page.text):
            yield from _subjects(page, page.sentence(match.start, match.end)[0], match.end)


def _subjects(page: Page, start: int, end: int) -> Iterator[Span]:
    subject = "|".join(map(re.escape, page.words.subject))
    if subject:
        whose = re.compile(rf"([一-鿿]{{4,30}}?)(?:[0-9]{{4}}年度?)?(?:{subject})")
        for match in whose.finditer(page.text, start, end):
            yield from _named(page, *match.span(1))


def _introductions(page: Page) -> Iterator[Span]:
    """The subject of the first sentence of the chapter that introduces the department."""
    for heading, following in zip_longest(page.headings, page.headings[1:]):
        if heading is None or not 1 <= heading.level <= _BROAD or not has(heading.title, page.words.overview):
            continue
        begin = heading.rest_start if heading.rest_start < heading.paragraph_end else heading.paragraph_end + 1
        told = _NAME.match(page.text, begin, following.start if following else len(page.text))
        if told is not None:
            cues = [at for word in page.words.introduces if (at := told[0].find(word)) > 0]
            yield from _named(page, begin, begin + min(cues, default=0))
            return


def _named(page: Page, start: int, end: int) -> Iterator[Span]:
    """The name of a department, if a run of characters is one, without the 年度 of the year before it."""
    name = page.text[start:end].removeprefix("年度").removeprefix("年")
    unlike = (*page.words.own, *page.words.citing)
    if len(name) >= _SHORTEST and name.endswith(page.words.department_end) and not name.startswith(unlike):
        yield end - len(name), end
