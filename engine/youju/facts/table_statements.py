"""Statements of facts by figures in tables: the phrases of the dictionary, held against words and number together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from youju.facts.figures import Said, figure_of
from youju.facts.matching import matches, value_of
from youju.facts.phrases import Year
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Statement
from youju.facts.table_figures import Figure
from youju.report import Document


class Figures:
    """All figures of all tables as one text, a line for each reading of one: as quick to search as the report."""

    def __init__(self, document: Document, figures: Iterable[Figure]) -> None:
        self._document = document
        self._figures = tuple(figures)
        self._text = "\n".join(figure.text for figure in self._figures)
        lengths = (len(figure.text) + 1 for figure in self._figures)
        self._starts = list(accumulate(lengths, initial=0))

    def stated(
        self, name: str, spec: FactSpec, span: Span, scored: Spans, said: Sequence[Statement], year: Year
    ) -> Iterator[Statement]:
        """What the figures within `span` of the folded text state of a fact, beside what was `said` of it in words."""
        if not self._figures:
            return
        taken = Spans((statement.number.start, statement.number.end) for statement in said)
        for phrase in spec.phrases:
            for figure, found in self._found(phrase, year):
                inside = span[0] <= figure.place[0] and figure.place[1] <= span[1]
                if not inside or (figure.counted and spec.type != "count"):
                    continue
                number = (figure.number.start, figure.number.end)
                statement = self._statement(name, spec, phrase, figure, found, scored)
                if statement is not None and taken.add(number):
                    yield statement

    def _found(self, phrase: PhraseSpec, year: Year) -> Iterator[tuple[Figure, Said]]:
        """The figures that a phrase names to their end, and what it finds there."""
        if phrase.each or phrase.sum:
            return
        for said in matches(self._text, phrase, (0, len(self._text)), year):
            match = said.match
            n = bisect_right(self._starts, match.start) - 1
            figure, start = self._figures[n], self._starts[n]
            if match.start < start + figure.reach and match.slot == (start + figure.at, start + len(figure.text)):
                yield figure, said

    def _statement(
        self, name: str, spec: FactSpec, phrase: PhraseSpec, figure: Figure, said: Said, scored: Spans
    ) -> Statement | None:
        read = figure_of(self._text, said, spec.change)
        if read is None:
            return None
        return Statement(
            fact=name,
            value=value_of(spec, phrase, read, None),
            quote=figure.quote,
            number=figure.number,
            evidence=spec.kind_of(phrase),
            comparator=read.comparator,
            half_unit=read.half_unit,
            decimals=read.decimals,
            approximate=read.approximate,
            scored_part=scored.touches((figure.place[0], figure.place[0] + 1)),
            trust=self._document.trust(figure.quote.start, figure.quote.end),
            label=figure.label,
            unit=figure.unit,
        )
