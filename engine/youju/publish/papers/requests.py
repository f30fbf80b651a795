"""补充资料清单: which paper would settle which points, those that settle most first."""

from __future__ import annotations

from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import points_text
from youju.publish.papers.model import Column, Paper, Row, line, points

ZERO = Fraction(0)
_COLUMNS = {
    "zh": (
        ("序号", 4), ("资料名称", 24), ("涉及指标（分）", 36), ("涉及分值", 8), ("对应问题", 14), ("提供情况", 12),
        ("备注", 12),
    ),
    "en": (
        ("No.", 4), ("Paper", 24), ("Indicators (points)", 36), ("Points", 8), ("Problems", 14), ("Handed in", 12),
        ("Remarks", 12),
    ),
}  # fmt: skip
_TEXT = {
    "name": {"zh": "补充资料清单", "en": "Papers to ask for"},
    "title": {"zh": "部门整体支出绩效自评复核补充资料清单", "en": "Papers to ask for"},
    "notes": {
        "zh": "按涉及分值从多到少排列；同一指标的分值只计一次，几份资料可能关系到同样的分。"
        "对应问题是问题清单中的序号。提供情况、备注由复核人填写。",
        "en": "Those in question for most points first; an indicator counts once for a paper, and several papers may "
        "be about the same points. Problems are numbers of the list of problems. The last columns are the reviewer's.",
    },
    "none": {"zh": "不需要补充资料", "en": "no papers are needed"},
}


def requests(audit: Audit, lang: str) -> Paper:
    """The paper of what to ask for."""
    columns = tuple(
        Column(title, share, "center", "points") if at == 3 else Column(title, share, "center" if at == 0 else "left")
        for at, (title, share) in enumerate(_COLUMNS[lang])
    )
    rows = tuple(_rows(audit, lang)) or (line("", _TEXT["none"][lang], "", "", "", "", ""),)
    name, title, note = (_TEXT[key][lang] for key in ("name", "title", "notes"))
    return Paper("requests", name, title, (note,), columns, rows)


def settled_by(audit: Audit) -> dict[str, dict[str, Fraction]]:
    """By paper and indicator the points it would settle, the paper that settles most first, then the one for most.

    Several findings of one indicator put the same points in question: the largest of them counts.
    """
    found: dict[str, dict[str, Fraction]] = {}
    for finding in audit.findings:
        for paper in finding.papers:
            of = found.setdefault(paper, {})
            if finding.indicator is not None:
                of[finding.indicator] = max(of.get(finding.indicator, ZERO), finding.points_at_risk)
    return dict(sorted(found.items(), key=lambda one: (-sum(one[1].values(), ZERO), -len(one[1]), one[0])))


def _rows(audit: Audit, lang: str) -> list[Row]:
    rows: list[Row] = []
    for at, (paper, of) in enumerate(settled_by(audit).items(), 1):
        indicators = audit.rubric.indicators
        told = "、".join(f"{indicators[name].title.of(lang)}（{points_text(value)}）" for name, value in of.items())
        about = [str(no) for no, one in enumerate(audit.findings, 1) if paper in one.papers]
        rows.append(line(str(at), paper, told or "—", points(sum(of.values(), ZERO)), "、".join(about), "", ""))
    return rows
