"""All findings for exports: those that count, and those that an auditor has ruled to be none, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from youju.audit import Audit
from youju.audit.finding import Finding


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding, and the reason for which it counts no longer; None while it does."""

    finding: Finding
    muted: str | None = None


def standing(audit: Audit) -> tuple[Standing, ...]:
    """Every finding in the order of the audit, those that are set aside last. Exports ask here and nowhere else."""
    # Rulings on findings are not in the audit yet: what they set aside is to follow here, with its reason.
    return tuple(Standing(finding) for finding in audit.findings)
