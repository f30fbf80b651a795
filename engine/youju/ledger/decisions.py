"""What a saved audit shows of rulings above its ledger: findings accepted or set aside, and the totals without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.feel import read_number
from youju.ledger.contradictions import printed_in
from youju.ledger.doubts import facts_in
from youju.ledger.posted import ruled_of
from youju.source import fraction_text

Record = dict[str, Any]
TOTALS = {"claimed", "recomputed", "confirmed", "low", "high"}


def decisions(record: Record) -> Iterator[str]:
    """Every finding whose ruling is not listed and every listed one whose finding is not there; totals before.

    The totals before are worked out again, where the statements that rulings set aside decide what was read.
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
    elif before is not None and not _as_unruled(before, record):
        yield "裁定前的合计不是没有裁定时的合计 / the totals before the rulings are not those without them"


def _as_unruled(before: Record, record: Record) -> bool:
    """Whether the totals before are those of the report's own statements, where these decide what was read."""
    facts = [_unruled(fact, record["ledger"]["rules"]["facts"]) for fact in record["ledger"]["facts"]]
    if None in facts:
        return True
    found = ruled_of({**record["ledger"], "facts": facts, "rulings": []}, printed_in(record))
    if before["recomputed"] != fraction_text(found.recomputed):
        return False
    changed = {fact["name"] for fact in record["ledger"]["facts"] if fact["ruling"] is not None}
    rates = [check for check in record["ledger"]["rules"]["checks"] if "printed" in check]
    cards, known = record["ledger"]["rules"]["cards"], list(record["ledger"]["rules"]["facts"])
    if any(changed & set(facts_in(cards[check["printed"]["indicator"]], known)) for check in rates):
        return True  # whether a printed rate failed before is not known
    return (before["low"], before["high"]) == (fraction_text(found.low), fraction_text(found.high))


def _unruled(fact: Record, dictionary: Record) -> Record | None:
    """A fact as the report states it; None where the ledger does not tell how it was read."""
    if fact["ruling"] is None:
        return fact
    said = fact["statements"] + fact["overruled"]
    stated: Record = {**fact, "ruling": None, "overruled": [], "statements": said}
    values = {one[0] for one in said}
    if fact["statements"]:
        return {**stated, "status": "conflicting" if fact["overruled"] else "settled"}
    if not values:
        return None if "default" in dictionary[fact["name"]] else {**stated, "status": "missing", "value": None}
    # Several numbers may be one number in several roundings, or a contradiction.
    return {**stated, "status": "settled", "value": said[0][0]} if len(values) == 1 else None


def _about(finding: Record, aside: bool) -> tuple[object, ...]:
    return finding.get("ruling"), finding["key"], finding["code"], finding["indicator"], aside


def _totals(before: Record, after: Record) -> bool:
    """Whether they are totals, of the same claim, in order."""
    if set(before) != TOTALS or before["claimed"] != after["claimed"]:
        return False
    low, recomputed, high = (read_number(before[name]) for name in ("low", "recomputed", "high"))
    return low <= recomputed <= high
