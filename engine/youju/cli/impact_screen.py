"""The impact on a table of facts, on the screen: counts, totals, and tables of indicators, rules and counties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from rich.console import Console
from rich.table import Table

from youju.audit.words import one_line, points_text, printable
from youju.cli.terminal import show_line
from youju.population.columns.pair import Pair
from youju.population.moves.counts import Place
from youju.regress.impact import TableImpact, bins_of, rules_text, signed, told_move, told_totals

MOST_ROWS = 10
_TEXT = {
    "head": {
        "zh": "影响：{old} → {new}，{file}，{n} 个部门按两版各算一次",
        "en": "impact: {old} → {new}, {file}, {n} departments scored by both",
    },
    "unread": {"zh": "有 {n} 行没有计分，以下各数不含它们：", "en": "rows not scored, in no figure below: {n}"},
    "only_old": {
        "zh": "只有旧标准能算的（超出新词典的范围）{n} 行",
        "en": "rows that only the old rubric can score, out of the new dictionary's bounds: {n}",
    },
    "only_new": {
        "zh": "只有新标准能算的（超出旧词典的范围）{n} 行",
        "en": "rows that only the new rubric can score, out of the old dictionary's bounds: {n}",
    },
    "code": {"zh": "{code}：{n} 格", "en": "{code}: {n} cells"},
    "cell": {"zh": "第 {row} 行，{id}，{column}：{why}", "en": "row {row}, {id}, {column}: {why}"},
    "none": {"zh": "没有一个部门可算", "en": "there is no department to score"},
    "sums": {
        "zh": "总分升 {up}、降 {down}、不变 {same}；指标得分有变的部门 {moved}",
        "en": "totals: {up} up, {down} down, {same} the same; departments with points that moved: {moved}",
    },
    "opened": {"zh": "规则由判得出变为判不出的部门 {n}", "en": "no longer decided by rules: {n}"},
    "settled": {"zh": "规则由判不出变为判得出的部门 {n}", "en": "now decided by rules: {n}"},
    "lapsed": {"zh": "有指标变为不适用的部门 {n}", "en": "with an indicator that no longer applies: {n}"},
    "same": {"zh": "没有一个部门的得分有变", "en": "no department's points move"},
    "gain": {"zh": "升得最多：{name}（{by}）", "en": "the greatest gain: {name} ({by})"},
    "loss": {"zh": "降得最多：{name}（{by}）", "en": "the greatest loss: {name} ({by})"},
    "sample": {"zh": "逐条说明的部门（{n}/{all}）", "en": "departments explained ({n} of {all})"},
}  # fmt: skip
_TABLES = {
    "changes": {
        "zh": ("总分变化", ("变化", "部门数")),
        "en": ("Differences of totals", ("difference", "departments")),
    },
    "indicators": {
        "zh": ("各项得分（全部部门平均）", ("指标", "旧", "新", "变化")),
        "en": ("Points by indicator (mean of all)", ("indicator", "before", "after", "difference")),
    },
    "ways": {
        "zh": ("哪些指标、由哪条规则到哪条规则", ("指标", "规则", "部门数", "共几分")),
        "en": ("By which rules", ("indicator", "rules", "departments", "points in all")),
    },
    "years": {
        "zh": ("各年度", ("年度", "部门", "升", "降", "共几分")),
        "en": ("By year", ("year", "departments", "up", "down", "points in all")),
    },
    "counties": {
        "zh": ("变动最大的县", ("县", "部门", "升", "降", "共几分")),
        "en": ("The counties that move most", ("county", "departments", "up", "down", "points in all")),
    },
}
_STATES = {"zh": {"undetermined": "判不出", "not_applicable": "不适用"}, "en": {"not_applicable": "not applicable"}}
_MORE = {"zh": "……还有 {n} 行：--json、--out", "en": "and {n} more: --json, --out"}


def show_table_impact(console: Console, impact: TableImpact, lang: str) -> None:
    """All of it, the longest lists cut short and saying so."""
    for line in _counted(impact, lang):
        show_line(console, printable(line))
    if not impact.tally.moved:
        return
    years, counties = ([_place(one) for one in places] for places in (impact.years, impact.counties))
    rows = _changes(impact), _indicators(impact, lang), _ways(impact, lang), years, counties
    for key, listed in zip(_TABLES, rows, strict=True):
        if listed:
            _show(console, key, listed, lang)
    moves = impact.sample.moves
    if moves:
        show_line(console, _say("sample", lang, n=len(moves), all=impact.tally.moved))
    for move in moves:
        for line in told_move(impact.sample, move, lang):
            show_line(console, printable(line))


def _counted(impact: TableImpact, lang: str) -> Iterator[str]:
    tally = impact.tally
    old, new = (f"{one.id}@{one.digest[:12]}" for one in (impact.old, impact.new))
    yield _say("head", lang, old=old, new=new, file=one_line(impact.file), n=tally.rows)
    yield from _rejected(impact, lang)
    if not tally.rows:
        yield _say("none", lang)
        return
    yield _say("sums", lang, up=impact.up, down=impact.down, same=impact.same, moved=tally.moved)
    yield from told_totals(impact.totals, lang)
    for key, count in (("opened", tally.opened), ("settled", tally.settled), ("lapsed", tally.lapsed)):
        if count:
            yield _say(key, lang, n=count)
    if not tally.moved:
        yield _say("same", lang)
    for key, name, end in (("gain", impact.gain, max), ("loss", impact.loss, min)):
        if name is not None:
            yield _say(key, lang, name=one_line(name), by=signed(end(tally.changes)))


def _rejected(impact: TableImpact, lang: str) -> Iterator[str]:
    rejects = impact.rejects
    if rejects.all:
        yield "  " + _say("unread", lang, n=rejects.all)
    for key, count in (("only_old", rejects.only_old), ("only_new", rejects.only_new)):
        if count:
            yield "    " + _say(key, lang, n=count)
    yield from ("    " + _say("code", lang, code=code, n=n) for code, n in rejects.codes.items())
    for cell in rejects.first:
        said = {key: one_line(str(cell[key])) for key in ("row", "id", "column")}
        yield "      " + _say("cell", lang, **said, why=one_line(str(cell[lang])))


def _show(console: Console, key: str, rows: Sequence[Sequence[str]], lang: str) -> None:
    title, heads = _TABLES[key][lang]
    table = Table(title=title, title_justify="left", title_style="bold")
    texts = {heads[0]} | ({heads[1]} if key == "ways" else set[str]())
    for head in heads:
        table.add_column(head, justify="left" if head in texts else "right", overflow="fold")
    for row in rows[:MOST_ROWS]:
        table.add_row(*(printable(cell) for cell in row))
    console.print(table, markup=False)
    if len(rows) > MOST_ROWS:
        show_line(console, _MORE[lang].format(n=len(rows) - MOST_ROWS))


def _changes(impact: TableImpact) -> list[list[str]]:
    """Each difference where they are few, else classes of them."""
    changes = impact.tally.changes
    if len(changes) <= MOST_ROWS:
        return [[signed(change), str(count)] for change, count in changes.items()]
    empty: Mapping[Fraction, int] = {}
    return [[f"[{signed(one.low)}, {signed(one.high)})", str(one.before)] for one in bins_of(changes, empty)]


def _indicators(impact: TableImpact, lang: str) -> list[list[str]]:
    def row(pair: Pair) -> list[str]:
        before, after = impact.sums(pair)
        rows = impact.tally.rows
        means = (_mean(value, rows) for value in (before, after))
        return [impact.title(pair.indicator).of(lang), *map(points_text, means), signed(_mean(after - before, rows))]

    return [row(pair) for pair in impact.tally.turned if len(set(impact.sums(pair))) > 1]


def _ways(impact: TableImpact, lang: str) -> list[list[str]]:
    state: Callable[[str], str] = lambda name: _STATES[lang].get(name, name)  # noqa: E731
    return [
        [
            impact.title(one.indicator).of(lang),
            rules_text(*([state(name) for name in side] for side in (one.before, one.after))),
            str(one.departments),
            signed(one.change),
        ]
        for one in impact.switches
    ]


def _place(one: Place) -> list[str]:
    name = str(one.year) if one.county is None else one_line(one.county)
    return [name, str(one.rows), str(one.up), str(one.down), signed(one.change)]


def _mean(value: Fraction, rows: int) -> Fraction:
    """To four decimals, half away from 0; worked out of exact sums."""
    tens = floor(abs(value) * 10_000 / rows + Fraction(1, 2))
    return Fraction(tens if value >= 0 else -tens, 10_000)


def _say(key: str, lang: str, **said: Any) -> str:
    return _TEXT[key][lang].format(**said)
