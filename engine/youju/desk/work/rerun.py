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
    # A record read again, so that both are of the same types.
    after = canonical(to_record(found.audit))
    return {**_told(_kept(ask.folder, record), after, (ask.name, ask.name)), "version": found.version}


def changed(folder: str, records: tuple[str, str], names: tuple[str, str]) -> dict[str, Any]:
    """What differs between two runs that were made, by the digests of their records: as `would_change`."""
    before, after = (_kept(folder, one) for one in records)
    return _told(before, after, names)


def _kept(folder: str, record: str) -> bytes:
    return Blobs(Path(folder) / "blobs").get(record)


def _told(before: bytes, after: bytes, names: tuple[str, str]) -> dict[str, Any]:
    told = compare(read_json(before), read_json(after))
    lines = {lang: list(compared_lines(told, names, lang)) for lang in ("zh", "en")}
    return {**lines, "differs": told.differs}
