"""The task of saying what another run of an audit would change, as `youju compare` says it of two records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from youju.audit.record import to_record
from youju.desk.work.open import AuditAsk, opened
from youju.explain.compare import compare
from youju.explain.compare_words import compared_lines
from youju.source import canonical
from youju.source.exact_json import read_json
from youju.store import Blobs


def would_change(ask: AuditAsk, record: str) -> dict[str, Any]:
    """`zh` and `en`: the lines; the `version` to be taken; whether anything `differs`. CodedError as `opened`."""
    found = opened(ask)
    before = read_json(Blobs(Path(ask.folder) / "blobs").get(record))
    # A record read again, so that both are of the same types.
    told = compare(before, read_json(canonical(to_record(found.audit))))
    lines = {lang: list(compared_lines(told, (ask.name, ask.name), lang)) for lang in ("zh", "en")}
    return {**lines, "version": found.version, "differs": told.differs}
