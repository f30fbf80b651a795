"""The words of a node, in one language: a head, what it says, marks for what a reader must not miss."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from youju.audit import Audit
from youju.audit.words import points_text, show_fact, show_value
from youju.explain import KINDS, SUPPORT, because_of
from youju.explain.because import as_text, of_rule
from youju.explain.said import slots_of
from youju.facts import Fact, Statement
from youju.ledger import Entry, Row
from youju.rubric import Rule
from youju.structs import Struct

if TYPE_CHECKING:
    from youju.audit.graph import Node

_TEXT: Mapping[str, Mapping[str, str]] = {
    "document": {"zh": "报告", "en": "report"},
    "points": {"zh": "{n} 分", "en": "{n} points"},
    "of": {"zh": "{n} / {of} 分", "en": "{n} of {of}"},
    "lost": {"zh": "失 {n} 分", "en": "{n} lost"},
    "risk": {"zh": "{n} 分存疑", "en": "{n} in doubt"},
    "claimed": {"zh": "自评 {n}", "en": "claimed {n}"},
    "moved": {"zh": "原分值 {n}", "en": "weight was {n}"},
    "unmet": {"zh": "不成立", "en": "not met"},
    "doubt": {"zh": "疑点", "en": "doubt"},
    "missing": {"zh": "缺", "en": "missing"},
    "not_found": {"zh": "报告中没有找到", "en": "not found in the report"},
    "conflicting": {"zh": "说法不一", "en": "statements disagree"},
    "defaulted": {"zh": "按约定取值", "en": "by convention"},
    "ruled": {"zh": "手工录入", "en": "entered by hand"},
    "undetermined": {"zh": "无法判定", "en": "undetermined"},
    "not_applicable": {"zh": "不适用", "en": "not applicable"},
    "others_section": {"zh": "其他 {n} 项指标", "en": "{n} other indicators"},
    "others_total": {"zh": "其余 {n} 项指标", "en": "the other {n} indicators"},
    "total": {"zh": "合计", "en": "total"},
}
_SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
_ABOUT = {"zh": "约 ", "en": "about "}


class Label(Struct):
    """The words of a node, whole: `head` names it, `body` says it (`quoted`: in somebody else's words).

    `marks` are what a reader must not miss, `notes` what is good to know.
    """

    head: str
    body: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quoted: bool = False


def say(key: str, lang: str, **values: str) -> str:
    """A fixed wording with its values."""
    return _TEXT[key][lang].format(**values)


def label(audit: Audit, node: Node, value: Any, lang: str) -> Label:
    """The words of a node of an audit's graph, or of a part of it."""
    kind, key = node
    if kind == "document":
        return Label(f"{say('document', lang)} {value.name}")
    if kind == "span":
        return Label(value.where(lang), value.text, quoted=True)
    if kind == "ruling":
        return Label(say("ruled", lang), f"{value.source}　{value.note}".rstrip("　"), quoted=True)
    if kind == "statement":
        return Label(_stated(audit, value, lang))
    if kind == "fact":
        return _fact(value, lang)
    if kind == "firing":
        return _firing(audit, key, lang)
    if kind == "unmet":
        return _unmet(audit, key.partition(":")[0], value, lang)
    if kind == "doubt":
        return _doubt(audit, value, lang)
    if kind == "entry":
        return _entry(value, lang)
    return _sum(audit, node, value, lang)


def _stated(audit: Audit, statement: Statement, lang: str) -> str:
    spec = audit.facts[statement.fact].spec
    about = _ABOUT[lang] if statement.approximate and statement.comparator == "=" else ""
    sign = _SIGNS.get(statement.comparator, f"{statement.comparator} ")
    return f"{about}{sign}{show_value(statement.value, spec.scale, spec.shown_unit, lang)}"


def _fact(fact: Fact, lang: str) -> Label:
    name = fact.name if lang == "zh" else fact.spec.en
    if fact.status == "missing":
        return Label(name, say("not_found", lang), (say("missing", lang),))
    marks = () if fact.status == "settled" else (say(fact.status, lang),)
    return Label(name, show_fact(fact, lang), marks)


def _firing(audit: Audit, entry_id: str, lang: str) -> Label:
    entry = next(entry for entry in audit.ledger.entries if entry.id == entry_id)
    return Label(f"{KINDS[entry.kind][lang]} {entry.rule}", because_of(audit, entry).of(lang))


def _unmet(audit: Audit, indicator: str, rule: Rule, lang: str) -> Label:
    head = f"{say('unmet', lang)} {rule.id}"
    return Label(head, as_text(of_rule(slots_of(audit, indicator), rule)).of(lang))


def _doubt(audit: Audit, doubt: Any, lang: str) -> Label:
    """A contradiction in the words of its finding."""
    found = (one for one in audit.findings if (one.code, one.indicator) == (doubt.code, doubt.indicator))
    message = next((one.message.of(lang) for one in found), "")
    risk = (say("risk", lang, n=points_text(doubt.loss)),) if doubt.loss else ()
    return Label(f"{say('doubt', lang)} {doubt.code}", message, risk)


def _entry(entry: Entry, lang: str) -> Label:
    sign = "+" if entry.points > 0 else ""
    risk = (say("risk", lang, n=points_text(entry.at_risk)),) if entry.at_risk else ()
    body = "" if entry.kind == "not_applicable" else SUPPORT[entry.support][lang]
    return Label(f"{sign}{say('points', lang, n=points_text(entry.points))}", body, risk)


def _sum(audit: Audit, node: Node, value: Any, lang: str) -> Label:
    kind, key = node
    if kind == "indicator":
        return _indicator(audit, value, lang)
    if kind == "section":
        spec = next(one for one in audit.rubric.spec.sections if one.id == key)
        rows = [row for row in audit.ledger.rows if audit.rubric.indicators[row.indicator].section == key]
        points, weight = (sum(part, Fraction(0)) for part in _columns(rows))
        return Label(spec.title.of(lang), _of(points, weight, lang), _lost(points, weight, lang))
    if kind == "others":
        where = "others_section" if value.beside else "others_total"
        return Label(say(where, lang, n=str(value.count)), _of(value.points, value.weight, lang))
    claimed = () if value.claimed is None else (say("claimed", lang, n=points_text(value.claimed)),)
    lost = _lost(value.recomputed, audit.ledger.total, lang)
    return Label(say("total", lang), _of(value.recomputed, audit.ledger.total, lang), lost, claimed)


def _indicator(audit: Audit, row: Row, lang: str) -> Label:
    title = audit.rubric.indicators[row.indicator].title.of(lang)
    if audit.rubric.indicators[row.indicator].adjustment:
        return Label(title, say("points", lang, n=points_text(row.points)))
    if row.status == "not_applicable":
        return Label(title, say("not_applicable", lang), notes=(say("moved", lang, n=points_text(row.weight)),))
    open_ = (say("undetermined", lang),) if row.status == "undetermined" else ()
    lost = _lost(row.points, row.effective_weight, lang)
    moved = (say("moved", lang, n=points_text(row.weight)),) if row.weight != row.effective_weight else ()
    return Label(title, _of(row.points, row.effective_weight, lang), (*lost, *open_), moved)


def _columns(rows: list[Row]) -> tuple[list[Fraction], list[Fraction]]:
    return [row.points for row in rows], [row.effective_weight for row in rows]


def _of(points: Fraction, weight: Fraction, lang: str) -> str:
    return say("of", lang, n=points_text(points), of=points_text(weight))


def _lost(points: Fraction, weight: Fraction, lang: str) -> tuple[str, ...]:
    return (say("lost", lang, n=points_text(weight - points)),) if points < weight else ()
