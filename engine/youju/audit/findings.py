"""What a reviewer should know, each under a stable code: contradictions, missing inputs, claims that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit.caps import cap_findings
from youju.audit.claimed import claim_findings
from youju.audit.documents import unnumbered_documents
from youju.audit.doubt import Doubt, printed_fails
from youju.audit.enter import Entered
from youju.audit.finding import Finding, with_keys
from youju.audit.projects import unreported_projects
from youju.audit.related import relation_findings
from youju.audit.repeated import repeated_sentences
from youju.audit.sections import section_findings
from youju.audit.standing import standing_findings
from youju.audit.supported import support_findings
from youju.audit.text import text_findings
from youju.audit.totals import total_findings
from youju.audit.weightless import unstated_weights
from youju.audit.words import fill, points_text, show_value
from youju.facts import Fact, Reading
from youju.ledger import Row, Totals
from youju.report import Document, fold
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
    folded = fold(document)
    found = [
        *_remarks(document),
        *doubt_findings(rubric, facts, doubts),
        *_inputs(rubric, facts, entered),
        *_bounds(rubric, facts, entered),
        *claim_findings(folded, rubric, reading, entered),
        *section_findings(folded, rubric, reading, entered),
        *unstated_weights(folded, rubric, reading),
        *cap_findings(rubric, reading, entered, totals),
        *_rates(rubric, facts),
        *standing_findings(rubric, facts, entered),
        *total_findings(rubric, reading, entered, totals),
        *support_findings(rubric, facts, entered),
        *repeated_sentences(folded, rubric, reading, entered),
        *unnumbered_documents(folded, rubric, reading, entered),
        *unreported_projects(folded, rubric.dictionary.support),
        *relation_findings(relations, rubric, facts, entered),
        *text_findings(document, rubric, reading),
    ]
    order = {name: i for i, name in enumerate(rubric.indicators)}
    return with_keys(sorted(found, key=lambda one: (one.level, order.get(one.indicator or "", -1), one.code)))


def doubt_findings(rubric: Rubric, facts: Mapping[str, Fact], doubts: Sequence[Doubt]) -> Iterator[Finding]:
    """A finding for each contradiction, in their order."""
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
        # Only checks may be about no indicator.
        assert doubt.indicator is not None
        title = rubric.indicators[doubt.indicator].title
        names = "、".join(doubt.facts)
        moves = doubt.loss or doubt.gain
        zh = f"「{title.zh}」所用的 {names} 前后说法不一" + ("，影响得分" if moves else "，各种说法得分相同")
        effect = ", and change the score" if moves else "; the score is the same"
        en = f"{title.en}: statements of {names} disagree{effect}"
        level = "P1" if moves else "P2"
        yield Finding(doubt.code, level, Text(zh=zh, en=en), doubt.indicator, doubt.loss, quotes, papers)


def _remarks(document: Document) -> Iterator[Finding]:
    """What the reader of the file noticed; of very many places the first are quoted and the rest counted."""
    for remark in document.remarks:
        quotes = tuple(document.quote(*span) for span in remark.spans[:MOST_QUOTES])
        more = len(remark.spans) - len(quotes)
        zh, en = (f"（另有 {more} 处未列出）", f" ({more} more not listed)") if more else ("", "")
        yield Finding(remark.code, remark.level, Text(zh=remark.zh + zh, en=remark.en + en), None, ZERO, quotes)


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
