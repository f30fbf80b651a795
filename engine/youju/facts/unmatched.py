"""The quantities of a passage that nothing was read from: what a reviewer may have to look at by eye."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

from youju.facts.phrases import compile_phrase
from youju.facts.quantities import Quantity, quantities
from youju.facts.spans import Span, Spans
from youju.facts.spec import ClaimSpec
from youju.facts.statements import Passage, Reading
from youju.report import Document, Folded, Quote, fold
from youju.structs import Struct

Standing = Literal["matched", "unmatched", "not counted"]
# A year, a date and a reference count nothing; a score is about the report itself.
_COUNTED = ("money", "percent", "points", "count", "measure", "number")
_SENTENCE_END = re.compile(r"[。；;\n]")
_LONGEST_SENTENCE = 400


class Found(Struct):
    """A quantity of a passage: whether a statement or claim is made of it, its quote, and the sentence around it."""

    indicator: str
    quantity: Quantity
    standing: Standing
    quote: Quote
    sentence: Quote


def unmatched(document: Document, reading: Reading, words: ClaimSpec, keys: Iterable[str]) -> tuple[Found, ...]:
    """What no statement and no claim covers, by indicator in the order of `keys` and then of place."""
    return tuple(one for one in standings(document, reading, words, keys) if one.standing == "unmatched")


def standings(document: Document, reading: Reading, words: ClaimSpec, keys: Iterable[str]) -> Iterator[Found]:
    """Every quantity in the passages of `keys`, each in exactly one standing; linear in the report."""
    folded = fold(document)
    read = Spans(_read(reading))
    for key, passage in ((key, reading.passages[key]) for key in keys if key in reading.passages):
        told = _told(folded, words, passage)
        ends = [match.start() for match in _SENTENCE_END.finditer(folded.text, passage.start, passage.end)]
        for one in quantities(folded.text, passage.start, passage.end):
            quote = folded.quote(one.lead_start, one.tail_end)
            sentence = folded.quote(*_sentence((passage.start, passage.end), ends, one))
            yield Found(key, one, _standing(passage, one, quote, read, told), quote, sentence)


def _read(reading: Reading) -> Iterator[Span]:
    """Where in the document a figure was taken: of a statement, of a part of a sum, of a claim, of a weight."""
    for said in reading.statements:
        yield from ((figure.start, figure.end) for figure in (said.parts or (said.number,)))
    for claim in (*reading.claims.values(), *reading.total_claims):
        yield from ((quote.start, quote.end) for quote in claim.quotes)
    for passage in reading.passages.values():
        if passage.weight_quote is not None:
            yield passage.weight_quote.start, passage.weight_quote.end


def _told(folded: Folded, words: ClaimSpec, passage: Passage) -> Spans:
    """The weights and scores that the passage tells in the words of claims, taken or not: 分值3分, 每项得1分."""
    texts = (*words.score, *words.item, *words.nothing, *words.waived, *words.unless, *words.group, *words.weight)
    span = (passage.start, passage.end)
    return Spans(
        (m.start, m.end) for text in (*texts, *words.total) for m in compile_phrase(text).find(folded.text, *span)
    )


def _standing(passage: Passage, one: Quantity, quote: Quote, read: Spans, told: Spans) -> Standing:
    if one.kind not in _COUNTED:
        return "not counted"
    if read.touches((quote.start, quote.end)):
        return "matched"
    # What stands in the heading numbers it or weighs it.
    heads = one.start < passage.body and not passage.inline
    return "not counted" if heads or told.touches((one.start, one.end)) else "unmatched"


def _sentence(passage: Span, ends: list[int], one: Quantity) -> Span:
    """The sentence that a quantity stands in, cut where it is very long."""
    at = bisect_right(ends, one.lead_start)
    start = ends[at - 1] + 1 if at else passage[0]
    end = ends[at] + 1 if at < len(ends) else passage[1]
    start = max(start, one.start - _LONGEST_SENTENCE // 2)
    return min(start, one.lead_start), max(min(end, start + _LONGEST_SENTENCE), one.tail_end)
