"""数据勾稽表: the relations among a report's figures, and the quantities of the rubric against what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.arithmetic import Relation
from youju.audit import Audit
from youju.audit.doubt import printed_fails
from youju.audit.words import show_fact
from youju.explain.margins import unit_of
from youju.facts import Fact
from youju.feel import UNKNOWN, names
from youju.publish.amount import VERDICTS, amount
from youju.publish.code_page import code_page
from youju.publish.papers.measured import let_text, printed, scope_of
from youju.publish.papers.model import MOST_ROWS, Column, Paper, line
from youju.publish.papers.quotes import cut
from youju.publish.tellers import tellers
from youju.rubric import Indicator, Let

_COLUMNS = {
    "zh": (("序号", 4), ("核查项", 22), ("公式 / 来源", 44), ("计算值", 13), ("报告值", 13), ("差额", 10), ("判断", 8)),
    "en": (
        ("No.", 4), ("Checked", 22), ("Formula and source", 44), ("Computed", 13), ("Reported", 13), ("Difference", 10),
        ("Verdict", 10),
    ),
}  # fmt: skip
_TEXT = {
    "name": {"zh": "数据勾稽表", "en": "Arithmetic"},
    "title": {"zh": "部门整体支出绩效自评数据勾稽表", "en": "Whether the figures agree"},
    "notes": {
        "zh": "差额 = 报告值 − 计算值。允许误差：报告所写末位数的半个单位。"
        "先列评分标准所用的比率，再按位置列报告中的数量关系。",
        "en": "Difference = reported − computed. Tolerance: half a unit of the last printed digit. First the "
        "quantities of the rubric, then the relations in the text by place.",
    },
    "rest": {
        "zh": "关系太多，另有 {n} 处没有列出（不符的先列），全部在 audit.json。",
        "en": "{n} more are not listed (those that differ are first); all are in audit.json.",
    },
    **VERDICTS,
    "unprinted": {"zh": "报告未写", "en": "not printed"},
    "none": {"zh": "没有可以核对的数量关系", "en": "no figures to compare"},
    "tiny": {"zh": "不足 0.01 个百分点", "en": "less than 0.01 percentage points"},
    "points": {"zh": " 个百分点", "en": " percentage points"},
}
_KINDS = {
    "sum-differs": {"zh": "合计与分项", "en": "a sum and its parts"},
    "count-differs": {"zh": "数目与列举", "en": "a count and what is listed"},
    "part-exceeds-whole": {"zh": "部分与整体", "en": "a part and its whole"},
    "units-mixed": {"zh": "计量单位", "en": "units"},
    "rate-differs": {"zh": "比率与分子、分母", "en": "a rate and its figures"},
    "growth-differs": {"zh": "增减幅度与两期数", "en": "growth and its base"},
    "difference-differs": {"zh": "增减额与两期数", "en": "a difference and its terms"},
}


def relations(audit: Audit, lang: str) -> Paper:
    """The paper of relations."""
    shown = _shown(audit)
    told = [*_lets(audit, lang), *(_relation(audit, one, lang) for one in shown)]
    rows = tuple(line(str(at), *texts) for at, texts in enumerate(told, 1))
    columns = tuple(
        Column(title, share, "center" if at == 0 or at > 2 else "left")
        for at, (title, share) in enumerate(_COLUMNS[lang])
    )
    rows = rows or (line("", _TEXT["none"][lang], "", "", "", "", ""),)
    name, title, note = (_TEXT[key][lang] for key in ("name", "title", "notes"))
    rest = len(audit.relations) - len(shown)
    notes = (note, *((_TEXT["rest"][lang].format(n=rest),) if rest else ()))
    return Paper("relations", name, title, notes, columns, rows)


def _shown(audit: Audit) -> list[Relation]:
    """The relations to list, by place; of too many first those that fail, then those that cannot be computed."""
    order = ("fails", "unknown", "holds")
    first = sorted(enumerate(audit.relations), key=lambda one: order.index(one[1].verdict))[:MOST_ROWS]
    return [relation for _, relation in sorted(first, key=lambda one: one[0])]


def _lets(audit: Audit, lang: str) -> Iterator[tuple[str, ...]]:
    for indicator in audit.rubric.indicators.values():
        if audit.ledger.row(indicator.id).status != "not_applicable":
            for let in indicator.lets:
                yield _let(audit, indicator, let, lang)


def _let(audit: Audit, indicator: Indicator, let: Let, lang: str) -> tuple[str, ...]:
    """A named quantity: worked out from its figures, beside the rate that the report prints, if any."""
    scope = scope_of(audit, indicator)
    unit = unit_of(let.alternatives[0].expr, scope)
    taken = scope.lets.get(let.name)
    value = taken.value if taken is not None and taken.source == "figures" else UNKNOWN
    text = taken.text if taken is not None else ""
    used = next((one for one in let.alternatives if one.text == text), let.alternatives[0])
    told = tellers(audit.rubric, indicator).tell(used.expr)[0 if lang == "zh" else 1]
    read = sorted(names(used.expr), key=used.text.find)
    figures = "，".join(f"{name} {show_fact(audit.facts[name], lang)}" for name in read if name in audit.facts)
    fact = None if let.stated is None else audit.facts[let.stated]
    shown = _TEXT["unprinted"][lang] if fact is None or fact.value is UNKNOWN else printed(fact, lang)
    off = "—"
    if value is UNKNOWN:
        verdict = "unknown"
    elif fact is None or fact.value is UNKNOWN:
        verdict = "unprinted"
    else:
        verdict = "fails" if printed_fails(let, audit.facts) else "holds"
        off = _difference(fact, value, unit, lang)
    what = f"{indicator.title.of(lang)}：{let.name}" if lang == "zh" else f"{indicator.title.en}: {let.name}"
    return what, f"{let.name} = {told}\n{figures}", let_text(value, unit, lang), shown, off, _TEXT[verdict][lang]


def _difference(fact: Fact, value: object, unit: str, lang: str) -> str:
    """How far the printed rate is from its figures; a bound is at no distance."""
    bound = fact.statement is not None and fact.statement.comparator != "="
    if bound or not isinstance(fact.value, Fraction) or not isinstance(value, Fraction):
        return "—"
    off = fact.value - value
    if unit == "%" and 0 < abs(off) < Fraction(1, 20_000):
        return _TEXT["tiny"][lang]
    text = let_text(off, unit, lang)
    return f"{text.removesuffix('%')}{_TEXT['points'][lang]}" if unit == "%" else text


def _relation(audit: Audit, relation: Relation, lang: str) -> tuple[str, ...]:
    kind = _KINDS.get(relation.code, {}).get(lang) or code_page(relation.code, audit.rubric).title.of(lang)
    formula = relation.formula_zh if lang == "zh" else relation.formula_en
    note = relation.zh if lang == "zh" else relation.en
    source = f"{relation.sentence.where(lang)}「{cut(relation.sentence.text)}」"

    return (
        kind,
        "\n".join(part for part in (formula, source, note) if part),
        amount(relation.computed, relation),
        amount(relation.stated, relation),
        amount(relation.difference, relation),
        _TEXT[relation.verdict][lang],
    )
