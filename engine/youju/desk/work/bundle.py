"""What pages show of an audit: its rows as data, and the pieces that take the audit itself to make, in both languages.

It is made once by a worker and kept; whoever looks at a page reads it and fires nothing.
"""

from __future__ import annotations

from typing import Any

from youju.audit import Audit
from youju.audit.record import sections
from youju.explain import why
from youju.publish.html.entry import explained
from youju.publish.html.findings import finding_list
from youju.publish.html.marks import marks_of
from youju.publish.html.relations import relation_table
from youju.publish.html.text import report_text
from youju.source import fraction_text

FORMAT = "youju-bundle/1"
LANGUAGES = ("zh", "en")


def bundle_of(audit: Audit) -> dict[str, Any]:
    """`sections` and `rows` are data; `zh` and `en` hold markup: text, findings, relations, why by indicator."""
    return {
        "format": FORMAT,
        "document": {"name": audit.document.name, "sha256": audit.document.sha256, "pages": audit.document.pages},
        "rubric": {"id": audit.rubric.id, "zh": audit.rubric.spec.title.zh, "en": audit.rubric.spec.title.of("en")},
        "totals": {
            name: None if value is None else fraction_text(value)
            for name in ("claimed", "recomputed", "confirmed", "low", "high")
            for value in (getattr(audit.ledger.totals, name),)
        },
        "sections": sections(audit),
        "rows": [_row(audit, row.indicator) for row in audit.ledger.rows],
        **{lang: _pieces(audit, lang) for lang in LANGUAGES},
    }


def _row(audit: Audit, name: str) -> dict[str, Any]:
    row, indicator = audit.ledger.row(name), audit.rubric.indicators[name]
    return {
        "id": name,
        "zh": indicator.title.zh,
        "en": indicator.title.of("en"),
        "section": indicator.section,
        "weight": fraction_text(row.effective_weight),
        "claimed": None if row.claimed is None else fraction_text(row.claimed),
        "points": fraction_text(row.points),
        "low": fraction_text(row.low),
        "high": fraction_text(row.high),
        "status": row.status,
        "support": row.support,
        "findings": [one.key for one in audit.findings if one.indicator == name],
    }


def _pieces(audit: Audit, lang: str) -> dict[str, Any]:
    return {
        "text": report_text(audit.document, marks_of(audit, lang), lang).markup,
        "findings": finding_list(audit, lang).markup,
        "relations": relation_table(audit, lang).markup,
        "why": {name: explained(audit, why(audit, name), lang).markup for name in audit.rubric.indicators},
    }
