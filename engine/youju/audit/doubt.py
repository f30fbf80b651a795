"""Where the report contradicts itself, and what that puts at risk: opposing statements, declared checks, printed rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

from youju.audit.enter import Entered, enter, enter_one
from youju.facts import Claim, Fact, Statement, interval
from youju.feel import UNKNOWN, Value, evaluate, names
from youju.firing import Ask, Decide, Firings, case_of, exact, fire, program
from youju.ledger import Entry
from youju.rubric import Check, Indicator, Let, Rubric, claim_name, score_name, weight_name

ZERO = Fraction(0)
# Worlds of one indicator: 2^6 of six facts in conflict; more are cut off, the chosen values first.
MAX_WORLDS = 64


@dataclass(frozen=True, slots=True)
class World:
    """One way to read what is in doubt, and the points it would give: a value of a fact, or a declared reading."""

    label: tuple[str, str]
    facts: Mapping[str, Value]
    points: Fraction


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction: its code (of a check, or of the engine's own), what it is about, and the entries it touches.

    `loss` and `gain` are how much the indicator's points may fall or rise over the worlds.
    """

    code: str
    indicator: str
    check: Check | None
    facts: tuple[str, ...]
    entries: tuple[str, ...]
    loss: Fraction
    gain: Fraction
    worlds: tuple[World, ...] = ()


def find_doubts(
    rubric: Rubric, facts: Mapping[str, Fact], claims: Mapping[str, Claim], firings: Firings, entered: Entered, decide: Decide
) -> tuple[Doubt, ...]:
    """Every contradiction that touches a score, in the order of the checks and then of the indicators."""
    values = {name: fact.value for name, fact in facts.items()}
    doubts = [*_checks(rubric, facts, values, claims, firings, entered, decide)]
    doubts += _conflicts(rubric, facts, values, claims, firings, entered)
    return tuple(doubts)


def printed_fails(let: Let, facts: Mapping[str, Fact]) -> bool:
    """Whether a rate, as the report prints it, cannot come from its own figures, within its last printed digit."""
    if let.stated is None:
        return False
    statements = facts[let.stated].statements
    value = _figures(let, facts)
    return isinstance(value, Fraction) and any(not _prints(statement, value) for statement in statements)


def _figures(let: Let, facts: Mapping[str, Fact]) -> Value:
    values = {name: fact.value for name, fact in facts.items() if fact.status == "settled"}
    found = (evaluate(formula.expr, values) for formula in let.alternatives)
    return next((value for value in found if value is not UNKNOWN), UNKNOWN)


def _prints(statement: Statement, value: Fraction) -> bool:
    low, high = interval(statement)
    return (low is None or low <= value) and (high is None or value <= high)


def _checks(
    rubric: Rubric,
    facts: Mapping[str, Fact],
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    firings: Firings,
    entered: Entered,
    decide: Decide,
) -> list[Doubt]:
    seen = {**values, **_scores(rubric, entered)}
    answers = decide([Ask(("check", check.code), seen) for check in rubric.checks if check.when is not None])
    doubts: list[Doubt] = []
    for check in rubric.checks:
        if check.when is not None and answers[("check", check.code)] is True:
            read = tuple(name for name in sorted(names(check.when.expr)) if name in facts)
            for risk in check.at_risk:
                touched = _touched(entered, risk.indicator, risk.rules, risk.moved)
                # A cap may have cut part of it already: no more is at risk than the indicator has.
                loss = min(sum((max(entry.points, ZERO) for entry in touched), ZERO), _row_points(entered, risk.indicator))
                ids = tuple(entry.id for entry in touched)
                doubts.append(Doubt(check.code, risk.indicator, check, read, ids, loss, ZERO))
        elif check.printed is not None:
            doubts.extend(_printed(rubric, check, facts, values, claims, firings, entered))
    return doubts


def _scores(rubric: Rubric, entered: Entered) -> dict[str, Value]:
    seen: dict[str, Value] = {}
    for row in entered.rows:
        title = rubric.indicators[row.indicator].title.zh
        seen[score_name(title)] = row.points
        seen[weight_name(title)] = row.effective_weight
        seen[claim_name(title)] = UNKNOWN if row.claimed is None else row.claimed
    return seen


def _touched(entered: Entered, indicator: str, rules: tuple[str, ...], moved: bool) -> list[Entry]:
    own = [entry for entry in entered.entries if entry.indicator == indicator and entry.kind != "cap"]
    if moved:
        return [entry for entry in own if entry.kind == "moved"]
    return [entry for entry in own if not rules or entry.rule in rules]


def _printed(
    rubric: Rubric,
    check: Check,
    facts: Mapping[str, Fact],
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    firings: Firings,
    entered: Entered,
) -> list[Doubt]:
    assert check.printed is not None
    indicator = rubric.indicators[check.printed.indicator]
    let = next(let for let in indicator.lets if let.name == check.printed.let)
    if firings.applies[indicator.id] is False or not printed_fails(let, facts):
        return []
    points = _row_points(entered, indicator.id)
    worlds = [*_reading_worlds(rubric, indicator, let, values, claims, firings)]
    loss = max([points - world.points for world in worlds] + [ZERO])
    gain = max([world.points - points for world in worlds] + [ZERO])
    ids = tuple(entry.id for entry in _touched(entered, indicator.id, (), moved=False))
    read = tuple(name for formula in let.alternatives for name in sorted(names(formula.expr)))
    return [Doubt(check.code, indicator.id, check, (let.stated or "", *read), ids, loss, gain, tuple(worlds))]


def _reading_worlds(
    rubric: Rubric,
    indicator: Indicator,
    let: Let,
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    firings: Firings,
) -> list[World]:
    """What the printed rate, the figures, and each declared reading of the figures would give."""
    weight = firings.weights.get(indicator.id, ZERO)
    case = case_of(indicator, values, weight)
    takes: list[tuple[str, str, Value]] = [("printed", let.stated or "", values.get(let.stated or "", UNKNOWN))]
    takes += [("figures", formula.text, evaluate(formula.expr, case.values)) for formula in let.alternatives]
    takes += [("reading", reading.id, evaluate(reading.formula.expr, case.values)) for reading in let.readings]
    worlds: list[World] = []
    for kind, label, value in takes:
        if not isinstance(value, Fraction):
            continue
        points = _with_let(rubric, indicator, let, value, values, claims, firings)
        worlds.append(World((kind, label), {let.name: value}, points))
    return worlds


def _with_let(
    rubric: Rubric,
    indicator: Indicator,
    let: Let,
    value: Fraction,
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    firings: Firings,
) -> Fraction:
    """The indicator's points were the named quantity to have a value."""
    from youju.firing.strata import Fired

    case = case_of(indicator, values, firings.weights.get(indicator.id, ZERO))
    seen = {**case.values, let.name: value}
    answers = exact(program(rubric))([Ask(("rule", indicator.id, rule.id), seen) for rule in indicator.rules])
    truths = {rule.id: answers["rule", indicator.id, rule.id] for rule in indicator.rules}
    lets = {**case.lets}
    fired = Fired(type(case)(seen, lets), truths)
    alone = Firings(firings.applies, firings.moves, firings.weights, {indicator.id: fired}, {})
    return enter_one(rubric, indicator, alone, claims.get(indicator.id))[0].points


def _conflicts(
    rubric: Rubric,
    facts: Mapping[str, Fact],
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    firings: Firings,
    entered: Entered,
) -> list[Doubt]:
    doubts: list[Doubt] = []
    for indicator in rubric.indicators.values():
        torn = tuple(name for name in indicator.facts if facts[name].status == "conflicting")
        if not torn:
            continue
        worlds = _worlds(rubric, indicator, torn, facts, values, claims)
        points = _row_points(entered, indicator.id)
        loss = max([points - world.points for world in worlds] + [ZERO])
        gain = max([world.points - points for world in worlds] + [ZERO])
        ids = tuple(entry.id for entry in _touched(entered, indicator.id, (), moved=False))
        doubts.append(Doubt("conflicting-statements", indicator.id, None, torn, ids, loss, gain, tuple(worlds)))
    return doubts


def _worlds(
    rubric: Rubric,
    indicator: Indicator,
    torn: tuple[str, ...],
    facts: Mapping[str, Fact],
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
) -> list[World]:
    """Every combination of the values stated, and the points of the indicator in it.

    Where applicability itself is torn, the whole rubric is scored again, since the weight would move.
    """
    decide = exact(program(rubric))
    applying = set(names(indicator.applies.expr)) if indicator.applies else set[str]()
    whole = bool(applying & set(torn))
    worlds: list[World] = []
    for combination in islice(product(*(facts[name].worlds for name in torn)), MAX_WORLDS):
        chosen = dict(zip(torn, combination, strict=True))
        again = fire(rubric, {**values, **chosen}, decide, None if whole else indicator.id)
        if whole:
            result = enter(rubric, again, claims, decide)
            moved = [entry for entry in result.entries if _moved_from(rubric, entry, indicator.id)]
            points = _row_points(result, indicator.id) + sum((entry.points for entry in moved), ZERO)
        else:
            points = enter_one(rubric, indicator, again, claims.get(indicator.id))[0].points
        worlds.append(World(("statement", "、".join(torn)), chosen, points))
    return worlds


def _moved_from(rubric: Rubric, entry: Entry, origin: str) -> bool:
    return any(transfer.id == entry.rule and transfer.from_ == origin for transfer in rubric.transfers)


def _row_points(entered: Entered, indicator: str) -> Fraction:
    return next(row.points for row in entered.rows if row.indicator == indicator)
