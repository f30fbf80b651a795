"""The strata of firing: first what applies and where its weight goes, then the rules of every indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from youju.feel import Truth, Value
from youju.firing.cases import Case, case_of
from youju.firing.program import Ask, Decide
from youju.rubric import Indicator, Rubric, TransferSpec
from youju.structs import Struct


class Move(Struct):
    """Weight that moved, by a transfer, from an indicator that does not apply to one that does.

    Where it is shared in proportion, the rules of the target do not see it: what they give counts for more.
    """

    transfer: str
    origin: str
    target: str
    weight: Fraction
    proportional: bool = False


class Fired(Struct):
    """What the rules of one indicator said over one case: the truth of every condition, in the card's order."""

    case: Case
    truths: Mapping[str, Truth]


class Firings(Struct):
    """All that fired in a report.

    `applies` is the truth of applicability by indicator; `moves` the weights that moved; `weights` the effective
    ones, `own` those that the rules see; `figures` what the rules said over the figures; `printed` what they said
    over printed rates, for indicators whose figures are missing.
    """

    applies: Mapping[str, Truth]
    moves: tuple[Move, ...]
    weights: Mapping[str, Fraction]
    own: Mapping[str, Fraction]
    figures: Mapping[str, Fired]
    printed: Mapping[str, Fired]


def fire(rubric: Rubric, facts: Mapping[str, Value], decide: Decide, only: str | None = None) -> Firings:
    """Fires a rubric over the values of facts, stratum after stratum; a name that is absent is unknown.

    With `only`, the rules of that indicator alone are fired, its weight being what the whole rubric makes it.
    """
    applies = applicability(rubric, facts, decide)
    moves = moves_of(rubric, applies)
    weights = effective_weights(rubric, moves)
    own = own_weights(rubric, moves)
    wanted = [rubric.indicators[only]] if only else list(rubric.indicators.values())
    asked = [indicator for indicator in wanted if applies[indicator.id] is not False]
    figures, printed = fire_rules(asked, facts, own, decide)
    return Firings(applies, moves, weights, own, figures, printed)


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
    asked = rubric.once(_conditional)
    answers = decide([Ask(("applies", name), facts) for name in asked])
    # A case of one indicator asks this as well, so it must not cost much however many indicators there are.
    return {**rubric.once(_always), **{name: answers["applies", name] for name in asked}}


def moves_of(rubric: Rubric, applies: Mapping[str, Truth]) -> tuple[Move, ...]:
    """The weights that move: from what does not apply to the first place reached that is not excluded itself.

    A weight that reaches an indicator which does not apply either goes on along that one's own transfers; the
    loader has seen to it that some place is always reached. What is shared in proportion comes after the rest.
    """
    transfers = {transfer.from_: transfer for transfer in rubric.transfers}
    leaving = [one for one in rubric.weighted if applies[one.id] is False and one.id in transfers]
    landings = {one.id: _landing(one.id, applies, transfers) for one in leaving}
    whole = [
        Move(transfers[one.id].id, one.id, landing, one.weight)
        for one in leaving
        if isinstance(landing := landings[one.id], str)
    ]
    own = effective_weights(rubric, tuple(whole))
    shared = [
        Move(transfers[one.id].id, one.id, target, one.weight * share, proportional=True)
        for one in leaving
        if isinstance(landing := landings[one.id], TransferSpec)
        for target, share in _shares(rubric, landing, applies, own)
    ]
    return (*whole, *shared)


def _shares(
    rubric: Rubric, transfer: TransferSpec, applies: Mapping[str, Truth], own: Mapping[str, Fraction]
) -> tuple[tuple[str, Fraction], ...]:
    """What part of a weight goes to each indicator that shares it, in the rubric's order."""
    named = [one for one in rubric.weighted if transfer.share in (None, one.group, one.section)]
    sharing = [one.id for one in named if applies[one.id] is not False]
    whole = sum((own[name] for name in sharing), Fraction(0))
    return tuple((name, own[name] / whole) for name in sharing)


def effective_weights(rubric: Rubric, moves: tuple[Move, ...]) -> dict[str, Fraction]:
    """Weights after the moves; they sum to the rubric's total whatever does not apply."""
    return _moved(rubric, moves, moves)


def own_weights(rubric: Rubric, moves: tuple[Move, ...]) -> dict[str, Fraction]:
    """The weights that rules see: what leaves in proportion has left, and arrives nowhere."""
    return _moved(rubric, moves, tuple(move for move in moves if not move.proportional))


def _moved(rubric: Rubric, leaving: tuple[Move, ...], arriving: tuple[Move, ...]) -> dict[str, Fraction]:
    weights = dict(rubric.once(_written))
    for move in leaving:
        weights[move.origin] -= move.weight
    for move in arriving:
        weights[move.target] += move.weight
    return weights


def _conditional(rubric: Rubric) -> tuple[str, ...]:
    """The indicators that may not apply."""
    return tuple(one.id for one in rubric.indicators.values() if one.applies is not None)


def _always(rubric: Rubric) -> Mapping[str, Truth]:
    return dict.fromkeys(rubric.indicators, True)


def _written(rubric: Rubric) -> Mapping[str, Fraction]:
    return {one.id: one.weight for one in rubric.weighted}


def _landing(origin: str, applies: Mapping[str, Truth], transfers: Mapping[str, TransferSpec]) -> str | TransferSpec:
    """Where a weight comes to rest: at an indicator, or with those that share it by a transfer."""
    seen, frontier = {origin}, [origin]
    while frontier:
        name = frontier.pop(0)
        if applies[name] is not False:
            return name
        transfer = transfers.get(name)
        if transfer is not None and not transfer.to:
            return transfer
        for step in transfer.to if transfer is not None else ():
            if step not in seen:
                seen.add(step)
                frontier.append(step)
    raise ValueError(f"the weight of {origin} would vanish")


def _stratum(indicators: Mapping[str, Indicator], cases: Mapping[str, Case], decide: Decide) -> dict[str, Fired]:
    rules = [(name, rule.id) for name in cases for rule in indicators[name].rules]
    asks = [Ask(("rule", name, rule), cases[name].values) for name, rule in rules]
    answers = decide(asks)
    return {
        name: Fired(case, {rule.id: answers["rule", name, rule.id] for rule in indicators[name].rules})
        for name, case in cases.items()
    }
