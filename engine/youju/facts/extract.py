"""The pass from text to statements: every phrase of the dictionary, wherever the report says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.claims import read_claims, read_totals, read_weights
from youju.facts.denial import denied
from youju.facts.dictionary import Dictionary
from youju.facts.passages import Sought, find_passages
from youju.facts.phrases import Match, compile_phrase
from youju.facts.quantities import Quantity, parse_quantity, quantities
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Known, Passage, Reading, Statement
from youju.report import Document, Folded, fold, outline


def extract(document: Document, dictionary: Dictionary, sought: Sequence[Sought]) -> Reading:
    """Passages, claims and statements of a report, each with its place.

    `sought` are the indicators, groups and sections of a rubric; statements that contradict each other are all kept.
    """
    folded = fold(document)
    headings = outline(folded)
    words = dictionary.claims
    passages = read_weights(document, folded, find_passages(folded, headings, sought, words.overview), words)
    leaves = [item.key for item in sought if item.leaf]
    scored = {passages[key].start for key in leaves if key in passages}
    return Reading(
        passages=passages,
        claims=read_claims(document, folded, passages, leaves, words),
        total_claims=read_totals(document, folded, headings, scored, words),
        statements=tuple(_statements(document, folded, dictionary, passages, leaves)),
    )


def _statements(
    document: Document, folded: Folded, dictionary: Dictionary, passages: Mapping[str, Passage], leaves: Sequence[str]
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
            for match, count in _matches(folded.text, phrase, span):
                if taken.touches((match.start, match.end)):
                    continue
                statement = _statement(document, folded, name, spec, phrase, match, scored, count)
                if statement is not None and taken.add((match.start, match.end)):
                    found.append((match, statement))
        yield from (statement for _, statement in sorted(found, key=lambda pair: pair[0].start))


def _region(folded: Folded, spec: FactSpec, by_title: Mapping[str, Span]) -> Span | None:
    """Where a fact's phrases hold: the first of `within` that the report has, or all of it."""
    if not spec.within:
        return 0, len(folded.text)
    return next((by_title[title] for title in spec.within if title in by_title), None)


def _matches(text: str, phrase: PhraseSpec, span: Span) -> list[tuple[Match, Fraction | None]]:
    """Where a phrase is said, neither denied nor barred by `unless`; with `each`, as one match and their number."""
    barred = Spans((m.start, m.end) for words in phrase.unless for m in compile_phrase(words).find(text, *span))
    said = [
        match
        for match in compile_phrase(phrase.text).find(text, *span)
        if not denied(text, match.start, match.gaps) and not barred.touches((match.start, match.end))
    ]
    if not phrase.each:
        return [(match, None) for match in said]
    return [(Match(said[0].start, said[-1].end, None), Fraction(len(said)))] if said else []


def _statement(
    document: Document,
    folded: Folded,
    name: str,
    spec: FactSpec,
    phrase: PhraseSpec,
    match: Match,
    scored: Spans,
    count: Fraction | None,
) -> Statement | None:
    quote = document.quote(*folded.span(*_telling(folded.text, match)))
    number = quote if match.slot is None else document.quote(*folded.span(*match.slot))
    quantity = None
    if match.slot is not None:
        quantity = parse_quantity(folded.text[slice(*match.slot)])
        if quantity is None:
            return None
    value = _value(spec, phrase, quantity, count)
    return Statement(
        fact=name,
        value=value,
        quote=quote,
        number=number,
        evidence=spec.kind_of(phrase),
        comparator=quantity.comparator if quantity else "=",
        half_unit=quantity.half_unit if quantity else Fraction(0),
        decimals=quantity.decimals if quantity else 0,
        approximate=quantity.approximate if quantity else False,
        scored_part=scored.touches((match.start, match.start + 1)),
        trust=document.trust(quote.start, quote.end),
    )


def _telling(text: str, match: Match) -> Span:
    """The part of a match to quote: all of it, or from behind other amounts to the slot, so that it re-reads alike."""
    if match.slot is None:
        return match.start, match.end
    others = [q for q in quantities(text, match.start, match.end) if q.kind in ("money", "percent", "count", "number")]
    before = [q.end for q in others if q.end <= match.slot[0]]
    after = [q for q in others if q.start >= match.slot[1]]
    start = max(before, default=match.start)
    while start > match.start and text[start] in "，、；;,和及与":
        start += 1
    return start, match.slot[1] if after else match.end


def _value(spec: FactSpec, phrase: PhraseSpec, quantity: Quantity | None, count: Fraction | None) -> Known:
    if quantity is not None and spec.type != "boolean":
        return quantity.value
    if count is not None:
        return count
    if phrase.value is None:
        return True
    return phrase.value
