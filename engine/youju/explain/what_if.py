"""What if: the whole score with some facts assumed to be otherwise, beside the score as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.audit import Audit, judge_assuming, ledger_assuming
from youju.audit.finding import Finding
from youju.explain.changes import Shift, changes
from youju.explain.margins import Margin, Scope, margins, scope_of
from youju.facts import Assumed
from youju.feel import Expr, Value
from youju.ledger import Entry, Ledger
from youju.structs import Struct


class Assumption(Struct):
    """A fact with the value it has and the value it is assumed to have, in the base unit (UNKNOWN: nobody knows)."""

    fact: str
    before: Value
    after: Assumed


class Flip(Struct):
    """A comparison that comes out otherwise than before: the `number`-th of a rule's condition as written, from 0."""

    rule: str
    number: int
    before: Margin
    after: Margin


class Turned(Struct):
    """An indicator whose entries differ, and the comparisons that turned it.

    They are of applicability, and of the rules that now decide; where none of these came out otherwise, of those that
    no longer do. Where points add up every rule decides for itself: then of all that came or went.
    """

    shift: Shift
    flips: tuple[Flip, ...]


class WhatIf(Struct):
    """An audit as it is and as it would be, and all that differs.

    `gone` and `came` are findings that would vanish or appear; `reworded` are pairs of findings about the same thing
    that would say something else.
    """

    before: Audit
    after: Audit
    assumed: tuple[Assumption, ...]
    turned: tuple[Turned, ...]
    gone: tuple[Finding, ...]
    came: tuple[Finding, ...]
    reworded: tuple[tuple[Finding, Finding], ...]


class Scenario(Struct):
    """Assumptions under a name."""

    name: str
    assumed: Mapping[str, Assumed]


class Played(Struct):
    """What a scenario would give: its ledger, and what differs from the ledger as it is."""

    scenario: Scenario
    ledger: Ledger
    shifts: tuple[Shift, ...]


def what_if(audit: Audit, assumptions: Mapping[str, Assumed]) -> WhatIf:
    """Judges again with facts assumed; the report is not read again, and nothing is written anywhere.

    Whatever rests on the facts is worked out anew: what applies and where weight goes, caps, doubts, findings.
    KeyError where an assumption names no fact of the dictionary.
    """
    assumed = tuple(Assumption(name, audit.facts[name].value, value) for name, value in assumptions.items())
    after = judge_assuming(audit, assumptions)
    shifts = changes(audit.ledger, after.ledger)
    turned = tuple(Turned(one, _flips(audit, after, one)) for one in shifts)
    gone, came, reworded = _findings(audit.findings, after.findings)
    return WhatIf(audit, after, assumed, turned, gone, came, reworded)


def play(audit: Audit, scenario: Scenario) -> Played:
    """The points alone of one of many scenarios, without findings: in a third of its time."""
    ledger = ledger_assuming(audit, scenario.assumed)
    return Played(scenario, ledger, changes(audit.ledger, ledger))


def _flips(before: Audit, after: Audit, shift: Shift) -> tuple[Flip, ...]:
    indicator = before.rubric.indicators[shift.indicator]
    scopes = scope_of(before, indicator.id), scope_of(after, indicator.id)

    def of(entries: tuple[Entry, ...]) -> tuple[Flip, ...]:
        deciding = {entry.rule for entry in entries}
        rules = (rule for rule in indicator.rules if rule.id in deciding)
        return tuple(flip for rule in rules for flip in _flipped(rule.id, rule.when.expr, scopes))

    applies = () if indicator.applies is None else tuple(_flipped("applies", indicator.applies.expr, scopes))
    if indicator.hit == "sum":
        return (*applies, *of((*shift.gone, *shift.came)))
    return (*applies, *(of(shift.came) or of(shift.gone)))


def _flipped(rule: str, condition: Expr, scopes: tuple[Scope, Scope]) -> Iterator[Flip]:
    # Of an `if` the branches may differ: only what both sides ask for can turn.
    old, new = ({one.number: one for one in margins(condition, scope)} for scope in scopes)
    for number in sorted(old.keys() & new.keys(), key=lambda one: one or 0):
        if old[number].holds != new[number].holds:
            yield Flip(rule, number or 0, old[number], new[number])


def _findings(
    before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[tuple[Finding, Finding], ...]]:
    """The findings that go, that come, and pairs that say otherwise: of one key, else alike."""
    new = {one.key: one for one in after}
    pairs = [(one, new.pop(one.key)) for one in before if one.key in new]
    there = {old.key for old, _ in pairs}
    gone: list[Finding] = []
    for one in before:
        if one.key in there:
            continue
        other = next((key for key, other in new.items() if _alike(one, other)), None)
        if other is None:
            gone.append(one)
        else:
            pairs.append((one, new.pop(other)))
    reworded = tuple((old, now) for old, now in pairs if (old.level, old.message) != (now.level, now.message))
    return tuple(gone), tuple(new.values()), reworded


def _alike(one: Finding, other: Finding) -> bool:
    """Of one code and on one indicator, or on the same words of the report, which may come to concern another."""
    same = one.indicator is not None and one.indicator == other.indicator
    return one.code == other.code and (same or bool(one.quotes and one.quotes == other.quotes))
