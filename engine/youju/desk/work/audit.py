"""The task of making an audit: what pages show of it, its record, and what the store enters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from youju.audit import Audit
from youju.audit.record import to_record
from youju.desk.work.bundle import bundle_of
from youju.desk.work.indicator import graphs
from youju.desk.work.open import AuditAsk, opened
from youju.source import canonical, fraction_text

__all__ = ["AuditAsk", "AuditMade", "audit_report"]


@dataclass(frozen=True, slots=True)
class AuditMade:
    """Bytes of the bundle, of the record, of the graphs, and what a worker knows of the event `AuditRun`."""

    bundle: bytes
    record: bytes
    graphs: bytes
    said: dict[str, Any]


def audit_report(ask: AuditAsk, told: str | None = None) -> AuditMade:
    """Makes an audit; how far it is stands in the file `told`."""
    found = opened(ask, told)
    audit = found.audit
    return AuditMade(
        canonical(bundle_of(audit)),
        canonical(to_record(audit)),
        canonical(graphs(audit)),
        {**_said(audit), "year": found.year, "version": found.version},
    )


def _said(audit: Audit) -> dict[str, Any]:
    totals = audit.ledger.totals
    sums = {name: getattr(totals, name) for name in ("claimed", "recomputed", "confirmed", "low", "high")}
    return {
        "rubric": audit.rubric.id,
        **{name: None if value is None else fraction_text(value) for name, value in sums.items()},
        "points": [
            {
                "indicator": row.indicator,
                "weight": fraction_text(row.effective_weight),
                "claimed": None if row.claimed is None else fraction_text(row.claimed),
                "points": fraction_text(row.points),
                "low": fraction_text(row.low),
                "high": fraction_text(row.high),
                "status": row.status,
                "support": row.support,
            }
            for row in audit.ledger.rows
        ],
        "findings": [
            {"key": one.key, "code": one.code, "level": one.level, "indicator": one.indicator} for one in audit.findings
        ],
    }
