"""The facts of a report, on the screen and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from youju.audit import Audit
from youju.audit.record import plain_quote
from youju.audit.words import one_line, show_fact
from youju.explain.render import MOST_QUOTES
from youju.facts import Fact
from youju.source import plain

if TYPE_CHECKING:
    from rich.console import Console

_STATUS = {
    "settled": {"zh": "一致", "en": "settled"},
    "conflicting": {"zh": "不一", "en": "conflicting"},
    "missing": {"zh": "缺", "en": "missing"},
    "defaulted": {"zh": "约定", "en": "default"},
}
_HEAD = {"zh": ("事实", "取值", "状态", "行", "原文"), "en": ("fact", "value", "status", "line", "quote")}


def show_facts(console: Console, audit: Audit, lang: str) -> None:
    """A table: every fact with its statements, a line each."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in zip(_HEAD[lang], ("left", "right", "left", "right", "left"), strict=True):
        table.add_column(name, justify=justify, overflow="fold")
    for fact in audit.facts.values():
        name = fact.name if lang == "zh" else f"{fact.name}\n{fact.spec.en}"
        lines = [(str(said.quote.line), one_line(said.quote.text)) for said in fact.statements] or [("", "")]
        style = {"conflicting": "red", "missing": "yellow"}.get(fact.status, "")
        more = len(lines) - MOST_QUOTES
        if more > 0:
            lines = [*lines[:MOST_QUOTES], ("", f"…… +{more}")]
        for i, (line, quote) in enumerate(lines):
            first = (name, show_fact(fact, lang), _STATUS[fact.status][lang]) if i == 0 else ("", "", "")
            table.add_row(*(escape(cell) for cell in (*first, line, quote)), style=style)
    console.print(table)


def facts_record(audit: Audit) -> dict[str, Any]:
    """The facts as JSON: values in their unit of display, exact, with every statement at its place."""
    return {"document": audit.document.name, "facts": [_record(fact) for fact in audit.facts.values()]}


def _record(fact: Fact) -> dict[str, Any]:
    def shown(value: Any) -> Any:
        return plain(fact.spec.shown(value))

    return {
        "name": fact.name,
        "en": fact.spec.en,
        "type": fact.spec.type,
        "unit": fact.spec.shown_unit,
        "status": fact.status,
        "value": None if fact.status == "missing" else shown(fact.value),
        "papers": plain(fact.spec.papers),
        "statements": [
            {
                "value": shown(said.value),
                "comparator": said.comparator,
                "decimals": said.decimals,
                "approximate": said.approximate,
                "evidence": said.evidence,
                "quote": plain_quote(said.quote),
                "number": plain_quote(said.number),
                **({"label": plain_quote(said.label)} if said.label else {}),
                **({"stated_unit": plain_quote(said.unit)} if said.unit else {}),
            }
            for said in fact.statements
        ],
    }
