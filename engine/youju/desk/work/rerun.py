"""The tasks of saying how two results of one audit differ, as `youju compare` says it of two records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from youju.audit.record import to_record
from youju.desk.work.open import AuditAsk, opened
from youju.explain.compare import compare
from youju.explain.compare_words import compared_lines
from youju.source import canonical, fraction_text
from youju.source.exact_json import read_json
from youju.store import Blobs

_SIDES = 2
"""How many lines name the two records: who asks for them knows."""


def would_change(ask: AuditAsk, record: str) -> dict[str, Any]:
    """As `apart`, between a record that was made and the one that would be; the `version` to be taken.

    CodedError as `opened`.
    """
    found = opened(ask)
    before = read_json(Blobs(Path(ask.folder) / "blobs").get(record))
    # A record read again, so that both are of the same types.
    return {**_apart(before, read_json(canonical(to_record(found.audit)))), "version": found.version}


def apart(folder: str, old: str, new: str) -> dict[str, Any]:
    """How two records differ: `zh` and `en`, the lines; the recomputed total `before` and `after`; whether anything
    `differs`."""
    blobs = Blobs(Path(folder) / "blobs")
    return _apart(read_json(blobs.get(old)), read_json(blobs.get(new)))


def _apart(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    told = compare(before, after)
    totals = (side.ledger.totals.recomputed for side in (told.before, told.after))
    return {
        **{lang: list(compared_lines(told, ("", ""), lang))[_SIDES:] for lang in ("zh", "en")},
        **{name: fraction_text(one) for name, one in zip(("before", "after"), totals, strict=True)},
        "differs": told.differs,
    }
