"""What pages show of a run, as a worker made it when the run was entered: whoever looks asks no worker."""

from __future__ import annotations

from typing import Any

from youju.desk.desk import Desk
from youju.desk.last import Last, require_counted
from youju.desk.work.bundle import FORMAT
from youju.source import CodedError

Bundle = dict[str, Any]
"""What `desk/work/bundle.py` makes; who reads one must not change it."""


def bundle_at(desk: Desk, digest: str) -> Bundle | None:
    """The bundle of a digest; None where another version of the program made it."""
    found: Bundle = desk.kept.blob(desk.store.blobs, digest)
    return found if found["format"] == FORMAT else None


def said(desk: Desk, last: Last) -> dict[str, Any]:
    """Findings, facts, questions and papers of the last run as plain values, see `desk/work/said.py`.

    CodedError `rulings-not-counted`, or `audit-without-result` where another version of the program made the run.
    """
    require_counted(last)
    found = bundle_at(desk, last.run.bundle)
    if found is None:
        zh, en = "结果是另一版程序做的，请再审核一次", "another version of the program made the result: run it again"
        raise CodedError("audit-without-result", zh, en)
    return found["said"]
