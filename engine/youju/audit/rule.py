"""Rulings on findings: which contradictions are released, which cost their points, and what is heard no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.audit.doubt import Doubt
from youju.audit.enter import Entered, total_caps
from youju.audit.finding import Finding, with_keys
from youju.audit.findings import doubt_findings
from youju.audit.support import risks
from youju.facts import Fact, FactRuling, FindingRuling, Rulings
from youju.firing import Decide
from youju.ledger import Entry, Row
from youju.rubric import Rubric, Text
from youju.structs import Struct, replace

ZERO = Fraction(0)


class Sorted(Struct):
    """Contradictions by what was decided: those still open, and those accepted; the rejected are gone."""

    open: tuple[Doubt, ...]
    accepted: tuple[Doubt, ...]


def sort_doubts(
    rubric: Rubric, facts: Mapping[str, Fact], doubts: Sequence[Doubt], rulings: Sequence[FindingRuling]
) -> Sorted:
    """The contradictions by the rulings on their findings. A muted one stays open: its points are still at risk."""
    decided = {_subject(ruling): ruling.decision for ruling in rulings}
    findings = with_keys(doubt_findings(rubric, facts, doubts))
    pairs = [(doubt, decided.get(_about(one))) for doubt, one in zip(doubts, findings, strict=True)]
    return Sorted(
        open=tuple(doubt for doubt, decision in pairs if decision not in ("accept", "reject")),
        accepted=tuple(doubt for doubt, decision in pairs if decision == "accept" and doubt.loss),
    )


def deduct(rubric: Rubric, entered: Entered, accepted: Sequence[Doubt], decide: Decide) -> Entered:
    """The same, less the points of accepted contradictions: an entry of kind `ruling` for each entry that loses.

    A point is lost once, and never more than the indicator has. What caps cut of the total is worked out anew.
    """
    lost = tuple(_lost(entered, accepted))
    if not lost:
        return entered
    kept = tuple(entry for entry in entered.entries if not entry.cuts_total)
    entries = (*kept, *lost)
    rows = tuple(_row(row, lost) for row in entered.rows)
    return replace(entered, rows=rows, entries=(*entries, *total_caps(rubric, entries, decide)))


def apply_rulings(
    findings: Sequence[Finding], rulings: Rulings | None, facts: Mapping[str, Fact]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that stand, and those set aside (muted or rejected); `ruling-stale` for rulings on nothing."""
    if rulings is None:
        return tuple(findings), ()
    decided = {_subject(ruling): ruling for ruling in rulings.findings}
    marked = [replace(one, ruling=decided.get(_about(one))) for one in findings]
    stale = with_keys(_stale(findings, rulings, facts))
    standing = (one for one in marked if one.ruling is None or one.ruling.decision == "accept")
    aside = (one for one in marked if one.ruling is not None and one.ruling.decision != "accept")
    return (*standing, *stale), tuple(aside)


def in_force(
    findings: Sequence[Finding], rulings: Rulings | None, facts: Mapping[str, Fact]
) -> Iterator[FactRuling | FindingRuling]:
    """The rulings by `youju rule` that something came of, in the order they were made."""
    if rulings is None:
        return
    on_facts = (fact.ruling for fact in facts.values() if fact.ruling is not None and fact.ruling.number)
    on_findings = (one.ruling for one in findings if one.ruling is not None)
    yield from sorted((*on_facts, *on_findings), key=lambda ruling: ruling.number)


def _about(finding: Finding) -> tuple[str, str, str | None]:
    return finding.key, finding.code, finding.indicator


def _subject(ruling: FindingRuling) -> tuple[str, str, str | None]:
    """What a ruling is on, as `_about` tells it of a finding; a line edited by hand may name one and mean another."""
    return ruling.key, ruling.code, ruling.indicator


def _lost(entered: Entered, accepted: Sequence[Doubt]) -> Iterator[Entry]:
    """Of each entry what an accepted contradiction takes, under the code of the first that takes it."""
    left = {row.indicator: max(row.points, ZERO) for row in entered.rows}
    taken: dict[str, Fraction] = {}
    by_id = {entry.id: entry for entry in entered.entries}
    for doubt in accepted:
        for name, risk in risks(entered.entries, [doubt]).items():
            entry = by_id[name]
            more = min(risk - taken.get(name, ZERO), left[entry.indicator])
            if more <= 0:
                continue
            taken[name] = taken.get(name, ZERO) + more
            left[entry.indicator] -= more
            yield replace(entry, id=f"{name}/{doubt.code}", kind="ruling", rule=doubt.code, points=-more, exact=-more)


def _row(row: Row, lost: Sequence[Entry]) -> Row:
    less = sum((entry.points for entry in lost if entry.indicator == row.indicator), ZERO)
    if not less:
        return row
    points = row.points + less
    return replace(row, points=points, low=min(max(row.low + less, ZERO), points), high=max(row.high + less, points))


def _stale(findings: Sequence[Finding], rulings: Rulings, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Rulings that nothing comes of: their finding is not there (any more), their fact is not stated."""
    there = {_about(one) for one in findings}
    for ruling in rulings.findings:
        if _subject(ruling) not in there:
            zh = f"第 {ruling.number} 条裁定（{ruling.by}）所说的疑点 {ruling.code} {ruling.key} 已经没有了，没有计入"
            en = f"ruling {ruling.number} does not count: its finding {ruling.code} {ruling.key} is not there"
            yield Finding("ruling-stale", "P2", Text(zh=zh, en=en), None, ZERO, ())
    for name, ruling in rulings.facts.items():
        if facts[name].ruling is None:
            zh = f"第 {ruling.number} 条裁定（{ruling.by}）所说的 {name} 报告没有写，没有计入"
            en = f"ruling {ruling.number} does not count: the report does not state {name}"
            yield Finding("ruling-stale", "P2", Text(zh=zh, en=en), None, ZERO, ())
