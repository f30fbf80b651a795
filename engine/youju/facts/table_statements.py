"""Statements of facts by figures in tables: the phrases of the dictionary, held against words and number together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from youju.facts.matching import matches, value_of
from youju.facts.quantities import parse_quantity
from youju.facts.spans import Span, Spans
from youju.facts.spec import FactSpec, PhraseSpec
from youju.facts.statements import Statement
from youju.facts.table_figures import Figure


class Figures:
    """All figures of all tables as one text, a line for each reading of one: as quick to search as the report."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = tuple(figures)
        self._text = "\n".join(figure.text for figure in self._figures)
        lengths = (len(figure.text) + 1 for figure in self._figures)
        self._starts = list(accumulate(lengths, initial=0))

    def stated(
        self, name: str, spec: FactSpec, span: Span, scored: Spans, said: Sequence[Statement]
    ) -> Iterator[Statement]:
        """What the figures within `span` of the folded text state of a fact, beside what was `said` of it in words."""
        if not self._figures:
            return
        taken = Spans((statement.number.start, statement.number.end) for statement in said)
        for phrase in spec.phrases:
            for figure, at in self._found(phrase):
                inside = span[0] <= figure.place[0] and figure.place[1] <= span[1]
                if not inside or (figure.counted and spec.type != "count"):
                    continue
                number = (figure.number.start, figure.number.end)
                statement = _statement(name, spec, phrase, figure, figure.text[at:], scored)
                if statement is not None and taken.add(number):
                    yield statement

    def _found(self, phrase: PhraseSpec) -> Iterator[tuple[Figure, int]]:
        """The figures that a phrase names to their end, and where it takes the number to begin."""
        if phrase.each:
            return
        for match, _ in matches(self._text, phrase, (0, len(self._text))):
            n = bisect_right(self._starts, match.start) - 1
            figure, start = self._figures[n], self._starts[n]
            if match.start < start + figure.reach and match.slot == (start + figure.at, start + len(figure.text)):
                yield figure, figure.at


def _statement(
    name: str, spec: FactSpec, phrase: PhraseSpec, figure: Figure, written: str, scored: Spans
) -> Statement | None:
    quantity = parse_quantity(written)
    if quantity is None:
        return None
    return Statement(
        fact=name,
        value=value_of(spec, phrase, quantity, None),
        quote=figure.quote,
        number=figure.number,
        evidence=spec.kind_of(phrase),
        comparator=quantity.comparator,
        half_unit=quantity.half_unit,
        decimals=quantity.decimals,
        approximate=quantity.approximate,
        scored_part=scored.touches((figure.place[0], figure.place[0] + 1)),
        label=figure.label,
        unit=figure.unit,
    )
