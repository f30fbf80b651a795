"""Edits of the quotes of a certificate, and of the record around its explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tampers_of_words import Kind, Record

from youju.source import digest


def _quote(key: str, change: Callable[[Any], Any]) -> Kind:
    def kind(one: Record, rng: Random) -> bool:
        if one["quotes"]:
            quote = rng.choice(one["quotes"])
            quote[key] = change(quote[key])
            return True
        return False

    return kind


def _quote_value(one: Record, rng: Random) -> bool:
    for quote in one["quotes"]:
        quote["value"] = (not quote["value"]) if isinstance(quote["value"], bool) else quote["value"] + "1"
        return True
    return False


def _quote_dropped(one: Record, rng: Random) -> bool:
    if one["quotes"]:
        one["quotes"].pop(rng.randrange(len(one["quotes"])))
        return True
    return False


def _quotes_exchanged(one: Record, rng: Random) -> bool:
    if len(one["quotes"]) < 2:
        return False
    first, second = one["quotes"][:2]
    first["text"], second["text"] = second["text"], first["text"]
    return first["text"] != second["text"]


def _record(change: Callable[[Record], object]) -> Kind:
    def kind(record: Record, rng: Random) -> bool:
        change(record)
        return True

    return kind


def _domain_moved(record: Record, rng: Random) -> bool:
    for one in record["domains"].values():
        one["least"] = "1000000"
        return True
    return False


def _audit_points(record: Record) -> None:
    record["audit"]["ledger"]["rows"][0]["points"] = "1"
    record["audit"]["digest"] = digest(record["audit"])


def _audit_rules(record: Record) -> None:
    record["audit"]["ledger"]["rules"]["cards"]["procurement-rate"]["rules"][1]["points"] = "weight"
    record["audit"]["digest"] = digest(record["audit"])


RECORDS: Mapping[str, Kind] = {
    "quote_text": _quote("text", lambda text: text + "左右"),
    "quote_line": _quote("line", lambda line: line + 1),
    "quote_start": _quote("start", lambda start: start + 1),
    "quote_end": _quote("end", lambda end: end + 1),
    "quote_value": _quote_value,
    "quote_dropped": _quote_dropped,
    "quotes_exchanged": _quotes_exchanged,
    "record_domain": _domain_moved,
    "record_format": _record(lambda record: record.update(format="youju-explanation/2")),
    "record_key": _record(lambda record: record.update(approved=True)),
    "record_order": _record(lambda record: record["explanations"].reverse()),
    "record_twice": _record(lambda record: record["explanations"].append(record["explanations"][0])),
    "record_empty": _record(lambda record: record.update(explanations=[])),
    "record_audit_points": _record(_audit_points),
    "record_audit_rules": _record(_audit_rules),
}
