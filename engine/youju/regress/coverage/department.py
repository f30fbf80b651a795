"""What whole departments show: caps cutting, of the total and of adjustments, and points just at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Literal, TypeAlias

from youju.audit.departments import run_department
from youju.feel import CompareOp, Expr, Name, Value, literal, show_number
from youju.ledger.entries import TOTAL
from youju.prove import Budget
from youju.regress.coverage.model import Told, Verdict
from youju.regress.coverage.nearest import Tried
from youju.regress.coverage.witness import seeker
from youju.regress.given import value_text
from youju.regress.obligations import Obligation, look_of
from youju.regress.obligations.look import Asked
from youju.regress.obligations.of_whole import points_condition
from youju.rubric import WEIGHT, CapSpec, CaseSpec, DepartmentSpec, Indicator, Rubric, Text
from youju.rubric.spec import Standing
from youju.structs import Struct

Side: TypeAlias = Literal["most", "least"]


class _Bound(Struct):
    """One bound of a cap of the total, and whether the total is to be beyond it or just at it."""

    cap: CapSpec
    side: Side
    at: Fraction
    beyond: bool

    def meets(self, total: Fraction) -> bool:
        """Whether a total before the cap is there."""
        if not self.beyond:
            return total == self.at
        return total > self.at if self.side == "most" else total < self.at

    @property
    def obligation(self) -> Obligation:
        """It as an obligation, which no case of a single indicator meets."""
        told, how = show_number(self.at), "over" if self.beyond else "at"
        zh = f"总分{'越过' if self.beyond else '正好是'} {self.cap.id} 的 {told}"
        en = f"the total is {'beyond' if self.beyond else 'just at'} the {told} of {self.cap.id}"
        never = (Asked(literal(False)),)
        return Obligation(f"cap/{self.cap.id}/{self.side}/{how}", "total", "cap", zh, en, None, never)


class _Whole(Struct):
    """A department, what it comes to before caps of the total, and who answers for the total it expects."""

    title: str
    uncut: Fraction
    standing: Standing


def cap_tries(rubric: Rubric, indicator: Indicator, wholes: Sequence[DepartmentSpec]) -> Mapping[Standing, list[Tried]]:
    """The departments as they look to the caps of an adjustment, by who answers for what they expect of it."""
    tried: dict[Standing, list[Tried]] = {"decided": [], "pinned": [], "blank": []}
    if any(cap.of == indicator.id for cap in rubric.caps):
        for whole in wholes:
            look = look_of(rubric, indicator, CaseSpec(given=whole.given))
            standing = whole.standing if _shows_cut(rubric, indicator, whole) else "blank"
            tried[standing].append(Tried(whole.department, look))
    return tried


def _shows_cut(rubric: Rubric, indicator: Indicator, whole: DepartmentSpec) -> bool:
    """Whether what is expected tells what a cap cut: the points, or a total that no cap of its own cuts again."""
    own = whole.expect.indicators.get(indicator.id)
    if own is not None and own.points is not None:
        return True
    if whole.expect.total is None:
        return False
    found = run_department(rubric, whole, "exact")
    return found.uncut == found.total


def of_total(rubric: Rubric, departments: Sequence[DepartmentSpec], budget: Budget) -> tuple[Told, ...]:
    """The caps of the total: which case of a whole department meets them, else values that would."""
    bounds = tuple(_bounds(rubric))
    seen = tuple(_whole(rubric, one) for one in departments) if bounds else ()
    made: list[Mapping[str, Value]] | None = None
    told: list[Told] = []
    for bound in bounds:
        meeting = [one for one in seen if bound.meets(one.uncut)]
        if meeting:
            told.append(_by_case(bound, meeting))
            continue
        if _impossible(rubric, bound):
            why = Text(
                zh="已证明：各项得分在 0 和分值之间，加减分封了顶，总分到不了",
                en="proved: the bounds of the parts forbid it",
            )
            told.append(Told(bound.obligation, "infeasible", None, why))
            continue
        if made is None:
            made = list(_departments(rubric, budget))
        told.append(_by_example(rubric, bound, made))
    return tuple(told)


def _bounds(rubric: Rubric) -> Iterator[_Bound]:
    for cap in rubric.caps:
        sides: tuple[tuple[Side, Fraction | None], ...] = (("most", cap.most), ("least", cap.least))
        for side, at in sides:
            if cap.of == TOTAL and at is not None:
                yield from (_Bound(cap, side, at, beyond) for beyond in (True, False))


def _by_case(bound: _Bound, meeting: Sequence[_Whole]) -> Told:
    """The one that counts for most: one whose total a person decided, else one pinned, else one not decided yet."""
    verdicts: dict[Standing, Verdict] = {"decided": "decided", "pinned": "pinned", "blank": "uncovered"}
    best = min(meeting, key=lambda one: tuple(verdicts).index(one.standing))
    zh, en = "只有没有写总分的部门碰到", "met only by a department of which no total is expected"
    why = Text(zh=zh, en=en) if best.standing == "blank" else None
    return Told(bound.obligation, verdicts[best.standing], best.title, why)


def _by_example(rubric: Rubric, bound: _Bound, made: Sequence[Mapping[str, Value]]) -> Told:
    # The ends that lie on its side are tried first.
    specs = rubric.dictionary.facts
    for values in made if bound.side == "most" else reversed(made):
        given = {name: value_text(value, specs[name]) for name, value in values.items()}
        found = run_department(rubric, DepartmentSpec(department="-", given=given), "exact")
        if bound.meets(found.uncut) and all(one.status != "undetermined" for one in found.indicators.values()):
            why = Text(zh="没有整个部门的用例总分到这里", en="no case of a whole department comes to such a total")
            return Told(bound.obligation, "uncovered", None, why, tuple(given.items()))
    zh = "没有分析完：各项都取满分、零分时总分不在这里，没有试别的"
    en = "not settled: with full points or none everywhere the total is not there, and nothing else was tried"
    return Told(bound.obligation, "unknown", None, Text(zh=zh, en=en))


def _whole(rubric: Rubric, spec: DepartmentSpec) -> _Whole:
    standing = spec.standing if spec.expect.total is not None else "blank"
    return _Whole(spec.department, run_department(rubric, spec, "exact").uncut, standing)


def _impossible(rubric: Rubric, bound: _Bound) -> bool:
    """Whether the laws of a ledger forbid it: points lie between 0 and the weights, adjustments within their caps."""
    ends = [_end(rubric, one, bound.side) for one in rubric.indicators.values() if one.adjustment]
    if any(end is None for end in ends):
        return False
    weights = rubric.spec.total if bound.side == "most" else Fraction(0)
    farthest = weights + sum((end for end in ends if end is not None), Fraction(0))
    if bound.side == "most":
        return farthest <= bound.at if bound.beyond else farthest < bound.at
    return farthest >= bound.at if bound.beyond else farthest > bound.at


def _end(rubric: Rubric, adjustment: Indicator, side: Side) -> Fraction | None:
    """The most or the least an adjustment may come to; None where no cap bounds it."""
    caps = [cap for cap in rubric.caps if cap.of == adjustment.id]
    if side == "most":
        return min((cap.most for cap in caps if cap.most is not None), default=None)
    return max((cap.least for cap in caps if cap.least is not None), default=None)


def _departments(rubric: Rubric, budget: Budget) -> Iterator[Mapping[str, Value]]:
    """Departments at the ends: full points or none in all indicators, adjustments up, down or at 0."""
    zero, weight = literal(Fraction(0)), Name(WEIGHT)
    found: dict[tuple[str, str], Mapping[str, Value]] = {}
    for one in rubric.indicators.values():
        seek = seeker(rubric, one, budget)
        high, low = (">", "<") if one.adjustment else (">=", "<=")
        wanted: tuple[tuple[str, CompareOp, Expr], ...] = (
            ("high", high, zero if one.adjustment else weight),
            ("low", low, zero),
            ("zero", "=", zero),
        )
        for way, op, bound in wanted:
            asked = (Asked(points_condition(one, op, bound)),)
            values = seek.find(Obligation(way, one.id, "cap", way, way, None, asked), easy=False)
            if isinstance(values, Mapping):
                found[one.id, way] = {name: value for name, value in values.items() if name != WEIGHT}
    for way, adjusted in product(("high", "low"), ("zero", "high", "low")):
        parts = (found.get((one.id, adjusted if one.adjustment else way), {}) for one in rubric.indicators.values())
        yield {name: value for part in parts for name, value in part.items()}
