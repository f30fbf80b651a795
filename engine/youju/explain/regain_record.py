"""What would regain lost points, as plain JSON values, for `regain --json`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from youju.audit import Audit
from youju.explain.answers import Change, Regain, Stay, Way
from youju.explain.tell.regain import regain_text
from youju.feel import Value
from youju.source import fraction_text, plain


def regain_record(audit: Audit, found: Sequence[Regain]) -> dict[str, Any]:
    """Indicators as asked for; exact numbers are strings, values of facts in their unit, unknown ones null."""
    return {"document": audit.document.name, "indicators": [_indicator(audit, one) for one in found]}


def _indicator(audit: Audit, one: Regain) -> dict[str, Any]:
    row, title = audit.ledger.row(one.indicator), audit.rubric.indicators[one.indicator].title
    return {
        "id": one.indicator,
        "title": title.zh,
        "title_en": title.en,
        "status": row.status,
        "effective_weight": fraction_text(row.effective_weight),
        "points": fraction_text(one.points),
        "target": fraction_text(one.target),
        "lost": fraction_text(one.lost),
        "ruled": fraction_text(one.ruled),
        "exact": one.exact,
        "ways": [_way(audit, way) for way in one.ways],
        "nearer": [_way(audit, way) for way in one.nearer],
        "stays": [_stay(audit, stay) for stay in one.stays],
        "missing": list(one.missing),
        "text": regain_text(audit, one, "zh"),
        "text_en": regain_text(audit, one, "en"),
    }


def _way(audit: Audit, way: Way) -> dict[str, Any]:
    return {"points": fraction_text(way.points), "changes": [_change(audit, change) for change in way.changes]}


def _change(audit: Audit, change: Change) -> dict[str, Any]:
    return {
        "fact": change.fact,
        "unit": audit.rubric.dictionary.facts[change.fact].shown_unit,
        "before": _shown(audit, change.fact, change.before),
        "after": _shown(audit, change.fact, change.after),
        "far": _shown(audit, change.fact, change.far),
        "step": _shown(audit, change.fact, change.step),
        "remedy": change.remedy,
    }


def _stay(audit: Audit, stay: Stay) -> dict[str, Any]:
    ends = {"value": stay.value, "low": stay.low, "high": stay.high, "step": stay.step}
    unit = audit.rubric.dictionary.facts[stay.fact].shown_unit
    return {"fact": stay.fact, "unit": unit, **{key: _shown(audit, stay.fact, end) for key, end in ends.items()}}


def _shown(audit: Audit, fact: str, value: Value) -> Any:
    spec = audit.rubric.dictionary.facts[fact]
    return plain(spec.shown(value)) if isinstance(value, (Fraction, bool, str)) else None
