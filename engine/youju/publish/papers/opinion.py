"""复核意见: the totals, what the points stand on, the main problems, and a verdict that is only proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.audit.words import points_text
from youju.explain import SUPPORT
from youju.ledger.journal import Head
from youju.publish.papers.decided import before_text, rulings_text
from youju.publish.papers.model import Column, Figure, Paper, Part, Row, line
from youju.publish.papers.quotes import cut
from youju.publish.papers.requests import settled_by
from youju.rubric import Level

ZERO = Fraction(0)
_COLUMNS = {"zh": (("事项", 16), ("内容", 74)), "en": (("Item", 18), ("Content", 72))}
_TEXT = {
    "name": {"zh": "复核意见", "en": "Opinion"},
    "title": {"zh": "部门整体支出绩效自评复核意见", "en": "Opinion of the review"},
    "notes": {
        "zh": "本意见由程序按评分标准和报告所列数据拟出，供复核人参考。规则命中只是疑点，见到资料以前不作结论；"
        "没有证据不扣分；部门自己的结论不照抄；结论和签字由复核人作出。",
        "en": "Drafted by a program from the rubric and the report's figures, for the reviewer. That a rule fires is a "
        "doubt until the paper is seen; nothing is deducted without evidence; the department's conclusion is not "
        "copied; conclusion and signature are a person's.",
    },
    "report": {"zh": "被复核报告", "en": "Report"},
    "rubric": {"zh": "评分标准", "en": "Rubric"},
    "verdict": {"zh": "建议结论", "en": "Proposed verdict"},
    "totals": {"zh": "得分", "en": "Scores"},
    "sums": {
        "zh": "自评 {claimed} 分，复核 {recomputed} 分，其中仅由报告数据可复算 {confirmed} 分；"
        "考虑存疑之处，可能在 {low}～{high} 分之间。",
        "en": "Claimed {claimed}, recomputed {recomputed}, of it {confirmed} from figures alone; with what is in doubt "
        "between {low} and {high}.",
    },
    "rulings": {"zh": "审核裁定", "en": "Rulings"},
    "support": {"zh": "得分的支撑", "en": "What the points stand on"},
    "lost": {"zh": "失分", "en": "Points lost"},
    "problems": {"zh": "主要问题", "en": "Main problems"},
    "ask": {"zh": "首先调阅的资料", "en": "Papers to see first"},
    "journal": {"zh": "审计日志", "en": "Journal"},
    "absent": {"zh": "未写", "en": "absent"},
    "none": {"zh": "无", "en": "none"},
    "more": {"zh": "……共 {n} 条，见问题清单", "en": "… {n} in all, see the list of problems"},
    "paper": {"zh": "{paper}（关系 {n} 分）", "en": "{paper} ({n} points)"},
    "opinion": {"zh": "复核人意见", "en": "The reviewer's opinion"},
    "stack": {"zh": "得分按支撑分（分）", "en": "Points by support"},
    "bars": {"zh": "各部分失分（分）", "en": "Points lost by section"},
}
_VERDICTS: Mapping[Level | None, Mapping[str, str]] = {
    "P0": {
        "zh": "建议退回：有致命问题（P0），总分或结论不实，须更正后重报。",
        "en": "Send back: the total or the conclusion is wrong (P0); it must be put right and handed in again.",
    },
    "P1": {
        "zh": "建议有条件通过：有重大疑点（P1），补充资料、核实得分后方可通过。",
        "en": "Pass on conditions: there are major doubts (P1), to be settled by papers first.",
    },
    None: {
        "zh": "建议通过：没有致命和重大的疑点。",
        "en": "Pass: there is no fatal and no major doubt.",
    },
}
_SIGNS = {
    "zh": ("复核人（签字）：", "复核单位（盖章）：", "日期：        年     月     日"),
    "en": ("Reviewer (signature):", "Office (seal):", "Date:"),
}
MOST_PROBLEMS, MOST_PAPERS = 10, 5


def opinion(audit: Audit, lang: str, head: Head | None = None) -> Paper:
    """The paper of the opinion; with the head of the journal that the audit was entered in, so that its end cannot be
    cut off unseen.
    """
    columns = tuple(Column(title, share) for title, share in _COLUMNS[lang])
    name, title, note = (_TEXT[key][lang] for key in ("name", "title", "notes"))
    figures = _support(audit, lang), _lost(audit, lang)
    rows = _rows(audit, lang, figures, head)
    return Paper("opinion", name, title, (note,), columns, rows, figures, _SIGNS[lang], wide=False)


def verdict_of(audit: Audit) -> Level | None:
    """The level that decides the verdict: P0 sends back, P1 passes on conditions, None passes."""
    levels = {finding.level for finding in audit.findings}
    return "P0" if "P0" in levels else "P1" if "P1" in levels else None


def _rows(audit: Audit, lang: str, figures: Sequence[Figure], head: Head | None) -> tuple[Row, ...]:
    totals = audit.ledger.totals
    names = ("recomputed", "confirmed", "low", "high")
    amounts = {name: points_text(getattr(totals, name)) for name in names}
    claimed = _TEXT["absent"][lang] if totals.claimed is None else points_text(totals.claimed)
    sums = _TEXT["sums"][lang].format(claimed=claimed, **amounts)
    support, lost = figures
    told = (
        ("report", cut(audit.document.name)),
        ("rubric", audit.rubric.spec.title.of(lang)),
        ("verdict", _VERDICTS[verdict_of(audit)][lang]),
        ("totals", "\n".join(filter(None, [sums, before_text(audit, lang)]))),
        *((("rulings", decided),) if (decided := rulings_text(audit, lang)) else ()),
        ("support", _parts(support, lang)),
        ("lost", _parts(lost, lang) or _TEXT["none"][lang]),
        ("problems", _problems(audit, lang)),
        ("ask", _papers(audit, lang)),
        *((("journal", head.of(lang)),) if head else ()),
        # Room for a person's hand.
        ("opinion", "\n\n\n"),
    )
    return tuple(line(_TEXT[key][lang], text) for key, text in told)


def _parts(figure: Figure, lang: str) -> str:
    comma = "，" if lang == "zh" else ", "
    return comma.join(f"{part.label} {points_text(part.value)}" for part in figure.parts if part.value)


def _support(audit: Audit, lang: str) -> Figure:
    parts = audit.ledger.totals.support.items()
    title = _TEXT["stack"][lang]
    return Figure(title, "stack", tuple(Part(kind, SUPPORT[kind][lang], value) for kind, value in parts))


def _lost(audit: Audit, lang: str) -> Figure:
    parts: list[Part] = []
    for section in audit.rubric.spec.sections:
        rows = [audit.ledger.row(name) for group in section.groups for name in group.indicators]
        lost = sum((row.effective_weight - row.points for row in rows), ZERO)
        parts.append(Part(section.id, section.title.of(lang), lost))
    return Figure(_TEXT["bars"][lang], "bars", tuple(parts))


def _problems(audit: Audit, lang: str) -> str:
    """The gravest findings, without those of the lowest level."""
    main = [finding for finding in audit.findings if finding.level != "P2"]
    told = [f"{at}. [{one.level}] {cut(one.message.of(lang), 120)}" for at, one in enumerate(main[:MOST_PROBLEMS], 1)]
    more = [_TEXT["more"][lang].format(n=len(main))] if len(main) > MOST_PROBLEMS else []
    return "\n".join([*told, *more]) or _TEXT["none"][lang]


def _papers(audit: Audit, lang: str) -> str:
    first = list(settled_by(audit).items())[:MOST_PAPERS]
    sums = {name: sum(of.values(), ZERO) for name, of in first}
    told = [_TEXT["paper"][lang].format(paper=name, n=points_text(n)) if n else name for name, n in sums.items()]
    return "\n".join(told) or _TEXT["none"][lang]
