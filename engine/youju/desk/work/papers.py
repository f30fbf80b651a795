"""The task of making the files of an audit."""

from __future__ import annotations

from youju.desk.work.open import AuditAsk, opened
from youju.desk.work.ruling import FILE
from youju.ledger.journal import Head
from youju.publish.files import made, with_sums


def files_of(ask: AuditAsk, lang: str, head: Head) -> dict[str, bytes]:
    """What `youju audit --out` writes, and the file of rulings as `youju rule` would have it."""
    found = opened(ask)
    return with_sums({**made(found.audit, lang, None, head), FILE: found.rulings.encode()})
