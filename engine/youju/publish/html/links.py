"""Quotes as links into the text of the page."""

from __future__ import annotations

from collections.abc import Iterable

from youju.audit.words import one_line
from youju.publish.html.marks import anchor
from youju.publish.html.markup import Html, el
from youju.publish.html.say import say
from youju.report import Quote

# A quote that goes on for longer is read in the text, where its link leads.
_LONGEST = 120
MOST_QUOTES = 8
"""Quotes of one fact or finding that are listed; the text has marks for all."""


def quote_link(quote: Quote, lang: str) -> Html:
    """Where a quote stands and what it says, leading to its mark; without a link where it has no text."""
    text = one_line(quote.text)
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
    where = el("span", quote.where(lang), class_="where")
    if quote.start >= quote.end:
        return el("span", where, class_="quote")
    return el("a", where, " ", el("q", shown), href=f"#{anchor((quote.start, quote.end))}", class_="quote")


def quote_list(quotes: Iterable[Quote], lang: str) -> Html | None:
    """Quotes as a list; None where there are none."""
    found = list(quotes)
    if not found:
        return None
    rest = [el("li", say("more", lang, n=str(len(found))))] if len(found) > MOST_QUOTES else []
    return el("ul", *(el("li", quote_link(one, lang)) for one in found[:MOST_QUOTES]), *rest, class_="quotes")
