"""The compiled phrases of a phrase of the dictionary, in a report's fiscal year."""

from __future__ import annotations

from youju.facts.phrases import Phrase, Year, compile_near, compile_phrase
from youju.facts.spec import PhraseSpec


def said_by(spec: PhraseSpec, year: Year = None) -> Phrase:
    """What has to be found. Where the report states no year, `{本年}` and `{上年}` match nothing."""
    if spec.near:
        return compile_near(spec.near, spec.apart, spec.scope == "sentence", year)
    return _in_year(spec.text, year)


def barring(spec: PhraseSpec, year: Year = None) -> tuple[Phrase, ...]:
    """What must not stand there too. Where the report states no year, `{上年}` bars any: what is unsure is not read."""
    return tuple(_in_year(text, year or "any") for text in spec.unless)


def _in_year(text: str, year: Year) -> Phrase:
    # One compiled phrase for all years where it speaks of none.
    return compile_phrase(text, year) if "年}" in text else compile_phrase(text)
