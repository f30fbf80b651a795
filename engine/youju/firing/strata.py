"""The strata of firing: first what applies and where its weight goes, then the rules of every indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from youju.feel import Truth, Value
from youju.firing.cases import Case, case_of
from youju.firing.program import Ask, Decide
from youju.rubric import Indicator, Rubric


@dataclass(frozen=True, slots=True)
class Move:
    """Weight that moved, by a transfer, from an indicator that does not apply to one that does."""

    transfer: str
    origin: str
    target: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Fired:
    """What the rules of one indicator said over one case: the truth of every condition, in the card's order."""

    case: Case
    truths: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class Firings:
    """All that fired in a report.

    `applies` is the truth of applicability by indicator; `moves` the weights that moved; `figures` what the rules
    said over the figures; `printed` what they said over printed rates, for indicators whose figures are missing.
    """

    applies: Mapping[str, Truth]
    moves: tuple[Move, ...]
    weights: Mapping[str, Fraction]
    figures: Mapping[str, Fired]
    printed: Mapping[str, Fired]


def fire(rubric: Rubric, facts: Mapping[str, Value], decide: Decide, only: str | None = None) -> Firings:
    """Fires a rubric over the values of facts, stratum after stratum; a name that is absent is unknown.

    With `only`, the rules of that indicator alone are fired, its weight being what the whole rubric makes it.
    """
    applies = applicability(rubric, facts, decide)
    moves = moves_of(rubric, applies)
    weights = effective_weights(rubric, moves)
    wanted = [rubric.indicators[only]] if only else list(rubric.indicators.values())
    asked = [indicator for indicator in wanted if applies[indicator.id] is not False]
    figures, printed = fire_rules(asked, facts, weights, decide)
    return Firings(applies, moves, weights, figures, printed)


def fire_rules(
    indicators: Sequence[Indicator], facts: Mapping[str, Value], weights: Mapping[str, Fraction], decide: Decide
) -> tuple[dict[str, Fired], dict[str, Fired]]:
    """The rules of indicators under given weights: over the figures, and over printed rates where these stand in."""
    over_figures = {one.id: case_of(one, facts, weights.get(one.id, Fraction(0))) for one in indicators}
    over_prints = {
        one.id: case
        for one in indicators
        if any(let.source == "unknown" for let in over_figures[one.id].lets.values())
        and (case := case_of(one, facts, weights.get(one.id, Fraction(0)), printed=True)).printed
    }
    by_id = {one.id: one for one in indicators}
    return _stratum(by_id, over_figures, decide), _stratum(by_id, over_prints, decide)


def fire_case(indicator: Indicator, case: Case, decide: Decide) -> Fired:
    """The rules of one indicator over a case of one's own making, such as another value of a named quantity."""
    return _stratum({indicator.id: indicator}, {indicator.id: case}, decide)[indicator.id]


def applicability(rubric: Rubric, facts: Mapping[str, Value], decide: Decide) -> dict[str, Truth]:
    """Whether each indicator applies; one without a condition always does."""
    asks = [Ask(("applies", one.id), facts) for one in rubric.indicators.values() if one.applies is not None]
    answers = decide(asks)
    return {name: answers.get(("applies", name), True) for name in rubric.indicators}


def moves_of(rubric: Rubric, applies: Mapping[str, Truth]) -> tuple[Move, ...]:
    """The weights that move: from what does not apply to the first place reached that is not excluded itself.

    A weight that reaches an indicator which does not apply either goes on along that one's own transfers; the
    loader has seen to it that some place is always reached.
    """
    transfers = {transfer.from_: transfer for transfer in rubric.transfers}
    moves: list[Move] = []
    for indicator in rubric.weighted:
        if applies[indicator.id] is False and indicator.id in transfers:
            target = _landing(indicator.id, applies, {name: transfer.to for name, transfer in transfers.items()})
            moves.append(Move(transfers[indicator.id].id, indicator.id, target, indicator.weight))
    return tuple(moves)


def effective_weights(rubric: Rubric, moves: tuple[Move, ...]) -> dict[str, Fraction]:
    """Weights after the moves; they sum to the rubric's total whatever does not apply."""
    weights = {indicator.id: indicator.weight for indicator in rubric.weighted}
    for move in moves:
        weights[move.origin] -= move.weight
        weights[move.target] += move.weight
    return weights


def _landing(origin: str, applies: Mapping[str, Truth], targets: Mapping[str, tuple[str, ...]]) -> str:
    seen, frontier = {origin}, list(targets[origin])
    while frontier:
        name = frontier.pop(0)
        if applies[name] is not False:
            return name
        if name not in seen:
            seen.add(name)
            frontier.extend(targets.get(name, ()))
    raise ValueError(f"the weight of {origin} would vanish")


def _stratum(indicators: Mapping[str, Indicator], cases: Mapping[str, Case], decide: Decide) -> dict[str, Fired]:
    rules = [(name, rule.id) for name in cases for rule in indicators[name].rules]
    asks = [Ask(("rule", name, rule), cases[name].values) for name, rule in rules]
    answers = decide(asks)
    return {
        name: Fired(case, {rule.id: answers["rule", name, rule.id] for rule in indicators[name].rules})
        for name, case in cases.items()
    }
