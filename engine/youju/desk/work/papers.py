"""The task of making a file of an audit."""

from __future__ import annotations

from youju.desk.work.open import AuditAsk, opened
from youju.desk.work.ruling import FILE
from youju.ledger.journal import Head
from youju.publish.files import makers


def file_made(ask: AuditAsk, name: str, lang: str, head: Head) -> bytes:
    """A file by its name: one that `youju audit --out` writes, or that of rulings as `youju rule` would have it."""
    found = opened(ask)
    return found.rulings.encode() if name == FILE else makers(found.audit, lang, None, head)[name]()
