"""The scores that a report gives its indicators, against the rubric and against what is recomputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.facts import Claim, Passage, Reading, ScoreRow
from youju.ledger import Row
from youju.report import Folded, Quote
from youju.rubric import Level, Rubric, Text
from youju.structs import replace

ZERO = Fraction(0)


def claim_findings(folded: Folded, rubric: Rubric, reading: Reading, entered: Entered) -> Iterator[Finding]:
    """An indicator absent or without a score, another weight, a score above it or unlike the recomputed points."""
    moved = {entry.indicator for entry in entered.entries if entry.kind == "moved"}
    for row in entered.rows:
        claim, passage = reading.claims.get(row.indicator), reading.passages.get(row.indicator)
        title = rubric.indicators[row.indicator].title
        adjustment = rubric.indicators[row.indicator].adjustment
        if passage is None:
            if not adjustment:
                zh, en = f"报告没有写到「{title.zh}」", f"{title.en} is not in the report"
                if folded.document.incomplete:
                    zh, en = (
                        f"没有读到「{title.zh}」，可能在没有读的部分",
                        f"{title.en} was not found; it may stand in what was not read",
                    )
                yield _about("indicator-absent", "P1", zh, en, row, ())
            continue
        heading = heading_of(folded, passage)
        own = row.effective_weight / entered.scales[row.indicator]
        tabled = [one for one in reading.rows if one.key == row.indicator]
        if not adjustment:
            known = (None, row.weight, own, row.effective_weight)
            weights = ((one.weight, one.weight_quote or heading) for one in (*tabled, passage))
            stated = {weight: quote for weight, quote in weights if weight not in known}
            yield from (_weight(title, row, weight or ZERO, quote) for weight, quote in stated.items())
        yield from _conflicting(title, row, claim, tabled)
        if row.status == "not_applicable":
            continue
        if claim is None or claim.points is None:
            if not adjustment:
                zh, en = f"「{title.zh}」没有写自评得分", f"{title.en} carries no claimed score"
                yield _about("claim-absent", "P1", zh, en, row, (heading,) if heading else ())
            continue
        # A claim is made on the weight that the rules see, before anything is shared in proportion.
        scale = entered.scales[row.indicator]
        alone = replace(row, points=row.points / scale, effective_weight=own)
        yield from _against(title, alone, claim, claim.points, row.indicator in moved and own != row.weight, adjustment)


def heading_of(folded: Folded, passage: Passage) -> Quote | None:
    """The heading of a passage as its place; None where it has none of its own."""
    heading = folded.text[passage.start : passage.body].rstrip("\n")
    return folded.quote(passage.start, passage.start + len(heading)) if heading else None


def _conflicting(title: Text, row: Row, claim: Claim | None, tabled: Sequence[ScoreRow]) -> Iterator[Finding]:
    """A score in a table that is another than the one taken, which is that of the text where the text has one."""
    others = [one.claim for one in tabled if claim and one.claim and one.claim.points != claim.points]
    if claim is None or not others:
        return
    said, other = (_points_or_none(one.points) for one in (claim, others[0]))
    zh = f"「{title.zh}」自评得分前后不一：一处写 {said[0]}，评分表写 {other[0]}"
    en = f"{title.en}: the claims disagree: {said[1]} in one place, {other[1]} in a scoring table"
    yield _about(
        "claim-conflicting", "P1", zh, en, row, (*claim.quotes, *(quote for one in others for quote in one.quotes))
    )


def _points_or_none(points: Fraction | None) -> tuple[str, str]:
    return ("不评分", "none") if points is None else (f"{points_text(points)} 分", points_text(points))


def _weight(title: Text, row: Row, weight: Fraction, quote: Quote | None) -> Finding:
    said = points_text(weight)
    zh = f"「{title.zh}」报告写 {said} 分，评分标准为 {points_text(row.weight)} 分"
    en = f"{title.en}: the report says {said} points, the rubric {points_text(row.weight)}"
    return _about("weight-differs", "P1", zh, en, row, (quote,) if quote else ())


def _against(title: Text, row: Row, claim: Claim, points: Fraction, moved: bool, adjustment: bool) -> Iterator[Finding]:
    said, found = points_text(points), points_text(row.points)
    if not adjustment and points > row.effective_weight:
        zh = f"「{title.zh}」自评 {said} 分，超过分值 {points_text(row.effective_weight)} 分"
        en = f"{title.en}: claims {said}, more than its weight {points_text(row.effective_weight)}"
        yield _about("claim-above-weight", "P1", zh, en, row, claim.quotes)
    elif moved and points <= row.weight and row.points > points:
        zh = f"「{title.zh}」有分值调入（有效分值 {points_text(row.effective_weight)} 分），自评只写 {said} 分"
        en = f"{title.en}: weight moved to it ({points_text(row.effective_weight)} now), the claim says {said}"
        yield _about("moved-weight-unwritten", "P2", zh, en, row, claim.quotes)
    elif points > row.points:
        zh, en = f"「{title.zh}」自评 {said} 分，复核 {found} 分", f"{title.en}: claims {said}, recomputed {found}"
        yield _about("claim-too-high", "P1", zh, en, row, claim.quotes)
    elif points < row.points:
        zh, en = f"「{title.zh}」自评 {said} 分，复核 {found} 分", f"{title.en}: claims {said}, recomputed {found}"
        yield _about("claim-too-low", "P2", zh, en, row, claim.quotes)


def _about(code: str, level: Level, zh: str, en: str, row: Row, quotes: tuple[Quote, ...]) -> Finding:
    off = abs((row.claimed if row.claimed is not None else row.points) - row.points)
    return Finding(code, level, Text(zh=zh, en=en), row.indicator, off, quotes)
