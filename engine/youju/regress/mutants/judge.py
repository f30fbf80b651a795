"""Whether a mutant of a card can be told from the card at all: proved that it cannot, or a case that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from youju.feel import Name, Value
from youju.prove import Budget, Domain, Free, NotEncodable, Unlike, domain_of, pair, readable, weights_of
from youju.prove.differ import Pair
from youju.regress.cases import Case
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.trial import Trial
from youju.regress.mutants.witness import Witness, case_at, witnessed
from youju.rubric import WEIGHT, Formula, Indicator, Rubric

Sure: TypeAlias = Literal["equivalent", "off grid", "unknown"]
"""Proved the same everywhere; the same at every value that the facts can have; or nobody knows."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A case that tells a mutant, or how sure it is that none does. `missing`: only cases without some fact do."""

    found: Witness | Sure
    missing: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Two cards to be compared, and the facts that may be unknown."""

    old: Indicator
    new: Indicator
    optional: frozenset[str]


def judge(rubric: Rubric, mutant: Mutant, trial: Trial, budget: Budget | None = None) -> Judged:
    """Compares a mutant with its card: over complete facts, then with facts missing, then by printed rates, and last by
    the ranges of cases at hand with facts left out, which proves nothing but may find a case."""
    assert mutant.card is not None
    weights = weights_of(rubric, mutant.card)
    unsure: list[str] = [] if weights.complete else ["未试遍可能调入的分值 / not every weight was tried"]
    off_grid = False
    for question in _questions(rubric, mutant):
        try:
            one = _pair(rubric, question, weights.values, budget)
            answer = one.find()
        except NotEncodable as error:
            unsure.append(str(error))
            continue
        if isinstance(answer, Unlike):
            witness = _witness(rubric, mutant, one)
            if witness is not None:
                return Judged(witness, missing=bool(question.optional))
            unsure.append("见证没有通过复核 / the witness is not confirmed by a case")
        elif answer == "unknown":
            unsure.append("求解器放弃 / the solver gave up")
        off_grid = off_grid or answer == "off grid"
    probed = next(_probed(rubric, mutant, trial), None)
    if probed is not None:
        return Judged(probed, missing=True)
    if unsure:
        return Judged("unknown", why="；".join(dict.fromkeys(unsure)))
    return Judged("off grid" if off_grid else "equivalent")


def _questions(rubric: Rubric, mutant: Mutant) -> Iterator[Question]:
    """Complete facts first: such a case is the easier one to decide."""
    assert mutant.card is not None
    old, new = rubric.indicators[mutant.card.id], mutant.card
    facts = rubric.dictionary.facts
    optional = frozenset(name for name in (*old.facts, *new.facts) if facts[name].default is None)
    yield Question(old, new, frozenset())
    yield Question(old, new, optional)
    if any(let.stated is not None for let in (*old.lets, *new.lets)):
        yield Question(_printing(old), _printing(new), optional)


def _printing(card: Indicator) -> Indicator:
    """The card with its printed rates as the last way to know a quantity: what counts where figures decide nothing."""
    lets = (
        let
        if let.stated is None
        else replace(let, alternatives=(*let.alternatives, Formula(let.stated, Name(let.stated))))
        for let in card.lets
    )
    return replace(card, lets=tuple(lets))


def _pair(rubric: Rubric, asked: Question, weights: tuple[Value, ...], budget: Budget | None) -> Pair:
    facts = rubric.dictionary.facts
    free: dict[str, Domain] = {name: domain_of(facts[name]) for name in (*asked.old.facts, *asked.new.facts)}
    values: Mapping[str, Value] = {WEIGHT: weights[0]} if len(weights) == 1 else {}
    moved: Free = {} if len(weights) == 1 else {WEIGHT: Domain("number", choices=weights)}
    return pair(asked.old, asked.new, values, {**moved, **free}, asked.optional, budget)


def _witness(rubric: Rubric, mutant: Mutant, one: Pair) -> Witness | None:
    """The case of values that both the interpreter and a run of the case confirm, in round figures if such do."""
    assert mutant.card is not None
    name = mutant.card.id

    def case(at: Mapping[str, Value]) -> Witness | None:
        return witnessed(rubric, mutant, name, case_at(rubric, name, at))

    def accept(at: Mapping[str, Value]) -> bool:
        return one.at(at) is not None and case(at) is not None

    found = readable(one.hunt, rubric.dictionary.facts, one.unlike(), accept=accept)
    if isinstance(found, Mapping) and (seen := case(found)) is not None:
        return seen
    answer = one.find()
    return case(answer.at) if isinstance(answer, Unlike) else None


def _probed(rubric: Rubric, mutant: Mutant, trial: Trial) -> Iterator[Witness]:
    """Cases at hand with one given fact or all of them left out that tell the mutant otherwise than by its rules."""
    assert mutant.card is not None
    for case in trial.of(mutant.card.id):
        for given in _fewer(case):
            spec = case.spec.model_copy(update={"given": given, "claimed": None})
            seen = witnessed(rubric, mutant, case.indicator, spec)
            if seen is not None and _scores_otherwise(seen):
                yield seen


def _fewer(case: Case) -> Iterator[dict[str, str]]:
    given = case.spec.given
    yield given
    for left_out in given:
        yield {name: text for name, text in given.items() if name != left_out}
    yield {}


def _scores_otherwise(seen: Witness) -> bool:
    """Whether points, status or range differ, and not only which rules are named."""
    if seen.after is None:
        return True
    one, other = ((was.points, was.status, was.low, was.high) for was in (seen.before, seen.after))
    return one != other
