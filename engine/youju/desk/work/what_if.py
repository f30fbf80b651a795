"""The task of what-if: the facts of some indicators as controls, and what would follow were they otherwise.

Amounts are texts from beginning to end: exact, in the unit of display, as people type them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

from youju.audit import Audit
from youju.author.scenarios.pairs import read_pairs
from youju.desk.work.open import AuditAsk, opened
from youju.explain.tell.what_if import told_assumptions, told_findings, told_only, told_turned
from youju.explain.what_if import WhatIf, what_if
from youju.facts import Assumed, Fact
from youju.feel import UNKNOWN, Value, show_number
from youju.ledger.sentences import Sentence
from youju.source import fraction_text

LANGUAGES = ("zh", "en")
SUMS = ("recomputed", "confirmed", "low", "high")
ENOUGH = Fraction(100)
"""How far a slider goes where nothing tells, in the unit of display."""


def assume(ask: AuditAsk, indicators: Sequence[str], typed: Mapping[str, str], touched: bool = True) -> dict[str, Any]:
    """What a page of what-if shows.

    `typed` are values by fact in its unit or with one, empty: unknown. Those of a form are there whether somebody
    `touched` them or not. Of the answer `set` are those that are not as
    the facts are, `slips` what is wrong with others by fact, `controls` the facts of the indicators and those typed.
    """
    audit = opened(ask).audit
    pairs = {name: f"{name}={_with_unit(audit, name, text)}" for name, text in typed.items()}
    assumed: dict[str, Assumed] = {}
    slips: dict[str, dict[str, str]] = {}
    for name, pair in pairs.items():
        read, wrong = read_pairs((pair,), audit.rubric)
        assumed |= {fact: value for fact, value in read.items() if _differs(audit.facts[fact], value, touched)}
        slips.update((name, {"code": slip.code, "zh": slip.zh, "en": slip.en}) for slip in wrong)
    shown = [name for name in indicators if name in audit.rubric.indicators]
    facts = [fact for name in shown for fact in audit.rubric.indicators[name].facts]
    facts += [name for name in typed if name in audit.facts]
    return {
        "indicators": [{**_indicator(audit, name), "shown": name in shown} for name in audit.rubric.indicators],
        "controls": [_control(audit, name, assumed, typed) for name in dict.fromkeys(facts)],
        "set": {name: shown_text(audit.facts[name], value) for name, value in assumed.items()},
        "slips": slips,
        "answer": _answer(what_if(audit, assumed)) if assumed and not slips else None,
    }


def begun(audit: Audit) -> dict[str, Any]:
    """What a page of what-if shows before anything is assumed: `indicators`, `facts` of each, `controls` of facts."""
    rubric = audit.rubric.indicators
    facts = {name: list(one.facts) for name, one in rubric.items()}
    names = dict.fromkeys(fact for some in facts.values() for fact in some)
    return {
        "indicators": [_indicator(audit, name) for name in rubric],
        "facts": facts,
        "controls": {name: _control(audit, name, {}, {}) for name in names},
    }


def unassumed(begun: Mapping[str, Any], indicators: Sequence[str]) -> dict[str, Any]:
    """What `assume` gives where nothing is typed, of what `begun` gave."""
    shown = [name for name in indicators if name in begun["facts"]]
    facts = dict.fromkeys(fact for name in shown for fact in begun["facts"][name])
    return {
        "indicators": [{**one, "shown": one["id"] in shown} for one in begun["indicators"]],
        "controls": [begun["controls"][name] for name in facts],
        "set": {},
        "slips": {},
        "answer": None,
    }


def shown_text(fact: Fact, value: Value) -> str:
    """A value as its field holds it, in its unit of display; empty where nobody knows it."""
    if value is UNKNOWN:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return show_number(value / fact.spec.scale) if isinstance(value, Fraction) else str(value)


def _differs(fact: Fact, value: Value, touched: bool) -> bool:
    """Whether a value is not as the fact is; of what the report contradicts itself about any given value is assumed."""
    return value != fact.value or (touched and fact.status == "conflicting")


def _with_unit(audit: Audit, name: str, text: str) -> str:
    """A typed value with the unit that its field stands for: 0.5 in a field of % is 0.5%."""
    fact = audit.facts.get(name)
    if not text.strip():
        return "未知"
    bare = fact is not None and fact.spec.shown_unit and text.strip()[-1].isdigit()
    return f"{text.strip()}{fact.spec.shown_unit}" if fact is not None and bare else text


def _indicator(audit: Audit, name: str) -> dict[str, Any]:
    row, indicator = audit.ledger.row(name), audit.rubric.indicators[name]
    return {
        "id": name, "zh": indicator.title.zh, "en": indicator.title.of("en"), "points": fraction_text(row.points),
        "weight": fraction_text(row.effective_weight),
    }  # fmt: skip


def _control(audit: Audit, name: str, assumed: Mapping[str, Assumed], typed: Mapping[str, str]) -> dict[str, Any]:
    fact = audit.facts[name]
    was = shown_text(fact, fact.value)
    now = shown_text(fact, assumed[name]) if name in assumed else typed.get(name, was)
    found: dict[str, Any] = {
        "name": name, "en": fact.spec.en, "type": fact.spec.type, "unit": fact.spec.shown_unit, "was": was, "is": now,
        "torn": fact.status == "conflicting", "changed": name in assumed,
    }  # fmt: skip
    return found if fact.spec.step is None else found | _reach(fact, now, _beside(audit, name))


def _beside(audit: Audit, name: str) -> list[Fact]:
    """The facts of the indicators that read a fact."""
    reading = [one.facts for one in audit.rubric.indicators.values() if name in one.facts]
    return [audit.facts[other] for facts in reading for other in facts]


def _reach(fact: Fact, now: str, beside: Sequence[Fact]) -> dict[str, Any]:
    """Where a slider begins and ends, and its step: the dictionary's bounds, else room for twice the value.

    Of 0, and of what nobody knows, for twice what the facts beside it in the same unit come to.
    """
    spec = fact.spec
    assert spec.step is not None
    own = _size(fact.value)
    with suppress(ValueError):
        own = max(own, abs(Fraction(now)) * spec.scale)
    alike = (_size(one.value) for one in beside if one.spec.shown_unit == spec.shown_unit)
    room = _round_up((own or max(alike, default=own)) * 2 / spec.scale) or ENOUGH
    least = -room if spec.least is None else spec.least / spec.scale
    most = room if spec.most is None else spec.most / spec.scale
    return {
        "least": show_number(least), "most": show_number(most), "step": show_number(spec.step / spec.scale),
        "bounded": spec.most is not None, "floor": None if spec.least is None else show_number(spec.least / spec.scale),
    }  # fmt: skip


def _size(value: Value) -> Fraction:
    """How far from 0 a number is; 0 for what is none."""
    return abs(value) if isinstance(value, Fraction) else Fraction(0)


def _round_up(value: Fraction) -> Fraction:
    """The next of 1, 2, 5, 10, 20, … that is not below a value; 0 for 0."""
    if value <= 0:
        return Fraction(0)
    ten = Fraction(1)
    while ten * 5 < value:
        ten *= 10
    while ten * Fraction(1, 2) >= value and ten > Fraction(1, 100):
        ten /= 10
    return next(step for step in (ten, ten * 2, ten * 5, ten * 10) if step >= value)


def _answer(found: WhatIf) -> dict[str, Any]:
    before, after = found.before.ledger.totals, found.after.ledger.totals
    return {
        "totals": [
            {"name": name, **_move(getattr(before, name), getattr(after, name))} for name in SUMS
        ],
        "rows": [
            {
                "id": one.shift.indicator,
                "zh": found.before.rubric.indicators[one.shift.indicator].title.zh,
                "en": found.before.rubric.indicators[one.shift.indicator].title.of("en"),
                **_move(one.shift.before, one.shift.after),
                "rules": [
                    list(dict.fromkeys(entry.rule for entry in side.ledger.of(one.shift.indicator)))
                    for side in (found.before, found.after)
                ],
            }
            for one in found.turned
        ],
        "assumed": _told(told_assumptions(found)),
        "why": _told(told_turned(found)),
        "findings": _told((*told_findings(found), told_only())),
    }  # fmt: skip


def _move(before: Fraction, after: Fraction) -> dict[str, str]:
    return {"before": fraction_text(before), "after": fraction_text(after), "change": fraction_text(after - before)}


def _told(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    return [{"key": one.key, "depth": one.depth, **{lang: one.text(lang) for lang in LANGUAGES}} for one in sentences]
