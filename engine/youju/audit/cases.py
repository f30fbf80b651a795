"""The golden cases of a card: facts that somebody wrote down, and whether the engine makes of them what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.audit.enter import EnteredOne, enter_one
from youju.facts import Claim, constant, defaults
from youju.feel import Value, show_number
from youju.firing import Decide, Engine, Firings, decider, fire, fire_rules
from youju.ledger import Status
from youju.rubric import CaseSpec, DepartmentSpec, ExpectSpec, Indicator, Rubric
from youju.structs import Struct, replace


class Difference(Struct):
    """What a case expects of one thing (`points`, `rule`, `rules`, `status`, `low`, `high`), and what was found."""

    what: str
    expected: str
    found: str


class CaseResult(Struct):
    """What the engine makes of a case: points on moved weight included, no cap applied. No difference: it passes."""

    points: Fraction
    rules: tuple[str, ...]
    status: Status
    low: Fraction
    high: Fraction
    differences: tuple[Difference, ...]


def run_case(rubric: Rubric, indicator: Indicator, case: CaseSpec, engine: Engine = "auto") -> CaseResult:
    """Runs a golden case of an indicator. ValueError where a given value is no constant."""
    firings = fire_given(rubric, indicator, case, decider(rubric, engine))
    claim = None if case.claimed is None else Claim("score", case.claimed, ())
    return case_result(indicator, enter_one(rubric, indicator, firings, claim), case.expect)


def case_result(indicator: Indicator, entered: EnteredOne, expect: ExpectSpec) -> CaseResult:
    """What an indicator came to, beside what was expected of it."""
    row, rules = entered.row, _rules(indicator, entered)
    return CaseResult(row.points, rules, row.status, row.low, row.high, tuple(_differences(expect, entered, rules)))


def given_values(rubric: Rubric, case: CaseSpec | DepartmentSpec) -> dict[str, Value]:
    """The facts of a case with what holds by default beside them. ValueError where a given value is no constant."""
    return defaults(rubric.dictionary.facts) | {name: constant(text) for name, text in case.given.items()}


def fire_given(rubric: Rubric, indicator: Indicator, case: CaseSpec, decide: Decide) -> Firings:
    """What the rules of an indicator say of a case, its weight being what the whole rubric or the case makes it."""
    values = given_values(rubric, case)
    firings = fire(rubric, values, decide, indicator.id)
    if case.effective_weight is None or firings.applies[indicator.id] is False:
        return firings
    weights = {**firings.own, indicator.id: case.effective_weight}
    figures, printed = fire_rules([indicator], values, weights, decide)
    return replace(firings, moves=(), weights=weights, own=weights, figures=figures, printed=printed)


def _rules(indicator: Indicator, entered: EnteredOne) -> tuple[str, ...]:
    """The rules of the card that gave points, without transfers and acceptances."""
    known = {rule.id for rule in indicator.rules}
    return tuple(entry.rule for entry in entered.entries if entry.rule in known)


def _differences(expect: ExpectSpec, entered: EnteredOne, rules: tuple[str, ...]) -> Iterator[Difference]:
    row = entered.row
    numbers = (("points", expect.points, row.points), ("low", expect.low, row.low), ("high", expect.high, row.high))
    for what, wanted, found in numbers:
        if wanted is not None and wanted != found:
            yield Difference(what, show_number(wanted), show_number(found))
    if expect.status is not None and expect.status != row.status:
        yield Difference("status", expect.status, row.status)
    if expect.rule is not None and rules != (expect.rule,):
        yield Difference("rule", expect.rule, "、".join(rules))
    if expect.rules is not None and rules != expect.rules:
        yield Difference("rules", "、".join(expect.rules), "、".join(rules))
