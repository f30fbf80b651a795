"""The screen of an audit: totals, the tree of scores, the points lost, the doubts, what to ask for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from youju.audit.record import sections
from youju.audit.words import one_line, points_text, printable
from youju.cli.open import Opened
from youju.cli.terminal import show_line
from youju.explain import SUPPORT, losses, weakest
from youju.feel import read_number

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from youju.audit import Audit, On
    from youju.ledger import Row, Totals

_TEXT = {
    "title": {"zh": "有据 · 自评报告审核", "en": "youju · audit of a self-evaluation"},
    "report": {"zh": "报告", "en": "report"},
    "rubric": {"zh": "评分标准", "en": "rubric"},
    "chosen": {
        "zh": "（按报告中写到的 {n} 项指标选定；可用 --rubric 指定）",
        "en": "(chosen by the {n} indicators that the report names; --rubric overrides)",
    },
    "since": {"zh": "{day} 起的版本", "en": "version from {day}"},
    "always": {"zh": "最早的版本", "en": "the first version"},
    "by_year": {
        "zh": "{since}：报告写的是“{quote}”，按 {day} 的规则",
        "en": "{since}: the report says “{quote}”; rules of {day}",
    },
    "by_day": {"zh": "{since}：按 --on {day} 的规则", "en": "{since}: rules of {day}, as asked by --on"},
    "incomplete": {
        "zh": "文件有一部分没有读到（见疑点），下面的分数只对读到的部分成立",
        "en": "a part of the file was not read (see the doubts): the scores hold for the rest only",
    },
    "ruled": {"zh": "其中 {n} 个事实由审核人手工录入", "en": "{n} of the facts were entered by hand"},
    "decided": {"zh": "已计入 {n} 条审核裁定", "en": "{n} rulings of auditors are counted"},
    "before": {
        "zh": "裁定前 复核 {recomputed}｜其中可复算 {confirmed}｜矛盾全部不利时 {low}，有利时 {high}",
        "en": "without rulings: recomputed {recomputed} | computed {confirmed} | {low} to {high}",
    },
    "aside": {"zh": "裁定为不再列出或不成立的疑点：{n} 条", "en": "findings muted or rejected by rulings: {n}"},
    "muted": {"zh": "不再列出", "en": "muted"},
    "rejected": {"zh": "不成立", "en": "rejected"},
    "accepted": {"zh": "（{by} 裁定成立：{reason}）", "en": " (accepted by {by}: {reason})"},
    "damaged": {"zh": "有 {n} 个字节无法辨认", "en": "{n} bytes could not be read"},
    "totals": {
        "zh": "自评 {claimed}｜复核 {recomputed}｜其中可复算 {confirmed}｜矛盾全部不利时 {low}，有利时 {high}",
        "en": "claimed {claimed} | recomputed {recomputed} | computed {confirmed} | {low} to {high} by contradictions",
    },
    "indicator": {"zh": "指标", "en": "indicator"},
    "weight": {"zh": "分值", "en": "weight"},
    "claimed": {"zh": "自评", "en": "claimed"},
    "points": {"zh": "复核", "en": "recomputed"},
    "support": {"zh": "支撑", "en": "support"},
    "total": {"zh": "总分", "en": "total"},
    "absent": {"zh": "未写", "en": "absent"},
    "waived": {"zh": "不考核", "en": "waived"},
    "none": {"zh": "不适用", "en": "n/a"},
    "moved": {"zh": "（原 {n}）", "en": " (was {n})"},
    "lost": {"zh": "失分", "en": "points lost"},
    "nothing": {"zh": "没有失分", "en": "nothing lost"},
    "findings": {"zh": "疑点", "en": "findings"},
    "risk": {"zh": "（涉及 {n} 分）", "en": " ({n} points)"},
    "asserted": {
        "zh": "仅有陈述的指标 {n} 项，共 {points} 分：{titles}",
        "en": "{n} indicators on the report's word alone, {points} points: {titles}",
    },
    "weakest": {"zh": "最薄弱的得分", "en": "the weakest points"},
    "weak": {"zh": "{points} 分  {title}：{reason}", "en": "{points} points  {title}: {reason}"},
    "see": {"zh": "　资料：{papers}", "en": "  papers: {papers}"},
    "ask": {"zh": "需要补充的资料", "en": "papers to ask for"},
    "more_papers": {
        "zh": "还有 {n} 份，见 --out 写出的补充资料清单",
        "en": "{n} more, on the list of papers that --out writes",
    },
    "settles": {"zh": "{paper}（关系 {n} 分：{titles}）", "en": "{paper} ({n} points: {titles})"},
    "next": {
        "zh": "逐项说明：{command} why {report} 指标名称{asked}\n全部事实：{command} facts {report}{asked}",
        "en": "every point explained: {command} why {report} INDICATOR{asked}\n"
        "all facts: {command} facts {report}{asked}",
    },
}
_ASSERTED = "asserted-score"
"""Most reports have many of these; the screen tells them in a line, the record one by one."""
_MOST_WEAK = 5
_MOST_PAPERS = 15
_COLOURS = {
    "computed": "green",
    "documented": "cyan",
    "asserted": "",
    "missing_input": "yellow",
    "contradicted": "red",
}


def show_audit(console: Console, opened: Opened, lang: str, command: str, report: str, asked: str) -> None:
    """Prints the whole screen, once all of it is worked out: nothing partial is ever shown.

    `command`, `report` and `asked` (the options) are what was typed, so that the lines that propose a next command
    can be typed again.
    """
    show_whole(console, opened, lang, _say("next", lang, command=command, report=report, asked=asked))


def show_whole(console: Console, opened: Opened, lang: str, then: str) -> None:
    """The same with other words at its end."""
    with console.capture() as screen:
        _whole(console, opened, lang)
        _print(console, "")
        _print(console, then, style="dim")
    console.file.write(screen.get())


def _whole(console: Console, opened: Opened, lang: str) -> None:
    audit = opened.audit
    _head(console, opened, lang)
    console.print(_tree(audit, lang))
    _section(console, "lost", list(_lost(audit, lang)) or [f"  {_say('nothing', lang)}"], lang)
    _section(console, "findings", list(_findings(audit, lang)), lang)
    _set_aside(console, audit, lang)
    _section(console, "weakest", list(_weakest(audit, lang)), lang)
    _section(console, "ask", list(_papers(audit, lang)), lang)


def _print(console: Console, text: str, style: str = "") -> None:
    """A line as it is: no markup, nothing obeyed that a report or a card may hold, broken by the terminal alone."""
    show_line(console, printable(text), style)


def _cell(text: str) -> str:
    from rich.markup import escape

    return escape(printable(text))


def _say(key: str, lang: str, **values: str) -> str:
    return _TEXT[key][lang].format(**values)


def _n(value: Fraction | None, lang: str) -> str:
    return _say("absent", lang) if value is None else points_text(value)


def _head(console: Console, opened: Opened, lang: str) -> None:
    audit, totals = opened.audit, opened.audit.ledger.totals
    console.print(_say("title", lang), style="bold", highlight=False)
    _print(console, f"{_say('report', lang)}  {one_line(audit.document.name)}")
    chosen = "" if opened.named is None else _say("chosen", lang, n=str(opened.named))
    title = audit.rubric.spec.title.of(lang)
    _print(console, f"{_say('rubric', lang)}  {audit.rubric.id}  {title}")
    if audit.on is not None:
        _print(console, f"  {_version(audit, audit.on, lang)}", style="dim")
    if chosen:
        _print(console, f"  {chosen}", style="dim")
    if audit.document.damaged:
        console.print(_say("damaged", lang, n=str(audit.document.damaged)), style="yellow")
    if audit.document.incomplete:
        console.print(_say("incomplete", lang), style="yellow")
    if handed := [fact for fact in audit.facts.values() if fact.ruling is not None and not fact.ruling.number]:
        console.print(_say("ruled", lang, n=str(len(handed))), style="cyan")
    if audit.ledger.rulings:
        console.print(_say("decided", lang, n=str(len(audit.ledger.rulings))), style="cyan")
    console.print()
    _print(console, _say("totals", lang, **_amounts(totals, lang)), style="bold")
    if audit.before is not None:
        _print(console, _say("before", lang, **_amounts(audit.before, lang)), style="dim")
    parts = [f"{SUPPORT[kind][lang]} {points_text(value)}" for kind, value in totals.support.items()]
    _print(console, f"{_say('support', lang)}  " + " · ".join(parts))


def _amounts(totals: Totals, lang: str) -> dict[str, str]:
    names = ("claimed", "recomputed", "confirmed", "low", "high")
    return {name: _n(getattr(totals, name), lang) for name in names}


def _version(audit: Audit, on: On, lang: str) -> str:
    """Which version of the rubric it is, and why."""
    begin = audit.rubric.spec.in_force
    since = _say("always", lang) if begin is None else _say("since", lang, day=begin.isoformat())
    if on.year is None:
        return _say("by_day", lang, since=since, day=on.day.isoformat())
    return _say("by_year", lang, since=since, day=on.day.isoformat(), quote=one_line(on.year.text))


def _amount(text: str | None) -> str:
    return "" if text is None else points_text(read_number(text))


def _tree(audit: Audit, lang: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_say("indicator", lang), overflow="fold")
    for name in ("weight", "claimed", "points"):
        table.add_column(_say(name, lang), justify="right", no_wrap=True)
    table.add_column(_say("support", lang), no_wrap=True)
    for section, spec in zip(sections(audit), audit.rubric.spec.sections, strict=True):
        amounts = [_amount(section[name]) for name in ("effective_weight", "claimed", "points")]
        table.add_row(_cell(spec.title.of(lang)), *amounts, "", style="bold")
        for group, inner in zip(section["groups"], spec.groups, strict=True):
            if len(inner.indicators) > 1:
                weight, points = _amount(group["effective_weight"]), _amount(group["points"])
                table.add_row(f"  {_cell(inner.title.of(lang))}", weight, "", points, "", style="dim")
            for name in inner.indicators:
                table.add_row(*_row(audit, audit.ledger.row(name), lang, "    " if len(inner.indicators) > 1 else "  "))
    for indicator in audit.rubric.indicators.values():
        if indicator.adjustment:
            table.add_row(*_row(audit, audit.ledger.row(indicator.id), lang, ""))
    for entry in audit.ledger.entries:
        if entry.cuts_total:
            cap = next(cap for cap in audit.rubric.caps if cap.id == entry.rule)
            table.add_row(_cell(cap.because.of(lang)), "", "", points_text(entry.points), "")
    totals = audit.ledger.totals
    amounts = (points_text(audit.ledger.total), _n(totals.claimed, lang), points_text(totals.recomputed))
    table.add_section()
    table.add_row(_say("total", lang), *amounts, "", style="bold")
    return table


def _row(audit: Audit, row: Row, lang: str, indent: str) -> tuple[str, str, str, str, str]:
    indicator = audit.rubric.indicators[row.indicator]
    weight = "" if indicator.adjustment else points_text(row.effective_weight)
    if not indicator.adjustment and row.effective_weight != row.weight:
        weight += _say("moved", lang, n=points_text(row.weight))
    claimed = _say("waived", lang) if row.claim_kind == "waived" else _n(row.claimed, lang)
    title = f"{indent}{_cell(indicator.title.of(lang))}"
    if row.support is None:
        return title, weight, claimed, _say("none", lang), ""
    colour = _COLOURS[row.support]
    support = SUPPORT[row.support][lang]
    shown = f"[{colour}]{support}[/]" if colour else support
    points = points_text(row.points)
    short = not indicator.adjustment and row.points < row.effective_weight
    return title, weight, claimed, f"[bold red]{points}[/]" if short else points, shown


def _section(console: Console, key: str, lines: list[str], lang: str) -> None:
    if lines:
        console.print()
        console.print(_say(key, lang), style="bold")
        for line in lines:
            _print(console, line)


def _lost(audit: Audit, lang: str) -> Iterator[str]:
    for row in audit.ledger.rows:
        for loss in losses(audit, row.indicator):
            title = audit.rubric.indicators[row.indicator].title.of(lang)
            yield f"  {points_text(-loss.points)}  {title}{'：' if lang == 'zh' else ': '}{loss.because.of(lang)}"
    for entry in audit.ledger.entries:
        if entry.kind == "cap":
            cap = next(cap for cap in audit.rubric.caps if cap.id == entry.rule)
            yield f"  {points_text(entry.points)}  {cap.because.of(lang)}"


def _findings(audit: Audit, lang: str) -> Iterator[str]:
    told_as_one = [one for one in audit.findings if one.code == _ASSERTED and one.ruling is None]
    for finding in audit.findings:
        if finding in told_as_one:
            continue
        risk = _say("risk", lang, n=points_text(finding.points_at_risk)) if finding.points_at_risk else ""
        said = (finding.ruling and _say("accepted", lang, by=finding.ruling.by, reason=finding.ruling.reason)) or ""
        yield f"  {finding.level} {finding.message.of(lang)}{risk}{said}  [{finding.code}]"
        for quote in finding.quotes[:3]:
            yield f"       {quote.where(lang)} 「{one_line(quote.text)}」"
    if told_as_one:
        names = [audit.rubric.indicators[one.indicator].title.of(lang) for one in told_as_one if one.indicator]
        points = points_text(sum((one.points_at_risk for one in told_as_one), Fraction(0)))
        titles = ("、" if lang == "zh" else ", ").join(names)
        said = _say("asserted", lang, n=str(len(names)), points=points, titles=titles)
        yield f"  {told_as_one[0].level} {said}  [{_ASSERTED}]"


def _weakest(audit: Audit, lang: str) -> Iterator[str]:
    """The points that stand on least, with the papers that would settle them."""
    for one in weakest(audit)[:_MOST_WEAK]:
        said = _say("weak", lang, points=points_text(one.points), title=one.title.of(lang), reason=one.reason.of(lang))
        yield f"  · {said}" + (_say("see", lang, papers="、".join(one.papers)) if one.papers else "")


def _set_aside(console: Console, audit: Audit, lang: str) -> None:
    """The findings that rulings took off the list: counted, each with who decided so and why."""
    if not audit.set_aside:
        return
    console.print()
    console.print(_say("aside", lang, n=str(len(audit.set_aside))), style="bold")
    for finding in audit.set_aside:
        assert finding.ruling is not None, "set aside by a ruling"
        how = _say("muted" if finding.ruling.decision == "mute" else "rejected", lang)
        why = f"{finding.ruling.by}：{finding.ruling.reason}"
        _print(console, f"  {how}  {finding.level} {finding.message.of(lang)}  [{finding.code}]　{why}")


def _papers(audit: Audit, lang: str) -> Iterator[str]:
    """The papers that would settle most points, first; of many the rest is counted, and stands in the workpapers."""
    points: dict[str, Fraction] = {}
    titles: dict[str, dict[str, None]] = {}
    for finding in audit.findings:
        if finding.indicator is None:
            continue
        for paper in finding.papers:
            points[paper] = points.get(paper, Fraction(0)) + finding.points_at_risk
            titles.setdefault(paper, {})[audit.rubric.indicators[finding.indicator].title.of(lang)] = None
    ranked = sorted(points, key=lambda one: (-points[one], one))
    for paper in ranked[:_MOST_PAPERS]:
        yield "  · " + _say("settles", lang, paper=paper, n=points_text(points[paper]), titles="、".join(titles[paper]))
    if len(ranked) > _MOST_PAPERS:
        yield "  · " + _say("more_papers", lang, n=str(len(ranked) - _MOST_PAPERS))
