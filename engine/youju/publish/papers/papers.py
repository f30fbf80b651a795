"""All six papers of an audit, in the order in which they are handed in."""

from __future__ import annotations

from youju.audit import Audit
from youju.ledger.journal import Head
from youju.publish.papers.evidence import evidence
from youju.publish.papers.model import Paper, cleaned
from youju.publish.papers.opinion import opinion
from youju.publish.papers.problems import problems
from youju.publish.papers.quotes import numbers_of
from youju.publish.papers.relations import relations
from youju.publish.papers.requests import requests
from youju.publish.papers.scores import scores


def papers_of(audit: Audit, lang: str = "zh", head: Head | None = None) -> tuple[Paper, ...]:
    """The workpapers in a language (`zh`, `en`), the same for the same audit; the opinion prints a journal's head."""
    numbers = numbers_of(audit)
    found = (
        scores(audit, lang),
        problems(audit, numbers, lang),
        evidence(audit, numbers, lang),
        relations(audit, lang),
        requests(audit, lang),
        opinion(audit, lang, head),
    )
    return tuple(cleaned(paper) for paper in found)
