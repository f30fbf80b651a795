"""All findings for exports: those that count, those that rulings set aside, and what an auditor decided about each."""

from __future__ import annotations

from youju.audit import Audit
from youju.audit.finding import Finding

_DECISIONS = {
    "accept": {"zh": "成立", "en": "accepted"},
    "reject": {"zh": "不成立", "en": "rejected"},
    "mute": {"zh": "不再列出", "en": "muted"},
}


def standing(audit: Audit) -> tuple[Finding, ...]:
    """Every finding in the order of the audit, those that are set aside last. Exports ask here and nowhere else."""
    return (*audit.findings, *audit.set_aside)


def is_aside(finding: Finding) -> bool:
    """Whether a ruling took the finding off the list: it is muted, or it is not so."""
    return finding.ruling is not None and finding.ruling.decision != "accept"


def ruled(finding: Finding, lang: str) -> str:
    """What was decided about a finding, why, by whom, and when if that is kept; empty where nobody decided."""
    ruling = finding.ruling
    if ruling is None:
        return ""
    decision = _DECISIONS[ruling.decision][lang]
    signed = ("，" if lang == "zh" else ", ").join(part for part in (ruling.by, ruling.day) if part)
    return f"{decision}：{ruling.reason}（{signed}）" if lang == "zh" else f"{decision}: {ruling.reason} ({signed})"
