"""The screen of what-if: totals and indicators side by side, with the reasons below; a table for many scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from youju.audit.words import points_text, printable
from youju.explain.tell.what_if import told_assumptions, told_findings, told_only, told_turned
from youju.explain.what_if import Played, WhatIf

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from youju.audit import Audit
    from youju.ledger import Totals
    from youju.ledger.sentences import Sentence

_TEXT = {
    "now": {"zh": "现在", "en": "now"},
    "then": {"zh": "假设后", "en": "then"},
    "change": {"zh": "变化", "en": "change"},
    "indicator": {"zh": "指标", "en": "indicator"},
    "scenario": {"zh": "情形", "en": "scenario"},
    "recomputed": {"zh": "复核总分", "en": "recomputed"},
    "confirmed": {"zh": "其中可复算", "en": "computed"},
    "low": {"zh": "矛盾全部不利时", "en": "lowest by contradictions"},
    "high": {"zh": "矛盾全部有利时", "en": "highest by contradictions"},
    "lowest": {"zh": "最低", "en": "lowest"},
    "highest": {"zh": "最高", "en": "highest"},
}
_COLOURS = {"what-if.won": "green", "what-if.lost": "red"}


def show_what_if(console: Console, found: WhatIf, lang: str) -> None:
    """Prints the whole answer to one set of assumptions."""
    _print(console, told_assumptions(found), lang)
    console.print(_totals(found.before.ledger.totals, found.after.ledger.totals, lang))
    if found.turned:
        table = _table((_say("indicator", lang), *_columns(lang)))
        for one in found.turned:
            title = found.before.rubric.indicators[one.shift.indicator].title.of(lang)
            _row(table, title, one.shift.before, one.shift.after)
        console.print(table)
    _print(console, told_turned(found), lang)
    _print(console, (*told_findings(found), told_only()), lang)


def show_played(console: Console, audit: Audit, played: Sequence[Played], lang: str) -> None:
    """Prints a table: the totals as they are, and of every scenario, with its indicators whose points differ."""
    heads = ("scenario", "recomputed", "change", "confirmed", "lowest", "highest")
    table = _table(tuple(_say(head, lang) for head in heads))
    now = audit.ledger.totals
    table.add_row(_say("now", lang), *_sums(now, None))
    for one in played:
        table.add_row(_cell(one.scenario.name), *_sums(one.ledger.totals, now.recomputed), style="bold")
        for shift in one.shifts:
            if shift.before != shift.after:
                title = audit.rubric.indicators[shift.indicator].title.of(lang)
                points = f"{points_text(shift.before)} → {points_text(shift.after)}"
                table.add_row(f"  {_cell(title)}", points, _signed(shift.after - shift.before), "", "", "")
    console.print(table)
    _print(console, (told_only(),), lang)


def _totals(before: Totals, after: Totals, lang: str) -> Table:
    table = _table(("", *_columns(lang)))
    for name in ("recomputed", "confirmed", "low", "high"):
        _row(table, _say(name, lang), getattr(before, name), getattr(after, name))
    return table


def _sums(totals: Totals, now: Fraction | None) -> Iterator[str]:
    yield points_text(totals.recomputed)
    yield "" if now is None else _signed(totals.recomputed - now)
    yield from (points_text(value) for value in (totals.confirmed, totals.low, totals.high))


def _table(heads: tuple[str, ...]) -> Table:
    """A table of a name and numbers; names fold where the screen is narrow, numbers never do."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i else "left", no_wrap=bool(i), overflow="fold")
    return table


def _columns(lang: str) -> tuple[str, ...]:
    return tuple(_say(name, lang) for name in ("now", "then", "change"))


def _row(table: Table, name: str, before: Fraction, after: Fraction) -> None:
    style = "green" if after > before else "red" if after < before else None
    table.add_row(_cell(name), points_text(before), points_text(after), _signed(after - before), style=style)


def _signed(change: Fraction) -> str:
    """A change with its sign, so that it can be read without colour; nothing where there is none."""
    return f"+{points_text(change)}" if change > 0 else points_text(change) if change else "—"


def _print(console: Console, sentences: Sequence[Sentence], lang: str) -> None:
    for one in sentences:
        text = printable(f"{'  ' * one.depth}{one.text(lang)}")
        console.print(text, style=_COLOURS.get(one.key), markup=False, highlight=False, soft_wrap=True)


def _cell(text: str) -> str:
    from rich.markup import escape

    return escape(printable(text))


def _say(key: str, lang: str) -> str:
    return _TEXT[key][lang]
