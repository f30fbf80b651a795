"""The facts of a saved ledger against the dictionary inside it, and what rows and entries rest on by them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.feel import read_number
from youju.ledger.ruled import listed
from youju.ledger.shape import LONGEST_NUMBER
from youju.source import fraction_text

Record = dict[str, Any]


def given(ledger: Record) -> Iterator[str]:
    """Every fact that is not of the dictionary, stands twice, or has a value that nothing states."""
    known, seen = ledger["rules"]["facts"], set[str]()
    for fact in ledger["facts"]:
        name = fact["name"]
        if (
            name in seen
            or name not in known
            or (fact["type"], fact["unit"]) != (known[name]["type"], known[name]["unit"])
        ):
            yield f"事实 {name} 重复，或与词典不符 / a fact stands twice or differs from the dictionary"
            continue
        seen.add(name)
        if not _stated(fact, known[name], listed(ledger, name)):
            yield f"事实 {name} 的取值没有出处 / the value of a fact rests on nothing"


def _stated(fact: Record, spec: Record, ruling: Record | None) -> bool:
    said = [statement[0] for statement in fact["statements"]]
    every = fact["statements"] + fact["overruled"]
    values = [fact["value"], *(one[0] for one in every)]
    if not _ruled(fact, ruling) or not all(map(_is_said, every)) or not all(_is_of(fact, one) for one in values):
        return False
    match fact["status"]:
        case "settled" | "conflicting":
            one = fact["type"] not in ("boolean", "text") or fact["status"] == "conflicting" or len(set(said)) == 1
            read = fact["trust"] in ("full", "low")
            return bool(said) and fact["value"] in said and fact["evidence"] in spec["evidence"] and one and read
        case "ruled":
            by_hand = fact["trust"] == "hand" and fact["ruling"] is not None
            accepted = ruling is not None and ruling["decision"] == "accept"
            stated = fact["value"] in said if accepted else not said
            return stated and by_hand and fact["value"] is not None and fact["evidence"] in spec["evidence"]
        case "defaulted":
            silent = "default" in spec and fact["value"] == spec["default"] and fact["trust"] is None
            return not said and silent and fact["evidence"] == "assertion"
        case "missing":
            return not said and fact["value"] is None and fact["evidence"] is None and fact["trust"] is None
        case _:
            return False


def _is_of(fact: Record, value: Any) -> bool:
    """Whether a value is one of the fact's type, in its one form; nobody may know it."""
    if value is None or fact["type"] == "text":
        return value is None or isinstance(value, str)
    if fact["type"] == "boolean":
        return isinstance(value, bool)
    return isinstance(value, str) and len(value) <= LONGEST_NUMBER and fraction_text(read_number(value)) == value


def _is_said(said: list[Any]) -> bool:
    """Whether it is a statement: its value, words, line, beginning and end."""
    _, text, line, start, end = said
    numbers = all(type(number) is int for number in (line, start, end))
    return isinstance(text, str) and numbers and 0 <= start <= end and line >= 1


def _ruled(fact: Record, listed: Record | None) -> bool:
    """A ruling has its value, and a source or its own line; it stands at what is ruled, or what it leaves missing."""
    ruling = fact["ruling"]
    if ruling is None:
        return fact["status"] != "ruled" and not fact["overruled"] and listed is None
    whole = set(ruling) == {"value", "source", "note"} and ruling["value"] == fact["value"]
    grounded = listed is not None or bool(ruling["source"].strip())
    return whole and grounded and fact["status"] in ("ruled", "missing")


def standing(ledger: Record) -> Iterator[str]:
    """The status of each row from the kinds of its entries, and what each entry rests on from its facts."""
    evidence = {fact["name"]: fact["evidence"] for fact in ledger["facts"]}
    for row in ledger["rows"]:
        kinds = {entry["kind"] for entry in ledger["entries"] if entry["indicator"] == row["indicator"]}
        open_ones = kinds & {"printed", "claim", "unclaimed"}
        status = "undetermined" if open_ones else "not_applicable" if "not_applicable" in kinds else "scored"
        if row["status"] != status:
            yield f"{row['indicator']} 的状态应为 {status} / the status is wrong"
    for entry in ledger["entries"]:
        found = {evidence[name] for name in entry["facts"] if name in evidence}
        by_facts = "documented" if "paper" in found else "computed" if "figure" in found else "asserted"
        support = "missing_input" if entry["kind"] in ("printed", "claim", "unclaimed") else None
        support = support or ("asserted" if entry["kind"] in ("answer", "not_applicable") else by_facts)
        # What caps cut has the weakest support of all, what rulings take that of its entry: see `ruled`.
        if entry["kind"] not in ("cap", "ruling") and entry["support"] != support:
            yield f"{entry['id']} 的支撑应为 {support} / the support is wrong"
