"""The cases of a rubric, wherever they are written: what is given to which indicator, and what a person expects."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from youju.rubric import Authored, CaseSpec, Department, DepartmentSpec, ExpectSpec, Rubric, Standing
from youju.source import Place
from youju.structs import Struct, replace


class Case(Struct):
    """One case of one indicator, at its place; `title` is what people call it.

    Of a whole-department case (`department`) it is what that says of one indicator, without what caps may have cut:
    `audit.run_case` runs it like any other, and only `audit.run_department` sees caps, sections and the total.
    """

    indicator: str
    spec: CaseSpec
    place: Place
    title: str
    department: Department | None = None

    @property
    def expects(self) -> ExpectSpec:
        """What is written down for it, of a department within its caps."""
        return self.spec.expect if self.department is None else self.department.model.expect.indicators[self.indicator]

    @property
    def standing(self) -> Standing:
        """Who answers for it, whether or not a run without caps can tell what it expects."""
        return "blank" if self.expects == ExpectSpec() else "pinned" if self.spec.pin else "decided"


def cases_of(authored: Authored) -> tuple[Case, ...]:
    """Every case of a version of a rubric: those of its cards, in their order, then those of whole departments."""
    return (*_on_cards(authored), *_of_departments(authored))


def standing_of_sums(whole: DepartmentSpec) -> Standing | None:
    """Who answers for the total and the sections of a department, which are a case of their own beside those of its
    indicators; None where it speaks of others only. What expects nothing at all awaits a person."""
    if whole.expect.total is not None or whole.expect.sections:
        return whole.standing
    return "blank" if whole.standing == "blank" else None


def _on_cards(authored: Authored) -> Iterator[Case]:
    for card in authored.cards:
        for i, spec in enumerate(card.model.cases):
            yield Case(card.model.indicator, spec, card.place("cases", i), spec.note or f"第 {i + 1} 例")


def _of_departments(authored: Authored) -> Iterator[Case]:
    for file in authored.departments:
        whole = file.model
        for name, expect in whole.expect.indicators.items():
            spec = CaseSpec(
                note=whole.department,
                day=whole.day,
                given=whole.given,
                claimed=whole.claimed.get(name),
                expect=_before_caps(authored.rubric, name, expect),
                pin=whole.pin,
            )
            yield Case(name, spec, file.key("expect", "indicators", name), whole.department, file)


def _before_caps(rubric: Rubric, name: str, expect: ExpectSpec) -> ExpectSpec:
    """What is expected of an indicator before caps on it: points that stand at a bound may have been cut to it."""
    bounds = {bound for cap in rubric.caps if cap.of == name for bound in (cap.most, cap.least)} - {None}

    def kept(points: Fraction | None) -> Fraction | None:
        return None if points in bounds else points

    return replace(expect, points=kept(expect.points), low=kept(expect.low), high=kept(expect.high))
