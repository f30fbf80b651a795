"""The room of the ledger: entries, their laws, their canonical form, and the certificate that replays them."""

from youju.ledger.content import content
from youju.ledger.entries import (
    SUPPORTS,
    Entry,
    EntryKind,
    FactLine,
    Ledger,
    MoveLine,
    Row,
    Ruled,
    RulingLine,
    Said,
    Status,
    Support,
    Totals,
)
from youju.ledger.laws import LawError, broken_laws, require_lawful, support_sums

__all__ = [
    "SUPPORTS",
    "Entry",
    "EntryKind",
    "FactLine",
    "LawError",
    "Ledger",
    "MoveLine",
    "Row",
    "Ruled",
    "RulingLine",
    "Said",
    "Status",
    "Support",
    "Totals",
    "broken_laws",
    "content",
    "require_lawful",
    "support_sums",
]
