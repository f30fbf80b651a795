"""Indicators whose weight a report never states, where it states those of others."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit.claimed import heading_of
from youju.audit.finding import Finding
from youju.facts import Reading
from youju.facts.claims import scores_said
from youju.report import Folded
from youju.rubric import Rubric, Text


def unstated_weights(folded: Folded, rubric: Rubric, reading: Reading) -> Iterator[Finding]:
    """`weight-absent`, one for the report: indicators under a heading of their own that say no weight anywhere."""
    scored = [name for name, one in rubric.indicators.items() if not one.adjustment and name in reading.passages]
    absent = [name for name in scored if not _stated(folded, rubric, reading, name)]
    if not absent or len(absent) == len(scored):
        return
    titles = [rubric.indicators[name].title for name in absent]
    zh = f"{len(absent)} 项指标没有写分值：" + "".join(f"「{one.zh}」" for one in titles)
    en = f"no weight is stated for {len(absent)} indicators: " + ", ".join(one.en for one in titles)
    headings = (heading_of(folded, reading.passages[name]) for name in absent)
    quotes = tuple(quote for quote in headings if quote is not None)
    yield Finding("weight-absent", "P2", Text(zh=zh, en=en), None, Fraction(0), quotes)


def _stated(folded: Folded, rubric: Rubric, reading: Reading, name: str) -> bool:
    """Whether its passage or a row of a scoring table gives a weight; without a heading none can be asked for."""
    passage, words = reading.passages[name], rubric.dictionary.claims
    if passage.weight is not None or passage.adjusted is not None or passage.inline:
        return True
    tabled = any(row.key == name and row.weight is not None for row in reading.rows)
    return tabled or any(
        True for _ in scores_said(folded.document, folded, words, words.weight, passage.start, passage.end)
    )
