"""Whether an auditor has ruled that a finding is none."""

from __future__ import annotations

from youju.audit.finding import Finding


def muted(finding: Finding) -> str | None:
    """The reason for which a finding counts no longer; None while it does. Exports ask here and nowhere else."""
    # Rulings on findings are not in the audit yet; where they are, this is the one place to read them.
    del finding
    return None
