"""All relations of a text, each kind by its own finder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from youju.arithmetic.counts import find_counts
from youju.arithmetic.differences import find_differences
from youju.arithmetic.growth import find_growth
from youju.arithmetic.labelled_shares import find_labelled_shares
from youju.arithmetic.rates import find_rates
from youju.arithmetic.relation import Relation
from youju.arithmetic.repeats import repeated_figures
from youju.arithmetic.sentences import Sentence, sentences_of
from youju.arithmetic.shares import find_shares
from youju.arithmetic.sums import find_sums
from youju.arithmetic.tables import find_table_sums
from youju.arithmetic.units import find_units
from youju.facts import ArithmeticWords
from youju.report import Document, fold

Finder = Callable[[Sequence[Sentence], ArithmeticWords], Iterator[Relation]]
FINDERS: tuple[Finder, ...] = (
    find_sums,
    find_counts,
    find_units,
    find_table_sums,
    find_rates,
    find_shares,
    find_labelled_shares,
    find_growth,
    find_differences,
    repeated_figures,
)


def relations_of(document: Document, words: ArithmeticWords) -> tuple[Relation, ...]:
    """Every relation among the figures of a document, in the order of place."""
    sentences = tuple(sentences_of(fold(document)))
    found = [relation for finder in FINDERS for relation in finder(sentences, words)]
    return tuple(sorted(found, key=lambda one: one.terms[0].quote.start if one.terms else one.sentence.start))
