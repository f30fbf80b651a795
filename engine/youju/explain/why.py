"""Why an indicator has its points: rule, condition with its values, quotes with their places, basis with its mark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from youju.audit import Audit
from youju.audit.finding import Finding
from youju.audit.graph import evidence_of, graph_of
from youju.audit.record import bases_of
from youju.audit.words import show_fact, show_ratio
from youju.explain.because import as_text, of_entry, of_rule
from youju.explain.margins import Margin, Scope, margins
from youju.explain.said import Slots, slots_of
from youju.facts import Fact, FactRuling, Statement, Trust
from youju.feel import evaluate, names
from youju.ledger import Entry, Row
from youju.rubric import WEIGHT, Basis, Indicator, Rule, Text
from youju.structs import Struct, replace

if TYPE_CHECKING:
    from youju.explain.answers import Regain


class Evidence(Struct):
    """A fact as a rule read it: its value, how it stands, and every statement of it, the chosen one first.

    Of one that an auditor entered, `ruling` has the source, and `overruled` are the report's own statements.
    """

    name: str
    value: Text
    status: str
    statements: tuple[Statement, ...]
    papers: tuple[str, ...]
    trust: Trust | None = None
    ruling: FactRuling | None = None
    overruled: tuple[Statement, ...] = ()


class Step(Struct):
    """One entry explained.

    `margins` are the comparisons of its condition, `basis` what the rule itself rests on.
    """

    entry: Entry
    because: Text
    margins: tuple[Margin, ...]
    evidence: tuple[Evidence, ...]
    basis: tuple[Basis, ...]


class Loss(Struct):
    """Points that were not won: the rule that decided so, or the item that did not hold.

    `margins` are the comparisons to look at: of the better rule that was missed, else of the rule that decided
    (`asks` is its id).
    """

    points: Fraction
    rule: str
    because: Text
    margins: tuple[Margin, ...]
    asks: str


class Alternative(Struct):
    """What another statement or reading of the same quantity would give."""

    words: Text
    points: Fraction


class Why(Struct):
    """The whole explanation of one indicator of an audit; `tell` puts it into words.

    `between` are the bounds of its points: exact, while the row's enclose them. `regain` is what would win lost points
    back, and how far the score stays.

    `reconciling` tells which numbers would make its stated rate come out.
    """

    audit: Audit
    indicator: Indicator
    row: Row
    steps: tuple[Step, ...]
    losses: tuple[Loss, ...]
    alternatives: tuple[Alternative, ...]
    findings: tuple[Finding, ...]
    between: tuple[Fraction, Fraction]
    regain: Regain
    reconciling: tuple[Text, ...] = ()


def why(audit: Audit, indicator_id: str) -> Why:
    """The explanation of an indicator's points; KeyError where the rubric has no such indicator."""
    # Losses alone are told without these.
    from youju.explain.ranges import between
    from youju.explain.regain import regain

    indicator = audit.rubric.indicators[indicator_id]
    row = audit.ledger.row(indicator_id)
    graph = graph_of(audit)
    slots = slots_of(audit, indicator_id)
    steps: list[Step] = []
    for entry in audit.ledger.of(indicator_id):
        reached = [key for kind, key in evidence_of(graph, entry.id) if kind == "fact"]
        evidence = tuple(_evidence(audit.facts[name]) for name in entry.facts if name in reached)
        bases = tuple(bases_of(audit.rubric, indicator_id, [entry.rule])[: -len(indicator.basis) or None])
        because, found = as_text(of_entry(slots, entry)), _margins_of(entry, slots.scope)
        steps.append(Step(entry, because, found, evidence, bases))
    return Why(
        audit,
        indicator,
        row,
        tuple(steps),
        losses(audit, indicator_id),
        tuple(_alternatives(audit, indicator_id)),
        tuple(finding for finding in audit.findings if finding.indicator == indicator_id),
        between(audit, indicator_id),
        regain(audit, indicator_id),
        tuple(
            Text(zh="；".join(t.zh for t in told), en="; ".join(t.en for t in told)) for told in _told(audit, indicator)
        ),
    )


def _told(audit: Audit, indicator: Indicator) -> Iterator[tuple[Text, ...]]:
    """For each rate that its figures do not give what would, in the first two words on it."""
    from youju.explain.reconcile import reconciled, told

    for one in reconciled(audit, indicator):
        if words := tuple(islice(told(one), 2)):
            yield words


def losses(audit: Audit, indicator_id: str) -> tuple[Loss, ...]:
    """The points an indicator did not win, each with what cost it; none for an adjustment, which has no weight."""
    slots = slots_of(audit, indicator_id)
    return tuple(_losses(audit, slots.scope.indicator, audit.ledger.row(indicator_id), slots))


def _rule(indicator: Indicator, rule_id: str) -> Rule | None:
    return next((rule for rule in indicator.rules if rule.id == rule_id), None)


def _margins_of(entry: Entry, scope: Scope) -> tuple[Margin, ...]:
    rule = _rule(scope.indicator, entry.rule)
    if rule is None and entry.kind == "not_applicable" and scope.indicator.applies is not None:
        return tuple(margins(scope.indicator.applies.expr, scope))
    return () if rule is None else tuple(margins(rule.when.expr, scope))


def _evidence(fact: Fact) -> Evidence:
    chosen = fact.statement
    rest = tuple(statement for statement in fact.statements if statement is not chosen)
    value = Text(zh=show_fact(fact), en=show_fact(fact, "en"))
    said = (chosen, *rest) if chosen else rest
    return Evidence(fact.name, value, fact.status, said, fact.spec.papers, fact.trust, fact.ruling, fact.overruled)


def _losses(audit: Audit, indicator: Indicator, row: Row, slots: Slots) -> Iterator[Loss]:
    """Where points stay below the weight: the items that did not hold, or the rule that decided for less."""
    scope = slots.scope
    taken = [entry for entry in audit.ledger.of(indicator.id) if entry.kind == "ruling"]
    for code in dict.fromkeys(entry.rule for entry in taken):
        own = [entry for entry in taken if entry.rule == code]
        points = -sum((entry.points for entry in own), Fraction(0))
        yield Loss(points, code, as_text(of_entry(slots, own[0])), (), code)
    lost = row.effective_weight - row.points + sum((entry.points for entry in taken), Fraction(0))
    if indicator.adjustment or row.status == "not_applicable" or lost <= 0:
        return
    given = {entry.rule for entry in audit.ledger.of(indicator.id)}
    if indicator.hit == "sum":
        for rule in indicator.rules:
            if rule.id not in given:
                points, words = worth_of(rule, scope), as_text(of_rule(slots, rule))
                because = Text(zh=f"未得到：{words.zh}", en=f"not won: {words.en}")
                yield Loss(points, rule.id, because, tuple(margins(rule.when.expr, scope)), rule.id)
        return
    for entry in audit.ledger.of(indicator.id):
        rule = _rule(indicator, entry.rule)
        if rule is not None:
            missed = missed_rule(indicator, rule, scope) or rule
            asked = tuple(margins(missed.when.expr, scope))
            yield Loss(lost, rule.id, as_text(of_entry(slots, entry)), asked, missed.id)
            return
    first = audit.ledger.of(indicator.id)[0]
    yield Loss(lost, first.rule, as_text(of_entry(slots, first)), (), first.rule)


def missed_rule(indicator: Indicator, decided: Rule, scope: Scope) -> Rule | None:
    """The best rule above the one that decided which would have given more, had its condition held.

    Only rules that give fixed points count: what a formula would give elsewhere cannot be told by the values here.
    """
    above = indicator.rules[: [rule.id for rule in indicator.rules].index(decided.id)]
    fixed = [rule for rule in above if not names(rule.points.expr) - {WEIGHT}]
    better = [rule for rule in fixed if worth_of(rule, scope) > worth_of(decided, scope)]
    return max(better, key=lambda rule: worth_of(rule, scope), default=None)


def worth_of(rule: Rule, scope: Scope) -> Fraction:
    """The points that a rule would give, 0 where they cannot be worked out."""
    value = evaluate(rule.points.expr, scope.values)
    return value if isinstance(value, Fraction) else Fraction(0)


def _alternatives(audit: Audit, indicator_id: str) -> Iterator[Alternative]:
    indicator = audit.rubric.indicators[indicator_id]
    for doubt in audit.doubts:
        if doubt.indicator != indicator_id:
            continue
        for world in doubt.worlds:
            kind, label = world.label
            shown = "、".join(_shown(audit, name, value, "zh") for name, value in world.facts.items())
            shown_en = ", ".join(_shown(audit, name, value, "en") for name, value in world.facts.items())
            readings = {reading.id: reading for let in indicator.lets for reading in let.readings}
            title = readings[label].title if kind == "reading" else Text(zh=label, en=label)
            prefix = {
                "printed": Text(zh="按报告写出的比率", en="as printed"),
                "figures": Text(zh=f"按所列数据（{label}）", en=f"by the figures ({label})"),
                "reading": Text(zh=f"另一口径是{title.zh}", en=f"another reading, {title.en}"),
                "statement": Text(zh="按另一处陈述", en="by a statement"),
            }[kind]
            yield Alternative(Text(zh=f"{prefix.zh}，{shown}", en=f"{prefix.en}, {shown_en}"), world.points)


def _shown(audit: Audit, name: str, value: object, lang: str) -> str:
    if name in audit.facts:
        fact = audit.facts[name]
        called = name if lang == "zh" else fact.spec.en
        return f"{called} {show_fact(replace(fact, value=value), lang)}"  # pyright: ignore[reportArgumentType]
    return show_ratio(value, lang) if isinstance(value, Fraction) else str(value)
