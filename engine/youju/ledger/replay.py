"""The replay of a saved ledger: its moves, entries and sums against the book that was worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.ledger.derive import Line
from youju.ledger.given import standing
from youju.ledger.moved import frame_of
from youju.ledger.posted import Ruled
from youju.ledger.ruled import ruled
from youju.ledger.sums import sums
from youju.source import fraction_text

Record = dict[str, Any]


def replay(ledger: Record, found: Ruled) -> Iterator[str]:
    """Every way in which a ledger's moves, weights, entries and sums are not those that were `found` from its rules."""
    frame = frame_of(ledger)
    if [(m["transfer"], m["origin"], m["target"], m["weight"]) for m in ledger["moves"]] != frame.moves:
        yield "分值调整与规则不符 / the weights that moved are not those of the rules"
    mine = [line for line, _ in found.entries]
    if [_key(entry) for entry in ledger["entries"]] != mine:
        wrong = [e["id"] for e, line in zip(ledger["entries"], mine, strict=False) if _key(e) != line]
        which = "、".join(wrong[:3]) or "数量不同"
        yield f"分录不能由事实、规则与裁定推出：{which} / entries do not follow from facts, rules and rulings"
        return
    for entry, (_, facts) in zip(ledger["entries"], found.entries, strict=True):
        if sorted(entry["facts"]) != sorted(facts):
            yield f"{entry['id']} 所列的事实不是它所依据的 / an entry names other facts than it stands on"
        if entry["at_risk"] != fraction_text(found.risks.get(entry["id"], Fraction(0))):
            yield f"{entry['id']} 存疑的分不是各项矛盾所牵动的 / what is at risk is not what contradictions may cost"
    for row in ledger["rows"]:
        bounds = tuple(map(fraction_text, found.rows[row["indicator"]]))
        if (row["low"], row["points"], row["high"]) != bounds:
            yield f"{row['indicator']} 的得分或区间不能由规则与矛盾推出 / the points or range of a row do not follow"
    if ledger["totals"]["high"] != fraction_text(found.high):
        yield f"合计 high 应为 {fraction_text(found.high)} / the total high is wrong"
    yield from ruled(ledger)
    yield from standing(ledger)
    yield from sums(ledger, frame.order, frame.weights, {"total", *frame.rules["rubric"].get("adjustments", [])})


def claim_in(ledger: Record, name: str) -> Fraction | None:
    """The score that a report gives itself for an indicator, if it does."""
    claimed = next(row for row in ledger["rows"] if row["indicator"] == name)["claimed"]
    return None if claimed is None else read_number(claimed)


def _key(entry: Record) -> Line:
    return entry["id"], entry["indicator"], entry["kind"], entry["rule"], entry["points"], entry["exact"]
