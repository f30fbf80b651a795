"""Points within 0 and the effective weight, as entered; full marks attainable; what an adjustment may come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

from youju.feel import evaluate, show_number
from youju.prove import Budget, Scale, Values, bounds
from youju.prove.bounds import threshold
from youju.prove.domain import Direction
from youju.regress.laws.desk import Answer, Desk
from youju.regress.laws.proof import BUDGET, Proof
from youju.rubric import WEIGHT, CapSpec, Text


@dataclass(slots=True)
class Ends:
    """What is known of a card's ends: whether they are proved to be held, and values at which it comes to them.

    Of an adjustment, `low` and `high` are the points it may come to after its caps; None: nothing bounds them.
    """

    held: bool = True
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_at: Values = field(default_factory=dict)
    high_at: Values = field(default_factory=dict)


def weighted(desk: Desk, ends: Ends) -> Iterator[Proof]:
    """The bounds of an indicator with a weight, for every weight its rules may see."""
    for weight in desk.weights:
        for direction in (-1, 1):
            proof = _bound(desk, weight, direction)
            ends.held = ends.held and proof.verdict in ("proved", "proved on the grid")
            yield proof
        yield _full(desk, weight, ends)


def _bound(desk: Desk, weight: Fraction, direction: Literal[1, -1]) -> Proof:
    step = desk.card.round
    mark = -1 if direction == -1 else floor(weight / step) + 1
    told = show_number(weight)
    answer = _reaching(desk, mark, direction, weight, never=True)
    if direction == -1:
        claim = Text(zh=f"分值 {told}：不会低于 0 分", en=f"of {told}: never below 0")
    else:
        claim = Text(zh=f"分值 {told}：不会超过 {told} 分", en=f"of {told}: never above {told}")

    def refuted(at: Values) -> Text:
        said, points = desk.said(at), _points(desk, at)
        if direction == -1:
            return Text(zh=f"得 {points} 分，低于 0：{said}", en=f"{points} points, below 0: `{said}`")
        zh, en = f"得 {points} 分，超过分值 {told}：{said}", f"{points} points, above the weight {told}: `{said}`"
        return Text(zh=zh, en=en)

    return desk.proof("bounds", _where(desk, answer), claim, answer, refuted, told)


def _full(desk: Desk, weight: Fraction, ends: Ends) -> Proof:
    told = show_number(weight)
    answer = _reaching(desk, floor(weight / desk.card.round), 1, weight)
    least = _reaching(desk, 0, -1, weight)
    if weight == desk.card.weight:
        ends.high_at, ends.low_at = answer.at or {}, least.at or {}
    lowest = "0" if least.verdict == "proved" else _end(desk, weight, -1)
    claim = Text(zh=f"分值 {told}：满分可得，最低 {lowest} 分", en=f"of {told}: full marks can be had; the least is {lowest}")
    most = _end(desk, weight, 1) if answer.verdict == "refuted" else ""
    refuted = Text(zh=f"最多只能得 {most} 分，得不到 {told} 分", en=f"the most is {most}, and {told} cannot be had") if most else BUDGET
    return desk.proof("full-marks", ("rules",), claim, answer, refuted, told)


def adjusting(desk: Desk, caps: tuple[CapSpec, ...], ends: Ends) -> Iterator[Proof]:
    """What an adjustment may come to: within its caps, which cut what is beyond; elsewhere nothing bounds it."""
    for direction, key in ((-1, "least"), (1, "most")):
        declared = [value for cap in caps if (value := getattr(cap, key)) is not None]
        cap: Fraction | None = (max if direction == -1 else min)(declared) if declared else None
        at = cap if cap is not None else Fraction(0)
        mark = floor(at / desk.card.round) + 1 if direction == 1 else -floor(-at / desk.card.round) - 1
        answer = _reaching(desk, mark, direction, desk.weights[0])
        ends.held = ends.held and answer.verdict != "not analysed"
        beyond = answer.verdict == "proved"
        if direction == 1:
            ends.high, ends.high_at = (cap if cap is not None or not beyond else None) if declared or beyond else at, answer.at or {}
        else:
            ends.low, ends.low_at = (cap if cap is not None or not beyond else None) if declared or beyond else at, answer.at or {}
        verdict = "not analysed" if answer.verdict == "not analysed" else "proved"
        yield desk.proof(
            "bounds", ("rules",), _adjusted(cap, beyond, direction), Answer(verdict, answer.at), BUDGET, key
        )


def _adjusted(cap: Fraction | None, beyond: bool, direction: int) -> Text:
    zh, en = ("最多", "at most") if direction == 1 else ("最少", "at least")
    if cap is None:
        if not beyond:
            return Text(zh=f"{zh} 0 分，不用封顶", en=f"{en} 0, without a cap")
        return Text(
            zh=f"规则没有写{zh}多少分，由总分的上下限管", en=f"nothing says what it is {en}: the bounds of the total hold it"
        )
    told = show_number(cap)
    if beyond:
        return Text(zh=f"{zh} {told} 分：超出的由封顶削去", en=f"{en} {told}: the cap cuts what goes beyond")
    return Text(zh=f"{zh} {told} 分：规则本身就不会超出", en=f"{en} {told}: the rules never go beyond")


def _reaching(desk: Desk, mark: int, direction: Direction, weight: Fraction, never: bool = False) -> Answer:
    """Whether so many steps of rounding or more (1), or that many or less (-1), are entered with a weight."""
    step = desk.card.round

    def accept(at: Values) -> bool:
        came = desk.came(at)
        pinned = at.get(WEIGHT, weight) == weight
        return pinned and isinstance(came, Fraction) and (came - mark * step) * direction >= 0

    ask = desk.never if never else desk.ever
    beyond = threshold(desk.posed, Scale(step), mark, direction)
    return ask(desk.applies, desk.pinned(weight), beyond, accept=accept)


def _end(desk: Desk, weight: Fraction, direction: Direction) -> str:
    """The least or greatest points of all, as told."""
    free = {name: domain for name, domain in desk.free.items() if name != WEIGHT}

    def replay(at: Values) -> Fraction:
        came = desk.came({**at, WEIGHT: weight})
        return came if isinstance(came, Fraction) else Fraction(-1)

    scale = Scale(desk.card.round)
    found = bounds(desk.card, {}, free, weight, scale, replay, Budget())
    end = found.high if direction == 1 else found.low
    return "？" if end is None else show_number(end.points)


def _points(desk: Desk, at: Values) -> str:
    came = desk.came(at)
    return show_number(came) if isinstance(came, Fraction) else "？"


def _where(desk: Desk, answer: Answer) -> tuple[str | int, ...]:
    """The points of the rule that holds, where just one does."""
    if answer.at is None:
        return ("rules",)
    values = desk.case(answer.at)
    held = [i for i, rule in enumerate(desk.card.rules) if evaluate(rule.when.expr, values) is True]
    return ("rules", held[0], "points") if held and (desk.card.hit == "first" or len(held) == 1) else ("rules",)
