"""The fiscal year that a report is about, as its title page says in the words of the dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from youju.facts.phrases import compile_phrase
from youju.report import Document, Quote, fold
from youju.structs import Struct

# What stands further on may speak of other years.
TITLE_PAGE = 600


class FiscalYear(Struct):
    """A year with the words that name it."""

    year: int
    quote: Quote


def fiscal_year(document: Document, phrases: Sequence[str]) -> FiscalYear | None:
    """The year that the title page names by the first of the phrases that it uses; None where it uses none."""
    page = fold(document.beginning(TITLE_PAGE))
    first = next((match for text in phrases for match in compile_phrase(text).find(page.text)), None)
    if first is None or first.slot is None:
        return None
    return FiscalYear(int(page.text[slice(*first.slot)]), document.quote(*page.span(first.start, first.end)))
