"""Headings with nothing below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from youju.audit.finding import Finding
from youju.audit.text.page import Page
from youju.facts.spans import Spans
from youju.facts.tables import folded_span
from youju.report import Heading, tables_of

_CHAPTER = 1
_CONTENTS = re.compile(r"(?:[0-9]|…|\.\.)\s*$")
_NOT_ALL = ("embedded-object", "pages-without-text", "part-not-read")
"""Remarks that say something of the file is no text: what looks empty may hold a picture."""


def empty_sections(page: Page) -> Iterator[Finding]:
    """Headings without text and without a heading of their own below; items of lists, tables and contents are none."""
    if any(remark.code in _NOT_ALL for remark in page.folded.document.remarks):
        return
    tables = (folded_span(page.folded, table.start, table.end) for table in tables_of(page.folded.document))
    tabled = Spans(tables)
    titles = Counter(heading.title for heading in page.headings)
    for group in _siblings(page.headings):
        hollow = [_hollow(page, page.headings, at) for at in group]
        # Where no item has text they are a list.
        if len(group) > 1 and all(hollow):
            continue
        for at, empty in zip(group, hollow, strict=True):
            heading = page.headings[at]
            counts = heading.level <= _CHAPTER or heading.weight is not None
            listed = (
                titles[heading.title] > 1
                or _CONTENTS.search(heading.title)
                or tabled.touches((heading.start, heading.end))
            )
            if empty and counts and not listed:
                zh, en = f"「{heading.title}」下面没有内容", f"nothing stands below {heading.title}"
                yield page.finding("section-empty", "P2", zh, en, (heading.start, heading.end))


def _siblings(headings: Sequence[Heading]) -> Iterator[list[int]]:
    """The headings of one level below one heading, by their places in the outline."""
    open_: dict[int, list[int]] = {}
    for at, heading in enumerate(headings):
        for level in [one for one in open_ if one > heading.level]:
            yield open_.pop(level)
        open_.setdefault(heading.level, []).append(at)
    yield from open_.values()


def _hollow(page: Page, headings: Sequence[Heading], at: int) -> bool:
    """Whether nothing stands between a heading and the next, and that is none of its own."""
    heading, text = headings[at], page.text
    following = headings[at + 1] if at + 1 < len(headings) else None
    if following is not None and following.level > heading.level:
        return False
    end = following.start if following else len(text)
    rest = text[heading.end : end]
    # A sentence that a scan has drawn into the line of its heading is text; a weight always ends a title.
    sentence = heading.weight is None and "。" in rest
    return not sentence and not rest.strip("。：，；\n ")
