"""Why not, as plain JSON values, for `why-not --json`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from youju.audit import Audit
from youju.explain.answers import WhyNot
from youju.explain.margins import Margin
from youju.explain.record import margin_record
from youju.explain.said import Slots, slots_of
from youju.explain.tell.why_not import ALL, Contrast, contrasted, why_not_text, worths_of
from youju.explain.why_not import inapplicable
from youju.source import fraction_text


def why_not_record(audit: Audit, indicator_id: str, asked: Contrast = ALL) -> dict[str, Any]:
    """The rules without points that are meant, each with what it failed by; texts in both languages."""
    row, indicator = audit.ledger.row(indicator_id), audit.rubric.indicators[indicator_id]
    waived = inapplicable(audit, indicator_id)
    slots = slots_of(audit, indicator_id)
    return {
        "id": indicator_id,
        "title": indicator.title.zh,
        "title_en": indicator.title.en,
        "points": fraction_text(row.points),
        "effective_weight": fraction_text(row.effective_weight),
        "status": row.status,
        "asked": {"points": _number(asked.points), "rule": asked.rule},
        "worths": [fraction_text(worth) for worth in worths_of(audit, indicator_id)],
        "inapplicable": waived and _margin(waived.margin, "applies", slots),
        "rules": [_rule(one, slots) for one in contrasted(audit, indicator_id, asked)],
        **{key: why_not_text(audit, indicator_id, asked, lang) for key, lang in _TEXTS},
    }


_TEXTS = (("text", "zh"), ("text_en", "en"))


def _rule(one: WhyNot, slots: Slots) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "worth": _number(one.worth),
        "failing": one.failing and _margin(one.failing, one.rule.id, slots),
        "also": [margin_record(margin, one.rule.id, slots) for margin in one.also],
        "lacking": [
            {
                "fact": lacking.fact,
                "papers": list(lacking.papers),
                "searched": [place.zh for place in lacking.searched],
                "searched_en": [place.en for place in lacking.searched],
            }
            for lacking in one.lacking
        ],
        "behind": one.behind and one.behind.id,
    }


def _margin(margin: Margin, rule: str, slots: Slots) -> dict[str, Any]:
    return {"number": margin.number, "off": _number(margin.off), **margin_record(margin, rule, slots)}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else fraction_text(value)
