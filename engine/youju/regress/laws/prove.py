"""All laws of a rubric: of each card by itself, then of the whole by adding up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from youju.feel import show
from youju.prove import Budget, NotEncodable, weights_of
from youju.regress.laws.bounds import UNKNOWN_ENDS, Ends, adjusting, weighted
from youju.regress.laws.decided import decided
from youju.regress.laws.desk import lay
from youju.regress.laws.division import division
from youju.regress.laws.monotone import monotone
from youju.regress.laws.proof import CLAIMS, Law, Proof
from youju.regress.laws.total import total
from youju.regress.laws.weights import weights
from youju.rubric import CapSpec, Indicator, Rubric, Text
from youju.structs import replace

_TOO_MANY = Text(
    zh="会把分值调到这里的指标太多，没有逐一试遍",
    en="too many indicators may pass their weight on to it to try every way",
)


def prove_rubric(rubric: Rubric, only: str | None = None, budget: Budget | None = None) -> tuple[Proof, ...]:
    """Every law of every card, then of the whole; or of one card alone. Raises ProverMissing."""
    chosen = [rubric.indicators[only]] if only is not None else list(rubric.indicators.values())
    cards = {one.id: _card(rubric, one, budget or Budget()) for one in chosen}
    found = [proof for proofs, _ in cards.values() for proof in proofs]
    if only is None:
        found += [*weights(rubric), *total(rubric, {name: ends for name, (_, ends) in cards.items()})]
    return tuple(found)


def _card(rubric: Rubric, card: Indicator, budget: Budget) -> tuple[list[Proof], Ends]:
    """The laws of a card, and its ends; laws that cannot be asked name the part of the card that stands in the way."""
    seen = weights_of(rubric, card)
    try:
        desk = lay(card, rubric.dictionary.facts, seen.values, budget)
        bounded, ends = adjusting(desk, _caps(rubric, card)) if card.adjustment else weighted(desk)
        found = [*decided(desk), *division(desk), *bounded, *monotone(desk)]
    except NotEncodable as error:
        return list(_refused(card, error)), UNKNOWN_ENDS
    if seen.complete:
        return found, ends
    return [
        replace(one, verdict="not analysed", found=_TOO_MANY) if _proved(one) else one for one in found
    ], UNKNOWN_ENDS


def _proved(one: Proof) -> bool:
    return one.verdict in ("proved", "proved on the grid")


def _caps(rubric: Rubric, card: Indicator) -> tuple[CapSpec, ...]:
    return tuple(cap for cap in rubric.caps if cap.of == card.id)


def _refused(card: Indicator, error: NotEncodable) -> Iterator[Proof]:
    part = show(error.expr)
    because = Text(
        zh=f"`{part}` 不能精确地写成求解器的式子", en=f"`{part}` has no exact form for the solver: {error.why}"
    )
    asked: Mapping[Law, int] = {
        "gap": card.hit != "sum",
        "overlap": card.hit == "unique",
        "unreachable": 1,
        "division": 1,
        "bounds": 1,
        "full marks": not card.adjustment,
        "monotone": len(card.monotone),
    }
    laws: list[Law] = [law for law, count in asked.items() for _ in range(count)]
    for law in laws:
        yield Proof(law, card.id, "", ("rules",), "not analysed", CLAIMS[law], because)
