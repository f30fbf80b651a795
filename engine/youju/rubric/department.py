"""A case of a whole department: facts given once, and what the rubric makes of them, totals and caps included."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated

from youju.facts import Exact, Flag
from youju.feel import Type
from youju.rubric.bench import Bench
from youju.rubric.case_names import check_given, unknown_facts, unknown_rules
from youju.rubric.compile import known_indicator
from youju.rubric.days import Day
from youju.rubric.span import Span
from youju.rubric.spec import CardSpec, ExpectSpec, RubricSpec, Said, Standing, nothing
from youju.source import Before, Decoded, Diagnostic, Strict, did_you_mean
from youju.structs import field


class DepartmentExpect(Strict):
    """What a whole run must give: the total, sums of sections, and of indicators what a case of their card may expect.

    Points of an indicator are those within its caps. What is left out is not looked at.
    """

    total: Exact | None = None
    sections: dict[str, Exact] = field(default_factory=dict[str, Exact])
    indicators: dict[str, ExpectSpec] = field(default_factory=dict[str, ExpectSpec])


class DepartmentSpec(Strict):
    """A file of `cases/`: one department. `claimed` are the scores its report asks for, by indicator.

    `day` and `pin` are those of a case of a card.
    """

    department: Said
    note: str = ""
    day: Day | None = None
    given: dict[str, str] = field(default_factory=dict[str, str])
    claimed: dict[str, Exact] = field(default_factory=dict[str, Exact])
    expect: Annotated[DepartmentExpect, Before(nothing)] = DepartmentExpect()
    pin: Flag = False

    @property
    def standing(self) -> Standing:
        """Who answers for what it expects."""
        expect = self.expect
        spoken = any(one != ExpectSpec() for one in expect.indicators.values())
        if expect.total is None and not expect.sections and not spoken:
            return "blank"
        return "pinned" if self.pin else "decided"


Department = Decoded[DepartmentSpec]


def held_in(departments: Sequence[Department], span: Span) -> tuple[Department, ...]:
    """Those that hold for a version: of one of its days, or of any."""
    return tuple(one for one in departments if one.model.day is None or span.holds(one.model.day))


def never_run(departments: Sequence[Department], versions: Sequence[Span]) -> Iterator[Diagnostic]:
    """Those of a day on which no version is in force."""
    for one in departments:
        day = one.model.day
        if day is not None and not any(span.holds(day) for span in versions):
            zh = f"{day} 时标准还没有施行：这个用例哪一版都不会运行"
            en = f"on {day} the rubric is not in force: the case is never run"
            yield Diagnostic(one.place("day"), "rubric-case-day", zh, en)


def department_problems(
    file: Department,
    head: RubricSpec,
    cards: Mapping[str, CardSpec | None],
    listed: Collection[str],
    types: Mapping[str, Type],
) -> Iterator[Diagnostic]:
    """Names in a case that a version does not have, and values that do not fit their facts.

    `cards` are the cards by indicator, None where one could not be read; `listed` are the indicators of the version.
    """
    spec = file.model
    yield from unknown_facts(file, ("given",), spec.given, types)
    bench = Bench(dict(types))
    check_given(file, ("given",), spec.given, types, bench)
    yield from bench.problems
    for name in spec.claimed:
        yield from known_indicator(name, file.key("claimed", name), listed)
    for name, expect in spec.expect.indicators.items():
        yield from known_indicator(name, file.key("expect", "indicators", name), listed)
        if card := cards.get(name):
            yield from unknown_rules(file, ("expect", "indicators", name), expect, {rule.id for rule in card.rules})
    sections = [section.id for section in head.sections]
    for name in spec.expect.sections:
        if name not in sections:
            zh, en = f"没有一级指标 `{name}`", f"there is no section `{name}`"
            place = file.key("expect", "sections", name)
            yield Diagnostic(place, "rubric-unknown-section", zh, en, did_you_mean(name, sections))
