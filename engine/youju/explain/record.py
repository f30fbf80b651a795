"""An explanation as plain JSON values, for `why --json`."""

from __future__ import annotations

from functools import partial
from typing import Any

from youju.audit.record import plain_quote
from youju.explain.compared import gap_text, told, unworkable
from youju.explain.margins import Margin
from youju.explain.render import render
from youju.explain.said import Slots, slots_of
from youju.explain.why import Evidence, Why
from youju.source import fraction_text, plain


def why_record(why: Why) -> dict[str, Any]:
    """The explanation with its texts in both languages; numbers that count are exact strings."""
    row, slots = why.row, slots_of(why.audit, why.indicator.id)
    return {
        "id": why.indicator.id,
        "title": why.indicator.title.zh,
        "title_en": why.indicator.title.en,
        "points": fraction_text(row.points),
        "effective_weight": fraction_text(row.effective_weight),
        "claimed": None if row.claimed is None else fraction_text(row.claimed),
        "low": fraction_text(row.low),
        "high": fraction_text(row.high),
        "between": [fraction_text(end) for end in why.between],
        "status": row.status,
        "support": row.support,
        "entries": [
            {
                **plain(step.entry),
                "because": step.because.zh,
                "because_en": step.because.en,
                "conditions": [margin_record(margin, step.entry.rule, slots) for margin in step.margins],
                "evidence": [_evidence(evidence) for evidence in step.evidence],
                "basis": [plain(basis) for basis in step.basis],
            }
            for step in why.steps
        ],
        "lost": [
            {
                "points": fraction_text(loss.points),
                "rule": loss.rule,
                "because": loss.because.zh,
                "because_en": loss.because.en,
                "conditions": [margin_record(margin, loss.asks, slots) for margin in loss.margins],
            }
            for loss in why.losses
        ],
        "alternatives": [
            {"reading": other.words.zh, "reading_en": other.words.en, "points": fraction_text(other.points)}
            for other in why.alternatives
        ],
        "reconciling": [plain(words) for words in why.reconciling],
        "findings": [finding.code for finding in why.findings],
        "short": render(why, "zh", "short"),
        "short_en": render(why, "en", "short"),
        "text": render(why, "zh"),
        "text_en": render(why, "en"),
    }


def margin_record(margin: Margin, rule: str, slots: Slots) -> dict[str, Any]:
    """A comparison of a rule: whether it holds, the sentence of it, and its gap."""
    tell = unworkable if margin.holds is None and margin.number is None else partial(told, gap=True)
    text, gap = tell(margin, rule, slots), gap_text(margin)
    gaps = {"gap": gap and gap.zh, "gap_en": gap and gap.en}
    return {"holds": margin.holds, "text": text.text("zh"), "text_en": text.text("en"), **gaps}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "fact": evidence.name,
        "value": evidence.value.zh,
        "status": evidence.status,
        "trust": evidence.trust,
        "ruling": evidence.ruling and {"source": evidence.ruling.source, "note": evidence.ruling.note},
        "overruled": [plain_quote(statement.quote) for statement in evidence.overruled],
        "quotes": [plain_quote(statement.quote) for statement in evidence.statements],
        "papers": list(evidence.papers),
    }
