"""Where a phrase of the dictionary is said in a text, neither denied nor barred."""

from __future__ import annotations

from fractions import Fraction

from youju.facts.denial import denied
from youju.facts.phrases import Match, compile_phrase
from youju.facts.quantities import Quantity
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, Known, PhraseSpec


def matches(text: str, phrase: PhraseSpec, span: Span) -> list[tuple[Match, Fraction | None]]:
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


def value_of(spec: FactSpec, phrase: PhraseSpec, quantity: Quantity | None, count: Fraction | None) -> Known:
    """What a match states: its quantity, the number of matches, the phrase's own value, or that it is so."""
    if quantity is not None and spec.type != "boolean":
        return quantity.value
    if count is not None:
        return count
    return True if phrase.value is None else phrase.value
