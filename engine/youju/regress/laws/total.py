"""The total within its bounds, by adding up what was proved of every indicator, caps included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit.enter import enter
from youju.feel import Value, show_number
from youju.firing import decider, fire
from youju.regress.laws.bounds import Ends
from youju.regress.laws.proof import Proof
from youju.rubric import WEIGHT, Rubric, Text


def total(rubric: Rubric, ends: Mapping[str, Ends]) -> Iterator[Proof]:
    """Never below its bound, never above it. `ends` are those of every indicator.

    Points lie between 0 and the effective weight, these sum to the total whatever does not apply (the law of weights),
    and what an adjustment adds lies within its own ends: so the sum lies within the sums, and a cap cuts the rest.
    What is not decided by rules is entered by a claim, which is cut to 0 and the weight.
    """
    caps = [cap for cap in rubric.caps if cap.of == "total"]
    least = max((cap.least for cap in caps if cap.least is not None), default=None)
    most = min((cap.most for cap in caps if cap.most is not None), default=None)
    broken = [name for name, one in ends.items() if not one.held]
    adding = [ends[name] for name in rubric.spec.adjustments if name in ends]
    yield _side(rubric, ends, -1, least, broken, _sum([one.low.points for one in adding], Fraction(0)))
    yield _side(rubric, ends, 1, most, broken, _sum([one.high.points for one in adding], rubric.spec.total))


def _side(
    rubric: Rubric,
    ends: Mapping[str, Ends],
    direction: int,
    cap: Fraction | None,
    broken: list[str],
    reached: Fraction | None,
) -> Proof:
    bound = cap if cap is not None else (rubric.spec.total if direction == 1 else Fraction(0))
    told = show_number(bound)
    zh, en = (f"总分不会超过 {told}", f"the total is never above {told}")
    if direction == -1:
        zh, en = f"总分不会低于 {told}", f"the total is never below {told}"
    path = ("caps",) if rubric.caps else ("total",)
    if cap is not None:
        return Proof("total", None, "cap", path, "proved", Text(zh=f"{zh}（封顶）", en=f"{en} (by a cap)"))
    claim = Text(zh=f"{zh}（各项相加）", en=f"{en} (added up)")
    if not broken and reached is not None and (bound - reached) * direction >= 0:
        return Proof("total", None, "sum", path, "proved", claim)
    # Values at which every indicator keeps within its own bounds: what is wrong with one is told of it alone.
    at = _witness(rubric, ends, direction)
    points = _total(rubric, at)
    if (points - bound) * direction <= 0:
        return Proof("total", None, "sum", path, "not analysed", claim, _unsure(broken))
    came = show_number(points)
    found = Text(
        zh=f"总分可以是 {came}：加减分之后没有封顶", en=f"the total may be {came}: no cap cuts the adjustments"
    )
    return Proof("total", None, "sum", path, "refuted", claim, found, at)


def _unsure(broken: list[str]) -> Text:
    if broken:
        which = "、".join(broken)
        return Text(
            zh=f"{which} 的得分没有证明在范围内", en=f"the points of {which} are not proved to be within theirs"
        )
    return Text(
        zh="各项相加会超出，但没有找到能同时成立的取值",
        en="the sums go beyond, and no values were found that go together",
    )


def _witness(rubric: Rubric, ends: Mapping[str, Ends], direction: int) -> dict[str, Value]:
    """Values at which every indicator comes to its end, as far as they share no facts; adjustments come first."""
    at: dict[str, Value] = {}
    adjusting = [name for name in ends if rubric.indicators[name].adjustment]
    for name in (*adjusting, *(name for name in ends if name not in adjusting)):
        own = (ends[name].high if direction == 1 else ends[name].low).at
        for fact, value in own.items():
            if fact != WEIGHT:
                at.setdefault(fact, value)
    return at


def _total(rubric: Rubric, at: Mapping[str, Value]) -> Fraction:
    """The total of an audit of these facts in which nothing is claimed."""
    decide = decider(rubric, "exact")
    entered = enter(rubric, fire(rubric, at, decide), {}, decide)
    return sum((entry.points for entry in entered.entries), Fraction(0))


def _sum(values: list[Fraction | None], start: Fraction) -> Fraction | None:
    """The sum; None where one is unbounded."""
    for value in values:
        if value is None:
            return None
        start += value
    return start
