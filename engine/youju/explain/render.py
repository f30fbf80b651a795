"""An explanation in words, Chinese or English: deterministic lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from youju.audit.words import one_line, points_text, printable
from youju.explain.margins import Margin
from youju.explain.why import Evidence, Step, Why
from youju.facts import Statement
from youju.rubric import Basis

SUPPORT = {
    "computed": {"zh": "可复算", "en": "computed"},
    "documented": {"zh": "有文件名目", "en": "documented"},
    "asserted": {"zh": "仅有陈述", "en": "asserted"},
    "missing_input": {"zh": "缺少数据", "en": "missing input"},
    "contradicted": {"zh": "存在矛盾", "en": "contradicted"},
}
STATUS = {
    "scored": {"zh": "已评分", "en": "scored"},
    "undetermined": {"zh": "无法判定", "en": "undetermined"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
}
MARKS = {
    "stated": {"zh": "报告载明", "en": "stated"},
    "elsewhere": {"zh": "他处标准", "en": "published elsewhere"},
    "assumed": {"zh": "本工具假定", "en": "assumed"},
}
KINDS = {
    "rule": {"zh": "规则", "en": "rule"},
    "printed": {"zh": "按写出的比率", "en": "by the printed rate"},
    "moved": {"zh": "调入分值", "en": "on moved weight"},
    "answer": {"zh": "采信自评", "en": "claim accepted"},
    "claim": {"zh": "暂按自评", "en": "by the claim"},
    "unclaimed": {"zh": "无自评", "en": "nothing claimed"},
    "cap": {"zh": "封顶", "en": "cap"},
    "ruling": {"zh": "裁定", "en": "ruling"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
}
_STATES = {
    "missing": {"zh": "报告中没有找到", "en": "not found in the report"},
    "defaulted": {"zh": "报告未提及，按词典约定取值", "en": "not mentioned; the dictionary's default"},
    "conflicting": {"zh": "前后说法不一", "en": "statements disagree"},
}
_TEXT = {
    "head": {"zh": "{title}：得 {points} 分，分值 {weight} 分", "en": "{title}: {points} of {weight}"},
    "bonus": {"zh": "{title}：{points} 分", "en": "{title}: {points}"},
    "claimed": {"zh": "自评 {claimed} 分", "en": "claimed {claimed}"},
    "unclaimed": {"zh": "没有写自评得分", "en": "no score is claimed"},
    "range": {"zh": "可能在 {low} 至 {high} 分之间", "en": "between {low} and {high}"},
    "support": {"zh": "支撑：{support}", "en": "support: {support}"},
    "condition": {"zh": "条件", "en": "condition"},
    "fails": {"zh": " 不成立", "en": " fails"},
    "evidence": {"zh": "证据", "en": "evidence"},
    "says": {"zh": "{where}「{text}」", "en": "{where}: 「{text}」"},
    "unsure": {"zh": "（读得不确定）", "en": " (unsure)"},
    "by_hand": {"zh": "手工录入，来源：{source}", "en": "entered by hand, source: {source}"},
    "by_ruling": {"zh": "{by} 裁定", "en": "ruled by {by}"},
    "overruled": {"zh": "报告所写，不采用：", "en": "the report, overruled: "},
    "more": {"zh": "……共 {n} 处", "en": "… {n} places in all"},
    "papers": {"zh": "可查：{papers}", "en": "look in: {papers}"},
    "basis": {"zh": "依据", "en": "basis"},
    "card": {"zh": "指标依据", "en": "basis of the indicator"},
    "formula": {"zh": "计算", "en": "worked out"},
    "lost": {"zh": "失 {points} 分", "en": "{points} lost"},
    "other": {"zh": "其他说法", "en": "otherwise"},
    "points": {"zh": "得 {points} 分", "en": "{points} points"},
    "reconcile": {"zh": "怎样才对得上", "en": "what would reconcile it"},
    "finding": {"zh": "疑点", "en": "doubt"},
}


# More quotes of one fact than this prove nothing more on a screen; `--json` has all.
MOST_QUOTES = 8


def render(why: Why, lang: str = "zh") -> str:
    """The whole explanation as text, ending without a newline."""
    return "\n".join(printable(line) for line in _lines(why, lang))


def _say(key: str, lang: str, **values: str) -> str:
    return _TEXT[key][lang].format(**values)


def _lines(why: Why, lang: str) -> Iterator[str]:
    yield _head(why, lang)
    for step in why.steps:
        yield from _step(step, lang)
    for basis in why.indicator.basis:
        yield f"  {_say('card', lang)}{_colon(lang)}{basis_text(basis, lang)}"
    for loss in why.losses:
        gaps = ("；" if lang == "zh" else "; ").join(_margin(margin, lang) for margin in loss.margins)
        tail = _aside(gaps, lang) if gaps else ""
        lost = _say("lost", lang, points=points_text(loss.points))
        yield f"▼ {lost}{_colon(lang)}[{loss.rule}] {loss.because.of(lang)}{tail}"
    for other in why.alternatives:
        points = _say("points", lang, points=points_text(other.points))
        yield f"◇ {_say('other', lang)}{_colon(lang)}{other.words.of(lang)} → {points}"
    for words in why.reconciling:
        yield f"◇ {_say('reconcile', lang)}{_colon(lang)}{words.of(lang)}"
    for finding in why.findings:
        yield f"! {_say('finding', lang)} [{finding.level} {finding.code}] {finding.message.of(lang)}"


def _aside(text: str, lang: str) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


def _head(why: Why, lang: str) -> str:
    row, title = why.row, why.indicator.title.of(lang)
    points, weight = points_text(row.points), points_text(row.effective_weight)
    key = "bonus" if why.indicator.adjustment else "head"
    parts = [_say(key, lang, title=title, points=points, weight=weight)]
    if row.claimed is not None:
        parts.append(_say("claimed", lang, claimed=points_text(row.claimed)))
    elif row.status != "not_applicable":
        parts.append(_say("unclaimed", lang))
    parts.append(STATUS[row.status][lang])
    if row.support is not None:
        parts.append(_say("support", lang, support=SUPPORT[row.support][lang]))
    low, high = why.between
    if low != high:
        parts.append(_say("range", lang, low=points_text(low), high=points_text(high)))
    return ("；" if lang == "zh" else "; ").join(parts)


def _step(step: Step, lang: str) -> Iterator[str]:
    entry = step.entry
    amount = f"{'+' if entry.points >= 0 else ''}{points_text(entry.points)}"
    shown = f"  {amount}  {KINDS[entry.kind][lang]} [{entry.rule}] {step.because.of(lang)}"
    if entry.exact != entry.points:
        shown += _aside(f"{points_text(entry.exact)} → {points_text(entry.points)}", lang)
    support = SUPPORT["contradicted" if entry.at_risk else entry.support][lang]
    yield f"{shown}〔{support}〕" if lang == "zh" else f"{shown} [{support}]"
    for margin in step.margins:
        yield f"      {_say('condition', lang)}{_colon(lang)}{_margin(margin, lang)}"
    if step.formula is not None:
        formula = step.formula.replace("weight", "分值" if lang == "zh" else "weight")
        yield f"      {_say('formula', lang)}{_colon(lang)}{formula}"
    for evidence in step.evidence:
        yield from _evidence(evidence, lang)
    for basis in step.basis:
        yield f"      {_say('basis', lang)}{_colon(lang)}{basis_text(basis, lang)}"


def _margin(margin: Margin, lang: str) -> str:
    words = margin.words.of(lang)
    if margin.gap is None:
        return words
    failed = _say("fails", lang) if margin.holds is False else ""
    return f"{words}{failed}{'，' if lang == 'zh' else ', '}{margin.gap.of(lang)}"


def _evidence(evidence: Evidence, lang: str) -> Iterator[str]:
    label = f"      {_say('evidence', lang)}{_colon(lang)}{evidence.name}"
    if evidence.status in _STATES and evidence.ruling is None:
        label += _aside(_STATES[evidence.status][lang], lang)
    for statement in evidence.statements[:MOST_QUOTES]:
        yield f"{label} {_quoted(statement, lang)}"
    if len(evidence.statements) > MOST_QUOTES:
        yield f"{label} {_say('more', lang, n=str(len(evidence.statements)))}"
    if evidence.ruling is not None:
        note = _aside(one_line(evidence.ruling.note), lang) if evidence.ruling.note else ""
        ruling = evidence.ruling
        source = _say("by_hand", lang, source=one_line(ruling.source)) if ruling.source else ""
        if ruling.by:
            source = f"{_say('by_ruling', lang, by=one_line(ruling.by))}{'，' if source else ''}{source}"
        yield f"{label} {evidence.value.of(lang)} {source}{note}"
        for statement in evidence.overruled[:MOST_QUOTES]:
            yield f"{label} {_say('overruled', lang)}{_quoted(statement, lang)}"
    elif not evidence.statements:
        papers = _say("papers", lang, papers="、".join(evidence.papers)) if evidence.papers else ""
        value = f" {evidence.value.of(lang)}" if evidence.status == "defaulted" else ""
        yield f"{label}{value} {papers}".rstrip()


def _quoted(statement: Statement, lang: str) -> str:
    quote = statement.quote
    words = _say("says", lang, where=quote.where(lang), text=one_line(quote.text))
    return words + (_say("unsure", lang) if statement.trust == "low" else "")


def basis_text(basis: Basis, lang: str) -> str:
    """A basis with its mark, so that nobody takes an assumption for the law."""
    mark = MARKS[basis.mark][lang]
    return f"〔{mark}〕{basis.text}" if lang == "zh" else f"[{mark}] {basis.text}"
