"""Criteria of scoring that stand in a report where it should say what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span, has
from youju.facts import Passage

_CLAUSE = re.compile(r"[^，；。：\n]{1,120}(?=[，；。：\n]|\Z)")
_BOUND = re.compile(r"[≤≥<>] ?-?[0-9.]{1,8}%?\Z")
_PERCENT = re.compile(r"(?<![≤≥<>0-9.\-])-?[0-9][0-9.]{0,8}%")


def pasted_criteria(page: Page) -> Iterator[Finding]:
    """The first clause of an indicator's passage that is worded as its criterion; one finding for an indicator."""
    for name, indicator in page.rubric.indicators.items():
        passage = page.reading.passages.get(name)
        if passage is None or indicator.adjustment:
            continue
        found = next(_criteria(page, passage), None)
        if found is not None:
            said, title = page.text[slice(*found)], indicator.title
            zh = f"「{title.zh}」照抄评分标准，没有说本部门的情况：{said[:40]}"
            en = f"{title.en}: a criterion is repeated where the report should tell what was done"
            yield page.finding("criterion-pasted", "P2", zh, en, found, indicator=name)


def _criteria(page: Page, passage: Passage) -> Iterator[Span]:
    for match in _CLAUSE.finditer(page.text, passage.body, passage.end):
        clause, words = match[0], page.words
        ending = next((word for word in words.condition if clause.endswith(word)), None)
        if ending is None or has(page.text[slice(*page.sentence(*match.span()))], words.quoting):
            continue
        stem, told = clause.removesuffix(ending), page.text[match.end() + 1 : match.end() + 4]
        if _BOUND.search(stem):
            # With a rate of its own beside it the bound is applied, not copied.
            if not _PERCENT.search(page.text, passage.body, passage.end):
                yield match.span()
        elif told.startswith(words.gives) or (stem.endswith(words.condition_of) and not has(stem, words.asserting)):
            yield match.span()
