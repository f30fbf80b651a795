"""The pass from text to statements: every phrase of the dictionary, wherever the report says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.claims import read_claims, read_totals, read_weights
from youju.facts.denial import denied
from youju.facts.dictionary import Dictionary
from youju.facts.figures import Figure, Said, added, figure_of
from youju.facts.fiscal_year import fiscal_year
from youju.facts.passages import Sought, find_passages
from youju.facts.phrases import Match, Year
from youju.facts.quantities import quantities
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Known, Passage, Reading, Statement
from youju.facts.wording import barring, said_by
from youju.report import Document, Folded, fold, outline

_NUMERAL = re.compile("[0-9〇零一二两三四五六七八九十百千万亿]")


def extract(document: Document, dictionary: Dictionary, sought: Sequence[Sought]) -> Reading:
    """Passages, claims and statements of a report, each with its place.

    `sought` are the indicators, groups and sections of a rubric; statements that contradict each other are all kept.
    """
    folded = fold(document)
    headings = outline(folded)
    words = dictionary.claims
    passages = read_weights(document, folded, find_passages(folded, headings, sought, words.overview), words)
    year = fiscal_year(document, dictionary.fiscal_year)
    leaves = [item.key for item in sought if item.leaf]
    scored = {passages[key].start for key in leaves if key in passages}
    return Reading(
        passages=passages,
        claims=read_claims(document, folded, passages, leaves, words),
        total_claims=read_totals(document, folded, headings, scored, words),
        statements=tuple(_statements(document, folded, dictionary, passages, leaves, year.year if year else None)),
    )


def passages_of(document: Document, dictionary: Dictionary, sought: Sequence[Sought]) -> Mapping[str, Passage]:
    """Only where a report speaks of what is sought: enough to choose a rubric by."""
    folded = fold(document)
    return find_passages(folded, outline(folded), sought, dictionary.claims.overview)


def _statements(
    document: Document,
    folded: Folded,
    dictionary: Dictionary,
    passages: Mapping[str, Passage],
    leaves: Sequence[str],
    year: Year,
) -> Iterator[Statement]:
    by_title = {passage.title: (passage.body, passage.end) for passage in passages.values()}
    scored = Spans((passages[key].start, passages[key].end) for key in leaves if key in passages)
    for name, spec in dictionary.facts.items():
        span = _region(folded, spec, by_title)
        if span is None:
            continue
        taken = Spans()
        found: list[tuple[Match, Statement]] = []
        # What is denied is looked for first: “未及时回复” holds the words of “及时回复” too.
        for phrase in sorted(spec.phrases, key=lambda phrase: phrase.value is not False):
            for said in _matches(folded.text, phrase, span, year):
                match = said.match
                # A sum is another reading of figures that may stand in a phrase of their own.
                if not said.parts and taken.touches((match.start, match.end)):
                    continue
                statement = _statement(document, folded, name, spec, phrase, said, scored)
                if statement is not None and (said.parts or taken.add((match.start, match.end))):
                    found.append((match, statement))
        yield from (statement for _, statement in sorted(found, key=lambda pair: pair[0].start))


def _region(folded: Folded, spec: FactSpec, by_title: Mapping[str, Span]) -> Span | None:
    """Where a fact's phrases hold: the first of `within` that the report has, or all of it."""
    if not spec.within:
        return 0, len(folded.text)
    return next((by_title[title] for title in spec.within if title in by_title), None)


def _matches(text: str, phrase: PhraseSpec, span: Span, year: Year) -> Sequence[Said]:
    """Where a phrase is said, neither denied nor barred by `unless`; of `each` and `sum`, what they are together."""
    barred = Spans((m.start, m.end) for words in barring(phrase, year) for m in words.find(text, *span))
    said = [
        match
        for match in said_by(phrase, year).find(text, *span)
        if not denied(text, match.start, match.gaps) and not barred.touches((match.start, match.end))
    ]
    if phrase.sum:
        return list(added(text, said))
    if not phrase.each:
        return [Said(match) for match in said]
    return [Said(Match(said[0].start, said[-1].end, None), Fraction(len(said)))] if said else []


def _statement(
    document: Document, folded: Folded, name: str, spec: FactSpec, phrase: PhraseSpec, said: Said, scored: Spans
) -> Statement | None:
    match = said.match
    figure = figure_of(folded.text, said, spec.change)
    if figure is None and (match.slot is not None or said.parts):
        return None
    quote = document.quote(*folded.span(*_telling(folded.text, match)))
    return Statement(
        fact=name,
        value=_value(spec, phrase, figure, said.count),
        quote=quote,
        number=quote if match.slot is None else document.quote(*folded.span(*match.slot)),
        evidence=spec.kind_of(phrase),
        comparator=figure.comparator if figure else "=",
        half_unit=figure.half_unit if figure else Fraction(0),
        decimals=figure.decimals if figure else 0,
        approximate=figure.approximate if figure else False,
        scored_part=scored.touches((match.start, match.start + 1)),
        parts=tuple(document.quote(*folded.span(*part.slot)) for part in said.parts if part.slot),
        trust=document.trust(quote.start, quote.end),
    )


def _telling(text: str, match: Match) -> Span:
    """The part of a match to quote: all of it, or from behind other amounts to the slot, so that it re-reads alike."""
    if match.slot is None:
        return match.start, match.end
    if not (_NUMERAL.search(text, match.start, match.slot[0]) or _NUMERAL.search(text, match.slot[1], match.end)):
        return match.start, match.end
    others = [q for q in quantities(text, match.start, match.end) if q.kind in ("money", "percent", "count", "number")]
    before = [q.end for q in others if q.end <= match.slot[0]]
    after = [q for q in others if q.start >= match.slot[1]]
    start = max(before, default=match.start)
    while start > match.start and text[start] in "，、；;,和及与":
        start += 1
    return start, match.slot[1] if after else match.end


def _value(spec: FactSpec, phrase: PhraseSpec, figure: Figure | None, count: Fraction | None) -> Known:
    if figure is not None and spec.type != "boolean":
        return figure.value
    if count is not None:
        return count
    if phrase.value is None:
        return True
    return phrase.value
