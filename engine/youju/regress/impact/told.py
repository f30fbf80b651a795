"""An impact in words: how many move, how totals are spread, by which rules, who moves most and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from youju.audit import Audit, judge
from youju.audit.words import aside, colon, one_line, points_text
from youju.explain.because import because_of
from youju.explain.changes import Shift, changes
from youju.ledger import Entry
from youju.regress.impact.bins import bins_of
from youju.regress.impact.corpus import Material, Unread
from youju.regress.impact.impact import Impact, Move, Switch, summary_of
from youju.rubric import Rubric, Text

MOST_MOVERS, MOST_SWITCHES, MOST_UNREAD = 5, 10, 10
_TEXT = {
    "head": {
        "zh": "影响：{old} → {new}，{n} 个部门按两版各算一次（{kinds}）",
        "en": "impact: {old} → {new}, {n} departments scored by both ({kinds})",
    },
    "sheet": {"zh": "事实表 {n}", "en": "{n} sheets"},
    "row": {"zh": "表中各行 {n}", "en": "{n} rows"},
    "record": {"zh": "审核记录 {n}", "en": "{n} records"},
    "report": {"zh": "报告 {n}", "en": "{n} reports"},
    "beside": {
        "zh": "另有 {n} 个文件属于以上部门（更正表、裁定、导出的底稿），没有另算",
        "en": "{n} more files belong to these (corrections, rulings, exports) and count with them",
    },
    "unread": {
        "zh": "有 {n} 处没有读到，以下各数不含它们：",
        "en": "not read: {n}; no figure below holds them:",
    },
    "more": {"zh": "……还有 {n} 处", "en": "and {n} more"},
    "noted": {"zh": "{n} 个部门读得不全：{code}", "en": "{n} departments are read in part: {code}"},
    "none": {"zh": "没有一个部门可算", "en": "there is no department to score"},
    "sums": {
        "zh": "总分升 {up}、降 {down}、不变 {same}；指标得分有变的部门 {moved}",
        "en": "totals: {up} up, {down} down, {same} the same; departments with points that moved: {moved}",
    },
    "totals": {
        "zh": "{side}  最低 {0}、中位 {1}、平均 {2}、最高 {3}",
        "en": "{side}  least {0}, middle {1}, mean {2}, most {3}",
    },
    "old": {"zh": "旧", "en": "old"},
    "new": {"zh": "新", "en": "new"},
    "bins": {"zh": "总分分布（部门数，旧 → 新）", "en": "totals (departments, old → new)"},
    "opened": {"zh": "规则由判得出变为判不出的部门 {n}：{names}", "en": "no longer decided by rules: {n}: {names}"},
    "settled": {"zh": "规则由判不出变为判得出的部门 {n}：{names}", "en": "now decided by rules: {n}: {names}"},
    "switches": {"zh": "哪些指标、由哪条规则到哪条规则", "en": "by which rules"},
    "switch": {
        "zh": "{title}  {rules}：{n} 个部门，共 {sum} 分",
        "en": "{title}  {rules}: {n} departments, {sum} points",
    },
    "movers": {"zh": "变动最大的部门（{n}/{all}）", "en": "the largest movers ({n} of {all})"},
    "when": {"zh": "条件 {old} → {new}", "en": "condition {old} → {new}"},
    "points": {"zh": "计分 {old} → {new}", "en": "points {old} → {new}"},
    "absent": {"zh": "（没有这项指标）", "en": "(no such indicator)"},
    "same": {"zh": "没有一个部门的得分有变", "en": "no department's points move"},
}  # fmt: skip


def told_impact(impact: Impact, lang: str) -> Iterator[str]:
    """The whole summary, line by line; lines that belong to one above are set in."""
    yield from _head(impact, lang)
    if not impact.moves:
        yield _say("none", lang)
        return
    counts = {"up": impact.up, "down": impact.down, "same": impact.same, "moved": len(impact.movers)}
    yield _say("sums", lang, **counts)
    yield from told_totals(impact.totals, lang)
    for key, moves in (("opened", impact.opened), ("settled", impact.settled)):
        if moves:
            yield _say(key, lang, n=len(moves), names=_names(moves, lang))
    if not impact.movers:
        yield _say("same", lang)
        return
    yield from told_switches(impact.switches, impact.title, lang)
    shown = impact.movers[:MOST_MOVERS]
    yield _say("movers", lang, n=len(shown), all=len(impact.movers))
    for move in shown:
        yield from told_move(impact, move, lang)


def told_totals(totals: Sequence[Mapping[Fraction, int]], lang: str) -> Iterator[str]:
    """How totals are spread before and after."""
    for key, side in zip(("old", "new"), totals, strict=True):
        yield "  " + _TEXT["totals"][lang].format(*map(points_text, summary_of(side)), side=_say(key, lang))
    yield f"  {_say('bins', lang)}"
    for one in bins_of(*totals):
        if one.before or one.after:
            yield f"    {one.text}  {one.before} → {one.after}"


def told_switches(switches: Sequence[Switch], title: Callable[[str], Text], lang: str) -> Iterator[str]:
    """By which rules points moved, those that moved the most."""
    yield _say("switches", lang)
    for one in switches[:MOST_SWITCHES]:
        rules, points = rules_text(one.before, one.after), signed(one.change)
        yield "  " + _say(
            "switch", lang, title=title(one.indicator).of(lang), rules=rules, n=one.departments, sum=points
        )
    if len(switches) > MOST_SWITCHES:
        yield f"  {_say('more', lang, n=len(switches) - MOST_SWITCHES)}"


def told_move(impact: Impact, move: Move, lang: str) -> Iterator[str]:
    """A department: its totals, and every indicator that moved with its entries before and after in words."""
    before, after = points_text(move.before.total), points_text(move.after.total)
    yield f"  {one_line(move.department.name)}  {before} → {after}{aside(signed(move.change), lang)}"
    sides = _judged(impact.old, move.department.before), _judged(impact.new, move.department.after)
    for shift in changes(sides[0].ledger, sides[1].ledger):
        if shift.before != shift.after:
            yield from _shift(impact, shift, sides, lang)


def told_unread(unread: Sequence[Unread], lang: str) -> Iterator[str]:
    """What was not read, a line a reason: the file, the place in it, the code, and why."""
    for one in unread:
        for reason in one.reasons:
            place = reason.place_zh if lang == "zh" else reason.place_en
            why = reason.zh if lang == "zh" else reason.en
            where = f"{one.file} {place}".rstrip()
            yield f"{one_line(where)}{colon(lang)}{reason.code}{colon(lang)}{one_line(why)}"


def rules_text(before: Sequence[str], after: Sequence[str]) -> str:
    """The rules before and after: `at-par → over`; a stroke where there is none."""
    old, new = ("+".join(side) or "—" for side in (before, after))
    return old if old == new else f"{old} → {new}"


def signed(value: Fraction) -> str:
    """A difference of points: `+2`, `-1.5`, `≈+0.89`, `0`."""
    text = points_text(value)
    if value <= 0:
        return text
    return f"≈+{text.removeprefix('≈')}" if text.startswith("≈") else f"+{text}"


def _head(impact: Impact, lang: str) -> Iterator[str]:
    count = Counter(move.department.kind for move in impact.moves)
    kinds = ("、" if lang == "zh" else ", ").join(_say(kind, lang, n=n) for kind, n in count.items())
    old, new = (f"{one.id}@{one.digest[:12]}" for one in (impact.old, impact.new))
    yield _say("head", lang, old=old, new=new, n=len(impact.moves), kinds=kinds or "—")
    if impact.beside:
        yield f"  {_say('beside', lang, n=impact.beside)}"
    noted = Counter(note.code for move in impact.moves for note in move.department.notes)
    yield from (f"  {_say('noted', lang, n=n, code=code)}" for code, n in noted.items())
    if impact.unread:
        yield f"  {_say('unread', lang, n=len(impact.unread))}"
        lines = list(told_unread(impact.unread, lang))
        yield from (f"    {line}" for line in lines[:MOST_UNREAD])
        if len(lines) > MOST_UNREAD:
            yield f"    {_say('more', lang, n=len(lines) - MOST_UNREAD)}"


def _judged(rubric: Rubric, material: Material) -> Audit:
    return judge(material.document, rubric, material.reading, "exact", None, material.rulings)


def _shift(impact: Impact, shift: Shift, sides: tuple[Audit, Audit], lang: str) -> Iterator[str]:
    title = impact.title(shift.indicator).of(lang)
    yield f"    {title}  {points_text(shift.before)} → {points_text(shift.after)}"
    olds = (*shift.gone, *(old for old, _ in shift.changed))
    news = (*shift.came, *(new for _, new in shift.changed))
    for key, audit, entries in (("old", sides[0], olds), ("new", sides[1], news)):
        yield from (f"      {_say(key, lang)} {_entry(audit, entry, lang)}" for entry in entries)
        if shift.indicator not in audit.rubric.indicators:
            yield f"      {_say(key, lang)} {_say('absent', lang)}"
    rules = dict.fromkeys(entry.rule for entry in (*olds, *news))
    yield from (f"      {line}" for rule in rules for line in _rewritten(impact, shift.indicator, rule, lang))


def _entry(audit: Audit, entry: Entry, lang: str) -> str:
    because = because_of(audit, entry).of(lang)
    return f"{signed(entry.points)}  {entry.rule}{colon(lang)}{one_line(because)}"


def _rewritten(impact: Impact, indicator: str, rule: str, lang: str) -> Iterator[str]:
    """How a rule that both rubrics have is written otherwise: the words of its reason may be the same."""
    cards = [one.indicators.get(indicator) for one in (impact.old, impact.new)]
    found = [next((one for one in card.rules if one.id == rule), None) if card else None for card in cards]
    old, new = found
    if old is None or new is None:
        return
    for key, texts in (("when", (old.when.text, new.when.text)), ("points", (old.points.text, new.points.text))):
        if texts[0] != texts[1]:
            yield f"{rule}{colon(lang)}{_say(key, lang, old=one_line(texts[0]), new=one_line(texts[1]))}"


def _names(moves: Sequence[Move], lang: str) -> str:
    shown = [one_line(move.department.name) for move in moves[:MOST_MOVERS]]
    return ("、" if lang == "zh" else ", ").join(shown) + ("……" if len(moves) > len(shown) else "")


def _say(key: str, lang: str, **said: Any) -> str:
    return _TEXT[key][lang].format(**said)
