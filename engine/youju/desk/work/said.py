"""What there is to decide on, told: findings, facts, what to ask first, papers; in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.words import one_line, show_fact
from youju.explain.ask import ask
from youju.explain.tell.ask import rendered, told
from youju.facts import Fact
from youju.publish.code_page import code_page
from youju.publish.html.links import MOST_QUOTES
from youju.publish.html.marks import anchor
from youju.publish.papers.requests import settled_by
from youju.publish.standing import ruled, standing
from youju.report import Quote
from youju.source import fraction_text

LANGUAGES = ("zh", "en")
Words = dict[str, str]
"""Words by language."""


def said(audit: Audit) -> dict[str, Any]:
    """All that is said of an audit beside its scores, as plain values."""
    words = told(audit, audit.once(ask))
    return {
        "findings": [_finding(audit, one) for one in standing(audit)],
        "facts": [_fact(audit.facts[name]) for name in _read(audit)],
        "questions": {lang: rendered(words, lang) for lang in LANGUAGES},
        "papers": [
            {
                "paper": paper,
                "about": [{**_title(audit, name), "points": fraction_text(points)} for name, points in of.items()],
            }
            for paper, of in settled_by(audit).items()
        ],
    }


def _finding(audit: Audit, one: Finding) -> dict[str, Any]:
    page = code_page(one.code, audit.rubric)
    return {
        "key": one.key,
        "code": one.code,
        "level": one.level,
        "indicator": None if one.indicator is None else {"id": one.indicator, **_title(audit, one.indicator)},
        "message": {"zh": one.message.zh, "en": one.message.of("en")},
        "risk": fraction_text(one.points_at_risk),
        "quotes": [_quote(quote) for quote in one.quotes[:MOST_QUOTES]],
        "places": len(one.quotes),
        "papers": list(one.papers),
        "kind": {lang: page.title.of(lang) or one.code for lang in LANGUAGES},
        "advice": {lang: page.advice.of(lang) for lang in LANGUAGES},
        "decision": None if one.ruling is None else one.ruling.decision,
        "ruled": {lang: ruled(one, lang) for lang in LANGUAGES},
    }


def _quote(quote: Quote) -> dict[str, Any]:
    """Words of the report, and the anchor that they have in its text; none where they stand nowhere."""
    at = anchor((quote.start, quote.end)) if quote.start < quote.end else None
    return {"where": {lang: quote.where(lang) for lang in LANGUAGES}, "text": one_line(quote.text), "at": at}


def _title(audit: Audit, indicator: str) -> Words:
    title = audit.rubric.indicators[indicator].title
    return {"zh": title.zh, "en": title.of("en")}


def _read(audit: Audit) -> Iterator[str]:
    """The facts that the indicators read, in the order of the rubric, each once."""
    yield from dict.fromkeys(name for one in audit.rubric.indicators.values() for name in one.facts)


def _fact(fact: Fact) -> dict[str, Any]:
    stated = (*fact.statements, *fact.overruled)
    return {
        "name": fact.name,
        "en": fact.spec.en,
        "unit": fact.spec.shown_unit,
        "status": fact.status,
        "value": {lang: show_fact(fact, lang) for lang in LANGUAGES},
        "quotes": [_quote(one.quote) for one in stated[:MOST_QUOTES]],
        "papers": list(fact.spec.papers),
    }
