"""工作底稿: for each indicator the standard, what the report offers, what the check gave, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit import Audit
from youju.audit.record import bases_of
from youju.audit.words import points_text
from youju.explain import why
from youju.explain.tell import long, short
from youju.explain.written import paragraph
from youju.publish.papers.model import Cell, Column, Paper, Row, joined, line, signed
from youju.publish.papers.problems import advice_for, bases_text
from youju.publish.papers.quotes import Span, listed, numbered, quotes_of
from youju.rubric import Indicator

ZERO = Fraction(0)
_COLUMNS = {
    "zh": (
        ("指标", 10), ("评价标准", 18), ("数据来源", 25), ("证据编号", 7), ("核查结果", 19), ("偏差", 5), ("原因", 17),
        ("责任主体", 7), ("评分影响", 9), ("整改建议", 18),
    ),
    "en": (
        ("Indicator", 11), ("Standard", 18), ("Sources", 25), ("Evidence", 8), ("Result", 18), ("Diff.", 6),
        ("Cause", 16), ("Answers for it", 9), ("Effect", 9), ("Advice", 17),
    ),
}  # fmt: skip
_TEXT = {
    "name": {"zh": "工作底稿", "en": "Evidence"},
    "title": {"zh": "部门整体支出绩效自评复核工作底稿", "en": "Working paper of the review"},
    "notes": {
        "zh": "证据编号指报告中的原文，按出现先后编号，各表通用。责任主体由复核人填写。偏差 = 复核得分 − 自评得分。",
        "en": "Numbers of evidence name words of the report in their order, and are the same in all papers. Who is "
        "answerable is for the reviewer to write. Difference = recomputed − claimed.",
    },
    "none": {"zh": "报告中没有找到", "en": "not found in the report"},
    "lost": {"zh": "失 {n} 分", "en": "{n} lost"},
    "risk": {"zh": "存疑 {n} 分", "en": "{n} contradicted"},
    "open": {"zh": "待核实 {n} 分", "en": "{n} to be verified"},
    "nothing": {"zh": "无", "en": "none"},
}
MOST_ADVICE = 2


def evidence(audit: Audit, numbers: Mapping[Span, str], lang: str) -> Paper:
    """The paper of evidence."""
    columns = tuple(
        Column(title, share, "center", "points") if at == 5 else Column(title, share)
        for at, (title, share) in enumerate(_COLUMNS[lang])
    )
    rows = tuple(_row(audit, one, numbers, lang) for one in audit.rubric.indicators.values())
    name, title, note = (_TEXT[key][lang] for key in ("name", "title", "notes"))
    return Paper("evidence", name, title, (note,), columns, rows)


def _row(audit: Audit, indicator: Indicator, numbers: Mapping[Span, str], lang: str) -> Row:
    row, entries = audit.ledger.row(indicator.id), audit.ledger.of(indicator.id)
    quotes, explained = quotes_of(audit, indicator.id), why(audit, indicator.id)
    own = [finding for finding in audit.findings if finding.indicator == indicator.id]
    doubts = [one.text(lang) for one in long(explained) if one.key == "finding"]
    advice = list(dict.fromkeys(advice_for(audit, one, lang) for one in own))
    off: Cell = signed(None if row.claimed is None else row.points - row.claimed)
    return line(
        indicator.title.of(lang),
        bases_text(audit, bases_of(audit.rubric, indicator.id, [entry.rule for entry in entries]), lang),
        listed(quotes, numbers, lang) or _TEXT["none"][lang],
        numbered(quotes, numbers) or "—",
        paragraph(short(explained), lang),
        off,
        "\n".join(dict.fromkeys(doubts)) or _TEXT["nothing"][lang],
        "",
        joined(_effect(audit, indicator, lang), lang) or _TEXT["nothing"][lang],
        "\n".join(advice[:MOST_ADVICE]) or _TEXT["nothing"][lang],
    )


def _effect(audit: Audit, indicator: Indicator, lang: str) -> Iterator[str]:
    row = audit.ledger.row(indicator.id)
    lost = ZERO if indicator.adjustment else row.effective_weight - row.points
    risk = sum((entry.at_risk for entry in audit.ledger.of(indicator.id)), ZERO)
    undecided = row.points if row.support == "missing_input" and not risk else ZERO
    for key, value in (("lost", lost), ("risk", risk), ("open", undecided)):
        if value > 0:
            yield _TEXT[key][lang].format(n=points_text(value))
