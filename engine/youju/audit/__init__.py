"""The room of the audit: the passes in order, entries, doubts, support, totals, findings, the whole graph."""

from youju.audit.day import On, VersionChosen, choose_version
from youju.audit.run import (
    Audit,
    Choice,
    audit,
    choose_rubric,
    judge,
    judge_assuming,
    ledger_assuming,
    values_of,
)

__all__ = [
    "Audit",
    "Choice",
    "On",
    "VersionChosen",
    "audit",
    "choose_rubric",
    "choose_version",
    "judge",
    "judge_assuming",
    "ledger_assuming",
    "values_of",
]
