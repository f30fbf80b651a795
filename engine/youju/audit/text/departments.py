"""Another department in the places where only the one that reports can stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span, has
from youju.facts.phrases import compile_phrase
from youju.rubric import Level

_NAME = re.compile(r"[一-鿿]{3,30}")
_REMARK = re.compile(r"\([^()\n]{0,60}\)")
_SHORTEST = 4


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
        if colon and label in page.words.department and len(name) >= _SHORTEST and name.endswith(_ends(page)):
            return name
    return None


def _ends(page: Page) -> tuple[str, ...]:
    return page.words.department_end


def _titles(page: Page) -> Iterator[Span]:
    """What stands before the year, or between it and the words for its expenditure, in lines of the cover."""
    for start, end in page.paragraphs(page.cover):
        line = page.text[start:end]
        if "：" not in line and has(line, page.words.subject):
            for match in _NAME.finditer(page.text, start, end):
                yield from _named(page, match.start(), match.end())


def _introductions(page: Page) -> Iterator[Span]:
    """The subject of the first sentence below the heading of the overview."""
    for i, heading in enumerate(page.headings):
        if heading.level >= 1 and has(heading.title, page.words.overview):
            until = page.headings[i + 1].start if i + 1 < len(page.headings) else len(page.text)
            begin = heading.rest_start if heading.rest_start < heading.paragraph_end else heading.paragraph_end + 1
            name = _NAME.match(page.text, begin, until)
            cue = next((at for word in page.words.introduces if name and (at := name[0].find(word)) > 0), 0)
            if name is not None and cue:
                yield from _named(page, begin, begin + cue)


def _totals(page: Page) -> Iterator[Span]:
    """Whose total it is, right before the words for its expenditure."""
    for phrase in page.rubric.dictionary.claims.total:
        for match in compile_phrase(phrase).find(page.text):
            start, _ = page.sentence(match.start, match.end)
            for name in _NAME.finditer(page.text, start, match.end):
                yield from _named(page, name.start(), name.end())


def _named(page: Page, start: int, end: int) -> Iterator[Span]:
    """The name of a department that a run of characters is, or has before the words for its expenditure."""
    run = page.text[start:end]
    cut = next((at for word in page.words.subject if (at := run.find(word)) >= 0), len(run))
    name = run[:cut].removeprefix("年度").removeprefix("年")
    at = start + cut - len(name)
    if len(name) >= _SHORTEST and name.endswith(_ends(page)) and not name.startswith(page.words.own):
        yield at, at + len(name)
