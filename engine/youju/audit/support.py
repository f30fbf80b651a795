"""What each point stands on: figures, papers, sentences, nothing, or against the report's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from youju.audit.doubt import Doubt
from youju.audit.enter import Entered
from youju.facts import Fact
from youju.feel import added
from youju.ledger import SUPPORTS, Entry, Row, Support, Totals
from youju.rubric import Rubric
from youju.structs import replace

ZERO = Fraction(0)
_BY_KIND: Mapping[str, Support] = {
    "printed": "missing_input",
    "claim": "missing_input",
    "unclaimed": "missing_input",
    "answer": "asserted",
    "not_applicable": "asserted",
}
# A weaker kind never hides a stronger one: contradicted, missing input, documented, computed, asserted.
_PRECEDENCE: tuple[Support, ...] = ("contradicted", "missing_input", "documented", "computed", "asserted")


def assign(facts: Mapping[str, Fact], entered: Entered, doubts: Sequence[Doubt]) -> Entered:
    """The same rows and entries, each with what supports it and how much of it is at risk."""
    lost = _lost(entered.entries)
    left = {name: max(risk - lost.get(name, ZERO), ZERO) for name, risk in risks(entered.entries, doubts).items()}
    entries = [
        replace(entry, support=_base(facts, entered, entry), at_risk=left.get(entry.id, ZERO))
        for entry in entered.entries
    ]
    own: dict[str, list[Entry]] = {row.indicator: [] for row in entered.rows}
    for entry in entries:
        if not entry.cuts_total:
            own[entry.indicator].append(entry)
    rows = [_row(row, own[row.indicator], doubts) for row in entered.rows]
    return replace(entered, rows=tuple(rows), entries=tuple(entries))


def totals_of(rubric: Rubric, entered: Entered, doubts: Sequence[Doubt], claimed: Fraction | None) -> Totals:
    """The sums: recomputed, by support, and the range over contradictions; `confirmed` is what figures alone give."""
    parts: dict[Support, list[Fraction]] = {support: [] for support in SUPPORTS}
    for entry in entered.entries:
        parts[entry.support].append(entry.points)
        if entry.at_risk:
            parts["contradicted"].append(entry.at_risk)
            parts[entry.support].append(-entry.at_risk)
    sums: dict[Support, Fraction] = {support: added(points) for support, points in parts.items()}
    recomputed = added(entry.points for entry in entered.entries)
    gains = {doubt.indicator: ZERO for doubt in doubts}
    for doubt in doubts:
        gains[doubt.indicator] = max(gains[doubt.indicator], doubt.gain)
    most = min((cap.most for cap in rubric.caps if cap.of == "total" and cap.most is not None), default=None)
    high = recomputed + sum(gains.values(), ZERO)
    return Totals(
        claimed=claimed,
        recomputed=recomputed,
        confirmed=sums["computed"],
        low=recomputed - sums["contradicted"],
        high=high if most is None else max(recomputed, min(high, most)),
        support=sums,
    )


def risks(entries: Sequence[Entry], doubts: Sequence[Doubt]) -> dict[str, Fraction]:
    """How much of each entry is in doubt; two doubts of one point put it at risk once."""
    points = {entry.id: max(entry.points, ZERO) for entry in entries}
    found: dict[str, Fraction] = {}
    for doubt in doubts:
        left = doubt.loss
        for name in doubt.entries:
            part = min(left, points[name])
            found[name] = max(found.get(name, ZERO), part)
            left -= part
    return found


def _lost(entries: Sequence[Entry]) -> dict[str, Fraction]:
    """How much of each entry rulings have taken."""
    lost: dict[str, Fraction] = {}
    for entry in entries:
        if entry.kind == "ruling":
            lost[entry.ruled] = lost.get(entry.ruled, ZERO) - entry.points
    return lost


def _base(facts: Mapping[str, Fact], entered: Entered, entry: Entry) -> Support:
    if entry.kind == "ruling":
        # What is lost is taken off the kind that it counted as.
        return _base(facts, entered, next(other for other in entered.entries if other.id == entry.ruled))
    if entry.kind in _BY_KIND:
        return _BY_KIND[entry.kind]
    if entry.kind == "cap":
        others = [other for other in entered.entries if other.indicator == entry.indicator and other.kind != "cap"]
        return _weakest([_base(facts, entered, other) for other in others if other.points > 0]) or "asserted"
    kinds = {facts[name].evidence for name in entry.facts if name in facts}
    if "paper" in kinds:
        return "documented"
    return "computed" if "figure" in kinds else "asserted"


def _weakest(kinds: Collection[Support]) -> Support | None:
    """The kind that comes first in the precedence; None of none."""
    return next((kind for kind in _PRECEDENCE if kind in kinds), None)


def _row(row: Row, own: Sequence[Entry], doubts: Sequence[Doubt]) -> Row:
    risk = added(entry.at_risk for entry in own if entry.at_risk)
    gain = max((doubt.gain for doubt in doubts if doubt.indicator == row.indicator), default=ZERO)
    kinds: set[Support] = {"contradicted"} if risk else set()
    kinds |= {entry.support for entry in own if entry.points or len(own) == 1}
    kinds = kinds or {entry.support for entry in own}
    applies = row.status != "not_applicable"
    return replace(
        row,
        low=min(row.low, row.points - risk) if risk else row.low,
        high=max(row.high, row.points + gain) if gain else row.high,
        support=_weakest(kinds) if applies else None,
    )
