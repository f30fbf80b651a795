"""Indicators whose weight a report never states, where it states those of others."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit.claimed import heading_of
from youju.audit.finding import Finding
from youju.facts import Reading
from youju.facts.claims import scores_said
from youju.report import Folded, Quote
from youju.rubric import Rubric, Text


def unstated_weights(folded: Folded, rubric: Rubric, reading: Reading) -> Iterator[Finding]:
    """`weight-absent`, one for the report: indicators whose weight stands nowhere.

    Told in the midst of its group an indicator need not state it where the claim is full, which tells it.
    """
    scored = [name for name, one in rubric.indicators.items() if not one.adjustment and name in reading.passages]
    absent = [name for name in scored if not _stated(folded, rubric, reading, name)]
    if not absent or len(absent) == len(scored):
        return
    titles = [rubric.indicators[name].title for name in absent]
    zh = f"{len(absent)} 项指标没有写分值：" + "".join(f"「{one.zh}」" for one in titles)
    en = f"no weight is stated for {len(absent)} indicators: " + ", ".join(one.en for one in titles)
    quotes = tuple(quote for name in absent for quote in _place(folded, reading, name))
    yield Finding("weight-absent", "P2", Text(zh=zh, en=en), None, Fraction(0), quotes)


def _place(folded: Folded, reading: Reading, name: str) -> tuple[Quote, ...]:
    """The heading of an indicator, or where it is claimed in the midst of its group."""
    heading = heading_of(folded, reading.passages[name])
    claim = reading.claims.get(name)
    return (heading,) if heading is not None else claim.quotes if claim is not None else ()


def _stated(folded: Folded, rubric: Rubric, reading: Reading, name: str) -> bool:
    """Whether its passage, a row of a scoring table, or a full claim in the midst of its group gives a weight."""
    passage, words = reading.passages[name], rubric.dictionary.claims
    if passage.weight is not None or passage.adjusted is not None:
        return True
    claim = reading.claims.get(name)
    if passage.inline and (claim is None or claim.points in (None, rubric.indicators[name].weight)):
        return True
    tabled = any(row.key == name and row.weight is not None for row in reading.rows)
    return tabled or any(
        True for _ in scores_said(folded.document, folded, words, words.weight, passage.start, passage.end)
    )
