"""All six papers of an audit, in the order in which they are handed in."""

from __future__ import annotations

from youju.audit import Audit
from youju.publish.papers.model import Paper


def papers_of(audit: Audit, lang: str = "zh") -> tuple[Paper, ...]:
    """The workpapers in a language (`zh`, `en`), the same for the same audit."""
    raise NotImplementedError
