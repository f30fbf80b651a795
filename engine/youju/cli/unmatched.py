"""The figures of a report that nothing was read from, on the screen and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from youju.audit import Audit
from youju.audit.record import plain_quote
from youju.audit.words import one_line
from youju.facts import Found, unmatched
from youju.source import plain

if TYPE_CHECKING:
    from rich.console import Console

_HEAD = {"zh": ("位置", "数", "所在的句子"), "en": ("place", "figure", "sentence")}
_NONE = {"zh": "各指标段落里的数都读到了。", "en": "Every figure in the passages of the indicators was read."}
_COUNT = {"zh": "{n} 个数没有读进任何事实或自评。", "en": "{n} figures were read into no fact and no claim."}


def found_in(audit: Audit) -> tuple[Found, ...]:
    """The figures that no statement and no claim of an audit covers."""
    return unmatched(audit.document, audit.reading, audit.rubric.dictionary.claims, audit.rubric.indicators)


def show_unmatched(console: Console, audit: Audit, lang: str) -> None:
    """A table an indicator: the place, the figure, the sentence around it."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    found = found_in(audit)
    for indicator, group in groupby(found, key=lambda one: one.indicator):
        title = audit.rubric.indicators[indicator].title.of(lang)
        table = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, title=escape(title), title_justify="left", title_style="bold"
        )
        for name, justify in zip(_HEAD[lang], ("left", "right", "left"), strict=True):
            table.add_column(name, justify=justify, overflow="fold")
        above = None
        for one in group:
            # Several figures of one sentence: it is printed once.
            sentence = "" if one.sentence == above else one_line(one.sentence.text)
            table.add_row(one.quote.where(lang), escape(one_line(one.quote.text)), escape(sentence))
            above = one.sentence
        console.print(table)
    console.print(_COUNT[lang].format(n=len(found)) if found else _NONE[lang])


def unmatched_record(audit: Audit) -> dict[str, Any]:
    """The same as JSON: exact values in the base unit, with the place of the figure and of its sentence."""
    return {"document": audit.document.name, "unmatched": [_record(one) for one in found_in(audit)]}


def _record(one: Found) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "value": plain(one.quantity.value),
        "kind": one.quantity.kind,
        "measure": one.quantity.measure,
        "comparator": one.quantity.comparator,
        "direction": one.quantity.direction,
        "decimals": one.quantity.decimals,
        "approximate": one.quantity.approximate,
        "quote": plain_quote(one.quote),
        "sentence": plain_quote(one.sentence),
    }
