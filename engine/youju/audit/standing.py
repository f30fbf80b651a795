"""Facts that are not the report's plain word: values entered by hand, and values read where the reading was unsure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit.enter import Entered
from youju.audit.finding import Finding
from youju.audit.words import show_fact, show_value
from youju.facts import Fact
from youju.feel import UNKNOWN
from youju.rubric import Indicator, Rubric, Text

ZERO = Fraction(0)


def standing_findings(rubric: Rubric, facts: Mapping[str, Fact], entered: Entered) -> Iterator[Finding]:
    """`low-trust-value` for what is unsure, `fact-handed` for what departs from the report; by indicator, then rest."""
    low = [name for name, fact in facts.items() if fact.trust == "low"]
    handed = [name for name, fact in facts.items() if fact.departs]
    unread_low, unread_handed = low, handed
    for indicator in rubric.indicators.values():
        own = [entry for entry in entered.entries if entry.indicator == indicator.id]
        read = {name for entry in own for name in entry.facts}
        if unsure := [facts[name] for name in low if name in read]:
            on_them = {fact.name for fact in unsure}
            points = sum((max(entry.points, ZERO) for entry in own if on_them & set(entry.facts)), ZERO)
            yield _low(unsure, indicator, points)
        if ruled := [facts[name] for name in handed if name in read | set(indicator.facts)]:
            yield _handed(ruled, indicator)
        unread_low = [name for name in unread_low if name not in read]
        unread_handed = [name for name in unread_handed if name not in read | set(indicator.facts)]
    if unread_low:
        yield _low([facts[name] for name in unread_low], None, ZERO)
    if unread_handed:
        yield _handed([facts[name] for name in unread_handed], None)


def _low(found: list[Fact], indicator: Indicator | None, points: Fraction) -> Finding:
    of = _of(indicator)
    zh = f"{of.zh}所用的 {'、'.join(f'{fact.name} {show_fact(fact)}' for fact in found)} 读得不确定，须对照原件"
    values = ", ".join(f"{fact.name} {show_fact(fact, 'en')}" for fact in found)
    en = f"{of.en}: {values} could not be read for certain; compare the original"
    quotes = tuple(said.quote for fact in found for said in fact.statements)
    papers = tuple(dict.fromkeys(paper for fact in found for paper in fact.spec.papers))
    level = "P2" if indicator is None else "P1"
    return Finding("low-trust-value", level, Text(zh=zh, en=en), indicator and indicator.id, points, quotes, papers)


def _handed(found: list[Fact], indicator: Indicator | None) -> Finding:
    of = _of(indicator)
    ruled = all(fact.ruling and fact.ruling.by for fact in found)
    how = Text(zh="审核裁定", en="ruled by an auditor") if ruled else Text(zh="手工录入", en="entered by hand")
    zh = f"{of.zh}用了{how.zh}的 {'；'.join(_against(fact, 'zh') for fact in found)}"
    en = f"{of.en}: {how.en}, {'; '.join(_against(fact, 'en') for fact in found)}"
    quotes = tuple(said.quote for fact in found for said in fact.overruled)
    return Finding("fact-handed", "P2", Text(zh=zh, en=en), indicator and indicator.id, ZERO, quotes)


def _of(indicator: Indicator | None) -> Text:
    if indicator is None:
        return Text(zh="没有计分的事实里", en="facts that no score rests on")
    return Text(zh=f"「{indicator.title.zh}」", en=indicator.title.en)


def _against(fact: Fact, lang: str) -> str:
    """A value with what it departs from, and its source, or who decided it and why."""
    spec = fact.spec
    said = dict.fromkeys(show_value(one.value, spec.scale, spec.shown_unit, lang) for one in fact.overruled)
    said_by, source = fact.ruling and fact.ruling.by, fact.ruling.source if fact.ruling else ""
    value = {"zh": "未知", "en": "unknown"}[lang] if fact.value is UNKNOWN else show_fact(fact, lang)
    if lang == "zh":
        report = f"报告写 {'、'.join(said)}" if said else "报告没有写"
        ground = "；".join(filter(None, [said_by and f"{said_by} 裁定", source and f"来源：{source}"]))
        return f"{fact.name} {value}（{report}；{ground}）"
    report = f"the report says {', '.join(said)}" if said else "not in the report"
    ground = "; ".join(filter(None, [said_by and f"ruled by {said_by}", source and f"source: {source}"]))
    return f"{fact.name} {value} ({report}; {ground})"
