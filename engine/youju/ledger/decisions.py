"""What a saved audit shows of rulings above its ledger: findings accepted or set aside, and the totals without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.feel import read_number
from youju.ledger.replay import points_before

Record = dict[str, Any]
TOTALS = {"claimed", "recomputed", "confirmed", "low", "high"}


def decisions(record: Record) -> Iterator[str]:
    """Every finding whose ruling is not listed and every listed one whose finding is not there; totals before.

    What the totals were before rulings on facts is not worked out again; where none is on a fact, the points were those
    of the entries without what rulings took.
    """
    ledger = record["ledger"]
    rulings = ledger["rulings"]
    wanted = {
        (one["number"], one["finding"], one["code"], one["indicator"], one["decision"] != "accept")
        for one in rulings
        if one["finding"] is not None
    }
    shown = {_about(finding, False) for finding in record["findings"] if "ruling" in finding}
    shown |= {_about(finding, True) for finding in record.get("set_aside", [])}
    if wanted != shown or record.get("set_aside") == []:
        yield "裁定过的疑点与所列的裁定不符 / the findings ruled on are not those of the rulings listed"
    before = record.get("before")
    if (before is not None) != (bool(rulings) or "facts_file" in record):
        yield "有裁定却没有裁定前的合计，或反之 / rulings without the totals before them, or the reverse"
    if before is not None and not _totals(before, record["totals"]):
        yield "裁定前的合计写得不对 / the totals before the rulings cannot be"
    on_facts = "facts_file" in record or any(one["fact"] is not None for one in rulings)
    if before is not None and not on_facts and read_number(before["recomputed"]) != points_before(ledger):
        yield "裁定前的得分不是没有裁定时的得分 / the points before the rulings are not those without them"


def _about(finding: Record, aside: bool) -> tuple[object, ...]:
    return finding.get("ruling"), finding["key"], finding["code"], finding["indicator"], aside


def _totals(before: Record, after: Record) -> bool:
    """Whether they are totals, of the same claim, in order."""
    if set(before) != TOTALS or before["claimed"] != after["claimed"]:
        return False
    low, recomputed, high = (read_number(before[name]) for name in ("low", "recomputed", "high"))
    return low <= recomputed <= high
