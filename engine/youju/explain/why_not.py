"""Why the rules of an indicator that gave no points gave none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from youju.audit import Audit
from youju.explain.answers import Lacking, WhyNot
from youju.explain.failing import Failing, first_failing, first_open, unknown_facts
from youju.explain.margins import Margin, Scope, scope_of
from youju.explain.searched import Searches
from youju.feel import Expr, evaluate, names
from youju.rubric import WEIGHT, Indicator, Rule


def why_not(audit: Audit, indicator_id: str) -> tuple[WhyNot, ...]:
    """Every rule of an indicator that stands in no entry, in the card's order, and why; KeyError for no indicator.

    Which comparison is the first that fails is told at `failing.first_failing`. One that fails and whose margin holds
    None cannot be worked out although its facts are known: a division by zero. Of an indicator that does not apply no
    rule was asked: see `inapplicable`. Transfers, caps and accepted claims are no rules of an indicator.
    """
    scope = scope_of(audit, indicator_id)
    if audit.ledger.row(indicator_id).status == "not_applicable":
        return ()
    gave = gave_points(audit, indicator_id)
    searches = Searches(audit)
    rules = scope.indicator.rules
    return tuple(_why_not(rule, scope, searches) for rule in rules if rule.id not in gave)


def gave_points(audit: Audit, indicator_id: str) -> frozenset[str]:
    """The rules of an indicator that stand in its entries, by their ids."""
    return frozenset(entry.rule for entry in audit.ledger.of(indicator_id) if entry.kind in ("rule", "printed"))


def inapplicable(audit: Audit, indicator_id: str) -> Failing | None:
    """For what an indicator does not apply: the comparison of its `applies` that fails. None where it applies."""
    applies = audit.rubric.indicators[indicator_id].applies
    if applies is None or audit.ledger.row(indicator_id).status != "not_applicable":
        return None
    return first_failing(applies.expr, scope_of(audit, indicator_id))


def worth_of(rule: Rule, scope: Scope) -> Fraction | None:
    """The points a rule gives or would give. None where that is unknown, where it would depend on the very facts that
    had to be otherwise, and where it is more than the indicator can give.
    """
    value = evaluate(rule.points.expr, scope.values)
    if not isinstance(value, Fraction):
        return None
    fails = evaluate(rule.when.expr, scope.values) is False
    if fails and _facts_of(rule.when.expr, scope) & _facts_of(rule.points.expr, scope):
        return None
    weight = scope.values.get(WEIGHT)
    beyond = not scope.indicator.adjustment and isinstance(weight, Fraction) and not 0 <= value <= weight
    return None if beyond else value


def _facts_of(expr: Expr, scope: Scope) -> frozenset[str]:
    lets = {let.name: let for let in scope.indicator.lets}
    read = names(expr) - {WEIGHT}
    inner = (_facts_of(one.expr, scope) for name in read if name in lets for one in lets[name].alternatives)
    return (read - lets.keys()).union(*inner)


def _why_not(rule: Rule, scope: Scope, searches: Searches) -> WhyNot:
    worth = worth_of(rule, scope)
    truth = evaluate(rule.when.expr, scope.values)
    if truth is False:
        failing = first_failing(rule.when.expr, scope)
        return WhyNot(rule, worth, failing.margin, (), None, failing.also)
    if truth is not True:
        return _open(rule, worth, rule.when.expr, scope, searches, first_open(rule.when.expr, scope))
    other = _other(rule, scope.indicator, scope)
    if other is not None:
        return WhyNot(rule, worth, None, (), other)
    points = Margin(rule.points.expr, None, None)
    return _open(rule, worth, rule.points.expr, scope, searches, points)


def _open(
    rule: Rule, worth: Fraction | None, expr: Expr, scope: Scope, searches: Searches, unworkable: Margin
) -> WhyNot:
    """A rule whose condition, or whose points, have no value: the facts that are unknown, else what has none."""
    unknown = unknown_facts(expr, scope)
    if unknown:
        return WhyNot(rule, worth, None, _lacking(unknown, scope, searches), None)
    return WhyNot(rule, worth, unworkable, (), None)


def _lacking(unknown: Sequence[str], scope: Scope, searches: Searches) -> tuple[Lacking, ...]:
    specs = {name: scope.facts[name].spec for name in unknown}
    return tuple(Lacking(name, spec.papers, searches.of(spec)) for name, spec in specs.items())


def _other(rule: Rule, indicator: Indicator, scope: Scope) -> Rule | None:
    """Who stands before a rule that holds: where the first counts one above it, where only one may hold another."""
    rivals = {
        "first": indicator.rules[: indicator.rules.index(rule)],
        "unique": tuple(other for other in indicator.rules if other is not rule),
        "sum": (),
    }[indicator.hit]
    return next((other for other in rivals if evaluate(other.when.expr, scope.values) is not False), None)
