"""The questions as plain JSON values, for `ask --json`, and the range of one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from youju.audit import Audit
from youju.explain.answers import Asked, Range, Swing
from youju.explain.ask import Answer, answers_of
from youju.explain.tell.ask import rendered, told
from youju.facts import Fact
from youju.feel import Value
from youju.source import fraction_text


def ask_record(audit: Audit, asked: Asked) -> dict[str, Any]:
    """All questions with what answers give, all ranges, and the texts in both languages; values in their units."""
    words = told(audit, asked)
    return {
        "points": fraction_text(audit.ledger.totals.recomputed),
        "low": fraction_text(asked.low),
        "high": fraction_text(asked.high),
        "exact": asked.exact,
        "questions": [_question(audit, asked, one) for one in asked.questions],
        "moot": list(asked.moot),
        "ranges": [range_record(audit, one) for one in asked.ranges if one.open or one.low != one.high],
        "text": rendered(words, "zh"),
        "text_en": rendered(words, "en"),
    }


def range_record(audit: Audit, one: Range) -> dict[str, Any]:
    """A range with the values at which its ends are attained."""
    return {
        "indicator": one.indicator,
        "points": fraction_text(one.points),
        "low": fraction_text(one.low),
        "high": fraction_text(one.high),
        "low_at": _shown(audit, one.low_at),
        "high_at": _shown(audit, one.high_at),
        "open": list(one.open),
        "exact": one.exact,
    }


def _question(audit: Audit, asked: Asked, one: Swing) -> dict[str, Any]:
    fact = audit.facts[one.fact]
    return {
        "fact": one.fact,
        "status": fact.status,
        "unit": fact.spec.shown_unit,
        "points": fraction_text(one.points),
        "exact": one.exact,
        "papers": list(one.papers),
        "quotes": [statement.quote.text for statement in fact.statements],
        "answers": {
            name: [_answer(fact, answer) for answer in answers]
            for name, answers in answers_of(audit, one, asked).items()
        },
    }


def _answer(fact: Fact, answer: Answer) -> dict[str, Any]:
    return {
        "value": _plain(_in_unit(fact, answer.value)),
        "upto": _plain(_in_unit(fact, answer.upto)),
        "low": fraction_text(answer.low),
        "high": fraction_text(answer.high),
        "settles": list(answer.settles),
    }


def _shown(audit: Audit, at: Mapping[str, Value]) -> dict[str, Any]:
    """Values of facts in their units; of a named quantity as it is."""
    facts = audit.facts
    return {name: _plain(_in_unit(facts[name], value) if name in facts else value) for name, value in at.items()}


def _in_unit(fact: Fact, value: Value) -> Value:
    return fact.spec.shown(value) if isinstance(value, Fraction) else value


def _plain(value: Value) -> str | bool | None:
    if isinstance(value, Fraction):
        return fraction_text(value)
    return value if isinstance(value, (bool, str)) else None
