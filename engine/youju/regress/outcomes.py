"""Every case of a rubric run exactly, in every version it holds for: what came out beside what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from youju.audit.cases import CaseResult, Difference, run_case
from youju.audit.departments import DepartmentResult, run_department
from youju.regress.cases import Case, cases_of, standing_of_sums
from youju.rubric import Authored, CaseSpec, Department, ExpectSpec, Standing
from youju.source import Place
from youju.structs import Struct

Way = tuple[str, ...]


class Outcome(Struct):
    """A case in one version. Each difference comes with the way to it below what is expected."""

    version: Authored
    found: CaseResult | DepartmentResult
    differences: tuple[tuple[Way, Difference], ...]


class CaseRun(Struct):
    """A case with its outcomes. `indicator` is None for the sums of a whole department.

    `spec` is what the case gives, `expect` what it expects of the indicator (None for sums); `place` is that of the
    case on a card, of a whole department that of the indicator in `expect`.
    """

    indicator: str | None
    title: str
    place: Place
    standing: Standing
    spec: CaseSpec | None
    expect: ExpectSpec | None
    department: Department | None
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The versions in which it does not come out as expected."""
        return tuple(one for one in self.outcomes if one.differences)

    @property
    def name(self) -> str:
        """What it is called on a screen and in a run of pytest."""
        return f"{self.indicator or 'total'}::{self.title}"


def outcomes_of(versions: Iterable[Authored]) -> tuple[CaseRun, ...]:
    """Every case of these versions, each once, in the order of its file: cards first, then whole departments."""
    tested: dict[tuple[Place, str | None], CaseRun] = {}
    for version in versions:
        for one in _in_version(version):
            before = tested.get((one.place, one.indicator))
            outcomes = (*(before.outcomes if before else ()), *one.outcomes)
            tested[one.place, one.indicator] = CaseRun(
                one.indicator, one.title, one.place, one.standing, one.spec, one.expect, one.department, outcomes
            )
    return tuple(tested.values())


def _in_version(version: Authored) -> Iterator[CaseRun]:
    whole = {file.place(): run_department(version.rubric, file.model, "exact") for file in version.departments}
    for file in version.departments:
        yield from _sums(version, file, whole[file.place()])
    for case in cases_of(version):
        if case.department is None:
            found = run_case(version.rubric, version.rubric.indicators[case.indicator], case.spec, "exact")
            yield _tested(version, case, found)
        else:
            yield _tested(version, case, whole[case.department.place()].indicators[case.indicator])


def _tested(version: Authored, case: Case, found: CaseResult) -> CaseRun:
    outcome = Outcome(version, found, tuple(((one.what,), one) for one in found.differences))
    return CaseRun(
        case.indicator, case.title, case.place, case.standing, case.spec, case.expects, case.department, (outcome,)
    )


def _sums(version: Authored, file: Department, found: DepartmentResult) -> Iterator[CaseRun]:
    """The total and the sections of a department, where it speaks of them; else, if of nothing, that it waits."""
    if (standing := standing_of_sums(file.model)) is not None:
        outcome = Outcome(version, found, found.differences)
        yield CaseRun(None, file.model.department, file.key("expect"), standing, None, None, file, (outcome,))
