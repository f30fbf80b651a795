"""The laws of a ledger, checked on every run: a run that breaks one ends in an error, not in a score."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.feel import added
from youju.feel import show_number as _n
from youju.ledger.entries import SUPPORTS, Ledger, Row, Support


class LawError(RuntimeError):
    """A ledger that breaks a law; says which and where. Never a score."""

    def __init__(self, broken: tuple[str, ...]) -> None:
        self.broken = broken
        super().__init__("；".join(broken))


def require_lawful(ledger: Ledger, adjustments: frozenset[str]) -> Ledger:
    """The ledger itself, or LawError with every law it breaks. `adjustments` have no weight to keep within."""
    broken = tuple(broken_laws(ledger, adjustments))
    if broken:
        raise LawError(broken)
    return ledger


def broken_laws(ledger: Ledger, adjustments: frozenset[str]) -> Iterator[str]:
    """Every law that a ledger breaks, in Chinese with English beside it."""
    weights = added(row.effective_weight for row in ledger.rows if row.indicator not in adjustments)
    if weights != ledger.total:
        yield f"有效分值之和 {_n(weights)} 不等于 {_n(ledger.total)} / effective weights do not sum to the total"
    own: dict[str, list[Fraction]] = {row.indicator: [] for row in ledger.rows}
    for entry in ledger.entries:
        if not entry.cuts_total and entry.indicator in own:
            own[entry.indicator].append(entry.points)
    for row in ledger.rows:
        yield from _row_laws(row, added(own[row.indicator]), row.indicator in adjustments)
    points = added(entry.points for entry in ledger.entries)
    if points != ledger.totals.recomputed:
        yield f"分录之和 {_n(points)} 不等于总分 {_n(ledger.totals.recomputed)} / entries do not sum to the total"
    yield from _support_laws(ledger)


def _row_laws(row: Row, points: Fraction, adjustment: bool) -> Iterator[str]:
    where = f"{row.indicator}: "
    if points != row.points:
        yield (where + f"分录之和 {_n(points)} 不等于得分 {_n(row.points)} / entries do not sum to its points")
    if not adjustment and not 0 <= row.points <= row.effective_weight:
        yield (where + f"得分 {_n(row.points)} 不在 0 至 {_n(row.effective_weight)} 之间 / points outside its weight")
    if not row.low <= row.points <= row.high:
        yield where + f"得分 {_n(row.points)} 不在其区间内 / points outside their own range"
    if row.status == "not_applicable" and (row.points or row.effective_weight):
        yield where + "不适用的指标仍有分值或得分 / not applicable, and yet with weight or points"


def _support_laws(ledger: Ledger) -> Iterator[str]:
    totals = ledger.totals
    found = support_sums(ledger)
    if dict(totals.support) != found or sum(found.values()) != totals.recomputed:
        yield "各类支撑的分值之和不等于总分 / points by support do not sum to the total"
    if totals.confirmed != found["computed"]:
        yield "confirmed 不等于可复算的分值 / confirmed is not the computed points"
    if totals.low != totals.recomputed - found["contradicted"]:
        yield "low 不等于总分减去存在矛盾的分值 / low is not the total less what is contradicted"
    if totals.high < totals.recomputed:
        yield "high 小于总分 / high is below the total"


def support_sums(ledger: Ledger) -> dict[Support, Fraction]:
    """Points by support: of each entry what is at risk is contradicted, the rest has the entry's own support."""
    parts: dict[Support, list[Fraction]] = {support: [] for support in SUPPORTS}
    for entry in ledger.entries:
        parts[entry.support].append(entry.points)
        if entry.at_risk:
            parts["contradicted"].append(entry.at_risk)
            parts[entry.support].append(-entry.at_risk)
    return {support: added(points) for support, points in parts.items()}
