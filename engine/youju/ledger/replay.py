"""The replay of a saved ledger: what its facts and rules come to, worked out again with the expression language alone.

Written apart from the passes that make a ledger, and importing none of them, so that an error in one shows in the
other.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.derive import Line, capped, entries_of
from youju.ledger.doubted import doubted
from youju.ledger.given import given, standing
from youju.ledger.moved import Frame, frame_of, values_in
from youju.ledger.ruled import ruled
from youju.ledger.sums import sums

Record = dict[str, Any]


def replay(ledger: Record) -> Iterator[str]:
    """Every way in which a ledger's facts, moves, weights, entries and sums do not follow from its rules."""
    frame = frame_of(ledger)
    yield from given(ledger)
    if [(m["transfer"], m["origin"], m["target"], m["weight"]) for m in ledger["moves"]] != frame.moves:
        yield "分值调整与规则不符 / the weights that moved are not those of the rules"
    taken = [_key(entry) for entry in ledger["entries"] if entry["kind"] == "ruling"]
    entries = _entered(ledger, frame, taken)
    if [_key(entry) for entry in ledger["entries"]] != entries:
        wrong = [e["id"] for e, mine in zip(ledger["entries"], entries, strict=False) if _key(e) != mine]
        which = "、".join(wrong[:3]) or "数量不同"
        yield f"分录不能由事实与规则推出：{which} / entries do not follow from the facts and rules"
    yield from ruled(ledger)
    yield from standing(ledger)
    yield from doubted(ledger, values_in(ledger), frame.weights)
    yield from sums(ledger, frame.order, frame.weights, {"total", *frame.rules["rubric"].get("adjustments", [])})


def points_before(ledger: Record) -> Fraction:
    """The points of all entries without what rulings took."""
    return sum((read_number(line[4]) for line in _entered(ledger, frame_of(ledger), [])), Fraction(0))


def _entered(ledger: Record, frame: Frame, taken: list[Line]) -> list[Line]:
    """All entries: of every indicator, what its caps cut, what rulings took, what the caps of the whole cut then."""
    values, caps = values_in(ledger), frame.rules["rubric"].get("caps", [])
    entries = [line for name in frame.order for line in entries_of(frame, name, values, claim_in(ledger, name))]
    entries = capped([cap for cap in caps if cap["of"] != "total"], entries)
    return capped([cap for cap in caps if cap["of"] == "total"], [*entries, *taken])


def claim_in(ledger: Record, name: str) -> Fraction | None:
    """The score that a report gives itself for an indicator, if it does."""
    claimed = next(row for row in ledger["rows"] if row["indicator"] == name)["claimed"]
    return None if claimed is None else read_number(claimed)


def _key(entry: Record) -> Line:
    return entry["id"], entry["indicator"], entry["kind"], entry["rule"], entry["points"], entry["exact"]
