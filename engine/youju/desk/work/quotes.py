"""What stands on each quote of a report, and where the quotes stand on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.audit import Audit
from youju.audit.words import one_line, show_fact
from youju.publish.html.marks import MOST_RELATIONS, anchor, marks_of
from youju.publish.standing import standing
from youju.report import Quote

LONGEST = 160
"""Characters of a quote that a list of quotes shows; the text has it whole."""
KINDS = ("points", "facts", "findings", "relations")


def quotes(audit: Audit) -> dict[str, dict[str, Any]]:
    """By anchor, in the order of the text: the words of a quote, where it is, and what stands on it.

    `points` are indicators, `findings` keys, `facts` and `relations` words in both languages.
    """
    found: dict[tuple[int, int], dict[str, dict[str, Any]]] = {}
    said: dict[tuple[int, int], Quote] = {}
    for quote, kind, key, shown in (*_of_points(audit), *_of_findings(audit), *_of_relations(audit)):
        if quote.start < quote.end:
            span = (quote.start, quote.end)
            said.setdefault(span, quote)
            found.setdefault(span, {}).setdefault(kind, {})[key] = shown
    return {
        anchor(span): {
            "text": _shortened(said[span].text),
            "zh": said[span].where("zh"),
            "en": said[span].where("en"),
            **{kind: list(found[span].get(kind, {}).values()) for kind in KINDS},
        }
        for span in sorted(found, key=lambda span: (span[0], -span[1]))
    }


def boxes(audit: Audit) -> dict[str, list[dict[str, Any]]]:
    """By page number, the boxes of every quote on it, in hundredths of a point from the top left; none but of a PDF."""
    document = audit.document
    found: dict[str, list[dict[str, Any]]] = {}
    for mark in marks_of(audit, "zh") if document.pages else ():
        for place in document.places(mark.start, mark.end):
            areas = [[box.left, box.top, box.right - box.left, box.bottom - box.top] for box in place.boxes]
            if areas:
                one = {"quote": mark.id, "kinds": list(mark.kinds), "boxes": areas}
                found.setdefault(str(place.page), []).append(one)
    return found


_Stands = tuple[Quote, str, str, Any]
"""A quote, the kind of what stands on it, its key, and what is kept of it."""


def _of_points(audit: Audit) -> Iterator[_Stands]:
    """Facts that entries read, with the indicators of these entries; claims, with their indicator."""
    for entry in audit.ledger.entries:
        for name in entry.facts:
            fact = audit.facts.get(name)
            if fact is None:
                continue
            told = {
                "zh": f"{name} = {show_fact(fact, 'zh')}",
                "en": f"{fact.spec.en} = {show_fact(fact, 'en')}",
            }
            for said in (*fact.statements, *fact.overruled):
                for quote in (said.quote, said.label, said.unit):
                    if quote is not None:
                        yield quote, "facts", name, told
                        yield quote, "points", entry.indicator, entry.indicator
    for name, claim in audit.reading.claims.items():
        for quote in claim.quotes:
            yield quote, "points", name, name
    for claim in audit.reading.total_claims:
        for quote in claim.quotes:
            yield quote, "facts", "", {"zh": "自评总分", "en": "the claimed total"}


def _of_findings(audit: Audit) -> Iterator[_Stands]:
    for finding in standing(audit):
        for quote in finding.quotes:
            yield quote, "findings", finding.key, finding.key


def _of_relations(audit: Audit) -> Iterator[_Stands]:
    for relation in audit.relations[:MOST_RELATIONS]:
        told = {"zh": relation.formula_zh, "en": relation.formula_en}
        for term in relation.terms:
            yield term.quote, "relations", relation.formula_zh, told


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}……"
