"""Where a phrase of the dictionary is said in a text, neither denied nor barred."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from youju.facts.denial import denied
from youju.facts.figures import Figure, Said, added
from youju.facts.phrases import Match, Year
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, Known, PhraseSpec
from youju.facts.wording import barring, said_by


def matches(text: str, phrase: PhraseSpec, span: Span, year: Year) -> Sequence[Said]:
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


def value_of(spec: FactSpec, phrase: PhraseSpec, figure: Figure | None, count: Fraction | None) -> Known:
    """What a match states: its figure, the number of matches, the phrase's own value, or that it is so."""
    if figure is not None and spec.type != "boolean":
        return figure.value
    if count is not None:
        return count
    return True if phrase.value is None else phrase.value
