"""The screen of `youju score`: counts, how totals are spread, where points are lost, what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from youju.audit.words import one_line
from youju.cli.terminal import show_line
from youju.population.scores.summary import Scored, Summary, decimals, share

if TYPE_CHECKING:
    from rich.console import Console

WIDEST_BAR = 40
MOST_GROUPS = 20
MOST_RULES = 2
_TEXT = {
    "zh": {
        "head": "有据 · 打分   {rubric}@{digest}   引擎 {engine}",
        "rows": "读 {rows} 行：计分 {scored} 行，不收 {rejected} 行（{cells} 格不对）",
        "absent": "事实表没有、每行都按不知道算的事实：{names}",
        "unused": "没有用到的列：{names}",
        "totals": "总分 平均 {mean} · 最低 {least} · 中位 {median} · 最高 {most}",
        "deciles": "十分位 10%–90%：{deciles}",
        "band": "总分", "count": "部门", "share": "占比", "lost": "失分（每部门平均，多的在前）",
        "indicator": "指标", "mean": "得分", "loss": "失分", "of_weight": "占分值", "losing": "失分部门",
        "undetermined": "判不了", "not_applicable": "不适用", "rules": "定分的规则（部门）",
        "support": "支撑", "points": "每部门得分", "figures": "由数据算出", "printed": "按写出的比率",
        "least_allowed": "判不了，取规则允许的最少", "groups": "各组（平均总分低的在前，{shown}/{all}）", "group": "组",
        "low": "最低", "high": "最高", "mean_total": "平均总分", "none": "（没有写）",
    },
    "en": {
        "head": "youju · scores   {rubric}@{digest}   engine {engine}",
        "rows": "{rows} rows: {scored} scored, {rejected} rejected ({cells} cells)",
        "absent": "facts without a column, unknown in every row: {names}",
        "unused": "columns that nothing reads: {names}",
        "totals": "total: mean {mean}, least {least}, median {median}, most {most}",
        "deciles": "deciles 10% to 90%: {deciles}",
        "band": "total", "count": "rows", "share": "share", "lost": "Points lost (mean of a row, most first)",
        "indicator": "indicator", "mean": "points", "loss": "lost", "of_weight": "of weight", "losing": "losing",
        "undetermined": "undecided", "not_applicable": "n/a", "rules": "deciding rules (rows)",
        "support": "Support", "points": "points of a row", "figures": "from figures", "printed": "from printed rates",
        "least_allowed": "undecided: the least allowed", "groups": "Groups (lowest mean first, {shown} of {all})",
        "group": "group",
        "low": "least", "high": "most", "mean_total": "mean", "none": "(not told)",
    },
}  # fmt: skip


def told(console: Console, summary: Summary, lang: str) -> None:
    """Shows a summary; means are rounded to two decimals."""
    say = _TEXT[lang]
    for line in _lines(summary, say):
        show_line(console, line)
    if summary.totals is not None:
        _spread(console, summary, say)
    if summary.indicators:
        _indicators(console, summary, say, lang)
    if summary.support is not None:
        _support(console, summary, say)
    if summary.groups:
        _groups(console, summary, say)


def _lines(summary: Summary, say: dict[str, str]) -> Iterator[str]:
    counts = summary.counts
    yield say["head"].format(rubric=summary.rubric.id, digest=summary.rubric.digest[:8], engine=summary.engine)
    yield say["rows"].format(rows=counts.rows, scored=counts.scored, rejected=counts.rejected, cells=summary.cells)
    for what, names in (("absent", summary.absent), ("unused", summary.unused)):
        if names:
            yield say[what].format(names="、".join(map(one_line, names)))
    if summary.totals is not None:
        least, *deciles, most = map(decimals, summary.totals.deciles)
        mean = decimals(summary.totals.mean)
        yield say["totals"].format(mean=mean, least=least, median=deciles[4], most=most)
        yield say["deciles"].format(deciles=" ".join(deciles))


def _spread(console: Console, summary: Summary, say: dict[str, str]) -> None:
    assert summary.totals is not None
    bands = summary.totals.bands
    most = max(band.count for band in bands)
    rows = [
        (
            f"{decimals(band.low)}–{decimals(band.high)}",
            str(band.count),
            share(band.count, summary.counts.scored),
            "█" * (band.count * WIDEST_BAR // most),
        )
        for band in bands
    ]
    _table(console, None, (say["band"], say["count"], say["share"], ""), rows, left=(0, 3))


def _indicators(console: Console, summary: Summary, say: dict[str, str], lang: str) -> None:
    rows = summary.counts.scored
    names = ["indicator", "mean"]
    if any(one.judged for one in summary.indicators):
        names += ["loss", "of_weight", "losing", "undetermined", "not_applicable"]
    lines = [_line(one, rows, lang) for one in sorted(summary.indicators, key=_lost, reverse=True)]
    _table(console, say["lost"], [*(say[name] for name in names), say["rules"]], lines, left=(0, len(names)))


def _line(one: Scored, rows: int, lang: str) -> list[str]:
    often = sorted(one.rules.items(), key=lambda item: -item[1])
    rules = "  ".join(f"{rule} {share(count, rows)}" for rule, count in often[:MOST_RULES])
    rules += "  …" if len(often) > MOST_RULES else ""
    title = one_line(one.title.zh if lang == "zh" else one.title.en)
    judged = one.judged
    if judged is None:
        return [title, decimals(one.points / rows), rules]
    told = [share(count, rows) for count in (judged.losing, judged.undetermined, judged.not_applicable)]
    loss = [decimals(judged.lost / rows), share(judged.lost, judged.weight)] if judged.weight else ["—", "—"]
    return [title, decimals(one.points / rows), *loss, *told, rules]


def _lost(one: Scored) -> Fraction:
    return Fraction(0) if one.judged is None else one.judged.lost


def _support(console: Console, summary: Summary, say: dict[str, str]) -> None:
    assert summary.support is not None
    kinds = {
        "figures": summary.support.figures,
        "printed": summary.support.printed,
        "least_allowed": summary.support.least,
    }
    together = sum(kinds.values(), Fraction(0))
    rows = [
        (say[kind], decimals(value / summary.counts.scored), share(value, together)) for kind, value in kinds.items()
    ]
    _table(console, None, (say["support"], say["points"], say["share"]), rows)


def _groups(console: Console, summary: Summary, say: dict[str, str]) -> None:
    lowest = sorted(summary.groups, key=lambda one: one.mean)[:MOST_GROUPS]
    rows = [
        (
            say["none"] if one.name is None else one_line(one.name),
            str(one.rows),
            *map(decimals, (one.mean, one.least, one.most)),
        )
        for one in lowest
    ]
    title = say["groups"].format(shown=len(lowest), all=len(summary.groups))
    _table(console, title, (say["group"], say["count"], say["mean_total"], say["low"], say["high"]), rows)


def _table(
    console: Console, title: str | None, heads: Sequence[str], rows: Iterable[Sequence[str]], left: Sequence[int] = (0,)
) -> None:
    """A table; the columns of `left` are words, the others figures. No markup is obeyed."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for at, head in enumerate(heads):
        table.add_column(head, justify="left" if at in left else "right", no_wrap=at not in left)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
