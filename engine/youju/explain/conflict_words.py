"""Conflicts in words, Chinese or English, and as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from youju.audit import Audit
from youju.audit.record import plain_quote
from youju.audit.words import one_line, points_text, printable
from youju.explain.conflicts import Conflict
from youju.explain.ratio import Steps
from youju.explain.reconcile import Reconciled, ratio_text, told
from youju.source import fraction_text, plain

_TEXT = {
    "none": {"zh": "没有前后不一的事实", "en": "nothing in the report conflicts"},
    "statements": {"zh": "{fact}：前后说法不一", "en": "{fact}: statements disagree"},
    "printed": {
        "zh": "{fact}：写出的比率与所列数据不符",
        "en": "{fact}: the printed rate does not follow from its figures",
    },
    "neutral": {"zh": "，不影响得分", "en": "; the score is the same"},
    "moves": {"zh": "，影响得分", "en": "; the score depends on it"},
    "says": {"zh": "{where}「{text}」", "en": "{where}: 「{text}」"},
    "unsure": {"zh": "（读得不确定）", "en": " (unsure)"},
    "gives": {"zh": "{words}：{points}总分 {total}", "en": "{words}: {points}total {total}"},
    "points": {"zh": "{title} {points} 分，", "en": "{title} {points}, "},
    "papers": {"zh": "查证：{papers}", "en": "settled by: {papers}"},
}


def render_conflicts(audit: Audit, found: tuple[Conflict, ...], lang: str = "zh") -> str:
    """All conflicts as text, a block each, ending without a newline."""
    if not found:
        return _TEXT["none"][lang]
    return "\n\n".join("\n".join(printable(line) for line in _lines(audit, one, lang)) for one in found)


def _lines(audit: Audit, conflict: Conflict, lang: str) -> Iterator[str]:
    head = _TEXT[conflict.kind][lang].format(fact=conflict.fact)
    yield head + _TEXT["neutral" if conflict.neutral else "moves"][lang]
    for said in conflict.statements:
        words = _TEXT["says"][lang].format(where=said.quote.where(lang), text=one_line(said.quote.text))
        yield f"  {words}{_TEXT['unsure'][lang] if said.trust == 'low' else ''}"
    for outcome in conflict.outcomes:
        points = "".join(
            _TEXT["points"][lang].format(title=audit.rubric.indicators[name].title.of(lang), points=points_text(value))
            for name, value in outcome.points.items()
        )
        total = points_text(outcome.total)
        yield f"  ◇ {_TEXT['gives'][lang].format(words=outcome.words.of(lang), points=points, total=total)}"
    for one in conflict.reconciled:
        for line in told(one):
            yield f"  ? {line.of(lang)}"
    if conflict.papers:
        joint = "、" if lang == "zh" else ", "
        yield f"  {_TEXT['papers'][lang].format(papers=joint.join(conflict.papers))}"


def conflicts_record(audit: Audit, found: tuple[Conflict, ...]) -> dict[str, Any]:
    """All conflicts as JSON; exact numbers are strings, values of facts in their unit."""
    return {"document": audit.document.name, "conflicts": [_record(audit, one) for one in found]}


def _record(audit: Audit, conflict: Conflict) -> dict[str, Any]:
    spec = audit.facts[conflict.fact].spec
    return {
        "kind": conflict.kind,
        "fact": conflict.fact,
        "unit": spec.shown_unit,
        "neutral": conflict.neutral,
        "statements": [
            {
                "value": plain(spec.shown(said.value)),
                "trust": said.trust,
                "quote": plain_quote(said.quote),
                "places": plain(said.quote.places),
            }
            for said in conflict.statements
        ],
        "outcomes": [
            {
                "words": one.words.zh,
                "words_en": one.words.en,
                "points": plain(one.points),
                "total": fraction_text(one.total),
            }
            for one in conflict.outcomes
        ],
        "reconciled": [_reconciled(one) for one in conflict.reconciled],
        "papers": list(conflict.papers),
    }


def _reconciled(one: Reconciled) -> dict[str, Any]:
    return {
        "stated": plain(one.rate.spec.shown(one.statement.value)),
        "simplest": ratio_text(one.simplest),
        "candidates": [
            {
                "fact": each.fact.name,
                "unit": each.fact.spec.shown_unit,
                "numbers": [_steps(steps, each.fact.spec.scale) for steps in each.steps],
            }
            for each in one.candidates
        ],
    }


def _steps(steps: Steps, scale: Any) -> dict[str, Any]:
    return {
        "first": fraction_text(steps.first / scale),
        "last": fraction_text(steps.last / scale),
        "step": fraction_text(steps.step / scale),
        "count": steps.count,
    }
