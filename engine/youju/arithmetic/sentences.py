"""Sentences of a folded text with the figures in them, each with the words it stands among."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.facts.quantities import Quantity, quantities
from youju.report import Folded, Quote
from youju.structs import Struct

_END = re.compile(r"[。\n]")
_CLAUSE = re.compile(r"[，；：。\n]")
_LONGEST_QUOTE = 200


class Figure(Struct):
    """A quantity of a sentence; `before` are the words of its clause since the last figure, `after` up to the next.

    `clause` counts the clauses of the sentence from 0; they end at `，`, `；`, `：` and `。`.
    """

    quantity: Quantity
    before: str
    after: str
    clause: int


class Sentence(Struct):
    """A sentence as `folded.text[start:end]` with its figures in order; it ends at `。` or where its paragraph does."""

    folded: Folded
    start: int
    end: int
    figures: tuple[Figure, ...]

    @property
    def text(self) -> str:
        """Its words in the one spelling of folded text."""
        return self.folded.text[self.start : self.end]

    @property
    def quote(self) -> Quote:
        """The sentence word for word, around its first figure where it is long."""
        start, end = self.start, self.end
        if end - start > _LONGEST_QUOTE and self.figures:
            start = max(start, self.figures[0].quantity.lead_start - _LONGEST_QUOTE // 2)
        return self.folded.quote(start, min(end, start + _LONGEST_QUOTE))

    def quote_of(self, figure: Figure) -> Quote:
        """The figure word for word, with what compares it and its unit."""
        return self.folded.quote(figure.quantity.lead_start, figure.quantity.tail_end)


def sentences_of(folded: Folded) -> Iterator[Sentence]:
    """Every sentence that has a figure, in order; linear in the text."""
    text, start = folded.text, 0
    while start < len(text):
        match = _END.search(text, start)
        end = match.end() if match else len(text)
        figures = tuple(_figures(text, start, end))
        if figures:
            yield Sentence(folded, start, end, figures)
        start = end


def _figures(text: str, start: int, end: int) -> Iterator[Figure]:
    found = list(quantities(text, start, end))
    breaks = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    clause = 0
    for i, one in enumerate(found):
        while clause < len(breaks) and breaks[clause] <= one.lead_start:
            clause += 1
        since = max(breaks[clause - 1] if clause else start, found[i - 1].tail_end if i else start)
        until = min(
            breaks[clause] - 1 if clause < len(breaks) else end, found[i + 1].lead_start if i + 1 < len(found) else end
        )
        yield Figure(one, text[since : one.lead_start], text[one.tail_end : max(until, one.tail_end)], clause)
