"""Laws of why-not, told in terms of the language alone: what breaks them, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

from youju.audit import Audit, judge
from youju.explain.answers import WhyNot
from youju.explain.margins import Scope, scope_of
from youju.explain.why_not import gave_points, why_not
from youju.facts import FactRuling, Reading, Rulings
from youju.feel import UNKNOWN, And, Between, Compare, Expr, If, In, Name, Not, Or, Value, evaluate
from youju.firing import case_of
from youju.report import read_bytes
from youju.rubric import WEIGHT, Rubric, Rule

DOCUMENT = read_bytes("一份报告。\n".encode(), "report.txt")
TINY = Fraction(1, 10**30)


def audit_of(rubric: Rubric, values: Mapping[str, Value]) -> Audit:
    """The audit of a report that says nothing, all facts being ruled to have these values (none below its least)."""
    specs = rubric.dictionary.facts
    least = {name: spec.least for name, spec in specs.items() if spec.least is not None}
    within = {
        name: max(value, least.get(name, value)) if isinstance(value, Fraction) else value
        for name, value in values.items()
    }
    rulings = {name: FactRuling(name, value, "试", by="试") for name, value in within.items()}
    return judge(DOCUMENT, rubric, Reading({}, {}, (), ()), "exact", rulings=Rulings(None, rulings))


def broken(audit: Audit, indicator: str) -> list[str]:
    """Every law that the answers for an indicator break."""
    scope, found = scope_of(audit, indicator), why_not(audit, indicator)
    gave = gave_points(audit, indicator)
    applies = audit.ledger.row(indicator).status != "not_applicable"
    rest = [rule.id for rule in scope.indicator.rules if rule.id not in gave] if applies else []
    told = [] if rest == [one.rule.id for one in found] else [f"{indicator}: {rest} are without points"]
    return [*told, *(f"{indicator}/{one.rule.id}: {law}" for one in found for law in _broken(one, scope))]


def leaves(expr: Expr, wanted: bool = True) -> Iterator[tuple[Expr, bool]]:
    """The comparisons of a condition without `if`, and what each should be for the whole to hold."""
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, wanted)
        case Not(operand):
            yield from leaves(operand, not wanted)
        case If(condition, then, otherwise):
            yield from leaves(condition, wanted)
            yield from leaves(then, wanted)
            yield from leaves(otherwise, wanted)
        case _:
            yield expr, wanted


def _broken(one: WhyNot, scope: Scope) -> Iterator[str]:
    if 1 != (one.failing is not None) + bool(one.lacking) + (one.behind is not None):
        yield "not exactly one reason"
    truth = evaluate(one.rule.when.expr, scope.values)
    if one.failing is not None and one.failing.number is not None:
        leaf, wanted = list(leaves(one.rule.when.expr))[one.failing.number]
        value = evaluate(leaf, scope.values)
        if one.failing.holds is False and not (truth is False and value is (not wanted)):
            yield f"comparison {one.failing.number} does not fail alone"
        if one.failing.holds is None and isinstance(value, bool):
            yield f"comparison {one.failing.number} has a value"
        yield from _gap(one, leaf, wanted, scope.values)
    if one.behind is not None and (truth is not True or evaluate(one.behind.when.expr, scope.values) is False):
        yield "not behind another rule"
    if one.lacking:
        yield from _unneeded(one, scope)


def _gap(one: WhyNot, leaf: Expr, wanted: bool, values: Mapping[str, Value]) -> Iterator[str]:
    """Where one name stands against its bound: the gap makes the comparison hold, at most a step more; half does not."""
    side = leaf.left if isinstance(leaf, Compare) else leaf.operand if isinstance(leaf, (Between, In)) else None
    off = None if one.failing is None else one.failing.off
    if not isinstance(side, Name) or off is None:
        return
    value = values[side.name]
    assert isinstance(value, Fraction)

    def holds(at: Fraction) -> bool:
        return evaluate(leaf, {**values, side.name: at}) is wanted

    if not any(holds(value - off + step) for step in (0, TINY, -TINY)):
        yield f"the gap {off} does not make it hold"
    if off and holds(value - off / 2):
        yield f"less than the gap {off} is enough"


def _unneeded(one: WhyNot, scope: Scope) -> Iterator[str]:
    """Facts told as lacking that are known, or without need, or beside which another one decides."""
    told = [lacking.fact for lacking in one.lacking]
    known = [name for name in told if scope.values.get(name, UNKNOWN) is not UNKNOWN]
    if known:
        yield f"{known} are known"
    others = {name: _some(name, scope)[0] for name in scope.indicator.facts if name not in told}
    unread = {name: value for name, value in others.items() if scope.values.get(name, UNKNOWN) is UNKNOWN}
    if _decided(one.rule, scope, unread):
        yield f"{sorted(unread)} decide without {told}"
    for name in told:
        rest = [other for other in told if other != name]
        subsets = (subset for size in range(len(rest) + 1) for subset in combinations(rest, size))
        if not any(_matters(one.rule, scope, name, subset) for subset in subsets):
            yield f"{name} is not needed"


def _matters(rule: Rule, scope: Scope, name: str, beside: tuple[str, ...]) -> bool:
    """Whether knowing a fact beside these decides what not knowing it leaves open."""
    for values in product(*(_some(one, scope) for one in beside)):
        given = dict(zip(beside, values, strict=True))
        if not _decided(rule, scope, given) and any(
            _decided(rule, scope, {**given, name: value}) for value in _some(name, scope)
        ):
            return True
    return False


def _some(name: str, scope: Scope) -> tuple[Value, ...]:
    if scope.facts[name].spec.type == "boolean":
        return (True, False)
    return (Fraction(7), Fraction(0), Fraction(12))


def _decided(rule: Rule, scope: Scope, given: Mapping[str, Value]) -> bool:
    """Whether the condition has a truth (or, where it holds already, the points a value) with some facts given."""
    facts = {name: scope.values.get(name, UNKNOWN) for name in scope.indicator.facts} | dict(given)
    values = case_of(scope.indicator, facts, scope.values.get(WEIGHT, UNKNOWN)).values
    holds = evaluate(rule.when.expr, scope.values) is True
    return evaluate((rule.points if holds else rule.when).expr, values) is not UNKNOWN
