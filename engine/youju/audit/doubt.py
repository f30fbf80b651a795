"""Where the report contradicts itself, and what that puts at risk: opposing statements, checks, printed rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import islice, product

from youju.audit.enter import Entered, cap_one, enter, enter_one
from youju.facts import Claim, Fact, Statement, interval
from youju.feel import UNKNOWN, Value, evaluate, names
from youju.firing import Ask, Decide, Firings, case_of, exact, fire, fire_case, program
from youju.ledger import Entry
from youju.rubric import Check, Indicator, Let, Rubric, claim_name, score_name, weight_name
from youju.structs import Struct, replace

ZERO = Fraction(0)
# Worlds of one indicator: 2^6 of six facts in conflict; more are cut off, the chosen values first.
MAX_WORLDS = 64


class Scene(Struct, dict=True):
    """All that doubts are found over: the rubric, what was read, the values rules saw, what fired and was entered."""

    rubric: Rubric
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    claims: Mapping[str, Claim]
    firings: Firings
    entered: Entered

    @cached_property
    def exactly(self) -> Decide:
        """Decides in other worlds than the one that was scored."""
        return exact(self.rubric.once(program))

    def points(self, indicator: str) -> Fraction:
        """The points entered for an indicator."""
        return next(row.points for row in self.entered.rows if row.indicator == indicator)

    def own(self, indicator: str) -> Iterator[Entry]:
        """The entries of an indicator, without what caps cut."""
        return (entry for entry in self.entered.entries if entry.indicator == indicator and entry.kind != "cap")


class World(Struct):
    """One way to read what is in doubt, and the points it would give: a value of a fact, or a declared reading."""

    label: tuple[str, str]
    facts: Mapping[str, Value]
    points: Fraction


class Doubt(Struct):
    """A contradiction: its code (of a check, or of the engine's own), what it is about, and the entries it touches.

    `loss` and `gain` are how much the indicator's points may fall or rise over the worlds. A check that puts no points
    at risk may be about no indicator.
    """

    code: str
    indicator: str | None
    check: Check | None
    facts: tuple[str, ...]
    entries: tuple[str, ...]
    loss: Fraction
    gain: Fraction
    worlds: tuple[World, ...] = ()


def find_doubts(scene: Scene, decide: Decide) -> tuple[Doubt, ...]:
    """Every contradiction that touches a score, in the order of the checks and then of the indicators."""
    return (*_checks(scene, decide), *_conflicts(scene))


def printed_fails(let: Let, facts: Mapping[str, Fact]) -> bool:
    """Whether a rate, as the report prints it, cannot come from its own figures, within its last printed digit."""
    if let.stated is None:
        return False
    statements = facts[let.stated].statements
    value = _figures(let, facts)
    return isinstance(value, Fraction) and any(not _prints(statement, value) for statement in statements)


def _figures(let: Let, facts: Mapping[str, Fact]) -> Value:
    values = {name: fact.value for name, fact in facts.items() if fact.status in ("settled", "ruled", "assumed")}
    found = (evaluate(formula.expr, values) for formula in let.alternatives)
    return next((value for value in found if value is not UNKNOWN), UNKNOWN)


def _prints(statement: Statement, value: Fraction) -> bool:
    low, high = interval(statement)
    return (low is None or low <= value) and (high is None or value <= high)


def _checks(scene: Scene, decide: Decide) -> Iterator[Doubt]:
    """The declared checks that fire: on a condition over facts and scores, or on a printed rate."""
    seen = {**scene.values, **_scores(scene)}
    answers = decide([Ask(("check", check.code), seen) for check in scene.rubric.checks if check.when is not None])
    for check in scene.rubric.checks:
        if check.printed is not None:
            yield from _printed(scene, check)
        elif check.when is not None and answers["check", check.code] is True:
            read = tuple(name for name in sorted(names(check.when.expr)) if name in scene.facts)
            if not check.at_risk:
                yield Doubt(check.code, check.spec.about, check, read, (), ZERO, ZERO)
            for risk in check.at_risk:
                touched = _touched(scene, risk.indicator, risk.rules, risk.moved)
                if risk.moved and not touched:
                    continue
                # A cap may have cut part of it already: no more is at risk than the indicator has.
                gross = sum((max(entry.points, ZERO) for entry in touched), ZERO)
                loss = max(min(gross, scene.points(risk.indicator)), ZERO)
                yield Doubt(check.code, risk.indicator, check, read, tuple(entry.id for entry in touched), loss, ZERO)


def _scores(scene: Scene) -> dict[str, Value]:
    seen: dict[str, Value] = {}
    for row in scene.entered.rows:
        title = scene.rubric.indicators[row.indicator].title.zh
        seen[score_name(title)] = row.points
        seen[weight_name(title)] = row.effective_weight
        seen[claim_name(title)] = UNKNOWN if row.claimed is None else row.claimed
    return seen


def _touched(scene: Scene, indicator: str, rules: tuple[str, ...], moved: bool) -> list[Entry]:
    if moved:
        transfers = {transfer.id for transfer in scene.rubric.transfers}
        return [entry for entry in scene.own(indicator) if entry.rule in transfers]
    return [entry for entry in scene.own(indicator) if not rules or entry.rule in rules]


def _printed(scene: Scene, check: Check) -> Iterator[Doubt]:
    """What the printed rate, the figures, and each declared reading of the figures would give, where they disagree."""
    assert check.printed is not None
    indicator = scene.rubric.indicators[check.printed.indicator]
    let = next(let for let in indicator.lets if let.name == check.printed.let)
    if scene.firings.applies[indicator.id] is False or not printed_fails(let, scene.facts):
        return
    read = tuple(name for formula in let.alternatives for name in sorted(names(formula.expr)))
    worlds = tuple(_reading_worlds(scene, indicator, let))
    yield _over(scene, check, indicator, (let.stated or "", *read), worlds)


def _reading_worlds(scene: Scene, indicator: Indicator, let: Let) -> Iterator[World]:
    for label, value in readings(scene, indicator, let):
        yield World(label, {let.name: value}, _points_with(scene, indicator, {let.name: value}))


def readings(scene: Scene, indicator: Indicator, let: Let) -> Iterator[tuple[tuple[str, str], Fraction]]:
    """What a named quantity may be, each under its label: as printed, by the figures, by each declared reading."""
    values = scene.firings.figures[indicator.id].case.values
    stated = let.stated or ""
    takes: list[tuple[str, str, Value]] = [("printed", stated, scene.values.get(stated, UNKNOWN))]
    takes += [("figures", formula.text, evaluate(formula.expr, values)) for formula in let.alternatives]
    takes += [("reading", reading.id, evaluate(reading.formula.expr, values)) for reading in let.readings]
    for kind, label, value in takes:
        if isinstance(value, Fraction):
            yield (kind, label), value


def _points_with(scene: Scene, indicator: Indicator, assumed: Mapping[str, Value]) -> Fraction:
    """The indicator's points were its named quantities to have these values."""
    return _points_of_one(scene, indicator, assuming(scene, indicator, assumed))


def assuming(scene: Scene, indicator: Indicator, assumed: Mapping[str, Value]) -> Firings:
    """What would fire were the named quantities of an indicator to have these values; all else stays."""
    case = case_of(indicator, scene.values, scene.firings.own.get(indicator.id, ZERO), assumed=assumed)
    figures = {**scene.firings.figures, indicator.id: fire_case(indicator, case, scene.exactly)}
    printed = {name: fired for name, fired in scene.firings.printed.items() if name != indicator.id}
    return replace(scene.firings, figures=figures, printed=printed)


def _conflicts(scene: Scene) -> Iterator[Doubt]:
    """The indicators that read a fact of which the report makes opposing statements."""
    for indicator in scene.rubric.indicators.values():
        torn = tuple(name for name in indicator.facts if scene.facts[name].status == "conflicting")
        if torn:
            worlds = tuple(_worlds(scene, indicator, torn))
            yield _over(scene, "conflicting-statements", indicator, torn, worlds)


def _worlds(scene: Scene, indicator: Indicator, torn: tuple[str, ...]) -> Iterator[World]:
    """Every combination of the values stated, and the points of the indicator in it."""
    applying = set(names(indicator.applies.expr)) if indicator.applies else set[str]()
    points_in = _points_of_all if applying & set(torn) else _points_alone
    for combination in islice(product(*(scene.facts[name].worlds for name in torn)), MAX_WORLDS):
        chosen = dict(zip(torn, combination, strict=True))
        yield World(("statement", "、".join(torn)), chosen, points_in(scene, indicator, chosen))


def _points_alone(scene: Scene, indicator: Indicator, chosen: Mapping[str, Value]) -> Fraction:
    again = fire(scene.rubric, {**scene.values, **chosen}, scene.exactly, indicator.id)
    return _points_of_one(scene, indicator, again)


def _points_of_one(scene: Scene, indicator: Indicator, firings: Firings) -> Fraction:
    one = enter_one(scene.rubric, indicator, firings, scene.claims.get(indicator.id))
    return cap_one(scene.rubric, one, scene.exactly).row.points


def _points_of_all(scene: Scene, indicator: Indicator, chosen: Mapping[str, Value]) -> Fraction:
    """Where applicability itself is torn its weight would move: the points count wherever they would be."""
    firings = fire(scene.rubric, {**scene.values, **chosen}, scene.exactly)
    again = enter(scene.rubric, firings, scene.claims, scene.exactly)
    others = sum((row.points for row in scene.entered.rows if row.indicator != indicator.id), ZERO)
    return sum((row.points for row in again.rows), ZERO) - others


def _over(
    scene: Scene, about: Check | str, indicator: Indicator, facts: tuple[str, ...], worlds: tuple[World, ...]
) -> Doubt:
    """A doubt over worlds, declared by a check or under a code: what may be lost or gained, on all entries."""
    points = scene.points(indicator.id)
    loss = max([points - world.points for world in worlds] + [ZERO])
    gain = max([world.points - points for world in worlds] + [ZERO])
    ids = tuple(entry.id for entry in scene.own(indicator.id))
    check, code = (None, about) if isinstance(about, str) else (about, about.code)
    return Doubt(code, indicator.id, check, facts, ids, loss, gain, worlds)
