"""What the page quotes from the report, and the text cut at the edges of these quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from youju.audit import Audit
from youju.audit.words import one_line, show_fact
from youju.publish.standing import standing
from youju.report import Quote
from youju.structs import Struct

MOST_RELATIONS = 1000
"""Relations that the page lists and marks; the record has all."""

Span = tuple[int, int]


class Mark(Struct):
    """A quoted span: `kinds` tell what quotes it (`fact`, `claim`, `relation`, `P0`…), `titles` what they say of it."""

    start: int
    end: int
    kinds: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its anchor in the page."""
        return anchor((self.start, self.end))


class Piece(Struct):
    """A piece of the text, `text[start:end]`, and the marks that hold it whole, the widest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def anchor(span: Span) -> str:
    """The anchor of what stands at a span."""
    return f"q{span[0]}-{span[1]}"


def marks_of(audit: Audit, lang: str) -> tuple[Mark, ...]:
    """All spans that facts of entries, claims, findings and relations quote, in order; each span once."""
    found: dict[Span, dict[str, dict[str, None]]] = {}
    for quote, kind, title in _quoted(audit, lang):
        if quote.start < quote.end:
            found.setdefault((quote.start, quote.end), {}).setdefault(kind, {})[title] = None
    return tuple(
        Mark(start, end, tuple(kinds), tuple(dict.fromkeys(title for titles in kinds.values() for title in titles)))
        for (start, end), kinds in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    )


def pieces(span: Span, marks: Sequence[Mark], edges: Iterable[int] = ()) -> Iterator[Piece]:
    """The text of a span cut at the edges of the marks, and at further ones: the pieces are the text, in order."""
    low, high = span
    cuts = {low, high, *(edge for edge in edges if low < edge < high)}
    inside = [mark for mark in marks if mark.end > low and mark.start < high]
    cuts.update(edge for mark in inside for edge in (mark.start, mark.end) if low < edge < high)
    ordered, waiting, active = sorted(cuts), iter(inside), list[Mark]()
    upcoming = next(waiting, None)
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.end > start]
        while upcoming is not None and upcoming.start <= start:
            if upcoming.end > start:
                active.append(upcoming)
            upcoming = next(waiting, None)
        yield Piece(start, end, tuple(active))


def _quoted(audit: Audit, lang: str) -> Iterator[tuple[Quote, str, str]]:
    for name in dict.fromkeys(name for entry in audit.ledger.entries for name in entry.facts):
        fact = audit.facts.get(name)
        for said in (*fact.statements, *fact.overruled) if fact is not None else ():
            title = f"{name} = {show_fact(fact, lang)}" if fact is not None else name
            for quote in (said.quote, said.label, said.unit):
                if quote is not None:
                    yield quote, "fact", title
    title = "自评" if lang == "zh" else "claim"
    for claim in (*audit.reading.claims.values(), *audit.reading.total_claims):
        for quote in claim.quotes:
            yield quote, "claim", title
    for finding in standing(audit):
        for quote in finding.quotes:
            yield quote, finding.level, f"{finding.level} {one_line(finding.message.of(lang))}"
    for relation in audit.relations[:MOST_RELATIONS]:
        for term in relation.terms:
            yield term.quote, "relation", relation.formula_zh if lang == "zh" else relation.formula_en
