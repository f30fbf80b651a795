"""问题清单: a row for each finding, gravest first; the dimension, advice and basis are those of its code's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.words import points_text
from youju.explain import MARKS
from youju.publish.code_page import code_page
from youju.publish.papers.model import MOST_ROWS, Column, Paper, Row, line
from youju.publish.papers.quotes import Span, cut, listed, places
from youju.publish.standing import is_aside, ruled, standing
from youju.rubric import Basis

_COLUMNS = {
    "zh": (
        ("序号", 4), ("等级", 4), ("维度", 8), ("对象", 12), ("位置", 9), ("发现", 17), ("事实及判定", 34),
        ("建议", 19), ("依据", 17),
    ),
    "en": (
        ("No.", 4), ("Level", 5), ("Dimension", 10), ("About", 12), ("Place", 9), ("Found", 17), ("Facts", 33),
        ("Advice", 19), ("Basis", 15),
    ),
}  # fmt: skip
_TEXT = {
    "name": {"zh": "问题清单", "en": "Problems"},
    "title": {"zh": "部门整体支出绩效自评复核问题清单", "en": "What the review found"},
    "notes": {
        "zh": "等级：P0 致命（总分或结论不实），P1 重大（某项得分有误，或缺少计分数据），P2 一般。"
        "共 {all} 条：P0 {p0} 条，P1 {p1} 条，P2 {p2} 条。\n"
        "所列均为疑点，须对照资料、经复核人认定后才成为问题；没有证据不扣分。",
        "en": "Levels: P0 fatal (the total or the conclusion is wrong), P1 major (a score is off, or an input is "
        "missing), P2 general. {all} in all: P0 {p0}, P1 {p1}, P2 {p2}.\n"
        "All are doubts until a reviewer has seen the papers; nothing is deducted without evidence.",
    },
    "whole": {"zh": "整体", "en": "the whole"},
    "risk": {"zh": "涉及 {n} 分。", "en": "{n} points in question."},
    "none": {"zh": "没有发现疑点", "en": "nothing found"},
    "papers": {"zh": "调阅：{papers}", "en": "ask for: {papers}"},
    "ruled": {"zh": "审核裁定 {how}", "en": "Ruling: {how}"},
    "aside": {
        "zh": "另有 {n} 条经审核裁定不成立或不再列出，不计在内，列在表末，等级加括号。",
        "en": "{n} more were rejected or muted by rulings; they do not count, and stand last, their level in brackets.",
    },
    "rest": {"zh": "只列前 {n} 条，全部在 audit.json。", "en": "The first {n} are listed; all are in audit.json."},
}
MOST_BASES = 3


def problems(audit: Audit, numbers: Mapping[Span, str], lang: str) -> Paper:
    """The paper of findings."""
    counts = {level: sum(1 for one in audit.findings if one.level == level) for level in ("P0", "P1", "P2")}
    notes = _TEXT["notes"][lang].format(all=len(audit.findings), p0=counts["P0"], p1=counts["P1"], p2=counts["P2"])
    found = standing(audit)
    if audit.set_aside:
        notes += "\n" + _TEXT["aside"][lang].format(n=len(audit.set_aside))
    if len(found) > MOST_ROWS:
        notes += "\n" + _TEXT["rest"][lang].format(n=MOST_ROWS)
    columns = tuple(
        Column(title, share, "center" if at < 2 else "left") for at, (title, share) in enumerate(_COLUMNS[lang])
    )
    rows = tuple(_row(audit, at, finding, numbers, lang) for at, finding in enumerate(found[:MOST_ROWS], 1))
    rows = rows or (line("", "", "", "", "", _TEXT["none"][lang], "", "", ""),)
    return Paper("problems", _TEXT["name"][lang], _TEXT["title"][lang], tuple(notes.split("\n")), columns, rows)


def bases_text(audit: Audit, bases: Iterable[Basis], lang: str) -> str:
    """Bases with their sources and marks: an assumption is never shown without its mark."""
    told = [_basis(audit, basis, lang) for basis in dict.fromkeys(bases)]
    return "\n".join(told[:MOST_BASES]) + ("……" if len(told) > MOST_BASES else "")


def advice_for(audit: Audit, finding: Finding, lang: str) -> str:
    """What to do about a finding: the advice of its code's page, and the papers that settle it."""
    advice = code_page(finding.code, audit.rubric).advice.of(lang).replace("`", "")
    comma = "、" if lang == "zh" else ", "
    papers = _TEXT["papers"][lang].format(papers=comma.join(finding.papers)) if finding.papers else ""
    # A check without a page of its own advises its papers: once is enough.
    return "\n".join(dict.fromkeys(part for part in (advice, papers) if part))


def _row(audit: Audit, at: int, finding: Finding, numbers: Mapping[Span, str], lang: str) -> Row:
    page = code_page(finding.code, audit.rubric)
    indicator = None if finding.indicator is None else audit.rubric.indicators[finding.indicator]
    about = _TEXT["whole"][lang] if indicator is None else indicator.title.of(lang)
    risk = _TEXT["risk"][lang].format(n=points_text(finding.points_at_risk)) if finding.points_at_risk else ""
    decided = _TEXT["ruled"][lang].format(how=cut(how)) if (how := ruled(finding, lang)) else ""
    facts = [cut(finding.message.of(lang)), risk, decided, listed(finding.quotes, numbers, lang)]
    own = () if indicator is None else indicator.basis
    basis = "\n".join(page.basis) or bases_text(audit, own, lang)
    return line(
        str(at),
        f"({finding.level})" if is_aside(finding) else finding.level,
        page.dimension.of(lang),
        about,
        places(finding.quotes, lang) or "—",
        f"{page.title.of(lang)}\n[{finding.code}]".strip(),
        "\n".join(part for part in facts if part),
        advice_for(audit, finding, lang),
        basis,
    )


def _basis(audit: Audit, basis: Basis, lang: str) -> str:
    source = audit.rubric.spec.sources[basis.source].title.of(lang) if basis.source else ""
    mark = MARKS[basis.mark][lang]
    if lang == "zh":
        return f"{source}{'：' if source else ''}{basis.text}（{mark}）"
    return f"{source}{': ' if source else ''}{basis.text} ({mark})"
