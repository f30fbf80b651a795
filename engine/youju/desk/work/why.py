"""The task of explaining an indicator of an audit."""

from __future__ import annotations

from typing import Any

from youju.desk.work.open import AuditAsk, opened
from youju.explain import why, why_record
from youju.source import CodedError


def why_of(ask: AuditAsk, indicator: str) -> dict[str, Any]:
    """What `youju why --json` tells. CodedError `indicator-not-found`."""
    audit = opened(ask).audit
    if indicator not in audit.rubric.indicators:
        raise CodedError("indicator-not-found", "这个评分标准没有这项指标", "this rubric has no such indicator")
    return why_record(why(audit, indicator))
