"""What a reviewer should know, each under a stable code: contradictions, missing inputs, claims that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.doubt import Doubt, printed_fails
from youju.audit.enter import Entered
from youju.audit.finding import Finding, with_keys
from youju.audit.related import relation_findings
from youju.audit.standing import standing_findings
from youju.audit.words import fill, points_text, show_value
from youju.facts import Claim, Fact, Reading, ScoreRow
from youju.ledger import Row, Totals
from youju.report import Document, Quote
from youju.rubric import Level, Rubric, Text

ZERO = Fraction(0)
MOST_QUOTES = 200
"""How many places of one remark are quoted."""


def findings_of(
    rubric: Rubric,
    facts: Mapping[str, Fact],
    reading: Reading,
    entered: Entered,
    doubts: Sequence[Doubt],
    totals: Totals,
    document: Document,
    relations: Sequence[Relation] = (),
) -> tuple[Finding, ...]:
    """All findings: gravest first, then by the order of the rubric."""
    found = [
        *_remarks(document),
        *_doubts(rubric, facts, doubts),
        *_inputs(rubric, facts, entered),
        *_bounds(rubric, facts, entered),
        *_claims(rubric, reading, entered, document.incomplete),
        *_rates(rubric, facts),
        *standing_findings(rubric, facts, entered),
        *_total(reading, entered, totals),
        *relation_findings(relations, rubric, facts, entered),
    ]
    order = {name: i for i, name in enumerate(rubric.indicators)}
    return with_keys(sorted(found, key=lambda one: (one.level, order.get(one.indicator or "", -1), one.code)))


def _remarks(document: Document) -> Iterator[Finding]:
    """What the reader of the file noticed; of very many places the first are quoted and the rest counted."""
    for remark in document.remarks:
        quotes = tuple(document.quote(*span) for span in remark.spans[:MOST_QUOTES])
        more = len(remark.spans) - len(quotes)
        zh, en = (f"（另有 {more} 处未列出）", f" ({more} more not listed)") if more else ("", "")
        yield Finding(remark.code, remark.level, Text(zh=remark.zh + zh, en=remark.en + en), None, ZERO, quotes)


def _doubts(rubric: Rubric, facts: Mapping[str, Fact], doubts: Sequence[Doubt]) -> Iterator[Finding]:
    for doubt in doubts:
        quotes = tuple(statement.quote for name in doubt.facts for statement in facts[name].statements)
        papers = tuple(dict.fromkeys(paper for name in doubt.facts for paper in facts[name].spec.papers))
        if doubt.check is not None:
            message = fill(doubt.check.spec.because, facts, {})
            yield Finding(
                doubt.code,
                doubt.check.spec.level,
                message,
                doubt.indicator,
                doubt.loss,
                quotes,
                doubt.check.spec.papers or papers,
            )
            continue
        title = rubric.indicators[doubt.indicator].title
        names = "、".join(doubt.facts)
        moves = doubt.loss or doubt.gain
        zh = f"「{title.zh}」所用的 {names} 前后说法不一" + ("，影响得分" if moves else "，各种说法得分相同")
        effect = ", and change the score" if moves else "; the score is the same"
        en = f"{title.en}: statements of {names} disagree{effect}"
        level = "P1" if moves else "P2"
        yield Finding(doubt.code, level, Text(zh=zh, en=en), doubt.indicator, doubt.loss, quotes, papers)


def _inputs(rubric: Rubric, facts: Mapping[str, Fact], entered: Entered) -> Iterator[Finding]:
    for row in entered.rows:
        lacking = tuple(name for name in entered.missing[row.indicator] if facts[name].status == "missing")
        title = rubric.indicators[row.indicator].title
        if rubric.indicators[row.indicator].adjustment and row.claimed is None and not row.points:
            # A report need not ask for a bonus.
            continue
        if row.status == "undetermined":
            names, points = "、".join(lacking), points_text(row.points)
            # Nothing lacks, and yet nothing is decided: a division by zero.
            zh = f"缺少计分所需的 {names}" if names else "所用的比率无从计算（分母为零）"
            en = f"{names} missing" if names else "its ratio has a denominator of zero"
            zh, en = f"「{title.zh}」{zh}，{points} 分无法核实", f"{title.en}: {en}, {points} points cannot be verified"
            yield _finding("missing-input", "P1", zh, en, row, facts, lacking)
        elif lacking:
            names = "、".join(lacking)
            zh = f"「{title.zh}」没有说明：{names}；暂按自评采信"
            en = f"{title.en}: no word on {names}; the claim is accepted for now"
            yield _finding("unanswered-item", "P2", zh, en, row, facts, lacking)


def _bounds(rubric: Rubric, facts: Mapping[str, Fact], entered: Entered) -> Iterator[Finding]:
    """What no department can have (negative staff, 3000%), at the first indicator that reads it."""
    reading: dict[str, Row] = {}
    for row in entered.rows:
        for name in rubric.indicators[row.indicator].facts:
            reading.setdefault(name, row)
    for name, row in reading.items():
        said, spec = facts[name].outside, facts[name].spec
        if not said:
            continue
        value = show_value(said[0].value, spec.scale, spec.shown_unit)
        least, most = ("" if one is None else one.text for one in (spec.bounds.min, spec.bounds.max))
        title = rubric.indicators[row.indicator].title
        zh = f"「{title.zh}」所用的 {name} 写成 {value}，不在合理范围 [{least}..{most}] 内，没有采用"
        en = f"{title.en}: {name} is stated as {value}, outside [{least}..{most}], and not taken"
        quotes = tuple(one.quote for one in said)
        yield Finding("value-out-of-bounds", "P1", Text(zh=zh, en=en), row.indicator, row.points, quotes, spec.papers)


def _finding(
    code: str, level: Level, zh: str, en: str, row: Row, facts: Mapping[str, Fact], lacking: Sequence[str]
) -> Finding:
    papers = tuple(dict.fromkeys(paper for name in lacking for paper in facts[name].spec.papers))
    return Finding(code, level, Text(zh=zh, en=en), row.indicator, row.points - row.low, (), papers)


def _claims(rubric: Rubric, reading: Reading, entered: Entered, incomplete: bool) -> Iterator[Finding]:
    moved = {entry.indicator for entry in entered.entries if entry.kind == "moved"}
    for row in entered.rows:
        claim, passage = reading.claims.get(row.indicator), reading.passages.get(row.indicator)
        title = rubric.indicators[row.indicator].title
        adjustment = rubric.indicators[row.indicator].adjustment
        if passage is None:
            if not adjustment:
                zh, en = f"报告没有写到「{title.zh}」", f"{title.en} is not in the report"
                if incomplete:
                    zh, en = (
                        f"没有读到「{title.zh}」，可能在没有读的部分",
                        f"{title.en} was not found; it may stand in what was not read",
                    )
                yield _about("indicator-absent", "P1", zh, en, row, ())
            continue
        own = row.effective_weight / entered.scales[row.indicator]
        tabled = [one for one in reading.rows if one.key == row.indicator]
        if not adjustment:
            known = (None, row.weight, own, row.effective_weight)
            stated = {one.weight: one.weight_quote for one in (*tabled, passage) if one.weight not in known}
            yield from (_weight(title, row, weight or ZERO, quote) for weight, quote in stated.items())
        yield from _conflicting(title, row, claim, tabled)
        if row.status == "not_applicable":
            continue
        if claim is None or claim.points is None:
            if not adjustment:
                zh, en = f"「{title.zh}」没有写自评得分", f"{title.en} carries no claimed score"
                yield _about("claim-absent", "P1", zh, en, row, ())
            continue
        # A claim is made on the weight that the rules see, before anything is shared in proportion.
        scale = entered.scales[row.indicator]
        alone = replace(row, points=row.points / scale, effective_weight=own)
        yield from _against(title, alone, claim, claim.points, row.indicator in moved and own != row.weight, adjustment)


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


def _rates(rubric: Rubric, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    declared = {(check.printed.indicator, check.printed.let) for check in rubric.checks if check.printed}
    for indicator in rubric.indicators.values():
        for let in indicator.lets:
            if let.stated is None or (indicator.id, let.name) in declared or not printed_fails(let, facts):
                continue
            zh = f"「{indicator.title.zh}」写出的 {let.stated} 与其数据不符"
            en = f"{indicator.title.en}: the printed {let.stated} does not follow from its figures"
            quotes = tuple(statement.quote for statement in facts[let.stated].statements)
            yield Finding("printed-rate-differs", "P2", Text(zh=zh, en=en), indicator.id, ZERO, quotes)


def _total(reading: Reading, entered: Entered, totals: Totals) -> Iterator[Finding]:
    claims = reading.total_claims
    if not claims:
        zh, en = "报告没有写自评总分", "the report claims no total"
        yield Finding("total-absent", "P1", Text(zh=zh, en=en), None, ZERO, ())
        return
    quotes = tuple(quote for claim in claims for quote in claim.quotes)
    if len(claims) > 1:
        said = "、".join(points_text(claim.points or ZERO) for claim in claims[:5]) + ("……" if len(claims) > 5 else "")
        zh, en = f"报告写了不同的总分：{said}", f"the report claims different totals: {said}"
        yield Finding("total-conflicting", "P0", Text(zh=zh, en=en), None, ZERO, quotes)
    claimed = totals.claimed or ZERO
    if claimed != totals.recomputed:
        zh = f"自评总分 {points_text(claimed)}，复核 {points_text(totals.recomputed)}"
        en = f"claimed {points_text(claimed)} in all, recomputed {points_text(totals.recomputed)}"
        off = abs(claimed - totals.recomputed)
        yield Finding("total-differs", "P0", Text(zh=zh, en=en), None, off, quotes)
    yield from _written(entered, claimed, quotes)


def _written(entered: Entered, claimed: Fraction, quotes: tuple[Quote, ...]) -> Iterator[Finding]:
    """The scores that are written, against the total: what it silently takes for granted."""
    written = sum((row.claimed for row in entered.rows if row.claimed is not None), ZERO)
    if written == claimed:
        return
    absent = sum((row.points for row in entered.rows if row.claimed is None), ZERO)
    moved = sum((entry.points for entry in entered.entries if entry.kind == "moved"), ZERO)
    parts = f"未写得分的指标 {points_text(absent)} 分、调入分值 {points_text(moved)} 分"
    sum_, said, off = points_text(written), points_text(claimed), points_text(claimed - written)
    zh = f"写出的得分合计 {sum_}，与自评总分 {said} 差 {off}（{parts}）"
    en = f"the written scores sum to {sum_}, the claimed total is {said}"
    yield Finding("total-not-sum", "P1", Text(zh=zh, en=en), None, abs(claimed - written), quotes)
