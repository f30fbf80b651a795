"""What pages show of an audit: its rows as data, and the pieces that take the audit itself to make, in both languages.

It is made once by a worker and kept; whoever looks at a page reads it and fires nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from youju.audit import Audit
from youju.audit.record import sections
from youju.desk.work.card import card
from youju.desk.work.quotes import boxes, quotes
from youju.desk.work.remedies import answers_asked, range_data, regained
from youju.desk.work.said import said
from youju.desk.work.what_if import begun
from youju.explain import why
from youju.explain.ask import ask
from youju.explain.tell import short
from youju.explain.tell.why_not import worths_of
from youju.explain.written import paragraph
from youju.publish.html.charts import support_chart
from youju.publish.html.entry import explained
from youju.publish.html.findings import finding_list
from youju.publish.html.marks import marks_of
from youju.publish.html.relations import relation_table
from youju.publish.html.text import report_text
from youju.publish.standing import is_aside, standing
from youju.rubric import Text
from youju.source import fraction_text

FORMAT = "youju-bundle/3"
LANGUAGES = ("zh", "en")


def bundle_of(audit: Audit) -> dict[str, Any]:
    """All of it: points are exact texts, titles pairs `zh` and `en`.

    Data: `rows` by indicator, `sections` with their groups, `caps`, `findings`, `quotes` by anchor, `boxes` by page,
    `cards`, `ranges`, `said` (see `said.py`), `what_if` (see `begun` in `what_if.py`). Under `zh` and `en` markup
    (`text`, `support`, `findings`, `relations`, `why` by indicator), and sentences (`short` and `regain` by indicator,
    `ask`).
    """
    return {
        "format": FORMAT,
        "document": _document(audit),
        "rubric": {"id": audit.rubric.id, **_pair(audit.rubric.spec.title), "total": fraction_text(audit.ledger.total)},
        "totals": {
            name: _exact(getattr(audit.ledger.totals, name))
            for name in ("claimed", "recomputed", "confirmed", "low", "high")
        },
        "sections": _sections(audit),
        "adjustments": [one.id for one in audit.rubric.indicators.values() if one.adjustment],
        "caps": _caps(audit),
        "rows": [_row(audit, row.indicator) for row in audit.ledger.rows],
        "findings": _findings(audit),
        "quotes": quotes(audit),
        "boxes": boxes(audit),
        "cards": {name: card(audit.rubric, indicator) for name, indicator in audit.rubric.indicators.items()},
        "ranges": {name: range_data(audit, name) for name in audit.rubric.indicators},
        "said": said(audit),
        "what_if": begun(audit),
        **{lang: _pieces(audit, lang) for lang in LANGUAGES},
    }


def _document(audit: Audit) -> dict[str, Any]:
    document = audit.document
    return {
        "name": document.name,
        "sha256": document.sha256,
        "pages": document.pages,
        "incomplete": document.incomplete,
        "remarks": [{"code": one.code, "level": one.level, "zh": one.zh, "en": one.en} for one in document.remarks],
    }


def _sections(audit: Audit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for sums, spec in zip(sections(audit), audit.rubric.spec.sections, strict=True):
        groups = [
            {**group, **_pair(inner.title), "indicators": list(inner.indicators)}
            for group, inner in zip(sums["groups"], spec.groups, strict=True)
        ]
        found.append({**sums, **_pair(spec.title), "groups": groups})
    return found


def _caps(audit: Audit) -> list[dict[str, Any]]:
    known = {cap.id: cap.because for cap in audit.rubric.caps}
    cuts = [entry for entry in audit.ledger.entries if entry.cuts_total and entry.rule in known]
    return [{"entry": one.id, "points": fraction_text(one.points), **_pair(known[one.rule])} for one in cuts]


def _row(audit: Audit, name: str) -> dict[str, Any]:
    row, indicator = audit.ledger.row(name), audit.rubric.indicators[name]
    adjusts = indicator.adjustment
    applies = row.support is not None
    lost = Fraction(0) if adjusts or not applies else max(Fraction(0), row.effective_weight - row.points)
    return {
        "id": name,
        **_pair(indicator.title),
        "section": indicator.section,
        "adjustment": bool(adjusts),
        "weight": fraction_text(row.effective_weight),
        "was": None if adjusts or row.weight == row.effective_weight else fraction_text(row.weight),
        "claimed": _exact(row.claimed),
        "waived": row.claim_kind == "waived",
        "points": fraction_text(row.points),
        "lost": _exact(lost or None),
        "risk": _exact(row.points - row.low or None),
        "low": fraction_text(row.low),
        "high": fraction_text(row.high),
        "status": row.status,
        "support": row.support,
        "findings": [one.key for one in audit.findings if one.indicator == name],
        "others": [fraction_text(worth) for worth in worths_of(audit, name) if worth != row.points],
    }


def _findings(audit: Audit) -> dict[str, dict[str, Any]]:
    return {
        one.key: {
            "code": one.code,
            "level": one.level,
            **_pair(one.message),
            "indicator": one.indicator,
            "risk": _exact(one.points_at_risk or None),
            "papers": list(one.papers),
            "aside": is_aside(one),
        }
        for one in standing(audit)
    }


def _pieces(audit: Audit, lang: str) -> dict[str, Any]:
    whys = {name: why(audit, name) for name in audit.rubric.indicators}
    return {
        "support": support_chart(audit, lang).markup,
        "text": report_text(audit.document, marks_of(audit, lang), lang).markup,
        "findings": finding_list(audit, lang).markup,
        "relations": relation_table(audit, lang).markup,
        "why": {name: explained(audit, one, lang).markup for name, one in whys.items()},
        "short": {name: paragraph(short(one), lang) for name, one in whys.items()},
        "regain": {name: regained(audit, one.regain, lang) for name, one in whys.items()},
        "ask": answers_asked(audit, audit.once(ask), lang),
    }


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.of("en")}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else fraction_text(value)
