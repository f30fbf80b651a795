"""What-if as plain JSON values: exact numbers as strings, values of facts in their unit of display."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.explain.because import because_of
from youju.explain.changes import Shift
from youju.explain.margins import Margin
from youju.explain.tell.what_if import told_flipped, told_what_if
from youju.explain.what_if import Assumption, Played, Turned, WhatIf
from youju.feel import UNKNOWN, Value
from youju.ledger import Entry, Totals
from youju.source import fraction_text, plain


def what_if_record(found: WhatIf) -> dict[str, Any]:
    """The answer to one set of assumptions, with its words in both languages."""
    told = told_what_if(found)
    return {
        "document": found.before.document.name,
        "assumed": [_assumption(found.before, one) for one in found.assumed],
        "totals": {"before": _totals(found.before.ledger.totals), "after": _totals(found.after.ledger.totals)},
        "indicators": [_turned(found, one) for one in found.turned],
        "findings": {
            "gone": [_finding(one) for one in found.gone],
            "came": [_finding(one) for one in found.came],
            "reworded": [{"before": _finding(old), "after": _finding(new)} for old, new in found.reworded],
        },
        "text": "\n".join(f"{'  ' * one.depth}{one.text('zh')}" for one in told),
        "text_en": "\n".join(f"{'  ' * one.depth}{one.text('en')}" for one in told),
    }


def played_record(audit: Audit, played: Sequence[Played]) -> dict[str, Any]:
    """The totals as they are and of every scenario, each with the indicators whose points differ."""
    return {
        "document": audit.document.name,
        "totals": _totals(audit.ledger.totals),
        "scenarios": [
            {
                "name": one.scenario.name,
                "assumed": [
                    _assumption(audit, Assumption(name, audit.facts[name].value, value))
                    for name, value in one.scenario.assumed.items()
                ],
                "totals": _totals(one.ledger.totals),
                "indicators": [_shift(audit, shift) for shift in one.shifts if shift.before != shift.after],
            }
            for one in played
        ],
    }


def _assumption(audit: Audit, one: Assumption) -> dict[str, Any]:
    spec = audit.facts[one.fact].spec

    def shown(value: Value) -> Any:
        return None if value is UNKNOWN else plain(spec.shown(value))  # pyright: ignore[reportArgumentType] - a fact's

    return {"fact": one.fact, "unit": spec.shown_unit, "before": shown(one.before), "after": shown(one.after)}


def _totals(totals: Totals) -> dict[str, str]:
    return {name: fraction_text(getattr(totals, name)) for name in ("recomputed", "confirmed", "low", "high")}


def _shift(audit: Audit, shift: Shift) -> dict[str, Any]:
    title = audit.rubric.indicators[shift.indicator].title
    return {
        "id": shift.indicator,
        "title": title.zh,
        "title_en": title.en,
        "before": fraction_text(shift.before),
        "after": fraction_text(shift.after),
    }


def _turned(found: WhatIf, turned: Turned) -> dict[str, Any]:
    shift = turned.shift
    return {
        **_shift(found.before, shift),
        "turn": shift.turn,
        "gone": [_entry(found.before, one) for one in shift.gone],
        "came": [_entry(found.after, one) for one in shift.came],
        "changed": [
            {"before": _entry(found.before, old), "after": _entry(found.after, new)} for old, new in shift.changed
        ],
        "flips": [
            {
                "rule": one.rule,
                "before": _margin(found.before, shift.indicator, one.rule, one.before),
                "after": _margin(found.after, shift.indicator, one.rule, one.after),
            }
            for one in turned.flips
        ],
    }


def _entry(audit: Audit, entry: Entry) -> dict[str, Any]:
    because = because_of(audit, entry)
    return {
        "kind": entry.kind,
        "rule": entry.rule,
        "points": fraction_text(entry.points),
        "facts": list(entry.facts),
        "because": because.zh,
        "because_en": because.en,
    }


def _margin(audit: Audit, indicator: str, rule: str, margin: Margin) -> dict[str, Any]:
    words = told_flipped(audit, indicator, rule, margin)
    return {"holds": margin.holds, "text": words.zh, "text_en": words.en}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "code": finding.code,
        "level": finding.level,
        "indicator": finding.indicator,
        "message": finding.message.zh,
        "message_en": finding.message.en,
    }
