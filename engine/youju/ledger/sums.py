"""The sums of a saved ledger, added up again: rows, support, totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from youju.feel import read_number
from youju.source import fraction_text

Record = dict[str, Any]
ZERO = Fraction(0)


def sums(ledger: Record, order: list[str], weights: Mapping[str, Fraction], unweighted: set[str]) -> Iterator[str]:
    """Every sum that is not the sum of its parts; `unweighted` are the adjustments and the total."""
    if [row["indicator"] for row in ledger["rows"]] != order:
        yield "指标的行与评分标准不符 / the rows are not the indicators of the rubric"
    rules = ledger["rules"]
    if ledger["total"] != rules["rubric"]["total"]:
        yield "满分与评分标准不符 / the rubric's total is another"
    for row in ledger["rows"]:
        yield from _row(ledger, row, row["indicator"] in unweighted)
        own = _own(ledger, row["indicator"])
        if sum((read_number(entry["points"]) for entry in own), ZERO) != read_number(row["points"]):
            yield f"{row['indicator']} 的分录之和不等于得分 / entries do not sum to the points"
        if read_number(row["effective_weight"]) != weights[row["indicator"]]:
            yield f"{row['indicator']} 的有效分值不符 / the effective weight is wrong"
        if row["indicator"] not in unweighted and not 0 <= read_number(row["points"]) <= weights[row["indicator"]]:
            yield f"{row['indicator']} 的得分超出分值 / points outside the weight"
    by_support = dict.fromkeys(("computed", "documented", "asserted", "missing_input", "contradicted"), ZERO)
    for entry in ledger["entries"]:
        at_risk = read_number(entry["at_risk"])
        if not 0 <= at_risk <= max(read_number(entry["points"]), ZERO):
            yield f"{entry['id']} 存疑的分值超出其得分 / more at risk than there is"
        by_support["contradicted"] += at_risk
        by_support[entry["support"]] += read_number(entry["points"]) - at_risk
    totals = ledger["totals"]
    total = sum((read_number(entry["points"]) for entry in ledger["entries"]), ZERO)
    expected = {
        "recomputed": total,
        "confirmed": by_support["computed"],
        "low": total - by_support["contradicted"],
    }
    for name, value in expected.items():
        if totals[name] != fraction_text(value):
            yield f"合计 {name} 应为 {fraction_text(value)} / the total {name} is wrong"
    most = [
        read_number(cap["most"]) for cap in rules["rubric"].get("caps", []) if cap["of"] == "total" and "most" in cap
    ]
    if not total <= read_number(totals["high"]) <= max([*most, total], default=read_number(totals["high"])):
        yield "合计 high 超出范围 / the total high is out of bounds"
    if totals["support"] != {name: fraction_text(value) for name, value in by_support.items()}:
        yield "各类支撑的合计不符 / the sums by support are wrong"


def _row(ledger: Record, row: Record, adjustment: bool) -> Iterator[str]:
    """A row's own figures: its weight by the card, its range around its points, its support by its entries."""
    name = row["indicator"]
    low, points, high = (read_number(row[key]) for key in ("low", "points", "high"))
    within = low <= points <= high and (adjustment or (low >= 0 and high <= read_number(row["effective_weight"])))
    if not within or row["weight"] != ledger["rules"]["cards"][name].get("weight", "0"):
        yield f"{name} 的分值或区间不符 / the weight or range is wrong"
    own = _own(ledger, name)
    kinds = {e["support"] for e in own if e["points"] != "0" or len(own) == 1} or {e["support"] for e in own}
    kinds |= {"contradicted"} if any(e["at_risk"] != "0" for e in own) else set()
    order = ("contradicted", "missing_input", "documented", "computed", "asserted")
    support = None if row["status"] == "not_applicable" else next((kind for kind in order if kind in kinds), None)
    if row["support"] != support:
        yield f"{name} 的支撑应为 {support} / the support of the row is wrong"


def _own(ledger: Record, name: str) -> list[Record]:
    """The entries that count in an indicator's row: all of it but a cut of the whole total."""
    return [e for e in ledger["entries"] if e["indicator"] == name and not e["id"].startswith("total/")]
