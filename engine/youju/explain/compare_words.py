"""A comparison of two saved audits in words, from their records alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from youju.audit.words import STATUS, TRUST, aside, colon, one_line, points_text, show_value
from youju.explain.compare import Comparison, FactChange, Plain, Saved, Turned
from youju.feel import UNKNOWN
from youju.ledger import Entry, FactLine, Ruled
from youju.ledger.sentences.called import KINDS, MARKS, SUPPORT

_HOLE = re.compile(r"\{([^{}]*)\}")
_TEXT = {
    "before": {"zh": "前", "en": "before"},
    "after": {"zh": "后", "en": "after"},
    "side": {"zh": "{side}：{file}（报告 {report}；评分标准 {title}）", "en": "{side}: {file} ({report}; {title})"},
    "report": {
        "zh": "报告文件不同（SHA-256 不同）。是不是同一个部门、同一年度，记录里看不出，请自行确认",
        "en": "the reports are different files; whether of one department and year, the records do not say",
    },
    "rubric": {
        "zh": "评分标准不同（{one} 与 {other}）：总分不能直接相比；同名的指标和事实照常比较，其余列为只在一边",
        "en": "the rubrics differ ({one} and {other}): totals do not compare; what has one name in both is compared",
    },
    "version": {
        "zh": "同一评分标准，版本不同：{one} 与 {other}；规则的变化也会改变得分",
        "en": "one rubric in two versions, {one} and {other}: rules that changed change points, too",
    },
    "first": {"zh": "最早的版本", "en": "the first version"},
    "since": {"zh": "{day} 起的版本", "en": "the version from {day}"},
    "digest": {"zh": "（规则摘要 {digest}）", "en": " (digest {digest})"},
    "totals": {"zh": "合计", "en": "totals"},
    "claimed": {"zh": "自评", "en": "claimed"},
    "recomputed": {"zh": "复核", "en": "recomputed"},
    "confirmed": {"zh": "其中可复算", "en": "computed"},
    "low": {"zh": "矛盾全部不利时", "en": "lowest by contradictions"},
    "high": {"zh": "矛盾全部有利时", "en": "highest by contradictions"},
    "absent": {"zh": "未写", "en": "absent"},
    "facts": {"zh": "变了的事实（{n}）", "en": "facts that changed ({n})"},
    "unread": {"zh": "未用到", "en": "not read"},
    "quote": {"zh": "「{text}」第 {line} 行", "en": "“{text}” line {line}"},
    "ruled": {"zh": "手工录入，来源：{source}", "en": "by hand, source: {source}"},
    "rulings": {"zh": "审核裁定：增加 {came} 条，不再计入 {gone} 条", "en": "rulings: {came} added, {gone} gone"},
    "won": {"zh": "多得（{n} 项，共 {sum} 分）", "en": "won ({n}, {sum} points)"},
    "lost": {"zh": "少得（{n} 项，共 {sum} 分）", "en": "lost ({n}, {sum} points)"},
    "reargued": {"zh": "分数不变，依据变了（{n} 项）", "en": "the same points, argued otherwise ({n})"},
    "only": {"zh": "（只在{side}）", "en": " (only {side})"},
    "support": {"zh": "支撑：{one} → {other}", "en": "support: {one} → {other}"},
    "basis": {"zh": "依据", "en": "basis"},
    "none": {"zh": "不适用", "en": "n/a"},
    "holds": {"zh": "符合“{when}”，得 {points}", "en": "“{when}” holds: {points}"},
    "weight": {"zh": "分值", "en": "weight"},
}
_DECISIONS = {
    "accept": {"zh": "属实", "en": "accepted"},
    "reject": {"zh": "不实", "en": "rejected"},
    "amend": {"zh": "改为 {value}", "en": "amended to {value}"},
    "mute": {"zh": "不再列出", "en": "muted"},
}
_SUMS = ("claimed", "recomputed", "confirmed", "low", "high")


def compared_lines(found: Comparison, files: tuple[str, str], lang: str) -> Iterator[str]:
    """The lines of a comparison, but for findings; `files` are the names of the two records."""
    for side, file, name in zip((found.before, found.after), files, ("before", "after"), strict=True):
        title, report = _of(side.record["rubric"]["title"], lang), one_line(side.ledger.document)
        yield _say("side", lang, side=_say(name, lang), file=file, report=report, title=title)
    yield from _remarks(found, lang)
    yield from _totals(found, lang)
    if found.facts:
        yield _say("facts", lang, n=len(found.facts))
        yield from (f"  {_fact(one, lang)}" for one in found.facts)
    if found.rulings_gone or found.rulings_came:
        yield _say("rulings", lang, came=len(found.rulings_came), gone=len(found.rulings_gone))
        yield from (f"  + {_ruling(one, found.after, lang)}" for one in found.rulings_came)
        yield from (f"  − {_ruling(one, found.before, lang)}" for one in found.rulings_gone)
    for turn in ("won", "lost", "reargued"):
        yield from _turns(found, turn, lang)


def _remarks(found: Comparison, lang: str) -> Iterator[str]:
    """What must be known before anything is compared."""
    if not found.same_report:
        yield _say("report", lang)
    one, other = found.before, found.after
    if not found.same_rubric:
        yield _say("rubric", lang, one=one.ledger.rubric, other=other.ledger.rubric)
    elif not found.same_rules:
        yield _say("version", lang, one=_version(one, lang), other=_version(other, lang))


def _version(side: Saved, lang: str) -> str:
    begin = side.record["rubric"].get("in_force")
    since = _say("first", lang) if begin is None else _say("since", lang, day=begin)
    return since + _say("digest", lang, digest=side.ledger.rubric_digest[:12])


def _totals(found: Comparison, lang: str) -> Iterator[str]:
    yield _say("totals", lang)
    for name in _SUMS:
        old, new = (getattr(side.ledger.totals, name) for side in (found.before, found.after))
        moved = "" if None in (old, new) or old == new else aside(_signed(new - old), lang)
        yield f"  {_say(name, lang)} {_points(old, lang)} → {_points(new, lang)}{moved}"


def _turns(found: Comparison, turn: str, lang: str) -> Iterator[str]:
    turned = [one for one in found.turned if one.shift.turn == turn]
    if not turned:
        return
    total = sum((one.shift.after - one.shift.before for one in turned), Fraction(0))
    yield _say(turn, lang, n=len(turned), sum=_signed(total))
    for one in turned:
        yield from _turned(found, one, lang)


def _turned(found: Comparison, one: Turned, lang: str) -> Iterator[str]:
    shift, name = one.shift, one.shift.indicator
    only = [
        _say("only", lang, side=_say(word, lang))
        for word, other in (("before", found.after), ("after", found.before))
        if other.line(name) is None
    ]
    points = f"{points_text(shift.before)} → {points_text(shift.after)}"
    if shift.before == shift.after:
        points = points_text(shift.after)
    yield f"  {found.title(name, lang)}{''.join(only)} {points}"
    olds = [*shift.gone, *(old for old, _ in shift.changed)]
    news = [*shift.came, *(new for _, new in shift.changed)]
    yield from (f"    {_say('before', lang)}  {_entry(found.before, entry, lang)}" for entry in olds)
    yield from (f"    {_say('after', lang)}  {_entry(found.after, entry, lang)}" for entry in news)
    if one.support[0] != one.support[1]:
        kinds = (_say("none", lang) if kind is None else SUPPORT[kind][lang] for kind in one.support)
        yield f"    {_say('support', lang, one=next(kinds), other=next(kinds))}"
    if not only:
        yield from (f"    − {_basis(basis, lang)}" for basis in one.basis_gone)
        yield from (f"    + {_basis(basis, lang)}" for basis in one.basis_came)


def _entry(side: Saved, entry: Entry, lang: str) -> str:
    return f"{_signed(entry.points)}  {KINDS[entry.kind][lang]}{colon(lang)}{one_line(_because(side, entry, lang))}"


def _because(side: Saved, entry: Entry, lang: str) -> str:
    """What an entry's rule says for itself; its condition where its words name what the record has no value of."""
    rules = side.record["ledger"]["rules"]
    card = rules["cards"][entry.indicator]
    shared = [one for kind in ("transfers", "caps", "accept") for one in rules["rubric"].get(kind, ())]
    rule = next((one for one in (*card.get("rules", ()), *shared) if one["id"] == entry.rule), None)
    if rule is None:
        return "、".join(entry.facts) or entry.rule
    facts = {line.name: line for line in side.ledger.facts}
    words = None if rule.get("because") is None else _of(rule["because"], lang)
    if words is not None and set(_HOLE.findall(words)) <= set(facts):
        return _HOLE.sub(lambda hole: _value(facts[hole[1]], lang), words)
    if "when" not in rule:
        return _HOLE.sub(lambda hole: hole[1], words or "")
    points = rule["points"].replace("weight", _say("weight", lang)).replace("*", "×")
    return _say("holds", lang, when=rule["when"], points=points)


def _fact(one: FactChange, lang: str) -> str:
    return f"{one.name}{colon(lang)}{_line(one.before, lang)} → {_line(one.after, lang)}"


def _line(line: FactLine | None, lang: str) -> str:
    """A fact's value with its state, and the quote or the paper that gives it."""
    if line is None:
        return _say("unread", lang)
    told = [_value(line, lang)]
    told += [STATUS[line.status][lang]] if line.status not in ("settled", "missing") else []
    told += [TRUST[line.trust][lang]] if line.trust == "low" else []
    if line.ruling is not None:
        return told[0] + aside(_say("ruled", lang, source=one_line(line.ruling.source)), lang)
    said = next((said for said in line.statements if said[0] == line.value), None) or next(iter(line.statements), None)
    quote = "" if said is None else _say("quote", lang, text=one_line(said[1]), line=said[2])
    return f"{_comma(lang).join(told)}{'' if lang == 'zh' else ' '}{quote}".rstrip()


def _value(line: FactLine, lang: str) -> str:
    return show_value(UNKNOWN if line.value is None else line.value, Fraction(1), line.unit, lang)


def _ruling(one: Ruled, side: Saved, lang: str) -> str:
    units = {line.name: line.unit for line in side.ledger.facts}
    about = one.fact or f"{one.code}{f'：{side.title(one.indicator, lang)}' if one.indicator else ''}"
    value = show_value(UNKNOWN if one.value is None else one.value, Fraction(1), units.get(one.fact or "", ""), lang)
    how = _DECISIONS[one.decision][lang].format(value=value)
    signed = aside(_comma(lang).join(filter(None, (one.by, one.day))), lang)
    source = aside(one.source, lang) if one.source else ""
    return one_line(f"{about} {how}{source}{colon(lang)}{one.reason}{signed}")


def _basis(basis: Plain, lang: str) -> str:
    return one_line(f"{_say('basis', lang)}{colon(lang)}〔{MARKS[basis['mark']][lang]}〕{basis['text']}")


def _points(value: Fraction | None, lang: str) -> str:
    return _say("absent", lang) if value is None else points_text(value)


def _signed(value: Fraction) -> str:
    return f"+{points_text(value)}" if value > 0 else points_text(value)


def _comma(lang: str) -> str:
    return "，" if lang == "zh" else ", "


def _of(text: Plain, lang: str) -> str:
    return text[lang]


def _say(key: str, lang: str, **said: Any) -> str:
    return _TEXT[key][lang].format(**said)


def told_findings(findings: Sequence[Plain], lang: str) -> Iterator[str]:
    """The findings that are new, gone or changed, a line each, from their results with `baselineState`."""
    signs = {"new": "+", "absent": "−", "updated": "~"}
    for one in findings:
        if (sign := signs.get(one["baselineState"])) is not None:
            message = one["message"]["text"] if lang == "zh" else one["properties"]["message_en"]
            yield f"  {sign} {one['properties']['level']} {one_line(message)}"
