"""Whether a mutant of a card can be told from the card at all: proved that it cannot, or a case that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.audit.cases import CaseResult
from youju.facts import without_default
from youju.feel import Value, names
from youju.prove import (
    Absence,
    Budget,
    Domain,
    NotEncodable,
    Pair,
    Unlike,
    domain_of,
    laid_weight,
    pair,
    readable,
    weights_of,
)
from youju.regress.mutants.claims import told_by_claim
from youju.regress.mutants.mutant import Mutant
from youju.regress.mutants.sites import sites
from youju.regress.mutants.trial import Trial, given_to
from youju.regress.mutants.witness import WholeWitness, Witness, case_at, witnessed
from youju.regress.printing import printing
from youju.rubric import Indicator, Rubric
from youju.structs import Struct, replace

Sure: TypeAlias = Literal["equivalent", "off grid", "unknown"]
"""Proved the same everywhere; the same at every value that the facts can have; or nobody knows."""


FINE = Fraction(1, 1_000_000)
"""The grid of a named quantity that is taken as a number of its own: fine enough to lie on between any thresholds."""


class Judged(Struct):
    """A case that tells a mutant, or how sure it is that none does. `missing`: only cases without some fact do."""

    found: Witness | WholeWitness | Sure
    missing: bool = False
    why: str = ""


class Question(Struct):
    """Two cards to be compared, and the facts that may be unknown."""

    old: Indicator
    new: Indicator
    optional: frozenset[str]


def judge(rubric: Rubric, mutant: Mutant, trial: Trial, budget: Budget | None = None) -> Judged:
    """Compares a mutant with its card: over complete facts, then with facts missing, then by printed rates, and last by
    what claims enter: proved where only the rounding is another, else tried on cases at hand with facts left out."""
    assert mutant.card is not None
    weights = weights_of(rubric, mutant.card)
    bench = Bench(rubric, weights.values, budget)
    questions = tuple(_questions(rubric, mutant))
    if weights.complete and _covers(questions) and _never(bench, questions[-1]):
        return _undecided(rubric, mutant, trial, bench, questions[-1], Judged("equivalent"))
    unsure: list[str] = [] if weights.complete else ["未试遍可能调入的分值 / not every weight was tried"]
    answers: list[Unlike | Absence] = []
    for question in questions:
        try:
            answers.append(bench.ask(question))
        except NotEncodable as error:
            unsure.append(str(error))
            continue
        if isinstance(answers[-1], Unlike):
            witness = _witness(rubric, mutant, bench.pair(question))
            if witness is not None:
                return Judged(witness, missing=bool(question.optional))
            unsure.append("见证没有通过复核 / the witness is not confirmed by a case")
        elif answers[-1] == "unknown":
            unsure.append("求解器放弃 / the solver gave up")
    sure: Sure = "unknown" if unsure else "off grid" if "off grid" in answers else "equivalent"
    so_far = Judged(sure, why="；".join(dict.fromkeys(unsure)))
    return _undecided(rubric, mutant, trial, bench, questions[-1], so_far)


def _undecided(
    rubric: Rubric, mutant: Mutant, trial: Trial, bench: Bench, question: Question, so_far: Judged
) -> Judged:
    """What is left where rules decide alike: ranges, status, and what claims enter, by cases at hand or the solver."""
    assert mutant.card is not None
    ranged = next(probed(rubric, mutant, trial, mutant.card.id), None)
    if ranged is not None:
        return Judged(ranged, missing=True)
    if question.old.round == question.new.round or so_far.found == "unknown":
        return so_far
    try:
        claimed = told_by_claim(rubric, mutant, bench.pair(question))
    except NotEncodable as error:
        return Judged("unknown", why=str(error))
    match claimed:
        case Witness():
            return Judged(claimed, missing=True)
        case "none":
            return so_far
        case "off grid":
            return Judged("off grid")
        case _:
            return Judged("unknown", why="没有找到能区分的自评 / no claim was found that tells them apart")


def _never(bench: Bench, question: Question) -> bool:
    """Whether two cards are proved never to differ."""
    try:
        return bench.ask(question) == "none"
    except NotEncodable:
        return False


class Bench(Struct):
    """Where two cards are compared: the dictionary, the weights that rules may see, and what a question may cost."""

    rubric: Rubric
    weights: tuple[Fraction, ...]
    budget: Budget | None

    def ask(self, question: Question) -> Unlike | Absence:
        """Whether two cards ever differ. Raises NotEncodable.

        Where the solver gives up, it is asked again with the named quantities as free numbers, whatever their facts:
        what never differs there never does.
        """
        found = self.pair(question).find()
        if found != "unknown" or question.old.lets != question.new.lets:
            return found
        return "none" if self.pair(_without_lets(question)).find() == "none" else found

    def pair(self, question: Question) -> Pair:
        """The two cards on one board. Raises NotEncodable."""
        facts, named = self.rubric.dictionary.facts, Domain("number", step=FINE)
        read = (*question.old.facts, *question.new.facts)
        free: dict[str, Domain] = {name: domain_of(facts[name]) if name in facts else named for name in read}
        values, weight = laid_weight(self.weights)
        return pair(question.old, question.new, values, {**weight, **free}, question.optional, self.budget)


def _without_lets(question: Question) -> Question:
    """The cards with their quantities as facts of their own, perhaps unknown."""
    names_of = tuple(let.name for let in question.old.lets)
    old, new = (replace(card, lets=(), facts=(*card.facts, *names_of)) for card in (question.old, question.new))
    return Question(old, new, question.optional | frozenset(names_of))


def _covers(questions: Sequence[Question]) -> bool:
    """Whether the last question holds all others: its printed rates may be unknown, and only stand in for others."""
    last = questions[-1]
    printed = {
        let.stated for card in (questions[0].old, questions[0].new) for let in card.lets if let.stated is not None
    }
    read = {name for card in (questions[0].old, questions[0].new) for site in sites(card) for name in names(site.expr)}
    return printed <= last.optional and not printed & read


def _questions(rubric: Rubric, mutant: Mutant) -> Iterator[Question]:
    """Complete facts first: such a case is the easier one to decide."""
    assert mutant.card is not None
    old, new = rubric.indicators[mutant.card.id], mutant.card
    facts = rubric.dictionary.facts
    optional = frozenset(without_default({name: facts[name] for name in (*old.facts, *new.facts)}))
    yield Question(old, new, frozenset())
    yield Question(old, new, optional)
    if any(let.stated is not None for let in (*old.lets, *new.lets)):
        yield Question(printing(old), printing(new), optional)


def _witness(rubric: Rubric, mutant: Mutant, one: Pair) -> Witness | None:
    """The case of values that both the interpreter and a run of the case confirm, in round figures if such do.

    What only one of the two decides may come to the same points until something is claimed.
    """
    assert mutant.card is not None
    name = mutant.card.id
    claims = (None, Fraction(0), rubric.indicators[name].weight)

    def case(at: Mapping[str, Value]) -> Witness | None:
        spec = case_at(rubric, name, at)
        seen = (witnessed(rubric, mutant, name, replace(spec, claimed=claim)) for claim in claims)
        return next((one for one in seen if one is not None and scores_otherwise(one.before, one.after)), None)

    def accept(at: Mapping[str, Value]) -> bool:
        return one.at(at) is not None and case(at) is not None

    found = readable(one.hunt, rubric.dictionary.facts, one.unlike(), accept=accept)
    if isinstance(found, Mapping) and (seen := case(found)) is not None:
        return seen
    answer = one.find()
    return case(answer.at) if isinstance(answer, Unlike) else None


def probed(rubric: Rubric, mutant: Mutant, trial: Trial, indicator: str) -> Iterator[Witness]:
    """Cases at hand, or what is left of them without some facts, that tell the mutant otherwise than by its rules."""
    for probe in trial.probes.get(indicator, ()):
        after = given_to(mutant.rubric, indicator, probe.spec)
        if scores_otherwise(probe.before, after):
            seen = witnessed(rubric, mutant, indicator, probe.spec)
            assert seen is not None
            yield seen


def scores_otherwise(before: CaseResult, after: CaseResult | None) -> bool:
    """Whether points, status or range differ, and not only which rules are named."""
    if after is None:
        return True
    one, other = ((was.points, was.status, was.low, was.high) for was in (before, after))
    return one != other
