"""The impact as a table: a row a department, a row a way points went, a row for each that was not read."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import StringIO
from unicodedata import normalize

from youju.audit.words import points_text
from youju.publish.papers.model import Column, Figure, Paper, Part, Row, cleaned, line, points, signed
from youju.publish.papers.xlsx import workbook_of
from youju.regress.impact import Impact, Line, Move, Turn, bins_of, rules_text
from youju.regress.impact import signed as signed_text
from youju.source import fraction_text

_TEXT = {
    "title": {"zh": "评分标准改动的影响", "en": "What a change of the rubric does"},
    "departments": {"zh": "部门", "en": "Departments"},
    "ways": {"zh": "规则", "en": "Rules"},
    "unread": {"zh": "没有读到", "en": "Not read"},
    "note": {
        "zh": "旧：{old}；新：{new}。{n} 个部门：升 {up}、降 {down}、不变 {same}；没有读到 {unread} 处。",
        "en": "Old: {old}; new: {new}. {n} departments: {up} up, {down} down, {same} the same; not read: {unread}.",
    },
    "before": {"zh": "旧标准", "en": "Old rubric"},
    "after": {"zh": "新标准", "en": "New rubric"},
    "bins": {"zh": "总分分布：{side}", "en": "Totals: {side}"},
}
_HEADS = {
    "zh": ("部门", "旧", "新", "变化", "变动的指标", "规则（旧 → 新）", "判不出", "来源"),
    "en": (
        "Department",
        "Before",
        "After",
        "Change",
        "Indicators that moved",
        "Rules (old → new)",
        "Undecided",
        "File",
    ),
}
_WAYS = {
    "zh": ("指标", "旧规则", "新规则", "部门数", "合计变化"),
    "en": ("Indicator", "Old rules", "New rules", "Departments", "Change in all"),
}
_UNREAD = {"zh": ("文件", "位置", "代码", "原因"), "en": ("File", "Place", "Code", "Why")}
_OPENED = {"zh": "变为判不出：{title}", "en": "now undecided: {title}"}
_SETTLED = {"zh": "变为判得出：{title}", "en": "now decided: {title}"}
CSV_HEADS = (
    "department", "file", "line", "kind", "before", "after", "change", "indicator", "indicator_before",
    "indicator_after", "rules_before", "rules_after", "status_before", "status_after",
)  # fmt: skip


def table_xlsx(impact: Impact, lang: str = "zh") -> bytes:
    """The .xlsx, the same for the same impact: departments that move first, then the rules, then what was not read."""
    papers = [_departments(impact, lang), _ways(impact, lang)]
    papers += [_unread(impact, lang)] if impact.unread else []
    return workbook_of([cleaned(paper) for paper in papers], lang)


def table_csv(impact: Impact) -> bytes:
    """The .csv for programs: a row for each indicator of a department that differs, one without for each that stays.

    Numbers are exact (`1/3` where decimals never end). A text that a spreadsheet would take for a formula has an
    apostrophe before it. What was not read is no row: the screen and the record tell it.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_HEADS)
    for move in _ordered(impact):
        for turn in move.turns or (None,):
            writer.writerow([*_of_department(move), *_of_turn(turn)])
    return out.getvalue().encode("utf-8-sig")


def _of_department(move: Move) -> list[str]:
    one = move.department
    place = "" if one.line is None else str(one.line)
    sums = [fraction_text(value) for value in (move.before.total, move.after.total, move.change)]
    return [_inert(one.name), _inert(one.file), place, one.kind, *sums]


def _of_turn(turn: Turn | None) -> list[str]:
    if turn is None:
        return [""] * 7
    sides: Sequence[Line | None] = (turn.before, turn.after)
    points_ = ["" if side is None else fraction_text(side.points) for side in sides]
    rules = ["" if side is None else "+".join(side.rules) for side in sides]
    return [turn.indicator, *points_, *rules, *("" if side is None else side.status for side in sides)]


def _inert(text: str) -> str:
    # Full-width signs begin formulas too where people write Chinese.
    return f"'{text}" if normalize("NFKC", text[:1]) in (*"=+-@", "\t", "\r") else text


def _ordered(impact: Impact) -> Iterator[Move]:
    """Those that move, most first, then the others in the order of the corpus."""
    yield from impact.movers
    yield from (move for move in impact.moves if not move.moved)


def _departments(impact: Impact, lang: str) -> Paper:
    shares = (16, 7, 7, 7, 26, 26, 14, 14)
    columns = tuple(_column(title, share) for title, share in zip(_HEADS[lang], shares, strict=True))
    rows = tuple(_row(impact, move, lang) for move in _ordered(impact))
    figures = tuple(_figure(impact, side, lang) for side in ("before", "after")) if impact.moves else ()
    return Paper(
        "impact", _say("departments", lang), _say("title", lang), (_note(impact, lang),), columns, rows, figures
    )


def _column(title: str, share: int) -> Column:
    return Column(title, share, "right", "points") if share == 7 else Column(title, share)


def _row(impact: Impact, move: Move, lang: str) -> Row:
    moved = [_turned(impact, turn, lang) for turn in move.moved]
    rules = [
        rules_text(*(() if side is None else side.rules for side in (turn.before, turn.after))) for turn in move.moved
    ]
    open_ = [
        form[lang].format(title=impact.title(turn.indicator).of(lang))
        for turn in move.turns
        for form, holds in ((_OPENED, turn.opened), (_SETTLED, turn.settled))
        if holds
    ]
    one = move.department
    place = one.file if one.line is None else f"{one.file}:{one.line}"
    sums = points(move.before.total), points(move.after.total), signed(move.change)
    return line(one.name, *sums, "\n".join(moved), "\n".join(rules), "\n".join(open_), place)


def _turned(impact: Impact, turn: Turn, lang: str) -> str:
    title, change = impact.title(turn.indicator).of(lang), signed_text(turn.change)
    return f"{title} {_side(turn.before)} → {_side(turn.after)} ({change})"


def _side(side: Line | None) -> str:
    return "—" if side is None else points_text(side.points)


def _figure(impact: Impact, side: str, lang: str) -> Figure:
    parts = (
        Part(side, one.text, Fraction(one.before if side == "before" else one.after)) for one in bins_of(*impact.totals)
    )
    return Figure(_TEXT["bins"][lang].format(side=_say(side, lang)), "bars", tuple(parts))


def _ways(impact: Impact, lang: str) -> Paper:
    columns = tuple(Column(title, share) for title, share in zip(_WAYS[lang], (26, 26, 26, 10, 10), strict=True))
    rows = tuple(
        line(
            impact.title(one.indicator).of(lang),
            "\n".join(one.before) or "—",
            "\n".join(one.after) or "—",
            points(Fraction(one.departments)),
            signed(one.change),
        )
        for one in impact.switches
    )
    return Paper("rules", _say("ways", lang), _say("title", lang), (_note(impact, lang),), columns, rows)


def _unread(impact: Impact, lang: str) -> Paper:
    columns = tuple(Column(title, share) for title, share in zip(_UNREAD[lang], (24, 16, 18, 50), strict=True))
    rows = tuple(
        line(
            one.file,
            reason.place_zh if lang == "zh" else reason.place_en,
            reason.code,
            reason.zh if lang == "zh" else reason.en,
        )
        for one in impact.unread
        for reason in one.reasons
    )
    return Paper("unread", _say("unread", lang), _say("unread", lang), (_note(impact, lang),), columns, rows)


def _note(impact: Impact, lang: str) -> str:
    old, new = (f"{one.id}@{one.digest[:12]}" for one in (impact.old, impact.new))
    return _TEXT["note"][lang].format(
        old=old, new=new, n=len(impact.moves), up=impact.up, down=impact.down, same=impact.same,
        unread=len(impact.unread),
    )  # fmt: skip


def _say(key: str, lang: str) -> str:
    return _TEXT[key][lang]
