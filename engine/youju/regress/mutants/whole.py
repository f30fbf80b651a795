"""Whether a mutant of the rubric as a whole can be told: by cases built for it, or a reason why none can.

Nothing is called equivalent here but for a reason that holds for every department: a card that always applies never
moves its weight; points that never pass a bound are never cut; a name of an entry is no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from youju.audit.cases import given_values
from youju.audit.enter import enter
from youju.facts import Claim, without_default
from youju.feel import UNKNOWN, Value, names
from youju.firing import exact, fire, program
from youju.prove import Free, Hunt, NotEncodable, board, came_to, domain_of
from youju.prove.board import Laid
from youju.prove.domain import Budget
from youju.prove.formula import Formula, opposite
from youju.prove.hunt import Found
from youju.prove.number import number
from youju.regress.mutants.judge import Judged, probed, scores_otherwise
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.trial import Trial
from youju.regress.mutants.witness import WholeWitness, Witness, text_of, witnessed
from youju.regress.printing import printing
from youju.rubric import WEIGHT, CapSpec, CaseSpec, Indicator, Rubric, TransferSpec
from youju.structs import Struct, replace

Side = Literal["most", "least"]
NO_CLAIMS: Mapping[str, Fraction] = {}
FAR = 2
"""Points beyond a bound that show as well as more would that it cuts."""


class Bound(Struct):
    """What differs in a cap: on what, on which side, and the tighter of the two bounds, old and new."""

    of: str
    side: Side
    tighter: Fraction


def judge_whole(rubric: Rubric, mutant: Mutant, trial: Trial) -> Judged:
    """A case that tells a mutant of the rubric as a whole, or why there is none."""
    match mutant.operator:
        case "weight":
            found = (seen for name in mutant.indicators for seen in probed(rubric, mutant, trial, name))
            return _first(found, "没有找到能区分的用例 / no case found")
        case "transfer":
            return _transfer(rubric, mutant, trial)
        case "cap":
            return _cap(rubric, mutant, trial)
        case _:
            return Judged("equivalent", why="只是分录的名称 / only the name of an entry")


def _first(found: Iterator[Witness], otherwise: str) -> Judged:
    seen = next(found, None)
    return Judged("unknown", why=otherwise) if seen is None else Judged(seen)


def _transfer(rubric: Rubric, mutant: Mutant, trial: Trial) -> Judged:
    """Cases of every indicator, in a department to which the origin of the transfer does not apply."""
    changed = {one.id: one for one in mutant.rubric.transfers}
    old = next(one for one in rubric.transfers if changed.get(one.id) != one)
    origin = rubric.indicators[old.from_]
    excluded = _excluded(rubric, origin)
    if excluded is None:
        return Judged("equivalent", why="这项指标总是适用，已证明 / proved that the indicator always applies")
    if _goes_on(rubric, old, changed.get(old.id)):
        why = "新的去向同时也不适用，分值照旧往下调，已证明 / proved that the new place passes it on as before"
        return Judged("equivalent", why=why)
    specs = (
        (name, replace(spec, given={**spec.given, **excluded}))
        for name in rubric.indicators
        for spec in (probe.spec for probe in trial.probes[name])
        if spec.effective_weight is None and spec.claimed is None
    )
    seen = (witnessed(rubric, mutant, name, spec) for name, spec in specs)
    told = (one for one in seen if one is not None and scores_otherwise(one.before, one.after))
    return _first(told, "没有找到能区分的用例 / no case found")


def _goes_on(rubric: Rubric, old: TransferSpec, new: TransferSpec | None) -> bool:
    """Proved that where the origin does not apply the new place does not either, and passes weight on as `old` did."""
    if new is None or len(new.to) != 1:
        return False
    origin, target = rubric.indicators[old.from_], rubric.indicators[new.to[0]]
    onward = next((one for one in rubric.transfers if one.from_ == target.id), None)
    if onward is None or (onward.to, onward.share, onward.rescale) != (old.to, old.share, old.rescale):
        return False
    facts = rubric.dictionary.facts
    read = [*origin.facts, *target.facts]
    over = board(
        [origin, target],
        {WEIGHT: origin.weight},
        {name: domain_of(facts[name]) for name in read},
        frozenset(without_default({name: facts[name] for name in read})),
    )
    one, other = over.lay(origin), over.lay(target)
    apart = one.applies.no, opposite(other.applies.no)
    return Hunt(over, Budget()).find(*apart, accept=lambda _: False) == "none"


def _excluded(rubric: Rubric, origin: Indicator) -> Mapping[str, str] | None:
    """Facts with which an indicator does not apply; None: proved that it always does."""
    hunt, laid = _laid(rubric, origin)
    found = hunt.find(laid.applies.no, accept=lambda at: came_to(origin, _with_weight(origin, at)) == "not applicable")
    if not isinstance(found, Mapping):
        return None if found == "none" else {}
    assert origin.applies is not None
    facts = rubric.dictionary.facts
    return {name: text_of(facts[name], value) for name, value in found.items() if name in _applying(origin)}


def _applying(origin: Indicator) -> frozenset[str]:
    """The facts that tell whether an indicator applies."""
    return frozenset() if origin.applies is None else names(origin.applies.expr)


def _cap(rubric: Rubric, mutant: Mutant, trial: Trial) -> Judged:
    bound = _bound(rubric, mutant)
    try:
        given = _beyond(rubric, bound, trial)
    except NotEncodable as error:
        return Judged("unknown", why=str(error))
    if given is None:
        ranged = next(probed(rubric, mutant, trial, bound.of), None)
        if (told := ranged or _claimed(rubric, mutant, trial, bound)) is not None:
            return Judged(told, missing=True)
        return Judged("equivalent", why="从来到不了这个界限，已证明 / proved never to reach the bound")
    before, after = total_of(rubric, given), total_of(mutant.rubric, given)
    if before == after:
        return Judged("unknown", why="没有找到到得了界限的部门 / no department found that reaches the bound")
    return Judged(WholeWitness(given, before, after))


def _claimed(rubric: Rubric, mutant: Mutant, trial: Trial, bound: Bound) -> WholeWitness | None:
    """A department that claims all that the rules leave open of an adjustment, which may lie beyond what they ever
    decide: rules that exclude each other count together there."""
    for probe in trial.probes[bound.of]:
        claimed = {bound.of: probe.before.high if bound.side == "most" else probe.before.low}
        before, after = (total_of(one, probe.spec.given, claimed) for one in (rubric, mutant.rubric))
        if before != after:
            return WholeWitness(probe.spec.given, before, after, claimed)
    return None


def _bound(rubric: Rubric, mutant: Mutant) -> Bound:
    new = {cap.id: cap for cap in mutant.rubric.caps}
    old = next(cap for cap in rubric.caps if new.get(cap.id) != cap)
    other = new.get(old.id)
    side: Side = "most" if old.most is not None and (other is None or other.most != old.most) else "least"
    bounds = [at for at in (_at(old, side), None if other is None else _at(other, side)) if at is not None]
    return Bound(old.of, side, min(bounds) if side == "most" else max(bounds))


def _at(cap: CapSpec, side: Side) -> Fraction | None:
    return cap.most if side == "most" else cap.least


def _beyond(rubric: Rubric, bound: Bound, trial: Trial) -> Mapping[str, str] | None:
    """A department whose points lie beyond a bound before they are cut, as far as one was found; None: proved none."""
    if bound.of != "total":
        found = _reaching(rubric, rubric.indicators[bound.of], bound)
        return None if found == "none" else _given(rubric, found)
    given: dict[str, str] = _full_marks(rubric, trial) if bound.side == "most" else {}
    rest = bound.tighter - total_of(rubric, given)
    for one in rubric.indicators.values():
        if one.adjustment:
            given |= _given(rubric, _reaching(rubric, one, Bound(one.id, bound.side, rest)))
    return given


def _reaching(rubric: Rubric, card: Indicator, bound: Bound) -> Found:
    """Values with which a card's points pass a bound before they are cut; where all facts are known none may, and yet
    some where a quantity is counted in another way, or printed."""
    found = _passing(*_laid(rubric, card), bound)
    return found if found != "none" else _passing(*_laid(rubric, printing(card), missing=True), bound)


def _passing(hunt: Hunt, laid: Laid, bound: Bound) -> Found:
    up = bound.side == "most"

    def passing(by: int) -> Formula:
        at = number(bound.tighter + (by if up else -by))
        sides = (laid.points, at) if up else (at, laid.points)
        return hunt.board.reckon.at_least(*sides, strict=True).yes

    def accept(near: Mapping[str, Value]) -> bool:
        came = came_to(laid.indicator, _with_weight(laid.indicator, near))
        return isinstance(came, Fraction) and (came > bound.tighter if up else came < bound.tighter)

    # Not far beyond, if that can be: such a department is the easier one to imagine.
    near = hunt.find(passing(0), opposite(passing(FAR)), accept=accept)
    return near if isinstance(near, Mapping) else hunt.find(passing(0), accept=accept)


def _laid(rubric: Rubric, card: Indicator, missing: bool = False) -> tuple[Hunt, Laid]:
    facts = {name: rubric.dictionary.facts[name] for name in card.facts}
    free: Free = {name: domain_of(spec) for name, spec in facts.items()}
    without = frozenset(without_default(facts) if missing else ())
    over = board([card], {WEIGHT: card.weight}, free, without)
    laid = over.lay(card)
    return Hunt(over, Budget()), laid


def _with_weight(card: Indicator, at: Mapping[str, Value]) -> Mapping[str, Value]:
    return {**at, WEIGHT: card.weight}


def _given(rubric: Rubric, found: Found) -> dict[str, str]:
    facts = rubric.dictionary.facts
    if not isinstance(found, Mapping):
        return {}
    return {name: text_of(facts[name], value) for name, value in found.items() if value is not UNKNOWN}


def _full_marks(rubric: Rubric, trial: Trial) -> dict[str, str]:
    """Facts of cases with full marks, of as many indicators as do not contradict those before."""
    given: dict[str, str] = {}
    for card in rubric.weighted:
        full = (case.spec.given for case in trial.of(card.id) if case.spec.expect.points == card.weight)
        fitting = (one for one in full if all(given.get(name, text) == text for name, text in one.items()))
        given |= next(fitting, dict[str, str]())
    return given


def total_of(rubric: Rubric, given: Mapping[str, str], claimed: Mapping[str, Fraction] = NO_CLAIMS) -> Fraction:
    """The total of a department, by the exact evaluator, caps included."""
    decide = exact(program(rubric))
    firings = fire(rubric, given_values(rubric, CaseSpec(given=dict(given))), decide)
    claims = {name: Claim("score", points, ()) for name, points in claimed.items()}
    return sum((entry.points for entry in enter(rubric, firings, claims, decide).entries), Fraction(0))
