"""Cases of whole departments: every indicator, sections, caps and total, against what somebody wrote down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from youju.audit.cases import CaseResult, Difference, case_result, given_values
from youju.audit.enter import ZERO, Entered, EnteredOne, enter
from youju.facts import Claim
from youju.feel import show_number
from youju.firing import Engine, decider, fire
from youju.rubric import DepartmentSpec, ExpectSpec, Rubric
from youju.structs import Struct


class DepartmentResult(Struct):
    """What the engine makes of a department.

    `indicators` are those of the rubric, their points within their caps; `uncut` is the total before caps of its own;
    `differences` are on the sums, each with the way to it below `expect`.
    """

    total: Fraction
    uncut: Fraction
    sections: Mapping[str, Fraction]
    indicators: Mapping[str, CaseResult]
    differences: tuple[tuple[tuple[str, ...], Difference], ...]

    @property
    def passed(self) -> bool:
        """Whether all came out as expected."""
        return not self.differences and not any(one.differences for one in self.indicators.values())


def run_department(rubric: Rubric, spec: DepartmentSpec, engine: Engine = "auto") -> DepartmentResult:
    """Runs a whole-department case. ValueError where a given value is no constant."""
    decide = decider(rubric, engine)
    firings = fire(rubric, given_values(rubric, spec), decide)
    claims = {name: Claim("score", points, ()) for name, points in spec.claimed.items()}
    entered = enter(rubric, firings, claims, decide)
    indicators = {
        name: case_result(indicator, _one(entered, name), spec.expect.indicators.get(name, ExpectSpec()))
        for name, indicator in rubric.indicators.items()
    }
    total = sum((entry.points for entry in entered.entries), ZERO)
    uncut = sum((entry.points for entry in entered.entries if not entry.cuts_total), ZERO)
    sections = {
        section.id: sum((indicators[name].points for group in section.groups for name in group.indicators), ZERO)
        for section in rubric.spec.sections
    }
    return DepartmentResult(total, uncut, sections, indicators, tuple(_differences(spec, total, sections)))


def _one(entered: Entered, name: str) -> EnteredOne:
    row = next(row for row in entered.rows if row.indicator == name)
    entries = tuple(entry for entry in entered.entries if entry.indicator == name)
    return EnteredOne(row, entries, entered.missing[name], entered.cases.get(name))


def _differences(
    spec: DepartmentSpec, total: Fraction, sections: Mapping[str, Fraction]
) -> Iterator[tuple[tuple[str, ...], Difference]]:
    wanted = [(("sections", name), points, sections[name]) for name, points in spec.expect.sections.items()]
    wanted += [(("total",), spec.expect.total, total)] if spec.expect.total is not None else []
    for path, expected, found in wanted:
        if expected != found:
            yield path, Difference(path[-1], show_number(expected), show_number(found))
