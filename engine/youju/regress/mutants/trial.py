"""Cases run on mutants: which of them tells a mutant from the rubric it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from youju.audit.cases import CaseResult, run_case
from youju.audit.departments import run_department
from youju.feel import FeelError
from youju.regress.cases import Case, cases_of
from youju.regress.mutants.mutant import Mutant
from youju.rubric import Authored, CaseSpec, DepartmentSpec, Rubric
from youju.rubric.spec import ExpectSpec, Standing
from youju.structs import Struct, replace

_BELOW = (Fraction(49, 2), Fraction(47, 2), Fraction(9, 2), Fraction(1, 2))
"""How many steps of rounding below the most that is left open: half a step off, and off ten steps too but for the
last, which is for ranges narrower than that."""


class Whole(Struct):
    """A case of a whole department, caps and total included: whether a rubric gives all that it expects."""

    title: str
    standing: Standing
    passes: Callable[[Rubric], bool]


class Probe(Struct):
    """A case at hand, or what is left of it without some facts, with a claim of our own or none, and what it gives."""

    spec: CaseSpec
    before: CaseResult


class Trial(Struct):
    """The cases that can kill, by their indicator: such as hold of the rubric as it is, decided apart from pinned.

    `probes` are tried where nothing else tells a mutant.
    """

    decided: Mapping[str, tuple[Case, ...]]
    pinned: Mapping[str, tuple[Case, ...]]
    probes: Mapping[str, tuple[Probe, ...]]
    wholes: tuple[Whole, ...] = ()

    def killer(self, mutant: Mutant, standing: Standing = "decided") -> Case | Whole | None:
        """The first case of that standing that expects something else of a mutant; of whole departments last."""
        cases = self.decided if standing == "decided" else self.pinned
        mine = (case for name in mutant.indicators for case in cases.get(name, ()))
        found = next((case for case in mine if _unlike(mutant.rubric, case)), None)
        wholes = (one for one in self.wholes if one.standing == standing)
        return found or next((one for one in wholes if not one.passes(mutant.rubric)), None)

    def of(self, indicator: str) -> tuple[Case, ...]:
        """Every case of an indicator."""
        return (*self.decided.get(indicator, ()), *self.pinned.get(indicator, ()))


def trial_of(authored: Authored, cases: Sequence[Case] | None = None, wholes: Sequence[Whole] | None = None) -> Trial:
    """The trial of a version of a rubric by its cases and whole departments, or by those given. A case that fails
    already tells nothing."""
    found = cases_of(authored) if cases is None else cases
    departments = [_whole(one.model) for one in authored.departments] if wholes is None else wholes
    standing = [
        case
        for case in found
        if (case.spec.day is None or authored.span.holds(case.spec.day)) and not _unlike(authored.rubric, case)
    ]
    by_standing = {
        wanted: [case for case in standing if case.spec.standing == wanted] for wanted in ("decided", "pinned")
    }
    passing = tuple(one for one in departments if one.passes(authored.rubric))
    decided, pinned = _by_indicator(by_standing["decided"]), _by_indicator(by_standing["pinned"])
    at_hand = _by_indicator(standing)
    probes = {name: _probes(authored.rubric, name, at_hand.get(name, ())) for name in authored.rubric.indicators}
    return Trial(decided, pinned, probes, passing)


def _whole(spec: DepartmentSpec) -> Whole:
    def passes(rubric: Rubric) -> bool:
        try:
            return run_department(rubric, spec, "exact").passed
        except (FeelError, ValueError):
            return False

    return Whole(spec.department, spec.standing, passes)


def _probes(rubric: Rubric, indicator: str, cases: Sequence[Case]) -> tuple[Probe, ...]:
    """Each case as it is first, then without one fact, then without any; then what is undecided of these with a claim
    finer than its rounding; each once."""
    specs = [replace(case.spec, claimed=None, expect=ExpectSpec(), pin=False) for case in cases]
    fewer = [
        replace(spec, given={name: text for name, text in spec.given.items() if name not in without})
        for spec in specs
        for without in (*((name,) for name in spec.given), tuple(spec.given))
    ]
    every = (*specs, *fewer, CaseSpec())
    once = {(*sorted(spec.given.items()), spec.effective_weight): spec for spec in reversed(every)}
    plain = tuple(_probed(rubric, indicator, reversed(once.values())))
    step = rubric.indicators[indicator].round
    claims = ((probe.spec, next(claims_within(probe.before, step), None)) for probe in plain)
    claiming = (replace(spec, claimed=claim) for spec, claim in claims if claim is not None)
    return (*plain, *_probed(rubric, indicator, claiming))


def _probed(rubric: Rubric, indicator: str, specs: Iterable[CaseSpec]) -> Iterator[Probe]:
    for spec in specs:
        before = given_to(rubric, indicator, spec)
        if before is not None:
            yield Probe(spec, before)


def claims_within(came: CaseResult, step: Fraction) -> Iterator[Fraction]:
    """Claims within what is left open that are finer than a step of rounding; none where that is narrower than one."""
    if came.status == "undetermined":
        yield from (claim for by in _BELOW if (claim := came.high - by * step) > came.low)


def given_to(rubric: Rubric, indicator: str, spec: CaseSpec) -> CaseResult | None:
    """What a rubric makes of a case; None where it cannot be worked out at all."""
    try:
        return run_case(rubric, rubric.indicators[indicator], spec, "exact")
    except FeelError:
        return None


def _unlike(rubric: Rubric, case: Case) -> bool:
    """Whether a rubric gives something other than a case expects."""
    found = given_to(rubric, case.indicator, case.spec)
    return found is None or bool(found.differences)


def _by_indicator(cases: Sequence[Case]) -> Mapping[str, tuple[Case, ...]]:
    return {name: tuple(_of(cases, name)) for name in dict.fromkeys(case.indicator for case in cases)}


def _of(cases: Sequence[Case], indicator: str) -> Iterator[Case]:
    return (case for case in cases if case.indicator == indicator)
