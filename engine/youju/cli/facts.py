"""The facts of a report, on the screen, as JSON, and as a sheet to correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from youju.audit import Audit
from youju.audit.record import plain_quote
from youju.audit.words import STATUS, TRUST, one_line, printable, show_fact
from youju.explain.tell.evidence import MOST_QUOTES
from youju.facts import Fact, Statement
from youju.source import CodedError, plain

if TYPE_CHECKING:
    from rich.console import Console

_HEAD = {
    "zh": ("事实", "取值", "状态", "可信", "位置", "原文"),
    "en": ("fact", "value", "status", "trust", "place", "quote"),
}
_WORDS = {
    "source": {"zh": "来源", "en": "source"},
    "overruled": {"zh": "（不采用）", "en": "(overruled)"},
}


def show_facts(console: Console, audit: Audit, lang: str) -> None:
    """A table: every fact with its statements, a line each."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in zip(_HEAD[lang], ("left", "right", "left", "left", "left", "left"), strict=True):
        table.add_column(name, justify=justify, overflow="fold")
    for fact in audit.facts.values():
        name = fact.name if lang == "zh" else f"{fact.name}\n{fact.spec.en}"
        lines = list(_lines(fact, lang)) or [("", "")]
        style = {"conflicting": "red", "missing": "yellow", "ruled": "cyan"}.get(fact.status, "")
        style = "yellow" if fact.trust == "low" and not style else style
        more = len(lines) - MOST_QUOTES
        if more > 0:
            lines = [*lines[:MOST_QUOTES], ("", f"…… +{more}")]
        head = (name, show_fact(fact, lang), STATUS[fact.status][lang], TRUST[fact.trust][lang])
        for i, (place, quote) in enumerate(lines):
            first = head if i == 0 else ("", "", "", "")
            table.add_row(*(escape(cell) for cell in (*first, place, quote)), style=style)
    console.print(table)


def _lines(fact: Fact, lang: str) -> Iterator[tuple[str, str]]:
    """Place and words: of the ruling, then of every statement."""
    if fact.ruling is not None:
        note = f"　{fact.ruling.note}" if fact.ruling.note else ""
        yield _WORDS["source"][lang], one_line(f"{fact.ruling.source}{note}")
    for said in fact.statements:
        yield said.quote.where(lang), one_line(said.quote.text)
    for said in fact.overruled:
        yield said.quote.where(lang), f"{one_line(said.quote.text)}{_WORDS['overruled'][lang]}"


def write_sheet(file: Path, audit: Audit, force: bool) -> None:
    """Writes the sheet that `--facts` takes back; over another file only where that is asked for."""
    from youju.cli.files import put_new
    from youju.publish.facts_sheet import facts_sheet

    if file.suffix.lower() != ".xlsx":
        raise CodedError("export-form", f"“{file.name}”要以 .xlsx 结尾", f"“{file.name}” must end in .xlsx")
    put_new(file, facts_sheet(audit), force)
    click.echo(printable(f"已写 {len(audit.facts)} 个事实到 {file} / {len(audit.facts)} facts written"))


def facts_record(audit: Audit) -> dict[str, Any]:
    """The facts as JSON: values in their unit of display, exact, with every statement at its place."""
    return {"document": audit.document.name, "facts": [_record(fact) for fact in audit.facts.values()]}


def _record(fact: Fact) -> dict[str, Any]:
    def shown(value: Any) -> Any:
        return plain(fact.spec.shown(value))

    ruling = fact.ruling
    return {
        "name": fact.name,
        "en": fact.spec.en,
        "type": fact.spec.type,
        "unit": fact.spec.shown_unit,
        "status": fact.status,
        "trust": fact.trust,
        "value": None if fact.status == "missing" else shown(fact.value),
        "papers": plain(fact.spec.papers),
        "ruling": None if ruling is None else {"source": ruling.source, "note": ruling.note},
        "statements": [_statement(fact, said) for said in (*fact.statements, *fact.outside)],
        "overruled": [_statement(fact, said) for said in fact.overruled],
    }


def _statement(fact: Fact, said: Statement) -> dict[str, Any]:
    return {
        "value": plain(fact.spec.shown(said.value)),
        "comparator": said.comparator,
        "decimals": said.decimals,
        "approximate": said.approximate,
        "evidence": said.evidence,
        "trust": said.trust,
        "quote": plain_quote(said.quote),
        "number": plain_quote(said.number),
        **({"label": plain_quote(said.label)} if said.label else {}),
        **({"stated_unit": plain_quote(said.unit)} if said.unit else {}),
    }
