"""`youju check`: the figures of a report that must agree, and whether they do (数据勾稽表)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from youju.arithmetic import Relation
from youju.audit import Audit
from youju.audit.record import plain_relation
from youju.audit.words import one_line, printable
from youju.publish.amount import VERDICTS, amount

if TYPE_CHECKING:
    from rich.console import Console

_TEXT = {
    "formula": {"zh": "核查项 / 公式", "en": "what must agree"},
    "computed": {"zh": "计算值", "en": "computed"},
    "stated": {"zh": "报告值", "en": "reported"},
    "difference": {"zh": "差额", "en": "difference"},
    "verdict": {"zh": "判断", "en": "verdict"},
    "place": {"zh": "位置", "en": "place"},
    **VERDICTS,
    "sum": {
        "zh": "共 {all} 处数量关系：不符 {fails}、无法计算 {unknown}、相符 {holds}",
        "en": "{all} relations among figures: {fails} differ, {unknown} cannot be computed, {holds} agree",
    },
    "rest": {"zh": "（相符的没有列出，加 --all 看全部）", "en": " (those that agree are not listed; see --all)"},
}
_HEADS = ("formula", "computed", "stated", "difference", "verdict", "place")
_COLOURS = {"holds": "green", "fails": "red", "unknown": "yellow"}


def asked_relations(audit: Audit, whole: bool) -> tuple[Relation, ...]:
    """The relations that fail or cannot be computed; the whole of them where so asked."""
    return tuple(one for one in audit.relations if whole or one.verdict != "holds")


def check_record(audit: Audit, relations: Sequence[Relation]) -> dict[str, Any]:
    """The relations as plain JSON values, as in the record of an audit, with how many there are of each verdict."""
    return {"counts": _counts(audit), "relations": [plain_relation(one) for one in relations]}


def show_relations(console: Console, audit: Audit, relations: Sequence[Relation], lang: str) -> None:
    """Prints the table and how many relations there are of each verdict."""
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in _HEADS:
        numbers = name in ("computed", "stated", "difference")
        table.add_column(_TEXT[name][lang], justify="right" if numbers else "left", overflow="fold")
    for relation in relations:
        verdict, colour = _TEXT[relation.verdict][lang], _COLOURS[relation.verdict]
        cells = [escape(printable(cell)) for cell in _cells(relation, lang)]
        table.add_row(*cells[:4], f"[{colour}]{verdict}[/]", cells[4])
    if relations:
        console.print(table)
    counts = {name: str(count) for name, count in _counts(audit).items()}
    told = _TEXT["sum"][lang].format(**counts, all=len(audit.relations))
    rest = _TEXT["rest"][lang] if len(relations) < len(audit.relations) else ""
    console.print(f"{told}{rest}", markup=False, highlight=False, soft_wrap=True)


def _counts(audit: Audit) -> dict[str, int]:
    return {name: sum(1 for one in audit.relations if one.verdict == name) for name in ("fails", "unknown", "holds")}


def _cells(relation: Relation, lang: str) -> tuple[str, ...]:
    formula, told = (relation.formula_zh, relation.zh) if lang == "zh" else (relation.formula_en, relation.en)

    quote = relation.terms[0].quote if relation.terms else relation.sentence
    return (
        "\n".join(one_line(part) for part in (formula, told) if part),
        amount(relation.computed, relation),
        amount(relation.stated, relation),
        amount(relation.difference, relation),
        quote.where(lang),
    )
