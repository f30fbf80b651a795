"""Points that a cap took away in a report's own arithmetic without the report saying so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit.assumed import total_explained, written_sum
from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Reading
from youju.ledger import Totals
from youju.rubric import Rubric, Text

ZERO = Fraction(0)


def cap_findings(rubric: Rubric, reading: Reading, entered: Entered, totals: Totals) -> Iterator[Finding]:
    """`cap-unwritten` for every cap that cut a claim or the total where the report names no such limit (最多3分)."""
    rows = {row.indicator: row for row in entered.rows}
    for cap in rubric.caps:
        if cap.most is None or cap.most in reading.limits:
            continue
        if cap.of == "total":
            yield from _total(rubric, reading, entered, totals, cap.most)
            continue
        row = rows[cap.of]
        cut = sum((entry.points for entry in entered.entries if entry.rule == cap.id and entry.kind == "cap"), ZERO)
        # A claim above the cap is told as one that is too high.
        if cut < 0 and row.claimed == row.points:
            title, most = rubric.indicators[cap.of].title, points_text(cap.most)
            full = points_text(row.points - cut)
            zh = f"「{title.zh}」按规则得 {full} 分，自评 {most} 分是封顶的结果，报告没有写明"
            en = f"{title.en}: {full} by its rules, {most} by a cap that the report does not mention"
            yield Finding("cap-unwritten", "P2", Text(zh=zh, en=en), cap.of, ZERO, reading.claims[cap.of].quotes)


def _total(rubric: Rubric, reading: Reading, entered: Entered, totals: Totals, most: Fraction) -> Iterator[Finding]:
    """The cap of the total: where it alone, or a bonus within its own cap, makes the total of the written scores."""
    if totals.claimed != most or written_sum(entered) == most:
        return
    found = total_explained(rubric, entered, most)
    if found is None or all(one.kind != "total_cut" for one in found.assumptions):
        return
    written, said = points_text(written_sum(entered)), points_text(most)
    zh = f"写出的得分合计 {written}，总分 {said} 是封顶的结果，报告没有写明"
    en = f"the written scores sum to {written}; {said} is by a cap that the report does not mention"
    quotes = tuple(quote for claim in reading.total_claims for quote in claim.quotes)
    yield Finding("cap-unwritten", "P2", Text(zh=zh, en=en), None, ZERO, quotes)
