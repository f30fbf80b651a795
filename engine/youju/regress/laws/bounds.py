"""Points within 0 and the effective weight, as entered; full marks attainable; what an adjustment may come to."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Final

from youju.feel import Value, evaluate, show_number
from youju.prove import Scale, Values
from youju.prove.bounds import threshold
from youju.prove.domain import Direction
from youju.prove.formula import opposite
from youju.regress.laws.desk import Answer, Desk
from youju.regress.laws.proof import BUDGET, Proof
from youju.rubric import WEIGHT, CapSpec, Text
from youju.structs import Struct, field

_DOWN: Final[Direction] = -1
_UP: Final[Direction] = 1
_BOTH = (_DOWN, _UP)
_WAYS: Mapping[Direction, str] = {_DOWN: "least", _UP: "most"}


class End(Struct):
    """An end of a card's points: what they are held to, and values at which they come as near to it as they do.

    `points` is None where nothing bounds an adjustment, which may go beyond what cuts it; `held` tells whether it is
    proved that they go no further.
    """

    held: bool
    points: Fraction | None = Fraction(0)
    at: Values = field(default_factory=dict[str, Value])


class Ends(Struct):
    """Both ends: of an indicator 0 and its weight, of an adjustment what its caps leave."""

    low: End
    high: End

    @property
    def held(self) -> bool:
        """Whether both are proved."""
        return self.low.held and self.high.held


UNKNOWN_ENDS = Ends(End(held=False), End(held=False))


def weighted(desk: Desk) -> tuple[list[Proof], Ends]:
    """The bounds of an indicator with a weight, for every weight its rules may see."""
    own = desk.card.weight
    bounds_ = [_bound(desk, weight, direction) for weight in desk.weights for direction in _BOTH]
    full = [_full(desk, weight) for weight in desk.weights]
    held = all(one.verdict in ("proved", "proved on the grid") for one in bounds_)
    least, most = _nearest(desk, 0, _DOWN), _nearest(desk, _steps(desk, own), _UP)
    return [*bounds_, *full], Ends(End(held, Fraction(0), least or {}), End(held, own, most or {}))


def adjusting(desk: Desk, caps: tuple[CapSpec, ...]) -> tuple[list[Proof], Ends]:
    """What an adjustment may come to: its caps cut what is beyond them; where there is none, nothing bounds it."""
    least = max((cap.least for cap in caps if cap.least is not None), default=None)
    most = min((cap.most for cap in caps if cap.most is not None), default=None)
    low, high = _adjusted(desk, least, _DOWN), _adjusted(desk, most, _UP)
    return [low[0], high[0]], Ends(low[1], high[1])


def _adjusted(desk: Desk, cap: Fraction | None, direction: Direction) -> tuple[Proof, End]:
    at = cap if cap is not None else Fraction(0)
    step = desk.card.round
    mark = _steps(desk, at) + 1 if direction == _UP else ceil(at / step) - 1
    answer = _reaching(desk, mark, direction, desk.weights[0])
    unsure, beyond = answer.verdict == "not analysed", answer.verdict == "proved"
    furthest = answer.at if beyond else _nearest(desk, _steps(desk, at), direction)
    shown = Answer("not analysed" if unsure else "proved", answer.at)
    proof = desk.proof("bounds", ("rules",), _told(cap, beyond, direction), shown, BUDGET, _WAYS[direction])
    return proof, End(not unsure, None if cap is None and beyond else at, furthest or {})


def _bound(desk: Desk, weight: Fraction, direction: Direction) -> Proof:
    mark = -1 if direction == -1 else _steps(desk, weight) + 1
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


def _full(desk: Desk, weight: Fraction) -> Proof:
    told = show_number(weight)
    answer = _reaching(desk, _steps(desk, weight), 1, weight)
    least = _reaching(desk, 0, -1, weight)
    lowest = "0" if least.verdict == "proved" else _end(desk, weight, -1)
    claim = Text(
        zh=f"分值 {told}：满分可得，最低 {lowest} 分", en=f"of {told}: full marks can be had; the least is {lowest}"
    )
    most = _end(desk, weight, 1) if answer.verdict == "refuted" else ""
    refuted = (
        Text(zh=f"最多只能得 {most} 分，得不到 {told} 分", en=f"the most is {most}, and {told} cannot be had")
        if most
        else BUDGET
    )
    return desk.proof("full marks", ("rules",), claim, answer, refuted, told)


def _told(cap: Fraction | None, beyond: bool, direction: Direction) -> Text:
    zh, en = ("最多", "at most") if direction == 1 else ("最少", "at least")
    if cap is None:
        if not beyond:
            return Text(zh=f"{zh} 0 分，不用封顶", en=f"{en} 0, without a cap")
        return Text(
            zh=f"规则没有写{zh}多少分，由总分的上下限管",
            en=f"nothing says what it is {en}: the bounds of the total hold it",
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


def _nearest(desk: Desk, full: int, direction: Direction) -> Values | None:
    """Values at which the points come as near to so many steps as any do that are not beyond; found by halving."""
    found: Values | None = None
    low, high = 0, abs(full)
    middle = high
    while True:
        at = _between(desk, middle * direction, full, direction)
        if at is not None:
            low, found = middle, at
        else:
            high = middle - 1
        if low >= high:
            return found
        middle = (low + high + 1) // 2


def _between(desk: Desk, mark: int, full: int, direction: Direction) -> Values | None:
    """Values at which at least so many steps in a direction are entered, and no more than `full`."""
    weight, step = desk.card.weight, desk.card.round

    def accept(at: Values) -> bool:
        came = desk.came(at)
        pinned = at.get(WEIGHT, weight) == weight
        return pinned and isinstance(came, Fraction) and mark * direction <= came / step * direction <= full * direction

    reached = threshold(desk.posed, Scale(step), mark, direction)
    beyond = threshold(desk.posed, Scale(step), full + direction, direction)
    return desk.ever(desk.applies, desk.pinned(weight), reached, opposite(beyond), accept=accept).at


def _end(desk: Desk, weight: Fraction, direction: Direction) -> str:
    """The least or greatest points between 0 and the weight, as told; found by halving. ？ where that is not known."""
    low, high = (0, _steps(desk, weight))
    if _reaching(desk, high if direction == _DOWN else low, direction, weight).verdict != "proved":
        return "？"
    while low < high:
        middle = (low + high + (direction == _UP)) // 2
        verdict = _reaching(desk, middle, direction, weight).verdict
        if verdict == "not analysed":
            return "？"
        reached = verdict == "proved"
        if reached == (direction == _UP):
            low = middle if direction == _UP else middle + 1
        else:
            high = middle - 1 if direction == _UP else middle
    return show_number(low * desk.card.round)


def _steps(desk: Desk, points: Fraction) -> int:
    """Whole steps of rounding in so many points."""
    return floor(points / desk.card.round)


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
