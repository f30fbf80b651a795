"""One sentence that is the evidence of two indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.facts import Reading
from youju.facts.quantities import quantities
from youju.report import Folded
from youju.rubric import Rubric, Text

ZERO = Fraction(0)
SHORTEST = 15
"""Shorter sentences are phrases that anybody writes."""
_SENTENCE = re.compile(r"[^。；\n]+")
_CLAUSE = re.compile(r"[^，：]+")
_SCORE = re.compile(r"[0-9]分(?![之钟])")
_FIGURES = ("money", "percent", "count", "number")


def repeated_sentences(folded: Folded, rubric: Rubric, reading: Reading, entered: Entered) -> Iterator[Finding]:
    """`sentence-used-twice`: figures may serve two indicators, an assertion supports one."""
    first: dict[str, tuple[str, tuple[int, int]]] = {}
    told: set[str] = set()
    for row in entered.rows:
        passage = reading.passages.get(row.indicator)
        if passage is None or row.status == "not_applicable":
            continue
        for words, span in _sentences(folded.text, passage.body, passage.end):
            other, before = first.setdefault(words, (row.indicator, span))
            # The passage of a group without headings may be that of several indicators.
            if other == row.indicator or (span[0] < before[1] and before[0] < span[1]) or words in told:
                continue
            told.add(words)
            titles = [rubric.indicators[name].title for name in (other, row.indicator)]
            zh = f"「{titles[0].zh}」和「{titles[1].zh}」用的是同一句话，一句话不能证明两项指标"
            en = f"{titles[0].en} and {titles[1].en} rest on one and the same sentence"
            quotes = (folded.quote(*before), folded.quote(*span))
            yield Finding("sentence-used-twice", "P2", Text(zh=zh, en=en), row.indicator, ZERO, quotes)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The assertions of a passage, without the clauses that give a score, and where they stand."""
    for sentence in _SENTENCE.finditer(text, start, end):
        clauses = [one for one in _CLAUSE.finditer(text, *sentence.span()) if not _SCORE.search(one[0])]
        words = "，".join(one[0] for one in clauses)
        if len(words) < SHORTEST or any(one.kind in _FIGURES for one in quantities(words)):
            continue
        yield words, (clauses[0].start(), clauses[-1].end())
