"""Criteria of scoring that stand in a report where it should say what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.audit.finding import Finding
from youju.audit.text.page import Page, Span
from youju.facts import Passage, has

_CLAUSE = re.compile(r"[^，；。：\n]{1,120}(?=[，；。：\n]|\Z)")
_BOUND = re.compile(r"[≤≥<>] ?-?[0-9.]{1,8}%?\Z")
_POINTS = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?)?分")
_PERCENT = re.compile(r"(?<![≤≥<>0-9.\-])-?[0-9][0-9.]{0,8}%")


def pasted_criteria(page: Page) -> Iterator[Finding]:
    """The first clause of an indicator's passage that is worded as its criterion; one finding for an indicator.

    Where several share a passage the first of them has it.
    """
    told: set[Span] = set()
    for name, indicator in page.rubric.indicators.items():
        passage = page.reading.passages.get(name)
        if passage is None or indicator.adjustment:
            continue
        found = next(_criteria(page, passage), None)
        if found is not None and found not in told:
            told.add(found)
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
        stem, at = clause.removesuffix(ending), match.end()
        if _BOUND.search(stem):
            # With a rate of its own beside it the bound is applied, not copied.
            if not _PERCENT.search(page.text, passage.body, passage.end):
                yield match.span()
        elif _gives_points(page, at + 1) or (
            page.text.startswith("。", at) and stem.endswith(words.condition_of) and not has(stem, words.asserting)
        ):
            yield match.span()


def _gives_points(page: Page, at: int) -> bool:
    """Whether points stand there: 得2分, 不得分; what 不得 forbids gives none."""
    gives = (word for word in page.words.gives if page.text.startswith(word, at))
    return any(_POINTS.match(page.text, at + len(word)) for word in gives)
