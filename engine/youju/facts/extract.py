"""The pass from text to statements: every phrase of the dictionary, wherever the report says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from youju.facts.claims import read_claims, read_totals, read_weights
from youju.facts.dictionary import Dictionary
from youju.facts.passages import Sought, find_passages
from youju.facts.phrases import Match, compile_phrase
from youju.facts.quantities import Quantity, parse_quantity
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Known, Passage, Reading, Statement
from youju.report import Document, Folded, fold, outline

Span = tuple[int, int]


def extract(document: Document, dictionary: Dictionary, sought: Sequence[Sought]) -> Reading:
    """Passages, claims and statements of a report, each with its place.

    `sought` are the indicators, groups and sections of a rubric; statements that contradict each other are all kept.
    """
    folded = fold(document)
    headings = outline(folded)
    words = dictionary.claims
    passages = read_weights(document, folded, find_passages(folded, headings, sought, words.overview), words)
    leaves = [item.key for item in sought if item.leaf]
    return Reading(
        passages=passages,
        claims=read_claims(document, folded, passages, leaves, words),
        total_claims=read_totals(document, folded, headings, words),
        statements=tuple(_statements(document, folded, dictionary, passages, leaves)),
    )


def _statements(
    document: Document, folded: Folded, dictionary: Dictionary, passages: Mapping[str, Passage], leaves: Sequence[str]
) -> Iterator[Statement]:
    by_title = {passage.title: (passage.body, passage.end) for passage in passages.values()}
    scored = [(passages[key].start, passages[key].end) for key in leaves if key in passages]
    for name, spec in dictionary.facts.items():
        spans = [by_title[title] for title in spec.within if title in by_title] if spec.within else [(0, len(folded.text))]
        found: dict[Span, Statement] = {}
        for phrase in spec.phrases:
            for span, statement in _of_phrase(document, folded, name, spec, phrase, spans, scored):
                if not any(_overlap(span, other) for other in found):
                    found[span] = statement
        yield from (statement for _, statement in sorted(found.items(), key=lambda pair: pair[0]))


def _of_phrase(
    document: Document,
    folded: Folded,
    name: str,
    spec: FactSpec,
    phrase: PhraseSpec,
    spans: Iterable[Span],
    scored: Sequence[Span],
) -> Iterator[tuple[Span, Statement]]:
    compiled = compile_phrase(phrase.text)
    for start, end in spans:
        barred = [m for text in phrase.unless for m in compile_phrase(text).find(folded.text, start, end)]
        matches = [m for m in compiled.find(folded.text, start, end) if not _touches(m, barred)]
        if phrase.each and matches:
            # Named things counted one by one (documents by number, say): the statement is their count.
            matches = [Match(matches[0].start, matches[-1].end, None)] if len(matches) > 1 else matches
        count = Fraction(len(list(compiled.find(folded.text, start, end)))) if phrase.each else None
        for match in matches:
            statement = _statement(document, folded, name, spec, phrase, match, scored, count)
            if statement is not None:
                yield (match.start, match.end), statement


def _statement(
    document: Document,
    folded: Folded,
    name: str,
    spec: FactSpec,
    phrase: PhraseSpec,
    match: Match,
    scored: Sequence[Span],
    count: Fraction | None,
) -> Statement | None:
    quote = document.quote(*folded.span(match.start, match.end))
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
        scored_part=any(start <= match.start < end for start, end in scored),
    )


def _value(spec: FactSpec, phrase: PhraseSpec, quantity: Quantity | None, count: Fraction | None) -> Known:
    if quantity is not None and spec.type != "boolean":
        return quantity.value
    if count is not None:
        return count
    if phrase.value is None:
        return True
    return phrase.value


def _touches(match: Match, barred: Iterable[Match]) -> bool:
    return any(_overlap((match.start, match.end), (other.start, other.end)) for other in barred)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
