"""From a rubric and its cases to what they cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from youju.prove import Budget
from youju.regress.cases import Case, standing_of_sums
from youju.regress.coverage.department import cap_tries, of_total
from youju.regress.coverage.model import Coverage, Covered, Told, Verdict
from youju.regress.coverage.nearest import Tried, nearest
from youju.regress.coverage.witness import Seeker, absence, seeker
from youju.regress.obligations import Obligation, look_of, obligations
from youju.rubric import DepartmentSpec, Indicator, Rubric, Text
from youju.rubric.spec import Standing


def cover(
    rubric: Rubric,
    cases: Iterable[Case],
    departments: Sequence[DepartmentSpec] = (),
    only: str | None = None,
    budget: Budget | None = None,
) -> Coverage:
    """What the cases cover of a rubric, or of one of its indicators; caps are shown by whole departments only.

    What no case meets is sought by the solver, so that it is proved impossible or told with values that would do.
    Raises ProverMissing where there is something to seek; ValueError where a case gives no constant.
    """
    by_indicator: dict[str, list[Case]] = {}
    for case in cases:
        by_indicator.setdefault(case.indicator, []).append(case)
    chosen = [one for one in rubric.indicators.values() if only in (None, one.id)]
    budget = budget or Budget()
    covered = tuple(_covered(rubric, one, by_indicator.get(one.id, []), departments, budget) for one in chosen)
    if only is not None:
        return Coverage(rubric.id, covered, ())
    sums = map(standing_of_sums, departments)
    whole = of_total(rubric, departments, budget)
    return Coverage(rubric.id, covered, whole, tuple(one for one in sums if one is not None))


def _covered(
    rubric: Rubric, indicator: Indicator, cases: Sequence[Case], departments: Sequence[DepartmentSpec], budget: Budget
) -> Covered:
    tried: dict[Standing, list[Tried]] = {"decided": [], "pinned": [], "blank": []}
    for case in cases:
        tried[case.spec.standing].append(Tried(case.title, look_of(rubric, indicator, case.spec)))
    seek = seeker(rubric, indicator, budget)
    # A case of the card is run without caps: only a whole department shows what they cut.
    wholes = cap_tries(rubric, indicator, departments)
    every = obligations(rubric, indicator)
    told = tuple(_told(one, wholes if one.kind == "cap" else tried, seek) for one in every)
    written = [case.standing for case in cases]
    decided, pinned, blank = map(written.count, ("decided", "pinned", "blank"))
    return Covered(indicator.id, indicator.title, told, decided, pinned, blank)


def of_adjustments(rubric: Rubric, departments: Sequence[DepartmentSpec], budget: Budget) -> tuple[Told, ...]:
    """The caps of adjustments: which case of a whole department meets them, else values that would."""
    found: list[Told] = []
    for indicator in (one for one in rubric.indicators.values() if one.adjustment):
        wholes, seek = cap_tries(rubric, indicator, departments), seeker(rubric, indicator, budget)
        found += [_told(one, wholes, seek) for one in obligations(rubric, indicator) if one.kind == "cap"]
    return tuple(found)


def _told(obligation: Obligation, tried: Mapping[Standing, Sequence[Tried]], seek: Seeker) -> Told:
    decided = _first(obligation, tried["decided"])
    if decided is not None:
        return Told(obligation, "decided", decided)
    # A case that is there shows that the obligation can be met; only a person's decision covers it.
    for standing, verdict, why in _UNCOUNTED:
        if (title := _first(obligation, tried[standing])) is not None:
            return Told(obligation, verdict, title, _BLIND if (standing, obligation.kind) == ("blank", "cap") else why)
    found = seek.find(obligation)
    why = absence(found, seek.every_weight)
    if isinstance(found, Mapping):
        there = (*tried["decided"], *tried["pinned"])
        near = _NO_DEPARTMENT if obligation.kind == "cap" and not there else nearest(obligation, there)
        return Told(obligation, "uncovered", None, near, seek.told(found))
    if found == "none" and seek.every_weight:
        return Told(obligation, "infeasible", None, why)
    return Told(obligation, "off grid" if found == "off grid" else "unknown", None, why)


_UNCOUNTED: tuple[tuple[Standing, Verdict, Text], ...] = (
    (
        "pinned",
        "pinned",
        Text(zh="只有锁定的用例碰到，没有由人定过", en="met by a pinned case only"),
    ),
    ("blank", "uncovered", Text(zh="只有待定的用例碰到", en="only a case that awaits a person meets it")),
)

_NO_DEPARTMENT = Text(
    zh="没有写它的得分或总分的部门；卡片的用例不过封顶，看不到",
    en="no department expects its points or the total; a case of a card is run without caps",
)
_BLIND = Text(
    zh="碰到的部门没有写它的得分，总分也看不出削去多少",
    en="the departments that meet it expect neither its points nor a total that shows the cut",
)


def _first(obligation: Obligation, tried: Iterable[Tried]) -> str | None:
    return next((one.title for one in tried if obligation.met(one.look)), None)
