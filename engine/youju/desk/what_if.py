"""What if: the last run of an audit with some facts assumed otherwise. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from youju.desk.bundles import bundle_at
from youju.desk.desk import Desk
from youju.desk.last import asked_again, last_run
from youju.desk.who import User, require
from youju.desk.work.what_if import assume, unassumed


def assumed(
    desk: Desk, user: User, audit: int, indicators: Sequence[str], typed: Mapping[str, str], touched: bool = True
) -> dict[str, Any]:
    """The controls of some indicators, and what would follow, see `desk/work/what_if.py`."""
    require(user, "look")
    last = last_run(desk, audit)
    bundle = bundle_at(desk, last.run.bundle) if last.counted and not typed else None
    if bundle is not None:
        return unassumed(bundle["what_if"], indicators)
    return desk.work(assume, asked_again(desk, last), tuple(indicators), dict(typed), touched)
