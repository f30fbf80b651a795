"""The quotes of an audit under stable numbers (E01, E02, …), in the order in which they stand in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from youju.audit import Audit
from youju.audit.words import one_line
from youju.publish.standing import standing
from youju.report import Quote

Span = tuple[int, int]
MOST_QUOTES, LONGEST = 4, 240
"""How many quotes a cell holds, and how much of each: a cell must fit a page; audit.json has all of it."""


def numbers_of(audit: Audit) -> Mapping[Span, str]:
    """The number of every quote that an entry, a doubt or a finding rests on, by its place."""
    quotes = [quote for row in audit.ledger.rows for quote in quotes_of(audit, row.indicator)]
    quotes += [quote for finding in standing(audit) for quote in finding.quotes]
    spans = sorted({(quote.start, quote.end) for quote in quotes})
    return {span: f"E{at:02}" for at, span in enumerate(spans, 1)}


def quotes_of(audit: Audit, indicator: str) -> tuple[Quote, ...]:
    """What the report says of the facts that an indicator's entries read, and of its claim."""
    names = dict.fromkeys(name for entry in audit.ledger.of(indicator) for name in entry.facts)
    said = [statement.quote for name in names if name in audit.facts for statement in audit.facts[name].statements]
    claim = audit.reading.claims.get(indicator)
    every = dict.fromkeys([*said, *(claim.quotes if claim is not None else ())])
    return tuple(sorted(every, key=lambda quote: (quote.start, quote.end)))


def listed(quotes: Sequence[Quote], numbers: Mapping[Span, str], lang: str) -> str:
    """Quotes with number and place, a line each; of very many the first are shown and the rest counted."""
    shown = [f"{_number(quote, numbers)} {quote.where(lang)}「{cut(quote.text)}」" for quote in quotes[:MOST_QUOTES]]
    return "\n".join([*shown, *_more(len(quotes), lang)])


def numbered(quotes: Sequence[Quote], numbers: Mapping[Span, str]) -> str:
    """The numbers alone."""
    # Blanks part them, so that no number is broken over two lines.
    joined = " ".join(dict.fromkeys(_number(quote, numbers) for quote in quotes[: 3 * MOST_QUOTES]))
    return f"{joined}……" if len(quotes) > 3 * MOST_QUOTES else joined


def places(quotes: Iterable[Quote], lang: str) -> str:
    """Where quotes stand."""
    said = list(dict.fromkeys(quote.where(lang) for quote in quotes))
    return "\n".join([*said[:MOST_QUOTES], *_more(len(said), lang)])


def cut(text: str, most: int = LONGEST) -> str:
    """A text on one line, cut where it is too long for a cell."""
    line = one_line(text[: 2 * most])
    return line if len(line) <= most else f"{line[:most]}……"


def _number(quote: Quote, numbers: Mapping[Span, str]) -> str:
    return numbers[quote.start, quote.end]


def _more(count: int, lang: str) -> list[str]:
    if count <= MOST_QUOTES:
        return []
    return [f"……共 {count} 处" if lang == "zh" else f"… {count} places in all"]
