"""The rulings that a saved ledger lists, against the facts they settle and the entries by which they take points.

What is not proved: that somebody of that name decided so, that the reason holds, and what an accepted contradiction
costs beyond that its entry had these points.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from youju.feel import read_number

Record = dict[str, Any]
ZERO = Fraction(0)
KEYS = {"number", "fact", "finding", "code", "indicator", "decision", "value", "source", "reason", "by", "day"}


def ruled(ledger: Record) -> Iterator[str]:
    """Every ruling that is not whole or does not say what the ledger says, and every point taken without one."""
    rulings = ledger["rulings"]
    numbers = [one["number"] for one in rulings]
    settled = [one["fact"] for one in rulings if one["fact"] is not None]
    if numbers != sorted(set(numbers)) or len(settled) != len(set(settled)):
        yield "裁定重复，或次序不对 / rulings stand twice or out of order"
    for one in rulings:
        if not (_whole(one) and (_on_finding(one) if one["fact"] is None else _on_fact(ledger, one))):
            yield f"第 {one['number']} 条裁定残缺，或与账不符 / a ruling is not whole or differs from the ledger"
    taken: dict[str, Fraction] = {}
    for entry in ledger["entries"]:
        if entry["kind"] == "ruling":
            name = entry["id"].rpartition("/")[0]
            taken[name] = taken.get(name, ZERO) - read_number(entry["points"])
            if not _accepted(ledger, entry):
                yield f"{entry['id']} 没有裁定，或与裁定不符 / points are taken that no ruling takes"
    for entry in ledger["entries"]:
        if entry["id"] in taken and taken[entry["id"]] + read_number(entry["at_risk"]) > read_number(entry["points"]):
            yield f"{entry['id']} 被裁定扣去的比它有的多 / rulings take more than the entry has"


def listed(ledger: Record, fact: str) -> Record | None:
    """The ruling on a fact, if one is listed."""
    return next((one for one in ledger["rulings"] if one["fact"] == fact), None)


def decided(ledger: Record, decision: str) -> set[tuple[str, str | None]]:
    """Codes and indicators of the findings on which there is such a decision."""
    return {(one["code"], one["indicator"]) for one in ledger["rulings"] if one["decision"] == decision}


def _whole(one: Record) -> bool:
    told = all(isinstance(one[key], str) and one[key].strip() for key in ("reason", "by"))
    day = one["day"] == "" or date.fromisoformat(one["day"]).isoformat() == one["day"]
    return set(one) == KEYS and type(one["number"]) is int and one["number"] > 0 and told and day


def _on_finding(one: Record) -> bool:
    named = bool(one["finding"]) and bool(one["code"])
    return named and one["decision"] in ("accept", "reject", "mute") and (one["value"], one["source"]) == (None, "")


def _on_fact(ledger: Record, one: Record) -> bool:
    """Whether a ruling on a fact is of its kind, and is what the fact says of it, where rules read the fact."""
    if (one["finding"], one["code"], one["indicator"]) != (None, None, None) or one["fact"] not in ledger["rules"][
        "facts"
    ]:
        return False
    kinds = {
        "amend": bool(one["source"].strip()),
        "reject": one["value"] is None and not one["source"],
        "accept": one["value"] is not None and not one["source"],
    }
    fact = next((fact for fact in ledger["facts"] if fact["name"] == one["fact"]), None)
    same = fact is None or fact["ruling"] == {"value": one["value"], "source": one["source"], "note": one["reason"]}
    return kinds.get(one["decision"], False) and same


def _accepted(ledger: Record, entry: Record) -> bool:
    """Whether an entry takes points of an entry of its indicator, for a contradiction that a ruling accepts."""
    base = next((one for one in ledger["entries"] if one["id"] == entry["id"].rpartition("/")[0]), None)
    if base is None or base["kind"] in ("cap", "ruling") or entry["id"] != f"{base['id']}/{entry['rule']}":
        return False
    by_ruling = (entry["rule"], entry["indicator"]) in decided(ledger, "accept")
    same = all(entry[key] == base[key] for key in ("indicator", "facts", "support"))
    amounts = entry["exact"] == entry["points"] and read_number(entry["points"]) < 0 and entry["at_risk"] == "0"
    return by_ruling and same and amounts
