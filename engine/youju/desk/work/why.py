"""The task of explaining an indicator of an audit."""

from __future__ import annotations

from typing import Any

from youju.desk.work.indicator import indicator_of
from youju.desk.work.open import AuditAsk, opened
from youju.explain import why, why_record


def why_of(ask: AuditAsk, indicator: str) -> dict[str, Any]:
    """What `youju why --json` tells. CodedError `indicator-not-found`."""
    audit = opened(ask).audit
    indicator_of(audit, indicator)
    return why_record(why(audit, indicator))
